"""Graph algorithms: undirected weighted edges in, labels and agreement out. The only home of networkx and Leiden."""

from analyzer.graphs.agreement import ari, c2c, mojofm, moves_and_joins, nmi
from analyzer.graphs.quality import modularity

__all__ = ["ari", "c2c", "modularity", "mojofm", "moves_and_joins", "nmi"]

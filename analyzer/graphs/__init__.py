"""Graph algorithms: undirected weighted edges in, labels and agreement out. The only home of networkx and Leiden."""

from analyzer.graphs.agreement import ari, c2c, mojofm, moves_and_joins, nmi
from analyzer.graphs.consensus import Consensus, agreed, by_size, core_groups, resampled
from analyzer.graphs.leiden import common, leiden, numbered, split
from analyzer.graphs.matching import best_pairs
from analyzer.graphs.network import (
    Floats,
    Integers,
    Network,
    connected,
    contract,
    cut_out,
    labelled,
    modularity,
    network,
    summed,
    within,
)

__all__ = [
    "Consensus",
    "Floats",
    "Integers",
    "Network",
    "agreed",
    "ari",
    "best_pairs",
    "by_size",
    "c2c",
    "common",
    "connected",
    "contract",
    "core_groups",
    "cut_out",
    "labelled",
    "leiden",
    "modularity",
    "mojofm",
    "moves_and_joins",
    "network",
    "nmi",
    "numbered",
    "resampled",
    "split",
    "summed",
    "within",
]

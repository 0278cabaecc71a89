"""Graph algorithms: undirected weighted edges in, labels and agreement out. The only home of networkx and Leiden."""

from analyzer.graphs.agreement import ari, c2c, mojofm, moves_and_joins, nmi
from analyzer.graphs.components import carried, components
from analyzer.graphs.consensus import Consensus, agreed, agreement_of, by_size, fine_groups, resampled
from analyzer.graphs.hierarchy import Hierarchy, hierarchy, persistent
from analyzer.graphs.leiden import common, leiden, numbered, split
from analyzer.graphs.matching import best_pairs
from analyzer.graphs.network import (
    Floats,
    Integers,
    Network,
    connected,
    contract,
    contracted,
    cut_out,
    labelled,
    modularity,
    network,
    summed,
    within,
)
from analyzer.graphs.refine import Ties, refined, ties_of

__all__ = [
    "Consensus",
    "Floats",
    "Hierarchy",
    "Integers",
    "Network",
    "Ties",
    "agreed",
    "agreement_of",
    "ari",
    "best_pairs",
    "by_size",
    "c2c",
    "carried",
    "common",
    "components",
    "connected",
    "contract",
    "contracted",
    "cut_out",
    "fine_groups",
    "hierarchy",
    "labelled",
    "leiden",
    "modularity",
    "mojofm",
    "moves_and_joins",
    "network",
    "nmi",
    "numbered",
    "persistent",
    "refined",
    "resampled",
    "split",
    "summed",
    "ties_of",
    "within",
]

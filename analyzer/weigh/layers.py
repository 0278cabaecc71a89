"""Kinds of dependency, and which layer of evidence each belongs to."""

from analyzer.model.linkage import DependencyKind as Kind

STRUCTURE = "structure"
DATA = "data"
STATE = "state"

_OTHERS = {
    Kind.READS: DATA,
    Kind.WRITES: DATA,
    Kind.JOINS: DATA,
    Kind.FOREIGN_KEY: DATA,
    Kind.SHARES_STATE: STATE,
    Kind.CO_CHANGES: "history",
    Kind.RESEMBLES: "vocabulary",
}

LAYER_OF = {kind: _OTHERS.get(kind, STRUCTURE) for kind in Kind}

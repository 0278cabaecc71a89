"""The weighted graph that communities are found in: layers of evidence over the same nodes."""

import msgspec


class Edge(msgspec.Struct, frozen=True, order=True, array_like=True, gc=False):
    """A directed edge between positions of `CodeGraph.nodes`; weight unitless and positive."""

    source: int
    target: int
    weight: float


class Layer(msgspec.Struct, frozen=True):
    """One kind of evidence, normalised so that its weights sum to 1, with its share in the combined graph."""

    name: str  # structure, data, state, …
    weight: float
    edges: tuple[Edge, ...]


class CodeGraph(msgspec.Struct, frozen=True):
    """Own units and tables that take part in the decomposition; `nodes` are their ids, sorted.

    `combined` has one undirected weight per pair (source < target): the weighted sum of the layers, scaled so that the
    mean edge weighs 1. `words[i]` are those of node i that neither a namespace nor a directory gave it;
    left out, nobody has any.
    """

    nodes: tuple[str, ...]
    layers: tuple[Layer, ...]
    combined: tuple[Edge, ...]
    words: tuple[tuple[str, ...], ...] = ()

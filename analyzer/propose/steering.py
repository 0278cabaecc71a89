"""What is bound in, the clustering's input and output bent so that it sees blocks as one node out."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence

import msgspec

from analyzer.model.decomposition import Communities
from analyzer.model.graph import CodeGraph, Edge
from analyzer.propose.binding import Bound

MUCH = 0.05


def steered_kernel(bound: Bound, found: Sequence[int]) -> tuple[int, ...]:
    """Return the kernel with what is forced into it, without what is kept out, pinned, or tied to what is no kernel."""
    inside = set(found) | bound.kernel
    tied = {block for i, block in enumerate(bound.block_of) if block in bound.linked and i not in inside}
    out = {i for i in inside if bound.block_of[i] in bound.home or bound.block_of[i] in tied}
    return tuple(sorted((inside - out - bound.not_kernel - bound.left_out) | bound.kernel))


def aside(bound: Bound, kernel: Sequence[int]) -> tuple[int, ...]:
    """Return what must not take part in the clustering: the kernel, what is left out, and services that are closed."""
    closed = {i for i, block in enumerate(bound.block_of) if bound.home.get(block) in bound.closed}
    return tuple(sorted({*kernel, *bound.left_out, *closed}))


def reclusters(bound: Bound, found: Sequence[int], outside: Sequence[int]) -> bool:
    """Say whether the constraints are so many that the communities must be searched again with them.

    A few moves leave everything else as it was; what ties more than `MUCH` of the nodes together, or changes who takes
    part, shapes all services.
    """
    tied = sum(block in bound.linked for block in bound.block_of)
    return set(found) != set(outside) or tied > MUCH * len(bound.nodes)


def contracted(bound: Bound, graph: CodeGraph) -> CodeGraph:
    """Return the graph in which every edge of a block ends at its first node: the others are without edges."""
    if not bound.linked:
        return graph
    layers = tuple(
        msgspec.structs.replace(layer, edges=_moved(bound.block_of, layer.edges, directed=True))
        for layer in graph.layers
    )
    combined = _moved(bound.block_of, graph.combined, directed=False)
    return CodeGraph(graph.nodes, layers, combined, _gathered(bound.block_of, graph.words))


def _gathered(block_of: Sequence[int], words: Sequence[Sequence[str]]) -> tuple[tuple[str, ...], ...]:
    """Return the words of every node of the contracted graph: those of its whole block."""
    found: list[set[str]] = [set() for _ in words]
    for block, row in zip(block_of, words, strict=False):
        found[block].update(row)
    return tuple(tuple(sorted(row)) for row in found)


def _moved(block_of: Sequence[int], edges: Iterable[Edge], directed: bool) -> tuple[Edge, ...]:
    sums: dict[tuple[int, int], float] = {}
    for edge in edges:
        pair = (block_of[edge.source], block_of[edge.target])
        if pair[0] != pair[1] or not directed:  # what lies inside a block weighs in its community
            pair = pair if directed else (min(pair), max(pair))
            sums[pair] = sums.get(pair, 0.0) + edge.weight
    return tuple(Edge(a, b, weight) for (a, b), weight in sorted(sums.items()))


def sizes(bound: Bound) -> tuple[int, ...]:
    """Return for how many units each node of the contracted graph stands."""
    counts = Counter(bound.block_of)
    return tuple(counts.get(i, 1) for i in range(len(bound.nodes)))


def spread(bound: Bound, communities: Communities) -> Communities:
    """Return communities of all nodes: those of a block are where its first node is."""
    if not bound.linked:
        return communities
    return Communities(
        tuple(
            msgspec.structs.replace(
                partition,
                labels=tuple(partition.labels[block] for block in bound.block_of),
                stability=tuple(partition.stability[block] for block in bound.block_of),
            )
            for partition in communities.partitions
        )
    )

"""Overlaps of two families of sets in, the pairs that keep most of it out."""

from collections.abc import Mapping


def best_pairs(overlap: Mapping[tuple[str, str], int]) -> dict[str, str]:
    """Return left → right of the matching with the largest sum of overlaps (Galil 1986); each side is used once.

    Of equally good ones the same is chosen for the same input, whatever its order.
    """
    if not overlap:
        return {}
    import networkx  # noqa: PLC0415 (a tenth of our start, and few runs have anything to match)

    graph: networkx.Graph[tuple[int, str]] = networkx.Graph()
    for (left, right), weight in sorted(overlap.items()):
        graph.add_edge((0, left), (1, right), weight=weight)
    pairs = (sorted(pair) for pair in networkx.max_weight_matching(graph))
    return {left[1]: right[1] for left, right in sorted(pairs)}

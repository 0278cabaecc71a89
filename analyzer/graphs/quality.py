"""Undirected weighted edges and labels in, how good the split is out."""

from collections.abc import Iterable, Sequence

from analyzer.model.graph import Edge


def modularity(edges: Iterable[Edge], labels: Sequence[int], resolution: float = 1.0) -> float:
    """Return Newman's undirected, weighted modularity Σ_c (inside_c/m − γ·(degree_c/2m)²), −.5..1 (Newman 2004).

    `labels[i]` is the community of node i; γ is the resolution (Reichardt, Bornholdt 2006). 0 when there is no weight.
    """
    inside: dict[int, float] = {}
    degree: dict[int, float] = {}
    total = 0.0
    for edge in edges:
        a, b, weight = labels[edge.source], labels[edge.target], edge.weight
        total += weight
        degree[a] = degree.get(a, 0.0) + weight
        degree[b] = degree.get(b, 0.0) + weight
        if a == b:
            inside[a] = inside.get(a, 0.0) + weight
    if total == 0.0:
        return 0.0
    return sum(inside.get(c, 0.0) / total - resolution * (d / (2 * total)) ** 2 for c, d in degree.items())

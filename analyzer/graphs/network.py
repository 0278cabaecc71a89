"""Undirected weighted edges in, arrays that community detection runs on out: contract, cut out, measure."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from analyzer.model.graph import Edge

Integers = NDArray[np.int64]
Floats = NDArray[np.float64]


@dataclass(frozen=True, slots=True, eq=False)
class Network:
    """An undirected graph of nodes 0..size−1: every pair once (source < target, sorted), loops apart.

    `loops[i]` is the weight that lies inside node i: it comes from contracting a group of nodes to one.
    """

    size: int
    sources: Integers
    targets: Integers
    weights: Floats
    loops: Floats

    @property
    def total(self) -> float:
        """The weight of all edges, loops included."""
        return float(self.weights.sum() + self.loops.sum())

    @property
    def degrees(self) -> Floats:
        """The weighted degree of every node; a loop counts twice."""
        ends = np.bincount(self.sources, self.weights, self.size) + np.bincount(self.targets, self.weights, self.size)
        degrees: Floats = ends + 2 * self.loops
        return degrees

    def weighing(self, weights: Floats) -> "Network":
        """Return the network of the same edges with other weights."""
        return Network(self.size, self.sources, self.targets, weights, self.loops)


def network(size: int, edges: Iterable[Edge], left_out: Sequence[int] = ()) -> Network:
    """Return the network of the given edges but those that touch a node that is `left_out`."""
    rows = tuple(edges)
    sources = np.array([edge.source for edge in rows], dtype=np.int64)
    targets = np.array([edge.target for edge in rows], dtype=np.int64)
    weights = np.array([edge.weight for edge in rows], dtype=np.float64)
    inside = np.ones(size, dtype=bool)
    inside[list(left_out)] = False
    kept = inside[sources] & inside[targets]
    return summed(size, sources[kept], targets[kept], weights[kept])


def within(net: Network, labels: Integers) -> Network:
    """Return the network without the edges that lead from one label to another, or to a node without (below 0)."""
    ours = labels[net.sources]
    return _only(net, (ours >= 0) & (ours == labels[net.targets]))


def labelled(net: Network, labels: Integers) -> Network:
    """Return the network of the edges between nodes that have a label (0 or more)."""
    return _only(net, (labels[net.sources] >= 0) & (labels[net.targets] >= 0))


def _only(net: Network, kept: NDArray[np.bool_]) -> Network:
    return Network(net.size, net.sources[kept], net.targets[kept], net.weights[kept], np.zeros(net.size))


def summed(size: int, sources: Integers, targets: Integers, weights: Floats) -> Network:
    """Return the network in which parallel edges are one, and edges from a node to itself are loops."""
    return next(_all_summed(size, sources, targets, [weights]))


def _all_summed(size: int, sources: Integers, targets: Integers, weights: Iterable[Floats]) -> Iterator[Network]:
    """Yield a network for each weighing of the same edges, which are looked through but once."""
    low, high = np.minimum(sources, targets), np.maximum(sources, targets)
    same = low == high
    nodes, low, high = low[same], low[~same], high[~same]
    pairs = low * size + high
    apart = bool((pairs[1:] > pairs[:-1]).all())  # sorted and each once, as the edges of a `CodeGraph` are
    if not apart:
        pairs, found = np.unique(pairs, return_inverse=True)
        low, high, inverse = pairs // max(size, 1), pairs % max(size, 1), found.ravel()
    for row in weights:
        loops = np.bincount(nodes, row[same], size).astype(np.float64)
        sums = row[~same] if apart else np.bincount(inverse, row[~same], len(pairs)).astype(np.float64)
        yield Network(size, low, high, sums, loops)


def contract(net: Network, groups: Integers) -> Network:
    """Return the network of groups 0..K−1: weights between groups add up, weights inside become loops.

    The modularity of any partition of the groups is that of the same partition of the nodes.
    """
    return contracted([net], groups)[0]


def contracted(nets: Sequence[Network], groups: Integers) -> list[Network]:
    """Return what becomes of networks of the same edges when each group of nodes is made one (see `contract`)."""
    size = int(groups.max(initial=-1)) + 1
    first = nets[0]
    small = _all_summed(size, groups[first.sources], groups[first.targets], (net.weights for net in nets))
    return [
        Network(size, one.sources, one.targets, one.weights, one.loops + np.bincount(groups, net.loops, size))
        for net, one in zip(nets, small, strict=True)
    ]


def cut_out(net: Network, nodes: Integers) -> Network:
    """Return the network of the given nodes (sorted positions), renumbered in their order."""
    place = np.full(net.size, -1, dtype=np.int64)
    place[nodes] = np.arange(len(nodes))
    kept = (place[net.sources] >= 0) & (place[net.targets] >= 0)
    sources, targets = place[net.sources[kept]], place[net.targets[kept]]
    return Network(len(nodes), sources, targets, net.weights[kept], net.loops[nodes])


def connected(net: Network) -> Integers:
    """Return the positions of the nodes that have an edge, sorted."""
    return np.unique(np.concatenate([net.sources, net.targets]))


def modularity(net: Network, labels: Integers, resolution: float = 1.0) -> float:
    """Return Newman's modularity Σ_c (inside_c/m − γ·(degree_c/2m)²), −.5..1 (Newman 2004); 0 without weight.

    `labels[i]` is the community of node i, below 0 for none: only edges between labelled nodes count. A loop counts as
    inside weight; γ is the resolution (Reichardt, Bornholdt 2006).
    """
    out = labels < 0
    if out.any():
        net, labels = labelled(net, labels), np.where(out, 0, labels)
    total = net.total
    if total == 0.0:
        return 0.0
    inside = net.weights[labels[net.sources] == labels[net.targets]].sum() + net.loops.sum()
    by_label = np.bincount(labels, net.degrees)
    return float(inside / total - resolution * np.square(by_label / (2 * total)).sum())

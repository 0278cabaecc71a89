"""A network and a labeling in, the labeling in which no single node gains by going elsewhere out."""

from dataclasses import dataclass
from typing import NamedTuple

import numpy as np

from analyzer.graphs.network import Floats, Integers, Network

SWEEPS = 5


class Ties(NamedTuple):
    """Each edge of a network from both of its ends, by this end; the same for all networks of the same edges.

    Node i is the end of those from `starts[i]` on; `order` are their places among the weights, said twice.
    """

    ends: Integers
    others: Integers
    starts: Integers
    order: Integers


def ties_of(net: Network) -> Ties:
    """Return the ties of a network."""
    ends = np.concatenate([net.sources, net.targets])
    order = np.argsort(ends, kind="stable")
    starts = np.concatenate([[0], np.cumsum(np.bincount(ends, minlength=net.size))])
    return Ties(ends[order], np.concatenate([net.targets, net.sources])[order], starts, order)


def refined(net: Network, labels: Integers, resolution: float = 1.0, ties: Ties | None = None) -> Integers:
    """Return the labels 0..K−1 after moving nodes one by one to the group where modularity gains most.

    A node only goes where it has a tie; no group appears and none is emptied. Nodes go in their order, so the result
    depends on nothing else. Time and memory grow with the edges, however many groups there are. Several runs
    on networks of the same edges are cheaper with their `ties`.
    """
    if int(labels.max(initial=-1)) < 1 or not net.total:
        return labels.copy()
    groups = _Groups(net, labels, resolution, ties or ties_of(net))
    for _ in range(SWEEPS):
        if not sum([groups.settle(i) for i in groups.restless()]):
            break
    return groups.labels


@dataclass(slots=True)
class _Pulls:
    """What ties some nodes to some groups, each pair once."""

    nodes: Integers
    groups: Integers
    weights: Floats


class _Groups:
    """Nodes in groups, one node moving at a time."""

    def __init__(self, net: Network, labels: Integers, resolution: float, ties: Ties) -> None:
        self.labels = labels.copy()
        self._ties, self._weights = ties, np.concatenate([net.weights, net.weights])[ties.order]
        self._degrees, self._scale = net.degrees, resolution / (2 * net.total)
        self._mass: Floats = np.bincount(labels, self._degrees).astype(np.float64)
        self._sizes = np.bincount(labels)

    def restless(self) -> list[int]:
        """Return the nodes that some other group than their own attracts most, in their order."""
        ends, others = self._ties.ends, self._ties.others
        torn = np.zeros(len(self.labels), dtype=bool)
        torn[ends[self.labels[ends] != self.labels[others]]] = True
        pulls = self._pulls(torn)
        if not len(pulls.nodes):
            return []
        gains = self._gains(pulls)
        first = np.flatnonzero(np.diff(pulls.nodes, prepend=-1))
        best = np.repeat(np.maximum.reduceat(gains, first), np.diff(first, append=len(gains)))
        at = np.flatnonzero(gains == best)
        at = at[np.diff(pulls.nodes[at], prepend=-1) > 0]  # of equals, the first group
        found: list[int] = pulls.nodes[at][pulls.groups[at] != self.labels[pulls.nodes[at]]].tolist()
        return found

    def settle(self, node: int) -> bool:
        """Move a node to where it gains most; say whether there is such a place."""
        own, degree = int(self.labels[node]), float(self._degrees[node])
        if self._sizes[own] == 1:
            return False
        near = slice(self._ties.starts[node], self._ties.starts[node + 1])
        pulls = {own: 0.0}
        for group, weight in zip(
            self.labels[self._ties.others[near]].tolist(), self._weights[near].tolist(), strict=True
        ):
            pulls[group] = pulls.get(group, 0.0) + weight
        share, mass = self._scale * degree, self._mass
        gains = {group: pull - share * float(mass[group]) for group, pull in pulls.items() if group != own}
        best = min(gains, key=lambda group: (-gains[group], group), default=own)  # of equals, the first
        if best == own or gains[best] <= pulls[own] - share * (float(mass[own]) - degree) + 1e-12:
            return False
        mass[own], mass[best] = mass[own] - degree, mass[best] + degree
        self._sizes[own], self._sizes[best] = self._sizes[own] - 1, self._sizes[best] + 1
        self.labels[node] = best
        return True

    def _pulls(self, asked: np.ndarray[tuple[int, ...], np.dtype[np.bool_]]) -> _Pulls:
        """Return what pulls the nodes that are asked for, by node and group; their own group is always among them."""
        width = len(self._sizes)
        kept, nodes = asked[self._ties.ends], np.flatnonzero(asked)
        keys = np.concatenate(
            [self._ties.ends[kept] * width + self.labels[self._ties.others[kept]], nodes * width + self.labels[nodes]]
        )
        pairs, inverse = np.unique(keys, return_inverse=True)
        weights = np.concatenate([self._weights[kept], np.zeros(len(nodes))])
        sums = np.bincount(inverse.ravel(), weights, len(pairs)).astype(np.float64)
        return _Pulls(pairs // width, pairs % width, sums)

    def _gains(self, pulls: _Pulls) -> Floats:
        """Return what a node gains in a group: what pulls it there beyond what the degrees make expected."""
        degrees, mass = self._degrees[pulls.nodes], self._mass[pulls.groups]
        others = np.where(self.labels[pulls.nodes] == pulls.groups, mass - degrees, mass)
        gains: Floats = pulls.weights - self._scale * degrees * others
        return gains

"""A network in, the tree of its merges out; a tree in, the groups that persist longest out.

Two groups merge at the level 2m·w(a,b) / (d(a)·d(b)): how many times more weight lies between them than their degrees
make expected, which is also the resolution of modularity below which they are better one. Nearest groups merge first
(average linkage; Bonald, Charpentier, Galland, Hollocou 2018), so that one tree holds all resolutions.
"""

from collections.abc import Set
from dataclasses import dataclass
from math import log

import numpy as np
from numpy.typing import NDArray

from analyzer.graphs.network import Floats, Integers, Network
from analyzer.graphs.sparse_merges import SparseMerges

FINEST, COARSEST = 5.0, 0.02  # levels between which persistence counts
FEW_NODES = 1_000  # of which a matrix is held always,
MOST_NODES = 3_000  # and up to so many where one in `EMPTY` pairs is an edge: a step along a row is quicker then
EMPTY = 30
FEW = 4  # neighbours of a leaf that are looked up one by one: of thousands that hang on a hub, no row is read whole


@dataclass(frozen=True, slots=True)
class Hierarchy:
    """A forest over leaves 0..leaves−1; merge i joins `left[i]` and `right[i]` into node leaves + i at `levels[i]`."""

    leaves: int
    left: tuple[int, ...]
    right: tuple[int, ...]
    levels: tuple[float, ...]


def hierarchy(net: Network) -> Hierarchy:
    """Return the merges of a network's nodes, nearest first, until no two groups share an edge.

    A matrix of levels is quicker for hundreds of nodes, or where many of the pairs are edges; thousands that hang on a
    few hubs, or in thousands of parts, take memory by their edges.
    """
    trunk = _Trunk(net) if _fits_a_matrix(net) else SparseMerges(net)
    while trunk.merge():
        pass
    return Hierarchy(net.size, tuple(trunk.left), tuple(trunk.right), tuple(trunk.levels))


def _fits_a_matrix(net: Network) -> bool:
    """Say whether the pairs of nodes are few, or not too many and hardly more than the edges."""
    return net.size <= FEW_NODES or (net.size <= MOST_NODES and net.size**2 <= EMPTY * len(net.weights))


class _Trunk:
    """Groups that merge, the nearest pair first, with the levels of all pairs at hand."""

    def __init__(self, net: Network) -> None:
        self.left: list[int] = []
        self.right: list[int] = []
        self.levels: list[float] = []
        self._size = net.size
        self._names = list(range(net.size))
        self._pull = np.zeros((net.size, net.size))
        self._pull[net.sources, net.targets] = net.weights
        self._pull += self._pull.T
        self._degrees, self._twice = net.degrees.copy(), 2 * net.total
        self._level = np.empty((net.size, net.size))
        for a in range(net.size):
            self._level[a] = self._row(a)
        self._best = self._level.max(axis=1, initial=0.0)
        self._mate = self._level.argmax(axis=1) if net.size else np.zeros(0, dtype=np.int64)
        self._group = np.arange(net.size)  # leaf → the row that it is in
        self._sparse, self._near = _neighbours(net)

    def merge(self) -> bool:
        """Merge the nearest two groups; say whether there were any."""
        if not self._best.max(initial=0.0) > 0.0:
            return False
        a = int(self._best.argmax())
        b = int(self._mate[a])
        self.left.append(self._names[a])
        self.right.append(self._names[b])
        self.levels.append(float(self._level[a, b]))
        self._names[a] = self._size + len(self.levels) - 1
        self._group[self._group == b] = a
        self._sparse[[a, b]] = False
        self._degrees[a] += self._degrees[b]
        self._pull[a] += self._pull[b]
        self._pull[:, a] = self._pull[a]
        self._pull[a, a] = 0.0
        self._pull[b] = self._pull[:, b] = 0.0
        self._level[b] = self._level[:, b] = 0.0
        self._level[a] = self._level[:, a] = row = self._row(a)
        self._best[b] = 0.0
        stale = ((self._mate == a) | (self._mate == b)) & (self._best > 0.0)  # what is gone has no neighbour
        better = row > self._best
        self._best[better], self._mate[better] = row[better], a
        stale[a] = True
        whole, few = np.flatnonzero(stale & ~self._sparse), np.flatnonzero(stale & self._sparse)
        self._best[whole], self._mate[whole] = self._level[whole].max(axis=1), self._level[whole].argmax(axis=1)
        near = self._group[self._near[few]]
        hanging = (near == a).all(axis=1)
        alone, few, near = few[hanging], few[~hanging], near[~hanging]
        self._best[alone], self._mate[alone] = row[alone], np.where(row[alone] > 0.0, a, 0)
        self._look(few, near)
        return True

    def _look(self, rows: Integers, near: Integers) -> None:
        """Find the nearest of the neighbours [len(rows), FEW] of some rows; of equally near ones the first."""
        levels = self._level[rows[:, None], near]
        self._best[rows] = best = levels.max(axis=1, initial=0.0)
        first = np.where(levels == best[:, None], near, self._size).min(axis=1, initial=self._size)
        self._mate[rows] = np.where(best > 0.0, first, 0)

    def _row(self, a: int) -> Floats:
        """Return the levels at which a group merges with every other, 0 for those without an edge."""
        expected = self._degrees * self._degrees[a]
        there = (self._pull[a] > 0) & (expected > 0)
        row: Floats = np.where(there, self._pull[a] * self._twice / np.where(there, expected, 1.0), 0.0)
        return row


def _neighbours(net: Network) -> tuple[NDArray[np.bool_], Integers]:
    """Return which nodes have 1 to `FEW` neighbours, and these, [K, FEW], the first one repeated."""
    ends = np.concatenate([net.sources, net.targets])
    others = np.concatenate([net.targets, net.sources])
    order = np.lexsort((others, ends))
    ends, others = ends[order], others[order]
    counts = np.bincount(ends, minlength=net.size)
    starts = np.concatenate([[0], counts.cumsum()[:-1]]).astype(np.int64)
    sparse = (counts > 0) & (counts <= FEW)
    near = np.zeros((net.size, FEW), dtype=np.int64)
    for i in range(FEW):
        column = np.where(i < counts, i, 0)
        near[sparse, i] = others[(starts + column)[sparse]]
    return sparse, near


def persistent(tree: Hierarchy, sizes: Integers, least: int, most: int) -> Integers:
    """Return the group of every leaf: of all ways to cut the tree, the one whose groups persist longest.

    A group of n items that forms at level f and is swallowed at level s persists n · ln(f / s) (excess of mass:
    Campello, Moulavi, Sander 2013, on a logarithmic scale; levels count between `COARSEST` and `FINEST`). Each branch
    is cut at its own level, so that large and small modules stand side by side. A group has at least `least` items, and
    loses nothing by swallowing fewer; one of more than `most` is divided if it can be. Leaves in no group go with the
    largest group of the smallest branch around them; −1 where there is none.
    """
    choice = _Choice(tree, sizes, least, most)
    labels = np.full(tree.leaves, -1, dtype=np.int64)
    for number, node in enumerate(choice.groups()):
        labels[choice.leaves(node)] = number
    return choice.completed(labels)


class _Choice:
    """Which nodes of a tree to take, by dynamic programming from the leaves up."""

    def __init__(self, tree: Hierarchy, sizes: Integers, least: int, most: int) -> None:
        self._tree, self._least, self._most = tree, least, most
        self._merges = list(zip(tree.left, tree.right, strict=True))
        self._size = sizes.tolist()
        self._parent: dict[int, int] = {}
        for i, (a, b) in enumerate(self._merges):
            self._size.append(self._size[a] + self._size[b])
            self._parent[a] = self._parent[b] = tree.leaves + i
        self._own: list[float] = []  # what the group that a node continues is worth so far
        self._parts: list[list[int] | None] = []  # the best division below it, None when there is none
        self._best: list[list[int]] = []
        self._worth: list[float] = []
        for node in range(len(self._size)):
            self._decide(node)

    def _decide(self, node: int) -> None:
        large = self._size[node] >= self._least
        own, parts, worth = (self._persistence(node) if large else 0.0), None, -1.0
        if node >= self._tree.leaves:
            below = self._merges[node - self._tree.leaves]
            heirs = [child for child in below if self._size[child] >= self._least]
            if len(heirs) == 2:
                parts = [*self._best[heirs[0]], *self._best[heirs[1]]]
                worth = self._worth[heirs[0]] + self._worth[heirs[1]]
            elif heirs:
                own += self._own[heirs[0]]
                parts = self._parts[heirs[0]]
                if self._size[node] > self._most and parts is None:
                    parts = self._best[heirs[0]]
                worth = sum(self._own[part] for part in parts) if parts else -1.0
        divided = parts is not None and (worth > own or self._size[node] > self._most)
        self._own.append(own)
        self._parts.append(parts)
        self._best.append((parts or []) if divided else ([node] if large else []))
        self._worth.append(worth if divided else own)

    def _persistence(self, node: int) -> float:
        formed = FINEST if node < self._tree.leaves else self._tree.levels[node - self._tree.leaves]
        parent = self._parent.get(node)
        swallowed = COARSEST if parent is None else self._tree.levels[parent - self._tree.leaves]
        scale = [log(min(max(level, COARSEST), FINEST)) for level in (formed, swallowed)]
        return float(self._size[node] * (scale[0] - scale[1]))

    def groups(self) -> list[int]:
        """Return the nodes taken, over all trees of the forest."""
        return [part for node in range(len(self._size)) if node not in self._parent for part in self._best[node]]

    def leaves(self, node: int) -> list[int]:
        """Return the leaves below a node."""
        found, waiting = [], [node]
        while waiting:
            node = waiting.pop()
            if node < self._tree.leaves:
                found.append(node)
            else:
                waiting.extend(self._merges[node - self._tree.leaves])
        return found

    def completed(self, labels: Integers) -> Integers:
        """Return the labels with the leaves of no group placed."""
        full = labels.copy()
        nearest = self._labelled(labels)
        unplaced = np.flatnonzero(labels < 0).tolist()
        largest = self._largest(labels, {nearest[leaf] for leaf in unplaced})
        for leaf in unplaced:
            full[leaf] = largest.get(nearest[leaf], -1)
        return full

    def _largest(self, labels: Integers, wanted: Set[int]) -> dict[int, int]:
        """Return the label with most items below each wanted node, of equals the first."""
        below: list[dict[int, int]] = [
            {label: self._size[leaf]} if label >= 0 else {} for leaf, label in enumerate(labels.tolist())
        ]
        found: dict[int, int] = {}
        for node, (a, b) in enumerate(self._merges, self._tree.leaves):
            small, large = sorted((below[a], below[b]), key=len)
            below[a] = below[b] = {}
            for label, items in small.items():
                large[label] = large.get(label, 0) + items
            below.append(large)
            if node in wanted:
                found[node] = min(large, key=lambda label: (-large[label], label))
        return found

    def _labelled(self, labels: Integers) -> list[int]:
        """Return for each node the smallest branch around it that has a labelled leaf, −1 where there is none."""
        has = [label >= 0 for label in labels.tolist()]
        for a, b in self._merges:
            has.append(has[a] or has[b])
        around = [-1] * len(has)
        for node in reversed(range(len(has))):
            parent = self._parent.get(node)
            around[node] = node if has[node] else -1 if parent is None else around[parent]
        return around

"""A labeling and the edges in, fewer and larger groups out: dust is absorbed, neighbours are merged to a number."""

from collections.abc import Mapping, Sequence
from heapq import heapify, heappop, heappush

import numpy as np

from analyzer.graphs import Floats, Network, labelled

NEVER = -np.inf
ALONE = 5


class Groups:
    """A labeling of nodes (−1: in no group) that merges step by step, each time at the least loss of modularity."""

    def __init__(self, labels: Sequence[int], net: Network) -> None:
        self.labels = list(labels)
        of = np.array(self.labels, dtype=np.int64)
        found, counts = np.unique(of[of >= 0], return_counts=True)
        self.size: dict[int, int] = dict(zip(found.tolist(), counts.tolist(), strict=True))
        self._went: dict[int, int] = {}
        placed = labelled(net, of)
        ours, theirs = of[placed.sources], of[placed.targets]
        self._total = float(placed.weights.sum())
        degrees = np.bincount(np.concatenate([ours, theirs]), np.concatenate([placed.weights, placed.weights]))
        self._degree = {label: float(degrees[label]) if label < len(degrees) else 0.0 for label in self.size}
        self._pull: dict[int, dict[int, float]] = {label: {} for label in self.size}
        width = max(self.size, default=0) + 1
        keys, inverse = np.unique(np.minimum(ours, theirs) * width + np.maximum(ours, theirs), return_inverse=True)
        sums = np.bincount(inverse.ravel(), placed.weights, len(keys))
        for key, weight in zip(keys.tolist(), sums.tolist(), strict=True):
            a, b = divmod(key, width)
            if a != b:
                self._pull[a][b] = self._pull[b][a] = weight

    def gain(self, a: int, b: int) -> float:
        """Return the change of modularity when two groups become one (Clauset, Newman, Moore 2004)."""
        if not self._total:
            return 0.0
        expected = self._degree[a] * self._degree[b] / (2 * self._total * self._total)
        return self._pull[a].get(b, 0.0) / self._total - expected

    def partner(self, group: int) -> int | None:
        """Return the neighbour that pulls a group most, beyond what its size makes expected, if it has any."""
        near = sorted(self._pull[group])
        return max(near, key=lambda other: (self.gain(group, other), -other)) if near else None

    def merge(self, group: int, into: int) -> None:
        """Move everything of one group into another."""
        self._went[group] = into
        self.size[into] += self.size.pop(group)
        self._degree[into] += self._degree.pop(group)
        for other, weight in self._pull.pop(group).items():
            del self._pull[other][group]
            if other != into:
                self._pull[into][other] = self._pull[into].get(other, 0.0) + weight
                self._pull[other][into] = self._pull[into][other]

    def absorb(self, smallest: int, family: Mapping[int, int] | None = None) -> None:
        """Merge groups below a size into the neighbour that pulls most, smallest first; dissolve lonely ones.

        With a `family` per group, a lonely group joins the largest of its family instead. When most nodes are in lonely
        groups, these are what the whole is made of: then those of at least `ALONE` nodes stay.
        """
        dust = [(n, -group) for group, n in self.size.items() if n < smallest]
        heapify(dust)
        kin = _Kin(family or {}, self.size)
        lonely = []
        while dust:
            size, negative = heappop(dust)
            group = -negative
            if self.size.get(group) != size:  # grown or gone since it was noted
                continue
            partner = self.partner(group)
            partner = kin.largest(group) if partner is None else partner
            if partner is None:
                lonely.append(group)
            elif partner != group:
                self.merge(group, partner)
                kin.note(partner)
                if self.size[partner] < smallest:
                    heappush(dust, (self.size[partner], -partner))
        most = 2 * sum(self.size[group] for group in lonely) > sum(self.size.values())
        for group in lonely:
            if not most or self.size[group] < ALONE:
                self.merge_away(group)

    def merge_away(self, group: int) -> None:
        """Dissolve a group without neighbours: its members are in no group any more."""
        self._went[group] = -1
        del self.size[group], self._pull[group]

    def reduce(self, count: int) -> None:
        """Merge pairs until `count` groups are left, each time the pair that costs least for what it weighs.

        The change of modularity is taken relative to the root of the smaller side's weight, or the largest group would
        swallow all.
        """
        surplus = len(self.size) - max(count, 1)
        if surplus <= 0:
            return
        ids = sorted(self.size)
        fits = _Fits(ids, [self.size[i] for i in ids], [self._degree[i] for i in ids], self._total)
        place = {group: i for i, group in enumerate(ids)}
        for a, pulls in self._pull.items():
            for b, weight in pulls.items():
                fits.pull[place[a], place[b]] = weight
        for a, b in fits.merged(surplus):
            self.merge(ids[a], ids[b])

    def result(self) -> list[int]:
        """Return the labels after all merges, renumbered by falling size (ties: first appearance)."""
        final = {label: self._end(label) for label in sorted({*self.size, *self._went})}
        return ranked([final.get(label, -1) for label in self.labels])

    def _end(self, label: int) -> int:
        """Return the group that a group has become part of at last, −1 when that was dissolved."""
        while label in self._went:
            label = self._went[label]
        return label


class _Kin:
    """The groups of each family by their size, while they merge."""

    def __init__(self, family: Mapping[int, int], size: Mapping[int, int]) -> None:
        self._family, self._size = family, size
        self._by_size: dict[int, list[tuple[int, int]]] = {}
        for group in sorted(family.keys() & size.keys()):
            self.note(group)

    def note(self, group: int) -> None:
        """Remember that a group has grown."""
        if group in self._family:
            heappush(self._by_size.setdefault(self._family[group], []), (-self._size[group], group))

    def largest(self, group: int) -> int | None:
        """Return the largest other group of a group's family, itself where there is none; None without a family."""
        if group not in self._family:
            return None
        heap, itself = self._by_size[self._family[group]], False
        while heap and (heap[0][1] == group or self._size.get(heap[0][1]) != -heap[0][0]):  # grown or gone since
            itself |= heappop(heap)[1] == group
        other = heap[0][1] if heap else group
        if itself:
            self.note(group)
        return other


class _Fits:
    """How well any two of K groups go together, over their positions, while they are merged pair by pair."""

    def __init__(self, ids: Sequence[int], sizes: Sequence[int], degrees: Sequence[float], total: float) -> None:
        self._size, self._degree, self._total = np.array(sizes), np.array(degrees), total
        self._left = np.ones(len(ids), dtype=bool)
        self.pull = np.zeros((len(ids), len(ids)))

    def merged(self, number: int) -> list[tuple[int, int]]:
        """Return the next pairs to merge, each as (the one that goes, the larger one that takes it)."""
        fit = np.vstack([self._row(a) for a in range(len(self._left))])
        fit[np.tril_indices(len(fit))] = NEVER
        best, mate = fit.max(axis=1), fit.argmax(axis=1)
        pairs = []
        for _ in range(number):
            a = int(best.argmax())
            b = int(mate[a])
            gone, taker = (a, b) if self._size[a] < self._size[b] else (b, a)
            pairs.append((gone, taker))
            self._merge(gone, taker)
            fit[gone], fit[:, gone] = NEVER, NEVER
            fresh = self._row(taker)
            fit[taker, taker + 1 :], fit[:taker, taker] = fresh[taker + 1 :], fresh[:taker]
            better = (fit[:, taker] > best) | ((fit[:, taker] == best) & (taker < mate))
            best[better], mate[better] = fit[better, taker], taker
            stale = np.flatnonzero((mate == gone) | ((mate == taker) & ~better))
            stale = np.union1d(stale, [gone, taker])
            best[stale], mate[stale] = fit[stale].max(axis=1), fit[stale].argmax(axis=1)
        return pairs

    def _merge(self, gone: int, taker: int) -> None:
        self._left[gone] = False
        self._size[taker] += self._size[gone]
        self._degree[taker] += self._degree[gone]
        self.pull[taker] += self.pull[gone]
        self.pull[:, taker] = self.pull[taker]
        self.pull[taker, taker] = 0.0

    def _row(self, a: int) -> Floats:
        """Return the fit of one group with every other."""
        smaller = np.minimum(self._degree[a], self._degree)
        weightless = -1.0 / (self._size[a] + self._size)
        if not self._total:
            return np.where(self._left, weightless, NEVER)
        gain = self.pull[a] / self._total - self._degree[a] * self._degree / (2 * self._total * self._total)
        row = np.where(smaller > 0, gain / np.sqrt(np.where(smaller > 0, smaller, 1.0)), weightless)
        return np.where(self._left, row, NEVER)


def ranked(labels: Sequence[int]) -> list[int]:
    """Return the labels renumbered 0..K−1 by falling size, ties by first appearance; −1 stays."""
    of = np.array(labels, dtype=np.int64)
    placed = of >= 0
    _, first, inverse, counts = np.unique(of[placed], return_index=True, return_inverse=True, return_counts=True)
    rank = np.empty(len(first), dtype=np.int64)
    rank[np.lexsort((first, -counts))] = np.arange(len(first))
    of[placed] = rank[inverse.ravel()]
    ranks: list[int] = of.tolist()
    return ranks

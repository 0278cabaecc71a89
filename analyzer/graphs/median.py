"""Labelings, and one of them to begin with, in; the labeling nearest to all of them, by moving items one by one, out.

Two items are worth as much together as more labelings have them together than apart. No number is held per pair of
items, of which there may be thousands of millions: who is in the group of an item in each labeling says the same.
"""

from collections.abc import Iterator, Sequence

import numpy as np

from analyzer.graphs.network import Integers

BLOCK = 1 << 20  # numbers that are reckoned with at once
LARGE = 500  # members of a group of which is held how much each label has of it,
MOST_SHARES = 1 << 23  # unless these were more numbers than this: then of the largest only


def nearest(runs: Sequence[Integers], weights: Integers, labels: Integers, sweeps: int) -> Integers:
    """Return the labels 0..K−1 after moving items of the given weights until none gains, or so many times through all.

    In whole numbers throughout: of equals, the first label wins on every machine.
    """
    median = _Median(runs, weights, labels)
    for _ in range(sweeps):
        if not any([median.settle(item) for item in median.restless()]):
            break
    return median.labels


class _Median:
    """Items under labels, one item moving at a time."""

    def __init__(self, runs: Sequence[Integers], weights: Integers, labels: Integers) -> None:
        self.labels, self._weights, self._runs = labels.copy(), weights, len(runs)
        self._whole = np.zeros(2 * len(labels) + 1, dtype=np.int64)  # label → weight, room for as many fresh ones
        np.add.at(self._whole, labels, weights)
        self._top = int(labels.max()) + 1  # the first label that nobody ever had
        first = np.cumsum([0, *(int(run.max()) + 1 for run in runs)])
        groups = np.concatenate([run + number for run, number in zip(runs, first[:-1], strict=True)])
        self._groups: Integers = groups.reshape(len(runs), -1).T  # of each item, one per run
        self._sizes = np.bincount(groups)
        self._starts = np.cumsum(self._sizes) - self._sizes
        self._members = np.argsort(groups, kind="stable") % len(labels)  # of each group, one after the other
        large = self._sizes > max(LARGE, groups.size * self._top // MOST_SHARES)
        self._listed = np.where(large, 0, self._sizes)  # how many members are looked up one by one
        self._row = np.where(large, large.cumsum() - 1, -1)
        self._shares = np.zeros((int(large.sum()), self._top + 1), dtype=np.int64)  # label → weight, of a large group
        for rows in self._row[self._groups].T:
            np.add.at(self._shares, (rows[rows >= 0], labels[rows >= 0]), weights[rows >= 0])

    def restless(self) -> list[int]:
        """Return the items that gain by going elsewhere."""
        found: list[int] = []
        for items in self._blocks():
            pulls = self._pulls(items)
            found += items[pulls.max(axis=1) > pulls[np.arange(len(items)), self.labels[items]]].tolist()
        return found

    def settle(self, item: int) -> bool:
        """Move an item to where it gains most, by itself if need be; say whether there is such a place."""
        (pulls,), own = self._pulls(np.array([item])), int(self.labels[item])
        best = int(pulls.argmax())
        if pulls[best] <= pulls[own]:
            return False
        self._whole[own] -= self._weights[item]
        self._whole[best] += self._weights[item]
        self._top = max(self._top, best + 1)
        if self._top >= self._shares.shape[1]:
            self._shares = np.pad(self._shares, ((0, 0), (0, self._top)))
        rows = self._row[self._groups[item]]
        self._shares[rows[rows >= 0], own] -= self._weights[item]
        self._shares[rows[rows >= 0], best] += self._weights[item]
        self.labels[item] = best
        return True

    def _blocks(self) -> Iterator[Integers]:
        """Yield all items, as many at once as memory allows for."""
        most = int(self._listed[self._groups].sum(axis=1).max()) + self._top
        size = max(1, BLOCK // most)
        items = np.arange(len(self.labels))
        yield from (items[start : start + size] for start in range(0, len(items), size))

    def _pulls(self, items: Integers) -> Integers:
        """Return what each of some items gains under each label [items, labels], 0 under one that nobody has."""
        groups = self._groups[items].ravel()
        counts = self._listed[groups]
        ends = counts.cumsum()
        near = self._members[np.repeat(self._starts[groups] - ends + counts, counts) + np.arange(ends[-1])]
        asking = np.repeat(np.arange(len(items)), counts.reshape(len(items), -1).sum(axis=1))
        width = self._top + 1
        together = np.bincount(asking * width + self.labels[near], self._weights[near], len(items) * width)
        pulls = together.astype(np.int64).reshape(len(items), width)
        if len(self._shares):
            for rows in self._row[self._groups[items]].T:
                pulls[rows >= 0] += self._shares[rows[rows >= 0], :width]
        pulls = 2 * pulls - self._runs * self._whole[:width]
        pulls[np.arange(len(items)), self.labels[items]] -= self._runs * self._weights[items]  # not with itself
        return pulls

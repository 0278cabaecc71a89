"""Labelings, and one of them to begin with, in; the labeling nearest to all of them, by moving items one by one, out.

Two items are worth as much together as more labelings have them together than apart. No number is held per pair of
items, of which there may be thousands of millions: what each label has of each group of each labeling says the same,
and is sparse, for the labelings resemble each other.
"""

from collections.abc import Sequence
from heapq import heappop, heappush

import numpy as np

from analyzer.graphs.network import Integers


def nearest(runs: Sequence[Integers], weights: Integers, labels: Integers, sweeps: int) -> Integers:
    """Return the labels after moving items of the given weights until none gains, or so many times through all.

    In whole numbers throughout: of equals, the first label wins on every machine.
    """
    median = Median(runs, weights, labels)
    for _ in range(sweeps):
        restless = [item for item in range(len(labels)) if median.better(item) is not None]
        if not any([median.settle(item) for item in restless]):
            break
    return np.array(median.labels, dtype=np.int64)


class Median:
    """Items under labels, one item moving at a time."""

    def __init__(self, runs: Sequence[Integers], weights: Integers, labels: Integers) -> None:
        """Begin with labels 0..K−1, of which none is empty."""
        self.labels: list[int] = labels.tolist()
        self._weight: list[int] = weights.tolist()
        self._groups = list(zip(*(run.tolist() for run in runs), strict=True))  # of each item, one per run
        self._runs = len(runs)
        self._items, self._whole = [0] * (max(self.labels) + 1), [0] * (max(self.labels) + 1)  # number, weight of each
        self._shares: list[dict[int, dict[int, int]]] = [{} for _ in runs]  # per run: group → label → weight
        self._empty: list[int] = []
        for item, label in enumerate(self.labels):
            self._put(item, label, 1)

    @property
    def entries(self) -> int:
        """How many numbers are held."""
        return sum(len(shares) for run in self._shares for shares in run.values())

    def settle(self, item: int) -> bool:
        """Move an item to where it gains most; say whether there is such a place."""
        label = self.better(item)
        if label is None:
            return False
        self._put(item, self.labels[item], -1)
        self._put(item, label, 1)
        self.labels[item] = label
        return True

    def better(self, item: int) -> int | None:
        """Return the first of the labels where an item gains most, a fresh one to be alone; None when it gains nowhere.

        Under a label of which no run has anything together with the item it would lose.
        """
        together: dict[int, int] = {}
        for shares, group in zip(self._shares, self._groups[item], strict=True):
            for label, weight in shares[group].items():
                together[label] = together.get(label, 0) + weight
        own, runs = self.labels[item], self._runs
        pull = {label: 2 * weight - runs * self._whole[label] for label, weight in together.items()}
        pull[own] -= runs * self._weight[item]  # it is not together with itself
        fresh = self._fresh()
        pull[fresh] = 0
        best = min(pull, key=lambda label: (-pull[label], label))
        return best if pull[best] > pull[own] else None

    def _put(self, item: int, label: int, sign: int) -> None:
        """Add an item to what is known of a label, or take it away."""
        if label == len(self._items):
            self._items.append(0)
            self._whole.append(0)
        self._items[label] += sign
        self._whole[label] += sign * self._weight[item]
        if not self._items[label]:
            heappush(self._empty, label)
        for shares, group in zip(self._shares, self._groups[item], strict=True):
            labels = shares.setdefault(group, {})
            labels[label] = labels.get(label, 0) + sign * self._weight[item]
            if not labels[label]:
                del labels[label]

    def _fresh(self) -> int:
        """Return the first label without items."""
        while self._empty and self._items[self._empty[0]]:
            heappop(self._empty)
        return self._empty[0] if self._empty else len(self._items)

"""A labeling and the edges in, fewer and larger groups out: dust is absorbed, neighbours are merged to a number."""

from collections.abc import Iterable, Mapping, Sequence
from math import sqrt

from analyzer.model.graph import Edge


class Groups:
    """A labeling of nodes (−1: in no group) that merges step by step, each time at the least loss of modularity."""

    def __init__(self, labels: Sequence[int], edges: Iterable[Edge]) -> None:
        self.labels = list(labels)
        self.size: dict[int, int] = {}
        self._pull: dict[int, dict[int, float]] = {}
        self._degree: dict[int, float] = {}
        self._total = 0.0
        self._went: dict[int, int] = {}
        for label in self.labels:
            if label >= 0:
                self.size[label] = self.size.get(label, 0) + 1
        for label in self.size:
            self._pull[label] = {}
            self._degree[label] = 0.0
        for edge in edges:
            self._add(self.labels[edge.source], self.labels[edge.target], edge.weight)

    def _add(self, a: int, b: int, weight: float) -> None:
        if a < 0 or b < 0:
            return
        self._total += weight
        self._degree[a] += weight
        self._degree[b] += weight
        if a != b:
            self._pull[a][b] = self._pull[a].get(b, 0.0) + weight
            self._pull[b][a] = self._pull[b].get(a, 0.0) + weight

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

        With a `family` per group, a lonely group joins the largest of its family instead.
        """
        family = family or {}
        kept: set[int] = set()
        while dust := [(n, -group) for group, n in self.size.items() if n < smallest and group not in kept]:
            group = -min(dust)[1]
            partner = self.partner(group)
            if partner is None and group in family:
                kin = [other for other in self.size if family[other] == family[group] and other != group]
                partner = max(kin, key=lambda other: (self.size[other], -other), default=group)
            if partner is None:
                self.merge_away(group)
            elif partner == group:
                kept.add(group)
            else:
                self.merge(group, partner)

    def merge_away(self, group: int) -> None:
        """Dissolve a group without neighbours: its members are in no group any more."""
        self._went[group] = -1
        del self.size[group], self._pull[group], self._degree[group]

    def reduce(self, count: int) -> None:
        """Merge pairs until `count` groups are left, each time the pair that costs least for what it weighs.

        The change of modularity is taken relative to the root of the smaller side's weight, or the largest group would
        swallow all.
        """
        while len(self.size) > max(count, 1):
            _, a, b = max((self._fit(a, b), -a, -b) for a in self.size for b in self.size if a < b)
            self.merge(*((-a, -b) if self.size[-a] < self.size[-b] else (-b, -a)))

    def _fit(self, a: int, b: int) -> float:
        smaller = min(self._degree[a], self._degree[b])
        return self.gain(a, b) / sqrt(smaller) if smaller else -1.0 / (self.size[a] + self.size[b])

    def result(self) -> list[int]:
        """Return the labels after all merges, renumbered by falling size (ties: first appearance)."""
        final: dict[int, int] = {-1: -1}
        for label in self._degree:
            final[label] = label
        for start in self._went:
            end = start
            while end in self._went:
                end = self._went[end]
            final[start] = end
        return ranked([final[label] for label in self.labels])


def ranked(labels: Sequence[int]) -> list[int]:
    """Return the labels renumbered 0..K−1 by falling size, ties by first appearance; −1 stays."""
    size: dict[int, int] = {}
    for label in labels:
        if label >= 0:
            size[label] = size.get(label, 0) + 1
    order = sorted(size, key=lambda label: -size[label])
    rank = {label: i for i, label in enumerate(order)}
    return [rank.get(label, -1) for label in labels]

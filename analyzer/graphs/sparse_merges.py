"""A network of many nodes with few edges in, its merges out, nearest first, without a number for each pair of nodes.

The level 2m·w(a,b) / (d(a)·d(b)) of a group and its neighbours falls in the order of w(a,b) / d(b), whatever becomes
of the group itself: so each pair is looked for from one side only, the one with more neighbours, which keeps its pairs
in a heap. What hangs on a hub is then touched once, and not each time that the hub grows. A neighbour that has grown in
the meantime stands too far ahead, never too far behind (average linkage is reducible), and is put back when it is met.
"""

from heapq import heapify, heappop, heappush, heapreplace
from math import frexp, ldexp

from analyzer.graphs.network import Network

BITS = 40  # of a number that count when two are compared: equal levels are reckoned in different ways

Near = tuple[float, int, int]  # minus what pulls a neighbour by its degree, its first leaf, the neighbour
Best = tuple[float, int, int, int]  # minus the level of a group and its nearest, the first leaves of both, the group


class SparseMerges:
    """Groups that merge, the nearest pair first; of equally near ones, the one with the first leaves."""

    def __init__(self, net: Network) -> None:
        self.left: list[int] = []
        self.right: list[int] = []
        self.levels: list[float] = []
        self.steps = 0  # pairs that were looked at
        self._names = list(range(net.size))
        self._first = list(range(net.size))  # leaf of a group
        self._degrees: list[float] = net.degrees.tolist()
        self._twice = 2 * net.total
        self._pull: list[dict[int, float]] = [{} for _ in range(net.size)]
        edges = list(zip(net.sources.tolist(), net.targets.tolist(), net.weights.tolist(), strict=True))
        for a, b, weight in edges:
            if weight > 0.0:
                self._pull[a][b] = self._pull[b][a] = weight
        self._near: list[list[Near]] = [[] for _ in range(net.size)]
        for a, b, weight in edges:
            if weight > 0.0:
                finder, found = self._sides(a, b)
                self._near[finder].append(self._nearness(weight, found))
        for heap in self._near:
            heapify(heap)
        found_best = (self._best_of(group) for group in range(net.size))
        self._best: list[Best] = [best for best in found_best if best]
        heapify(self._best)

    def merge(self) -> bool:
        """Merge the nearest two groups; say whether there were any."""
        while self._best:
            noted = self._best[0]
            group = noted[3]
            best = self._best_of(group)
            if best is None:
                heappop(self._best)
            elif best != noted:
                heapreplace(self._best, best)
            else:
                heappop(self._best)
                self._join(group, self._near[group][0][2])
                return True
        return False

    def _sides(self, a: int, b: int) -> tuple[int, int]:
        """Return which of two neighbours looks for the pair, and the one that is found."""
        return (a, b) if len(self._pull[a]) >= len(self._pull[b]) else (b, a)

    def _nearness(self, weight: float, found: int) -> Near:
        return -_rounded(weight / self._degrees[found]), self._first[found], found

    def _best_of(self, group: int) -> Best | None:
        """Return the nearest of the neighbours that a group looks for, None when there is none left."""
        heap, pulls = self._near[group], self._pull[group]
        while heap:
            self.steps += 1
            other = heap[0][2]
            weight = pulls.get(other)
            if weight is None:
                heappop(heap)
                continue
            now = self._nearness(weight, other)
            if now == heap[0]:
                first, second = sorted((self._first[group], self._first[other]))
                return -_rounded(self._level(group, other)), first, second, group
            heapreplace(heap, now)
        return None

    def _level(self, a: int, b: int) -> float:
        return self._pull[a][b] * self._twice / (self._degrees[a] * self._degrees[b])

    def _join(self, a: int, b: int) -> None:
        """Make one group of two, under the number of the one with more neighbours."""
        left, right = (a, b) if self._first[a] < self._first[b] else (b, a)
        self.left.append(self._names[left])
        self.right.append(self._names[right])
        self.levels.append(self._level(a, b))
        kept, gone = self._sides(a, b)
        mine, theirs = self._pull[kept], self._pull[gone]
        del mine[gone], theirs[kept]
        self._names[kept] = len(self._names) + len(self.levels) - 1
        self._first[kept] = self._first[left]
        self._degrees[kept] += self._degrees[gone]
        finders = {kept: None}
        for other, weight in theirs.items():
            away = self._pull[other]
            del away[gone]
            mine[other] = away[kept] = total = mine.get(other, 0.0) + weight
            finder, found = self._sides(kept, other)
            heappush(self._near[finder], self._nearness(total, found))
            finders[finder] = None
        self._pull[gone], self._near[gone] = {}, []
        for finder in finders:
            best = self._best_of(finder)
            if best:
                heappush(self._best, best)


def _rounded(number: float) -> float:
    """Return a positive number without its last bits."""
    mantissa, exponent = frexp(number)
    return ldexp(round(ldexp(mantissa, BITS)), exponent - BITS)

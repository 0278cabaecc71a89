"""A network in which some nodes have a service in; the others, where the pull of their ties leaves no doubt, out."""

from collections.abc import Sequence, Set
from heapq import heappop, heappush

from analyzer.graphs import Network

SLACK = 1e-9  # weights are sums; a tie between two sums must not depend on the order of adding


def pulled(net: Network, labels: Sequence[int], aside: Set[int]) -> list[int]:
    """Return the labels (0 and above; −1 none) with the free nodes placed that are pulled.

    Nodes that are set `aside` neither go nor pull, whatever their label.

    A node goes to the service that its ties weigh most towards (of equals the first), once that is more than they weigh
    towards free nodes: towards the rest of the monolith. The strongest pull goes first, and then pulls in turn. Of what
    is left, a group of connected nodes goes whole to the service that pulls it most, unless it is larger than that
    service is so far: then it is the service that hangs on the group.
    """
    found = _Pull(net, labels, aside)
    found.one_by_one()
    found.in_groups()
    return found.labels


class _Pull:
    """The free nodes, and for each how much every service and the other free nodes weigh."""

    def __init__(self, net: Network, labels: Sequence[int], aside: Set[int]) -> None:
        self.labels = list(labels)
        self._aside = aside
        self._free = {i for i, label in enumerate(labels) if label < 0 and i not in aside}
        self._near: dict[int, list[tuple[int, float]]] = {i: [] for i in sorted(self._free)}
        self._pull: dict[int, dict[int, float]] = {i: {} for i in self._near}
        self._rest = dict.fromkeys(self._near, 0.0)
        for a, b, weight in zip(net.sources.tolist(), net.targets.tolist(), net.weights.tolist(), strict=True):
            self._tie(a, b, weight)
            self._tie(b, a, weight)

    def _tie(self, node: int, other: int, weight: float) -> None:
        if node not in self._free:
            return
        if other in self._free:
            self._near[node].append((other, weight))
            self._rest[node] += weight
        elif self.labels[other] >= 0 and other not in self._aside:
            pull = self._pull[node]
            pull[self.labels[other]] = pull.get(self.labels[other], 0.0) + weight

    def one_by_one(self) -> None:
        """Place the nodes that a service weighs more for than all free nodes together."""
        heap: list[tuple[float, int, int]] = []
        for node in self._near:
            self._wish(node, heap)
        while heap:
            _, node, service = heappop(heap)
            if node not in self._free or self._best(self._pull[node])[0] != service:
                continue
            self._place(node, service)
            for other, weight in self._near[node]:
                if other in self._free:
                    self._rest[other] -= weight
                    self._pull[other][service] = self._pull[other].get(service, 0.0) + weight
                    self._wish(other, heap)

    def _wish(self, node: int, heap: list[tuple[float, int, int]]) -> None:
        service, weight = self._best(self._pull[node])
        if weight > self._rest[node] + SLACK:
            heappush(heap, (-round(weight, 9), node, service))

    def _place(self, node: int, service: int) -> None:
        self.labels[node] = service
        self._free.discard(node)

    def in_groups(self) -> None:
        """Place whole groups of the nodes that are left."""
        size: dict[int, int] = {}
        for label in self.labels:
            size[label] = size.get(label, 0) + 1
        for group in self._groups():
            pull: dict[int, float] = {}
            for node in group:
                for service, weight in self._pull[node].items():
                    pull[service] = pull.get(service, 0.0) + weight
            service, weight = self._best(pull)
            if weight > 0.0 and len(group) <= size[service]:
                for node in group:
                    self._place(node, service)

    def _groups(self) -> list[list[int]]:
        """Return the connected groups of free nodes, each sorted, in the order of their first node."""
        left, groups = set(self._free), []
        for first in sorted(self._free):
            if first not in left:
                continue
            left.discard(first)
            group, fresh = [first], [first]
            while fresh:
                near = {other for node in fresh for other, _ in self._near[node]} & left
                left -= near
                fresh = sorted(near)
                group += fresh
            groups.append(sorted(group))
        return groups

    @staticmethod
    def _best(pull: dict[int, float]) -> tuple[int, float]:
        """Return the service with the most weight, of (nearly) equal ones the first; (−1, 0) for none."""
        most = max(pull.values(), default=0.0)
        return min((s for s, weight in pull.items() if weight >= most - SLACK), default=-1), most

"""Partitions in; cleaned of dust, and the recommended one out (why it is that one: docs/method.md)."""

from collections.abc import Sequence
from math import sqrt

import msgspec

from analyzer.graphs import Network
from analyzer.model.decomposition import Communities
from analyzer.propose.merging import Groups


class Candidate(msgspec.Struct, frozen=True):
    """One way to split, without dust."""

    resolution: float
    labels: tuple[int, ...]
    stability: tuple[float, ...]
    persistent: bool = False

    @property
    def count(self) -> int:
        """The number of services."""
        return max(self.labels, default=-1) + 1


def smallest(nodes: int) -> int:
    """Return the size below which a community is dust: √N / 4, at least 3."""
    return max(3, round(sqrt(nodes) / 4))


def candidates(net: Network, communities: Communities) -> list[Candidate]:
    """Return the cleaned partitions of the graph's network, coarse to fine."""
    found = []
    for partition in communities.partitions:
        groups = Groups(partition.labels, net)
        groups.absorb(smallest(sum(groups.size.values())))
        labels = tuple(groups.result())
        found.append(Candidate(partition.resolution, labels, partition.stability, partition.persistent))
    return sorted(found, key=lambda candidate: (candidate.count, candidate.resolution))


def recommended(found: Sequence[Candidate]) -> Candidate:
    """Return the candidate whose groups persist over the resolutions, the finest one where none was searched for."""
    return next((candidate for candidate in found if candidate.persistent), found[-1])

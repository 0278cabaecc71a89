"""The weighted graph and what is set aside in, partitions from coarse to fine out."""

from collections import Counter
from collections.abc import Sequence

import numpy as np

from analyzer.cluster.persistence import FINEST as FINEST_LEAVES
from analyzer.cluster.persistence import persistent_runs
from analyzer.cluster.standing import standing
from analyzer.graphs import (
    Consensus,
    Integers,
    Network,
    agreed,
    agreement_of,
    by_size,
    connected,
    contract,
    core_groups,
    cut_out,
    modularity,
    network,
    resampled,
)
from analyzer.model.config import ClusterConfig
from analyzer.model.decomposition import Communities, Partition
from analyzer.model.graph import CodeGraph

CORE_SEEDS = 4  # runs whose common groups are decided no more
CORE_FINER = 1.5  # times the finest resolution
STEP = 1.5  # to the next finer resolution, while more services are wished for than there are communities
FINEST = 30.0
SIZEABLE = 3


def cluster(graph: CodeGraph, kernel: Sequence[int], config: ClusterConfig, sizes: Sequence[int] = ()) -> Communities:
    """Return the communities of a graph: see `search`."""
    return search(graph, kernel, config, sizes).communities


def search(graph: CodeGraph, kernel: Sequence[int], config: ClusterConfig, sizes: Sequence[int] = ()) -> "Search":
    """Return one partition per configured resolution, and the persistent one last; all seeds agree on each.

    `sizes` says for how many units each node stands, one when it is left out.

    When more services are wished for than the finest one has, finer ones are added. Nodes of the kernel and nodes
    without edges outside of it are in no community (label −1).
    """
    whole = network(len(graph.nodes), graph.combined, kernel)
    nodes = connected(whole)
    if not len(nodes):
        return Search(Communities(()))
    resolutions = sorted(set(config.resolutions)) or [1.0]
    samples = [cut_out(resampled(whole, seed), nodes) for seed in range(1, 1 + max(config.seeds, 1))]
    net = cut_out(whole, nodes)
    units = np.array(sizes or [1] * len(graph.nodes), dtype=np.int64)[nodes]
    place = nodes, len(graph.nodes)
    found = _Found((net, units), samples, place, max(FINEST_LEAVES, CORE_FINER * resolutions[-1]))
    partitions = found.partitions(resolutions)
    while _sizeable(partitions[-1]) < (config.services or 0) and resolutions[-1] < FINEST:
        resolutions.append(resolutions[-1] * STEP)
        found = _Found((net, units), samples, place, max(FINEST_LEAVES, CORE_FINER * resolutions[-1]))
        partitions += found.partitions(resolutions[-1:])
    return Search(Communities((*partitions, found.recommended())), found)


class Search:
    """What was found, and what would be found if an earlier answer had a say."""

    def __init__(self, communities: Communities, found: "_Found | None" = None) -> None:
        """Keep what the runs said."""
        self.communities = communities
        self._found = found

    def holding(self, before: Sequence[int]) -> Communities:
        """Return the communities whose persistent partition leaves nodes where they were when calls are close.

        `before` says in which group of an earlier answer each node was, −1 for none. Of nodes that were in none it says
        nothing.
        """
        held = self._found.held(before) if self._found is not None else None
        if held is None:
            return self.communities
        return Communities((*(row for row in self.communities.partitions if not row.persistent), held))


def _sizeable(partition: Partition) -> int:
    """Return how many communities are large enough to become a service when many are wished for."""
    return sum(size >= SIZEABLE for label, size in Counter(partition.labels).items() if label >= 0)


class _Found:
    """Core groups found once, partitions of them at any resolution, over the `place[1]` nodes of the graph of which
    those at the positions `place[0]` are clustered."""

    def __init__(
        self, whole: tuple[Network, Integers], samples: list[Network], place: tuple[Integers, int], finest: float
    ) -> None:
        self._net, self._units = whole
        self._place = place
        self._samples = samples
        self._groups = core_groups(samples[:CORE_SEEDS], finest)
        self._nets = [contract(sample, self._groups) for sample in samples]
        self._counts = np.bincount(self._groups, self._units).astype(np.int64)
        self._runs: list[Integers] = []
        self._persistent = Consensus(np.zeros(0, dtype=np.int64), np.zeros(0), 0.0)

    def partitions(self, resolutions: Sequence[float]) -> list[Partition]:
        """Return what the runs agree on at each resolution, found on core groups."""
        agreements = agreed(self._nets, resolutions, self._counts)
        return [self._partition(*row) for row in zip(resolutions, map(self._spread, agreements), strict=True)]

    def recommended(self) -> Partition:
        """Return the groups that persist, every branch at its own level; resolution 0 stands for all of them.

        Core groups are left alone here: a few runs would decide for all of them what is never torn apart.
        """
        self._runs = persistent_runs(self._samples, self._units)
        self._persistent = agreement_of(self._runs, self._units)
        return self._partition(0.0, self._persistent, persistent=True)

    def held(self, before: Sequence[int]) -> Partition | None:
        """Return the same with an earlier answer that is standing; None when it knows none of the nodes."""
        labels = np.array(before, dtype=np.int64)[self._place[0]]
        if labels.max(initial=-1) < 0:
            return None
        said = standing(self._net, labels, self._persistent.labels)
        return self._partition(0.0, agreement_of(self._runs, self._units, said), persistent=True)

    def _spread(self, consensus: Consensus) -> Consensus:
        """Return what was said of core groups, said of their nodes."""
        return Consensus(consensus.labels[self._groups], consensus.stability[self._groups], consensus.agreement)

    def _partition(self, resolution: float, consensus: Consensus, persistent: bool = False) -> Partition:
        nodes, size = self._place
        ranked = by_size(consensus.labels, self._units)
        labels = np.full(size, -1, dtype=np.int64)
        labels[nodes] = ranked
        stability = np.zeros(size)
        stability[nodes] = consensus.stability.round(4)
        return Partition(
            resolution,
            tuple(labels.tolist()),
            tuple(stability.tolist()),
            round(modularity(self._net, ranked), 6),
            round(consensus.agreement, 6),
            persistent,
        )

"""The weighted graph and what is set aside in, partitions from coarse to fine out."""

from collections import Counter
from collections.abc import Sequence
from typing import NamedTuple

import numpy as np

from analyzer.cluster.persistence import FINEST as FINEST_LEAVES
from analyzer.cluster.persistence import Leaves, voted
from analyzer.cluster.speaking import words_of
from analyzer.cluster.standing import standing
from analyzer.graphs import (
    Consensus,
    Integers,
    Network,
    agreed,
    agreement_of,
    by_size,
    common,
    connected,
    contracted,
    cut_out,
    fine_groups,
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
    units = np.array(sizes or [1] * len(graph.nodes), dtype=np.int64)[nodes]
    ground = _Ground(cut_out(whole, nodes), units, nodes, len(graph.nodes))
    if not len(nodes):
        return Search(ground, (), ())
    weights = (resampled(whole, seed).weights for seed in range(1, 1 + max(config.seeds, 1)))
    samples = [ground.net.weighing(row) for row in weights]
    leaves = fine_groups(samples, FINEST_LEAVES)
    resolutions = sorted(set(config.resolutions)) or [1.0]
    partitions = _on_core_groups(ground, (samples, leaves), resolutions)
    while _sizeable(partitions[-1]) < (config.services or 0) and resolutions[-1] < FINEST:
        resolutions.append(resolutions[-1] * STEP)
        partitions += _on_core_groups(ground, (samples, leaves), resolutions[-1:])
    words = words_of([graph.words[i] for i in nodes.tolist()] if graph.words else [])
    return Search(ground, partitions, voted((samples, leaves), units, words))


class Search:
    """What was found, and what would be found if an earlier answer had a say."""

    def __init__(self, ground: "_Ground", partitions: Sequence[Partition], runs: Sequence[Integers]) -> None:
        """Let the `runs` agree on the groups that persist, every branch at its own level, whose resolution is 0.

        They know no core groups: a few runs would decide for all of them what is never torn apart.
        """
        self._ground, self._runs = ground, runs
        self._free = agreement_of(runs, ground.units) if runs else None
        persistent = [ground.partition(0.0, self._free, persistent=True)] if self._free else []
        self.communities = Communities((*partitions, *persistent))

    def holding(self, before: Sequence[int]) -> Communities:
        """Return the communities whose persistent partition leaves nodes where they were when calls are close.

        `before` says in which group of an earlier answer each node was, −1 for none. Of nodes that were in none it says
        nothing.
        """
        labels = np.array(before, dtype=np.int64)[self._ground.nodes]
        if self._free is None or labels.max(initial=-1) < 0:
            return self.communities
        said = standing(self._ground.net, labels, self._free.labels)
        held = self._ground.partition(0.0, agreement_of(self._runs, self._ground.units, said), persistent=True)
        return Communities((*self.communities.partitions[:-1], held))


class _Ground(NamedTuple):
    """What is clustered: the network of the graph's nodes at the positions `nodes`, for how many `units` each of them
    stands, and how many nodes the whole graph has."""

    net: Network
    units: Integers
    nodes: Integers
    size: int

    def partition(self, resolution: float, consensus: Consensus, persistent: bool = False) -> Partition:
        """Return what runs on the clustered nodes agree on, said of all nodes."""
        ranked = by_size(consensus.labels, self.units)
        labels = np.full(self.size, -1, dtype=np.int64)
        labels[self.nodes] = ranked
        stability = np.zeros(self.size)
        stability[self.nodes] = consensus.stability.round(4)
        return Partition(
            resolution,
            tuple(labels.tolist()),
            tuple(stability.tolist()),
            round(modularity(self.net, ranked), 6),
            round(consensus.agreement, 6),
            persistent,
        )


def _on_core_groups(ground: _Ground, fine: Leaves, resolutions: Sequence[float]) -> list[Partition]:
    """Return what the runs agree on at each resolution, coarse to fine, found on core groups.

    What is never torn apart at a fine resolution need not be decided again: on these groups every further run costs a
    fraction and ends at a modularity at least as good (core groups graph clustering: Ovelgönne, Geyer-Schulz 2012).
    """
    (samples, leaves), finest = fine, CORE_FINER * resolutions[-1]
    first = samples[:CORE_SEEDS]
    groups = common(leaves[:CORE_SEEDS] if finest <= FINEST_LEAVES else fine_groups(first, finest))
    agreements = agreed(contracted(samples, groups), resolutions, np.bincount(groups, ground.units).astype(np.int64))
    of_nodes = (Consensus(one.labels[groups], one.stability[groups], one.agreement) for one in agreements)
    return [ground.partition(*row) for row in zip(resolutions, of_nodes, strict=True)]


def _sizeable(partition: Partition) -> int:
    """Return how many communities are large enough to become a service when many are wished for."""
    return sum(size >= SIZEABLE for label, size in Counter(partition.labels).items() if label >= 0)

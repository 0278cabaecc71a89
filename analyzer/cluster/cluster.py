"""The weighted graph and what is set aside in, partitions from coarse to fine out."""

from collections.abc import Sequence

import numpy as np

from analyzer.graphs import Integers, Network, agreed, by_size, connected, contract, core_groups, cut_out, network
from analyzer.graphs import split_quality as quality
from analyzer.model.config import ClusterConfig
from analyzer.model.decomposition import Communities, Partition
from analyzer.model.graph import CodeGraph

CORE_SEEDS = 4  # runs whose common groups are decided no more
CORE_FINER = 1.5  # times the finest resolution


def cluster(graph: CodeGraph, kernel: Sequence[int], config: ClusterConfig) -> Communities:
    """Return one partition per configured resolution, each agreed on by all seeds; deterministic.

    Nodes of the kernel and nodes without edges outside of it are in no community (label −1).
    """
    whole = network(len(graph.nodes), graph.combined, kernel)
    nodes = connected(whole)
    if not len(nodes):
        return Communities(())
    net = cut_out(whole, nodes)
    resolutions = sorted(set(config.resolutions))
    groups = core_groups(net, CORE_FINER * resolutions[-1], range(1, 1 + min(CORE_SEEDS, config.seeds)))
    found = _Found(net, groups, nodes, len(graph.nodes))
    return Communities(tuple(found.partition(resolution, config.seeds) for resolution in resolutions))


class _Found:
    """Core groups found once, partitions of them at any resolution."""

    def __init__(self, net: Network, groups: Integers, nodes: Integers, size: int) -> None:
        self._net, self._groups, self._nodes, self._size = net, groups, nodes, size
        self._small = contract(net, groups)
        self._counts = np.bincount(groups)

    def partition(self, resolution: float, seeds: int) -> Partition:
        """Return the partition that the seeds agree on at a resolution, over all nodes of the graph."""
        consensus = agreed(self._small, resolution, range(1, 1 + seeds), self._counts)
        ranked = by_size(consensus.labels, self._counts)[self._groups]
        labels = np.full(self._size, -1, dtype=np.int64)
        labels[self._nodes] = ranked
        stability = np.zeros(self._size)
        stability[self._nodes] = consensus.stability[self._groups].round(4)
        modularity = quality(self._net, ranked)
        return Partition(
            resolution,
            tuple(labels.tolist()),
            tuple(stability.tolist()),
            round(modularity, 6),
            round(consensus.agreement, 6),
        )

"""Clustering: planted communities, order of the input, degenerate graphs."""

import random

import numpy as np
import pytest

from analyzer.cluster import cluster, search
from analyzer.cluster.standing import standing
from analyzer.graphs import agreement_of, ari, network
from analyzer.model.config import ClusterConfig
from analyzer.model.decomposition import Communities
from analyzer.model.graph import CodeGraph, Edge

CONFIG = ClusterConfig(seeds=5)
CLIQUES = [Edge(a + at, b + at, 1.0) for at in (0, 8) for a in range(8) for b in range(a + 1, 8)]


def persistent(found: Communities) -> tuple[int, ...]:
    """The labels of the partition that is recommended."""
    return next(row.labels for row in found.partitions if row.persistent)


def graph(size: int, edges: list[Edge]) -> CodeGraph:
    return CodeGraph(tuple(f"class:N{i:04}" for i in range(size)), (), tuple(sorted(edges)))


def planted(groups: int, size: int, inside: float, across: float) -> tuple[CodeGraph, list[int]]:
    """A planted partition with the given edge probabilities."""
    dice = random.Random(1)
    labels = [i % groups for i in range(groups * size)]
    edges = [
        Edge(a, b, 1.0)
        for a in range(len(labels))
        for b in range(a + 1, len(labels))
        if dice.random() < (inside if labels[a] == labels[b] else across)
    ]
    return graph(len(labels), edges), labels


@pytest.mark.parametrize("size", [0, 1, 7])
def test_cluster__no_edges__no_communities(size: int) -> None:
    assert cluster(graph(size, []), (), CONFIG) == Communities(())


def test_cluster__planted_partition__is_found() -> None:
    found, truth = planted(6, 20, 0.4, 0.01)
    partition = next(p for p in cluster(found, (), CONFIG).partitions if p.resolution == 1.2)
    assert ari(partition.labels, truth) > 0.95
    assert partition.agreement > 0.9
    assert 0.0 <= min(partition.stability) <= max(partition.stability) <= 1.0


def test_cluster__twice__is_the_same() -> None:
    found, _ = planted(5, 16, 0.3, 0.05)
    assert cluster(found, (), CONFIG) == cluster(found, (), CONFIG)


def test_cluster__kernel_and_lonely_nodes__are_in_no_community() -> None:
    edges = [Edge(0, 1, 1.0), Edge(1, 2, 1.0), Edge(0, 2, 1.0), Edge(3, 4, 1.0)]
    partitions = cluster(graph(5, edges), (3,), CONFIG).partitions
    assert {partition.labels[3:] for partition in partitions} == {(-1, -1)}
    assert partitions[0].labels == (0, 0, 0, -1, -1)


def test_cluster__parts_without_connection__never_share_a_community() -> None:
    one, _ = planted(1, 12, 0.6, 0.0)
    other = [Edge(e.source + 12, e.target + 12, e.weight) for e in one.combined]
    for partition in cluster(graph(24, [*one.combined, *other]), (), CONFIG).partitions:
        assert not set(partition.labels[:12]) & set(partition.labels[12:])


def test_cluster__resolutions__come_sorted_from_coarse_to_fine() -> None:
    found, _ = planted(6, 20, 0.3, 0.03)
    partitions = cluster(found, (), ClusterConfig(seeds=3, resolutions=(4.0, 0.5))).partitions[:-1]
    assert [p.resolution for p in partitions] == [0.5, 4.0]
    assert max(partitions[0].labels) <= max(partitions[1].labels)


def test_cluster__labels__are_numbered_by_size() -> None:
    found, _ = planted(4, 15, 0.4, 0.02)
    for partition in cluster(found, (), CONFIG).partitions:
        sizes = [partition.labels.count(label) for label in range(max(partition.labels) + 1)]
        assert sizes == sorted(sizes, reverse=True)


def test_search__close_call_and_earlier_answer__stays_where_it_was() -> None:
    """Two cliques of eight, and a node with the same tie to both: either is as good."""
    between = graph(17, [*CLIQUES, *(Edge(i, 16, 1.0) for i in (*range(5), *range(8, 13)))])
    for home in (0, 1):
        before = [0] * 8 + [1] * 8 + [home]
        assert ari(persistent(search(between, (), ClusterConfig(seeds=20)).holding(before)), before) == 1.0


def test_search__earlier_answer_that_the_graph_contradicts__is_given_up() -> None:
    halves = graph(16, [*CLIQUES, Edge(0, 8, 1.0)])
    held = persistent(search(halves, (), CONFIG).holding([0, 1] * 8))
    assert ari(held, [0] * 8 + [1] * 8) == 1.0


def test_search__node_that_is_new_since_the_earlier_answer__goes_where_it_is_pulled() -> None:
    grown = graph(17, [*CLIQUES, *(Edge(i, 16, 1.0) for i in range(8, 13))])
    held = persistent(search(grown, (), CONFIG).holding([0] * 8 + [1] * 8 + [-1]))
    assert held[16] == held[8] != held[0]


def test_search__earlier_answer_that_knows_none_of_the_nodes__says_nothing() -> None:
    found = search(planted(3, 8, 0.6, 0.05)[0], (), CONFIG)
    assert found.holding([-1] * 24) == found.communities


def test_standing__new_nodes_among_each_other__are_together_as_they_were_found() -> None:
    """Nodes 0 to 2 are known, 3 to 5 are new and tied to each other, 6 is new and tied to a known one, 7 to nothing."""
    edges = [(0, 1), (0, 2), (3, 4), (3, 5), (4, 5), (2, 3), (2, 6)]
    net = network(8, [Edge(a, b, 1.0) for a, b in edges])
    found = np.array([0, 0, 0, 1, 1, 1, 1, 2])
    labels = standing(net, np.array([1, 1, 0, -1, -1, -1, -1, -1]), found).tolist()
    assert labels[3] == labels[4] == labels[5]
    assert labels[6] == labels[2]
    assert len({labels[0], labels[2], labels[3], labels[7]}) == 4


def test_agreement__runs_and_an_earlier_answer_that_contradicts_them__the_earlier_answer_is_not_taken_whole() -> None:
    runs = [np.array([0, 0, 0, 1, 1, 1])] * 4
    earlier = np.array([0, 1, 0, 1, 0, 1])
    assert agreement_of(runs, np.ones(6, dtype=np.int64), earlier).labels.tolist() == [0, 0, 0, 1, 1, 1]

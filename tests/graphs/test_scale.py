"""Graphs of thousands of nodes: what is held and looked at grows with the edges, and answers do not change for it."""

import random
import tracemalloc
from collections.abc import Callable

import numpy as np
import pytest

from analyzer.graphs import (
    Hierarchy,
    Integers,
    Network,
    agreement_of,
    ari,
    hierarchy,
    median,
    persistent,
    refined,
    summed,
)
from analyzer.graphs.sparse_merges import SparseMerges

MEGABYTE = 1_000_000


def peak(work: Callable[[], object]) -> int:
    """Return the most bytes that were held at once, those of numpy among them."""
    tracemalloc.start()
    try:
        work()
        return tracemalloc.get_traced_memory()[1]
    finally:
        tracemalloc.stop()


def star(size: int, hubs: int = 1) -> Network:
    """Leaves that have no tie but to all hubs."""
    leaves = np.repeat(np.arange(hubs, size), hubs)
    return summed(size, np.tile(np.arange(hubs), size - hubs), leaves, np.ones(len(leaves)))


def pairs(count: int) -> Network:
    """Parts of two nodes, tied to nothing else."""
    return summed(2 * count, np.arange(0, 2 * count, 2), np.arange(1, 2 * count, 2), np.ones(count))


def ring(size: int) -> Network:
    return summed(size, np.arange(size), (np.arange(size) + 1) % size, np.ones(size))


def drawn(seed: int) -> Network:
    """A network of up to 60 nodes with random weights, some of which are equal."""
    dice = random.Random(seed)
    size = dice.randint(2, 60)
    ends = [(dice.randrange(size), int(size * dice.random() ** 2)) for _ in range(dice.randint(1, 4 * size))]
    sources, targets = (np.array(column, dtype=np.int64) for column in zip(*ends, strict=True))
    weights = np.array([dice.choice([1.0, 0.5, 0.1 + dice.random()]) for _ in ends])
    return summed(size, sources, targets, weights)


def merged(net: Network) -> SparseMerges:
    found = SparseMerges(net)
    while found.merge():
        pass
    return found


def is_nearest_first(net: Network, tree: SparseMerges) -> bool:
    """Say whether each merge joins a pair than which none is nearer, all levels reckoned anew, until none is left."""
    pull = np.zeros((net.size, net.size))
    pull[net.sources, net.targets] = net.weights
    pull += pull.T
    degrees, place = net.degrees.copy(), list(range(net.size))
    for left, right, level in zip(tree.left, tree.right, tree.levels, strict=True):
        expected = np.outer(degrees, degrees)
        levels = np.where(pull > 0, pull * (2 * net.total) / np.where(expected > 0, expected, 1.0), 0.0)
        a, b = place[left], place[right]
        if not np.allclose([levels.max(), levels[a, b]], level, rtol=1e-9):
            return False
        place.append(a)
        degrees[a] += degrees[b]
        pull[a] += pull[b]
        pull[:, a] = pull[a]
        pull[a, a] = 0.0
        pull[b] = pull[:, b] = 0.0
    return not pull.any()


@pytest.mark.parametrize("seed", range(40))
def test_sparse_merges__random_network__joins_a_nearest_pair_each_time(seed: int) -> None:
    net = drawn(seed)
    assert is_nearest_first(net, merged(net))


@pytest.mark.parametrize("seed", range(10))
def test_sparse_merges__levels_that_no_two_pairs_share__is_the_tree_of_the_matrix(seed: int) -> None:
    ends = np.array([(a, b) for a in range(12) for b in range(a)])
    net = summed(12, ends[:, 1], ends[:, 0], np.random.default_rng(seed).random(len(ends)) + 0.1)
    found = merged(net)
    assert Hierarchy(12, tuple(found.left), tuple(found.right), tuple(found.levels)) == hierarchy(net)


@pytest.mark.parametrize("net", [star(4_000), pairs(4_000), star(2_000, 5), ring(2_000)])
def test_hierarchy__thousands_of_nodes_with_few_edges__holds_no_matrix(net: Network) -> None:
    assert peak(lambda: hierarchy(net)) < 2_000 * len(net.weights) < 8 * net.size**2


def test_sparse_merges__hub_that_grows_by_each_merge__what_hangs_on_it_is_looked_at_once() -> None:
    for net in (star(2_000), star(1_000, 5)):
        found = merged(net)
        assert len(found.levels) == net.size - 1
        assert found.steps < 4 * len(net.weights)


def test_persistent__thousands_of_parts__each_large_enough_is_a_group() -> None:
    labels = persistent(hierarchy(pairs(3_000)), np.full(6_000, 3, dtype=np.int64), 6, 9_000)
    assert labels.tolist() == np.repeat(np.arange(3_000), 2).tolist()


def test_refined__thousands_of_groups__memory_is_not_nodes_times_groups() -> None:
    net, labels = ring(8_000), np.repeat(np.arange(4_000), 2)
    assert peak(lambda: refined(net, labels)) < 10 * MEGABYTE < net.size * 4_000 * 8


def scattered(size: int, groups: int, runs: int, seed: int) -> tuple[Integers, list[Integers]]:
    """A labeling, and some that resemble it: each has one item in eight elsewhere."""
    dice = np.random.default_rng(seed)
    truth = np.arange(size) % groups
    return truth, [np.where(dice.random(size) < 1 / 8, dice.integers(0, groups, size), truth) for _ in range(runs)]


def test_agreement__more_unsure_groups_than_a_matrix_of_all_pairs_allows__are_still_moved() -> None:
    truth, runs = scattered(7_000, 1_000, 11, 1)
    labels = agreement_of(runs, np.ones(7_000, dtype=np.int64)).labels
    found, expected = labels.tolist(), truth.tolist()
    assert ari(found, expected) > 0.97
    assert max(ari(run.tolist(), expected) for run in runs) < 0.85


def test_nearest__thousands_of_items__holds_no_number_per_pair() -> None:
    _, runs = scattered(4_000, 500, 10, 2)
    weights, start = np.ones(4_000, dtype=np.int64), runs[0].astype(np.int64)
    assert peak(lambda: median.nearest(runs, weights, start, 10)) < 60 * MEGABYTE < 4_000 * 4_000 * 8


def by_all_pairs(runs: list[Integers], weights: Integers, labels: Integers) -> list[int]:
    """The same search with what every item is worth to every other at hand."""
    together = np.sum([run[:, None] == run[None, :] for run in runs], axis=0)
    worth = (2 * together - len(runs)) * weights[None, :]
    np.fill_diagonal(worth, 0)
    found = labels.copy()
    for _ in range(10):
        pull = np.array([worth[:, found == label].sum(axis=1) for label in range(2 * len(found))]).T
        restless = np.flatnonzero(pull.max(axis=1) > pull[np.arange(len(found)), found]).tolist()
        for item in restless:
            row = [int(worth[item, found == label].sum()) for label in range(2 * len(found))]
            best = row.index(max(row))
            found[item] = best if row[best] > row[found[item]] else found[item]
        if not restless:
            break
    return [int(label) for label in found]


@pytest.mark.parametrize("large", [500, 3])
@pytest.mark.parametrize("seed", range(20))
def test_nearest__random_labelings__moves_what_a_search_over_all_pairs_does(
    seed: int, large: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(median, "LARGE", large)
    dice = np.random.default_rng(seed)
    truth = dice.integers(0, 4, 16)
    runs = [np.where(dice.random(16) < 0.3, dice.integers(0, 6, 16), truth) for _ in range(2 + seed % 4)]
    weights, labels = dice.integers(1, 4, 16), np.unique(runs[0], return_inverse=True)[1].ravel()
    assert median.nearest(runs, weights, labels, 10).tolist() == by_all_pairs(runs, weights, labels)

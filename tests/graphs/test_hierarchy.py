"""The tree of merges, the groups that persist in it, and refinement node by node."""

import random
from itertools import pairwise

import numpy as np
import pytest

from analyzer.graphs import Integers, Network, ari, hierarchy, persistent, refined, summed


def net(size: int, *edges: tuple[int, int, float]) -> Network:
    sources, targets, weights = (np.array(column) for column in zip(*edges, strict=True))
    return summed(size, sources.astype(np.int64), targets.astype(np.int64), weights.astype(np.float64))


def cliques(sizes: list[int], bridge: float) -> tuple[Network, list[int]]:
    """Cliques in a chain, joined by one edge each."""
    truth = [label for label, size in enumerate(sizes) for _ in range(size)]
    starts = [truth.index(label) for label in range(len(sizes))]
    edges = [(a, b, 1.0) for a in range(len(truth)) for b in range(a + 1, len(truth)) if truth[a] == truth[b]]
    return net(len(truth), *edges, *((a, b, bridge) for a, b in pairwise(starts))), truth


def ones(count: int) -> Integers:
    return np.ones(count, dtype=np.int64)


def test_hierarchy__levels__say_how_much_more_than_expected_and_never_rise() -> None:
    tree = hierarchy(net(3, (0, 1, 3.0), (1, 2, 1.0)))
    assert (tree.left[0], tree.right[0]) == (0, 1)
    assert tree.levels[0] == 2 * 4.0 * 3.0 / (3.0 * 4.0)
    assert tree.levels[0] >= tree.levels[1] == 2 * 4.0 * 1.0 / (7.0 * 1.0)


def test_hierarchy__parts_without_connection__are_a_forest() -> None:
    tree = hierarchy(net(5, (0, 1, 1.0), (2, 3, 1.0)))
    assert len(tree.levels) == 2


def test_persistent__large_and_small_modules__stand_side_by_side() -> None:
    found, truth = cliques([40, 6, 6, 6, 12], 0.5)
    labels = persistent(hierarchy(found), ones(found.size), 3, 60)
    assert ari(labels.tolist(), truth) == 1.0


def test_persistent__small_group__goes_with_its_neighbour_and_a_lonely_one_nowhere() -> None:
    found, _ = cliques([6, 6, 2], 1.0)
    lonely = net(
        16, *zip(found.sources.tolist(), found.targets.tolist(), found.weights.tolist(), strict=True), (14, 15, 1.0)
    )
    labels = persistent(hierarchy(lonely), ones(16), 3, 16).tolist()
    assert labels[12:14] == [labels[6]] * 2
    assert labels[14:] == [-1, -1]


def test_persistent__too_large_group__is_divided() -> None:
    edges = [(a, b, 1.0 if (a < 8) == (b < 8) else 0.7) for a in range(16) for b in range(a + 1, 16)]
    tree = hierarchy(net(16, *edges))
    assert len(set(persistent(tree, ones(16), 3, 16).tolist())) == 1
    assert persistent(tree, ones(16), 3, 10).tolist() == [0] * 8 + [1] * 8


def test_refined__misplaced_node__goes_home_and_a_node_never_goes_where_it_has_no_tie() -> None:
    found, truth = cliques([6, 6], 1.0)
    wrong = np.array([1, *truth[1:]], dtype=np.int64)
    assert refined(found, wrong).tolist() == truth
    apart = net(4, (0, 1, 1.0), (2, 3, 1.0))
    assert refined(apart, np.array([0, 0, 1, 1])).tolist() == [0, 0, 1, 1]


def _naive(given: Network) -> list[tuple[int, int]]:
    """The merges of a network, all levels reckoned anew for each: of the nearest pairs the first."""
    pull = np.zeros((given.size, given.size))
    pull[given.sources, given.targets] = given.weights
    pull += pull.T
    degrees, names, merges = given.degrees.copy(), list(range(given.size)), list[tuple[int, int]]()
    while True:
        expected = np.outer(degrees, degrees)
        levels = np.where(pull > 0, pull * (2 * given.total) / np.where(expected > 0, expected, 1.0), 0.0)
        if not levels.max(initial=0.0) > 0.0:
            return merges
        a = int(levels.max(axis=1).argmax())
        b = int(levels[a].argmax())
        merges.append((names[a], names[b]))
        names[a] = given.size + len(merges) - 1
        degrees[a] += degrees[b]
        pull[a] += pull[b]
        pull[:, a] = pull[a]
        pull[a, a] = 0.0
        pull[b] = pull[:, b] = 0.0


def _drawn(seed: int) -> Network:
    dice = random.Random(seed)
    size = dice.randint(1, 30)
    hubs = dice.randint(1, 6)
    pairs = [(hub, i) for i in range(size) for hub in range(hubs) if dice.random() < 0.6]
    pairs += [(dice.randrange(size), dice.randrange(size)) for _ in range(dice.choice([0, size, 6 * size]))]
    rows = [(a, b, dice.choice([1.0, 0.5, 2.0])) for a, b in pairs if a != b and b < size and a < size]
    edges = [np.array([row[i] for row in rows], dtype=kind) for i, kind in enumerate((np.int64, np.int64, np.float64))]
    return summed(size, *edges)


@pytest.mark.parametrize("seed", range(30))
def test_hierarchy__random_networks__merges_what_a_naive_search_does(seed: int) -> None:
    drawn = _drawn(seed)
    tree = hierarchy(drawn)
    assert list(zip(tree.left, tree.right, strict=True)) == _naive(drawn)


def test_hierarchy__thousands_that_hang_on_one_hub__looks_at_no_row_twice() -> None:
    size = 2_000
    star = summed(size, np.zeros(size - 1, dtype=np.int64), np.arange(1, size), np.ones(size - 1))
    tree = hierarchy(star)
    assert len(tree.levels) == size - 1
    assert set(persistent(tree, np.ones(size, dtype=np.int64), 3, size).tolist()) == {0}

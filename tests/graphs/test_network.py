"""Networks: contraction keeps modularity, Leiden is deterministic, consensus agrees."""

import numpy as np
import pytest

from analyzer.graphs import (
    agreed,
    by_size,
    common,
    connected,
    contract,
    cut_out,
    fine_groups,
    labelled,
    leiden,
    modularity,
    network,
    numbered,
    resampled,
    split,
    within,
)
from analyzer.model.graph import Edge


def cliques(count: int, size: int) -> list[Edge]:
    """Cliques in a ring, joined by single edges."""
    edges = []
    for c in range(count):
        nodes = range(c * size, (c + 1) * size)
        edges += [Edge(a, b, 1.0) for a in nodes for b in nodes if a < b]
        if c:
            edges.append(Edge(c * size - 1, c * size, 1.0))
    return edges


RING = cliques(4, 6)
TRUTH = [i // 6 for i in range(24)]


def test_modularity__two_cliques_with_a_bridge__textbook_value() -> None:
    net = network(6, cliques(2, 3))
    assert modularity(net, np.array([0, 0, 0, 1, 1, 1])) == pytest.approx(6 / 7 - 0.5)
    assert modularity(net, np.zeros(6, dtype=np.int64)) == pytest.approx(0.0)
    assert modularity(network(0, []), np.zeros(0, dtype=np.int64)) == 0.0


def test_modularity__nodes_without_label__as_if_they_were_not_there() -> None:
    labels = np.array([-1] * 6 + [0] * 6 + [1] * 6 + [2] * 6)
    rest = cut_out(network(24, RING), np.arange(6, 24))
    assert modularity(network(24, RING), labels) == pytest.approx(modularity(rest, labels[6:]))


def test_modularity__contracted_network__that_of_the_nodes() -> None:
    net = network(24, RING)
    groups = np.array([i // 2 for i in range(24)])
    small = contract(net, groups)
    labels = np.array([0] * 6 + [1] * 6)
    assert modularity(small, labels) == pytest.approx(modularity(net, labels[groups]))
    assert small.total == pytest.approx(net.total)


def test_within_and_labelled__some_edges__are_left() -> None:
    net = network(4, [Edge(0, 1, 1.0), Edge(1, 2, 2.0), Edge(2, 3, 4.0)])
    labels = np.array([0, 0, 1, -1])
    assert within(net, labels).weights.tolist() == [1.0]
    assert labelled(net, labels).weights.tolist() == [1.0, 2.0]


def test_network__left_out_nodes__lose_their_edges() -> None:
    net = network(3, [Edge(0, 1, 1.0), Edge(1, 2, 1.0)], left_out=[0])
    assert connected(net).tolist() == [1, 2]
    assert cut_out(net, connected(net)).sources.tolist() == [0]


def test_leiden__cliques__are_found_with_any_seed() -> None:
    net = network(24, RING)
    assert all(leiden(net, 1.0, seed).tolist() == TRUTH for seed in range(1, 6))


def test_leiden__contracted_network__finds_the_same() -> None:
    net = network(24, RING)
    groups = np.array([i // 3 for i in range(24)])
    assert leiden(contract(net, groups), 1.0, 1)[groups].tolist() == TRUTH


@pytest.mark.parametrize("size", [0, 1, 5])
def test_leiden__no_edges__everybody_is_alone(size: int) -> None:
    assert leiden(network(size, []), 1.0, 1).tolist() == list(range(size))


def test_split__members_of_two_cliques__fall_apart_in_two() -> None:
    assert split(network(24, RING), list(range(12)), 1.0) == [0] * 6 + [1] * 6


def test_resampled__one_edge_less__leaves_the_noise_of_the_others() -> None:
    whole, less = resampled(network(24, RING), 7), resampled(network(24, RING[:-1]), 7)
    pairs = list(zip(whole.sources.tolist(), whole.targets.tolist(), whole.weights.tolist(), strict=True))
    left = list(zip(less.sources.tolist(), less.targets.tolist(), less.weights.tolist(), strict=True))
    assert len(left) == len(pairs) - 1
    assert set(left) < set(pairs)
    assert 0.5 < whole.weights.min() < whole.weights.max() < 1.5
    assert resampled(network(24, RING), 8).weights.tolist() != whole.weights.tolist()


def test_agreed__cliques__all_runs_agree() -> None:
    nets = [resampled(network(24, RING), seed) for seed in range(1, 6)]
    assert common(fine_groups(nets, 4.0)).max() >= 3
    (consensus,) = agreed(nets, [1.0], np.ones(24, dtype=np.int64))
    assert consensus.labels.tolist() == TRUTH
    assert consensus.agreement == 1.0
    assert consensus.stability.tolist() == [1.0] * 24


def test_agreed__a_node_between_two_cliques__is_less_stable_than_the_rest() -> None:
    edges = [*cliques(2, 6)[:-1], Edge(0, 12, 1.0), Edge(1, 12, 1.0), Edge(6, 12, 1.0), Edge(7, 12, 1.0)]
    nets = [resampled(network(13, edges), seed) for seed in range(1, 11)]
    (consensus,) = agreed(nets, [1.0], np.ones(13, dtype=np.int64))
    stability = consensus.stability
    assert stability[12] < stability[:12].min()


def test_common_and_by_size__small_labelings__by_hand() -> None:
    groups = common([np.array([0, 0, 1, 1]), np.array([0, 1, 1, 1])])
    assert groups.tolist() == [0, 1, 2, 2]
    assert numbered(np.array([7, 3, 7])).tolist() == [0, 1, 0]
    assert by_size(np.array([5, 2, 2]), np.ones(3, dtype=np.int64)).tolist() == [1, 0, 0]
    assert by_size(np.array([5, 2, 2]), np.array([9, 1, 1])).tolist() == [0, 1, 1]

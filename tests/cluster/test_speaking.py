"""Groups that speak of the same things: how much nearer, what stays as it is, what the recommendation makes of it."""

import tracemalloc

import numpy as np
import pytest

from analyzer.cluster import search
from analyzer.cluster.speaking import NEARER, nearer, words_of
from analyzer.graphs import Network, network
from analyzer.model.config import ClusterConfig
from analyzer.model.graph import CodeGraph, Edge

TRIANGLE = network(3, [Edge(0, 1, 2.0), Edge(0, 2, 2.0), Edge(1, 2, 2.0)])
PLACES = np.arange(3)


def spoken(*rows: tuple[str, ...], net: Network = TRIANGLE) -> Network:
    return nearer(net, PLACES, words_of(rows))


def test_nearer__two_of_three_groups_speak_alike__what_lies_between_them_counts_more() -> None:
    found = spoken(("tax", "rate"), ("tax", "rate"), ("ship", "parcel", "tax"))
    between, others = found.weights[0], found.weights[1:]
    assert between / others[0] == pytest.approx(1 + NEARER)
    assert others[0] == others[1]


def test_nearer__any_words__weights_and_degrees_keep_their_sums() -> None:
    found = spoken(("tax", "rate"), ("tax", "rate"), ("ship",))
    assert found.weights.sum() == pytest.approx(TRIANGLE.weights.sum())
    assert found.degrees == pytest.approx(TRIANGLE.degrees)


@pytest.mark.parametrize(
    "rows",
    [
        (),
        ((), (), ()),
        (("a",), ("b",), ("c",)),  # words of one node only
        (("get", "set"), ("get", "set"), ("get", "set")),  # stop words: every group uses them
    ],
)
def test_nearer__words_that_tell_nothing_apart__change_nothing(rows: tuple[tuple[str, ...], ...]) -> None:
    assert spoken(*rows).weights == pytest.approx(TRIANGLE.weights)


def test_nearer__share_of_a_group_that_uses_a_word__weighs_and_not_its_size() -> None:
    """Half of the first group (four nodes) and of the second (two) speaks of tax, all of the third of cars."""
    groups = np.array([0, 0, 0, 0, 1, 1, 2])
    words = words_of([("tax",), ("tax",), ("car",), ("car",), ("tax",), ("car",), ("car",)])
    found = nearer(TRIANGLE, groups, words)
    assert found.weights[0] > found.weights[1] == pytest.approx(found.weights[2])


RING, SIZE = 12, 8


def ring(words: bool) -> CodeGraph:
    """Cliques in a ring, each tied alike to the one before and the one after it; every two speak of the same things."""
    edges = [
        Edge(r * SIZE + a, r * SIZE + b, 1.0) for r in range(RING) for a in range(SIZE) for b in range(a + 1, SIZE)
    ]
    for r in range(RING):
        here, there = r * SIZE, (r + 1) % RING * SIZE
        edges += [Edge(min(here + a, there + a), max(here + a, there + a), 1.5) for a in range(SIZE)]
    nodes = tuple(f"class:N{i:04}" for i in range(RING * SIZE))
    spoken_of = tuple((f"subject{i // SIZE // 2}", "get") for i in range(RING * SIZE)) if words else ()
    return CodeGraph(nodes, (), tuple(sorted(edges)), spoken_of)


def test_search__groups_tied_alike_to_two_others__go_with_the_one_that_speaks_of_the_same() -> None:
    found = next(p for p in search(ring(words=True), (), ClusterConfig()).communities.partitions if p.persistent)
    together = [len(set(found.labels[at : at + 2 * SIZE])) == 1 for at in range(0, RING * SIZE, 2 * SIZE)]
    assert all(together)
    without = next(p for p in search(ring(words=False), (), ClusterConfig()).communities.partitions if p.persistent)
    assert without.labels != found.labels


def test_words_of__one_word_is_very_long__the_others_take_no_more_room() -> None:
    rows = [("x" * 1_000_000, "tax"), *[("tax", "rate")] * 100]
    tracemalloc.start()
    found = words_of(rows)
    assert tracemalloc.get_traced_memory()[1] < 10_000_000  # 4 bytes per letter and word were 800 MB
    tracemalloc.stop()
    assert found.words.tolist() == [1] + [1, 0] * 100

"""The published variants on a partition small enough to count by hand.

A = {0, 1, 2}, B = {3, 4};  calls (places): 0→1 ×1, 1→0 ×2, 1→2 ×1, 3→4 ×4, 2→3 ×1, 4→0 ×1, 0→4 ×1
"""

from math import log

import pytest

from analyzer.measure import variants as v
from analyzer.measure.calls import CallGraph
from analyzer.measure.partition import arcs, count

VOLUME = {(0, 1): 1, (1, 0): 2, (1, 2): 1, (3, 4): 4, (2, 3): 1, (4, 0): 1, (0, 4): 1}
GRAPH = CallGraph(tuple("abcde"), VOLUME, {"table:t": (0, 3), "table:u": (1, 2)}, (0, 3))
LABELS = [0, 0, 0, 1, 1]
COUNTS = count(arcs(GRAPH), LABELS)
LOG_INNER = (log(1) + 1) + (log(2) + 1) + (log(1) + 1) + (log(4) + 1)

BY_HAND = [
    (v.structural_modularity_fse21, (2 / 9 + 1 / 4) / 2 - 2 / (2 * 3 * 2)),  # U pairs: 2 in A, 1 in B, 2 between
    (v.structural_quality_fosci, (3 / 9 + 1 / 4) / 2 - 3 / (3 * 2)),  # D pairs: 3 in A, 1 in B, 3 between
    (v.structural_quality_rldec, (3 / 9 + 1 / 4) / 2 - (1 / 6 + 2 / 6) / 2),
    (v.interpartition_calls_fse21, 3 / (LOG_INNER + 3)),
    (v.interpartition_calls_cargo, 3 / 11),
    (v.interface_number_fse21, 2 / 2),
    (v.interface_number_fosci, 3 / 2),  # 3, 0 and 4 are called from outside
    (v.interaction_number, 3),
    (v.non_extreme_distribution_fse21, 1),
    (v.non_extreme_distribution_rldec, 1),
    (v.cohesion_cargo, (8 / (8 + 3) + 8 / (8 + 3)) / 2),  # A: 4 inside, B: 4 inside, 3 cross
    (v.turbo_mq, 16 / 11),
    (v.modularity_undirected, 8 / 11 - 2 * (11 / 22) ** 2),
    (v.modularity_directed, 8 / 11 - (6 / 11) * (5 / 11) - (5 / 11) * (6 / 11)),
]


@pytest.mark.parametrize(("metric", "expected"), BY_HAND, ids=lambda row: getattr(row, "__name__", ""))
def test_variant__when_counted_by_hand__then_agrees(metric: object, expected: float) -> None:
    assert metric(COUNTS) == pytest.approx(expected)  # type: ignore[operator]


def test_non_extreme_distribution__when_sizes_are_on_the_bounds__then_the_variants_differ_at_twenty() -> None:
    graph = CallGraph(tuple(map(str, range(25))), {}, {}, ())
    counts = count(arcs(graph), [0] * 5 + [1] * 20)
    assert v.non_extreme_distribution_fse21(counts) == 0
    assert v.non_extreme_distribution_rldec(counts) == 0.5


def test_data_entropy__when_one_table_is_shared_evenly__then_is_half_of_ln_2() -> None:
    assert v.data_entropy_cargo(GRAPH, LABELS) == pytest.approx(log(2) / 2)


def test_reach__when_calls_form_cycles__then_every_reached_unit_knows_its_entry_points() -> None:
    assert v.reach(GRAPH) == [0b11, 0b11, 0b11, 0b11, 0b11]
    chain = CallGraph(tuple("abc"), {(0, 1): 1}, {}, (0, 2))
    assert v.reach(chain) == [0b01, 0b01, 0b10]
    assert v.business_context_purity_fse21(v.reach(chain), [0, 0, 1]) == 0
    assert v.business_context_purity_fse21(v.reach(chain), [0, 0, 0]) == pytest.approx(log(2))


@pytest.mark.parametrize("labels", [[], [0]])
def test_variants__when_there_is_nothing_to_compare__then_none_divides_by_zero(labels: list[int]) -> None:
    counts = count(arcs(CallGraph(tuple("a" * len(labels)), {}, {}, ())), labels)
    assert all(isinstance(metric(counts), float | int) for _, _, metric in v.VARIANTS)


def test_one_box__when_scored__then_shows_how_it_games_the_metrics() -> None:
    counts = count(arcs(GRAPH), [0] * 5)
    assert v.interpartition_calls_fse21(counts) == 0
    assert v.cohesion_cargo(counts) == 1
    assert v.modularity_undirected(counts) == 0


def test_reach__when_a_chain_is_called_in_both_directions__then_is_found_in_one_pass() -> None:
    size = 20_000
    volume = {(a, b): 1 for a in range(size) for b in (a - 1, a + 1) if 0 <= b < size}
    graph = CallGraph(tuple(f"{i:05}" for i in range(size)), volume, {}, (0, size - 1))
    assert v.reach(graph) == [0b11] * size

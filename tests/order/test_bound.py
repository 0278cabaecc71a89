"""What no order can beat: never more than the cheapest of all permutations, and nearly that."""

import tracemalloc
from collections.abc import Sequence
from itertools import permutations

import numpy as np
import pytest

from analyzer.order import bound
from analyzer.order.bound import begun, heaviest, steady, tightened
from analyzer.order.coexistence import Coexistence
from analyzer.order.frontier import searched
from analyzer.order.projection import followed, projected, solved, through
from analyzer.order.rest import Integers, Rest, rest
from tests.order.test_search import invented


def least_of(task: Rest) -> int:
    return min(task.cost(p) for p in permutations(range(len(task.services))))


@pytest.mark.parametrize("salt", [1, 6, 13])
@pytest.mark.parametrize("first", [(), (2,), (5, 0, 3)])
def test_rest__whatever_has_left__orders_of_the_others_cost_the_same_as_whole_ones(
    salt: int, first: Sequence[int]
) -> None:
    costs = invented(6, salt)
    task = rest(costs, first)
    for order in permutations(range(len(task.services))):
        whole = (*first, *(task.services[position] for position in order))
        assert task.base + task.unit * task.cost(order) == pytest.approx(costs.order_cost(whole))


def test_rest__fractions__are_rounded_down_so_that_no_bound_is_too_high() -> None:
    none = (0.0, 0.0)
    costs = Coexistence(("a", "b"), ((0.0, 1.1), (0.1, 0.0)), (0.3, 0.7), (), 5.0, (0.1, 0.2))
    task = rest(costs)
    for order in permutations(range(2)):
        assert (
            costs.order_cost(order) - 4 * task.unit
            < task.base + task.unit * task.cost(order)
            <= costs.order_cost(order)
        )
    assert rest(Coexistence(("a", "b"), (none, none), none, (), 5.0)).base == 0


@pytest.mark.parametrize("salt", range(1, 9))
@pytest.mark.parametrize("part", [(0,), (1, 4), (0, 2, 3, 5)])
@pytest.mark.parametrize("first", [(), (3,)])
def test_solved__a_part_followed__costs_no_more_than_any_order_at_any_prices(
    salt: int, part: Sequence[int], first: Sequence[int]
) -> None:
    task = rest(invented(7 if first else 6, salt), first)
    tables = [table for table in task.tables if set(table.writers) & set(part)]
    problem = projected(task.calls, tables, part)
    prices = task.alone[:, None] + np.arange(42).reshape(6, 7) * (salt * 7919 % 100_000)
    own = Rest(task.services, _touching(task, part), np.zeros(6, dtype=np.int64), tuple(tables), 0.0, 1.0)
    found = solved(problem, prices)
    least = min(own.cost(order) + _priced(prices, order) for order in permutations(range(6)))
    assert found.least <= least
    assert through(problem, found).min() == found.least
    left = followed(problem, found, prices)
    assert [int(column.sum()) for column in left.T] == list(range(7))


def _touching(task: Rest, part: Sequence[int]) -> Integers:
    rows = np.isin(np.arange(len(task.calls)), part)
    return np.where(rows[:, None] | rows[None, :], task.calls, 0)


def _priced(prices: Integers, order: Sequence[int]) -> int:
    return sum(int(prices[list(order[:time]), time].sum()) for time in range(1, len(order) + 1))


@pytest.mark.parametrize("first", [(), (4,)])
@pytest.mark.parametrize("longest", [1, 2, 3, 6])
def test_tightened__round_by_round__rises_and_is_not_above_the_optimum(
    first: Sequence[int], longest: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(bound, "LONGEST", longest)
    for salt in range(1, 11):
        task = rest(invented(6 + len(first), salt), first)
        least, state, before = least_of(task), begun(task), 0
        for _ in range(6):
            state = tightened(state, task.cost(range(6)), 4)
            assert not before or before <= state.best.least
            before = state.best.least
            assert before <= least
        if longest == 6:
            assert before == least  # one part is the whole


@pytest.mark.parametrize("longest", [1, 2, 3])
@pytest.mark.parametrize("rounds", [1, 12])
def test_searched__what_the_bound_leaves__is_exact_when_nothing_had_to_be_dropped(
    longest: int, rounds: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(bound, "LONGEST", longest)
    for salt in range(1, 11):
        for first in ((), (6,)):
            task = rest(invented(6 + len(first), salt), first)
            least, cost = least_of(task), task.cost(range(6))
            state = tightened(begun(task), cost, rounds)
            found = searched(task, state.best, cost)
            assert found.least == least
            assert (found.sequence is None) == (least == cost)
            assert found.sequence is None or task.cost(found.sequence) == least
            narrow = searched(task, state.best, cost, 1)
            assert narrow.least <= least
            assert narrow.sequence is None or task.cost(narrow.sequence) < cost


def test_steady__more_services_than_rounds_can_serve__is_a_bound(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(bound, "STEADY", 5)
    monkeypatch.setattr(bound, "LONGEST", 2)
    for salt in range(1, 11):
        task = rest(invented(6, salt))
        assert 0 < steady(task) <= least_of(task)


def test_steady__hundreds_of_services__parts_are_held_one_at_a_time() -> None:
    calls = tuple(tuple(float((a * b) % 7 == 1) for b in range(200)) for a in range(200))
    costs = Coexistence(tuple(f"s{i:03}" for i in range(200)), calls, (0.0,) * 200, (), 5.0)
    tracemalloc.start()
    assert steady(rest(costs)) > 0
    assert tracemalloc.get_traced_memory()[1] < 80_000_000  # all at once took 333
    tracemalloc.stop()


def test_heaviest__one_is_tied_to_all__the_weightiest_stay() -> None:
    calls = np.zeros((5, 5), dtype=np.int64)
    calls[3, 1], calls[1, 4], calls[0, 2] = 9, 8, 1
    assert heaviest(calls, range(5), 3) == [1, 3, 4]
    assert heaviest(calls, [0, 2, 4], 2) == [0, 2]

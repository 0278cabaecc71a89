"""The cheapest order of leaving: exact where it says so, bounded where it does not."""

from itertools import permutations

import msgspec
import pytest

from analyzer.order import bound, search
from analyzer.order.coexistence import Coexistence, among
from analyzer.order.exact import optimum
from analyzer.order.heuristic import beam, completed, improved
from analyzer.order.search import EXACT, cheapest, mean_period


def invented(n: int, salt: int) -> Coexistence:
    """Costs that look random and never change: a linear congruential row."""
    state = salt

    def draw(limit: int) -> int:
        nonlocal state
        state = (state * 1103515245 + 12345) % 2**31
        return (state >> 8) % limit

    calls = tuple(tuple(0.0 if a == b else float(max(0, draw(12) - 6)) for b in range(n)) for a in range(n))
    writers = tuple(
        (mask, bool(draw(2)), 1 + draw(3)) for mask in (draw(2**n) for _ in range(6)) if mask.bit_count() > 1
    )
    names, core = tuple(f"s{i:02}" for i in range(n)), tuple(float(draw(9)) for _ in range(n))
    waiting = tuple(float(draw(7)) for _ in range(n)) if salt % 2 else ()
    return Coexistence(names, calls, core, writers, 5.0, waiting)


@pytest.mark.parametrize("n", [1, 2, 3, 5, 6])
@pytest.mark.parametrize("salt", [1, 7, 42])
def test_cheapest__when_few_services__then_no_permutation_is_cheaper(n: int, salt: int) -> None:
    costs = invented(n, salt)
    found = cheapest(costs)
    assert found.optimal
    assert found.cost == pytest.approx(min(costs.order_cost(p) for p in permutations(range(n))))
    assert sorted(found.sequence) == list(range(n))


@pytest.mark.parametrize("salt", [2, 9, 23, 57])
@pytest.mark.parametrize("exact", [1, 3, 4, 6])
def test_cheapest__when_more_than_the_exact_ones__then_it_says_optimal_and_no_permutation_is_cheaper(
    salt: int, exact: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(search, "EXACT", exact)
    monkeypatch.setattr(bound, "LONGEST", 3)
    costs = invented(7, salt)
    least = min(costs.order_cost(p) for p in permutations(range(7)))
    found = cheapest(costs)
    assert sorted(found.sequence) == list(range(7))
    assert (found.optimal, found.lower_bound) == (True, found.cost)
    assert found.cost == pytest.approx(least)


@pytest.mark.parametrize("salt", [2, 9, 23, 57])
def test_cheapest__when_only_one_set_of_each_size_is_kept__then_the_optimum_lies_between_bound_and_cost(
    salt: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name, where, value in (("EXACT", search, 3), ("SETS", search, 1), ("LONGEST", bound, 2), ("WORK", bound, 1)):
        monkeypatch.setattr(where, name, value)
    costs = invented(7, salt)
    least = min(costs.order_cost(p) for p in permutations(range(7)))
    found = cheapest(costs)
    assert found.lower_bound - 1e-6 <= least <= found.cost + 1e-6
    assert found.optimal == (found.lower_bound == found.cost)
    assert found.cost <= 1.02 * least


@pytest.mark.parametrize("times", [1e-9, 1e12, 1e30])
def test_cheapest__when_prices_are_tiny_or_huge__then_the_order_is_the_same(
    times: float, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(search, "EXACT", 3)
    costs = invented(8, 2)
    calls = tuple(tuple(times * weight for weight in row) for row in costs.calls)
    core = tuple(times * weight for weight in costs.core)
    scaled = msgspec.structs.replace(costs, calls=calls, core=core, write_price=times * costs.write_price)
    found, plain = cheapest(scaled), cheapest(costs)
    assert found.optimal
    assert found.cost == pytest.approx(times * plain.cost)


@pytest.mark.parametrize("salt", [5, 6])
def test_cheapest__when_four_more_than_all_subsets_allow__then_it_agrees_with_all_subsets(
    salt: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    costs = invented(14, salt)
    _, least = optimum(costs)
    monkeypatch.setattr(search, "EXACT", 10)
    found = cheapest(costs)
    assert found.optimal
    assert found.cost == pytest.approx(least)


def test_optimum__when_twelve_services__then_no_swap_or_move_helps() -> None:
    costs = invented(12, 77)
    sequence, cost = optimum(costs)
    assert cost == pytest.approx(costs.order_cost(sequence))
    for a in range(12):
        for b in range(12):
            moved = list(sequence)
            moved.insert(b, moved.pop(a))
            assert costs.order_cost(moved) >= cost - 1e-9


@pytest.mark.parametrize("salt", [4, 15])
def test_beam_and_completed__any_costs__are_orders_that_moving_one_service_does_not_better(salt: int) -> None:
    costs = invented(9, salt)
    for start in (beam(costs), completed(costs, [3, 1, 7])):
        found = list(improved(costs, start))
        assert sorted(found) == list(range(9))
        cost = costs.order_cost(found)
        assert cost <= costs.order_cost(start)
        for a, b in permutations(range(9), 2):
            moved = list(found)
            moved.insert(b, moved.pop(a))
            assert costs.order_cost(moved) >= cost - 1e-9


def test_cheapest__groups_that_share_nothing__leave_first_and_are_exact_each_for_itself() -> None:
    one, other = invented(5, 3), invented(5, 8)
    calls = [[0.0] * 10 for _ in range(10)]
    for a in range(5):
        for b in range(5):
            calls[2 * a][2 * b], calls[2 * a + 1][2 * b + 1] = one.calls[a][b], other.calls[a][b]
    core = tuple(other.core[i // 2] if i % 2 else 0.0 for i in range(10))  # the one needs nothing that stays
    costs = Coexistence(tuple(f"s{i}" for i in range(10)), tuple(map(tuple, calls)), core, (), 5.0)
    found = cheapest(costs)
    assert [s % 2 for s in found.sequence] == [0] * 5 + [1] * 5
    parts = [among(costs, range(start, 10, 2)) for start in (0, 1)]
    assert found.optimal
    assert found.cost == pytest.approx(sum(min(map(part.order_cost, permutations(range(5)))) for part in parts))
    assert found.cost == pytest.approx(costs.order_cost(found.sequence))


def test_cheapest__hundreds_of_services_that_share_nothing__cost_nothing() -> None:
    none = (0.0,) * 300
    found = cheapest(Coexistence(tuple(f"s{i:03}" for i in range(300)), (none,) * 300, none, (), 5.0))
    assert (found.sequence, found.cost, found.optimal) == (tuple(range(300)), 0.0, True)


def test_cheapest__when_four_more_than_exact__then_it_is_optimal_all_the_same() -> None:
    costs = invented(EXACT + 4, 5)
    found = cheapest(costs)
    assert sorted(found.sequence) == list(range(EXACT + 4))
    assert found.cost == pytest.approx(costs.order_cost(found.sequence))
    assert 0 < found.lower_bound == found.cost < costs.order_cost(range(EXACT + 4))
    assert found.optimal


def test_cheapest__when_far_too_many__then_states_a_gap_and_is_the_same_again() -> None:
    costs = invented(48, 7)
    found = cheapest(costs)
    assert 0 < found.lower_bound < found.cost < costs.order_cost(range(48))
    assert not found.optimal
    assert found == cheapest(costs)


def test_cheapest__when_a_chain_of_callers__then_the_called_leaves_first() -> None:
    # s0 calls s1 calls s2: leaving first costs calls back, so the one that calls nobody goes first
    calls = ((0.0, 3.0, 0.0), (0.0, 0.0, 3.0), (0.0, 0.0, 0.0))
    found = cheapest(Coexistence(("s0", "s1", "s2"), calls, (0.0, 0.0, 0.0), (), 5.0))
    assert found.sequence == (2, 1, 0)
    assert found.cost == 0


def test_cheapest__when_two_share_a_written_table__then_they_leave_next_to_each_other() -> None:
    none = (0.0,) * 4
    found = cheapest(Coexistence(("a", "b", "c", "d"), (none,) * 4, none, ((0b1001, False, 1),), 5.0))
    assert abs(found.sequence.index(0) - found.sequence.index(3)) == 1
    assert found.cost == 5.0


def test_cheapest__when_there_are_no_services__then_the_order_is_empty() -> None:
    found = cheapest(Coexistence((), (), (), (), 5.0))
    assert (found.sequence, found.cost, found.optimal) == ((), 0, True)


@pytest.mark.parametrize("exact", [2, 20])
@pytest.mark.parametrize("first", [(3,), (4, 0), (1, 2, 5)])
def test_cheapest__some_are_to_leave_first__no_order_that_begins_so_is_cheaper(
    first: tuple[int, ...], exact: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(search, "EXACT", exact)
    for salt in (3, 8, 31):
        costs = invented(6, salt)
        found = cheapest(costs, first)
        least = min(costs.order_cost(p) for p in permutations(range(6)) if p[: len(first)] == first)
        assert found.sequence[: len(first)] == first
        assert found.cost == pytest.approx(least)
        assert found.optimal


@pytest.mark.parametrize("salt", [2, 4, 12])
@pytest.mark.parametrize("weight", [0.1, 1.0])
def test_mean_period__benefits_in_its_measure__make_coexistence_dearer_by_their_weight_at_most(
    salt: int, weight: float
) -> None:
    costs = msgspec.structs.replace(invented(6, salt), waiting=())
    least = min(map(costs.order_cost, permutations(range(6))))
    assert mean_period(costs) * 6 == pytest.approx(least)
    for wanted in range(6):
        waiting = tuple(weight * mean_period(costs) * (s == wanted) for s in range(6))
        found = cheapest(msgspec.structs.replace(costs, waiting=waiting))
        assert costs.order_cost(found.sequence) <= (1 + weight) * least


def test_order_cost__waiting__is_paid_until_the_departure() -> None:
    costs = Coexistence(("a", "b", "c"), ((0.0,) * 3,) * 3, (0.0,) * 3, (), 5.0, (1.0, 10.0, 100.0))
    assert cheapest(costs).sequence == (2, 1, 0)
    assert costs.order_cost((2, 1, 0)) == 11.0 + 1.0
    assert costs.order_cost((0, 1, 2)) == 110.0 + 100.0

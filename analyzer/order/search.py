"""Coexistence costs in, the cheapest order out: exact by dynamic programming, or good with a lower bound."""

from collections.abc import Sequence

import msgspec

from analyzer.order.bound import STEADY, begun, heaviest, steady, tightened
from analyzer.order.coexistence import Coexistence, among
from analyzer.order.exact import optimum
from analyzer.order.frontier import SETS, searched
from analyzer.order.heuristic import beam, completed, improved
from analyzer.order.rest import Rest, rest

ROUNDS = 16  # of the bound, after which what it leaves is searched
EXACT = 20  # services up to which 2^K subsets are enumerated: a million take a quarter of a second


class Order(msgspec.Struct, frozen=True):
    """Positions in the order of leaving, what that costs, and what no order can beat."""

    sequence: tuple[int, ...]
    cost: float
    lower_bound: float
    optimal: bool


def cheapest(costs: Coexistence, first: Sequence[int] = ()) -> Order:
    """Return the cheapest order for up to `EXACT` services, above that a good one with its lower bound, often the same.

    `first` are positions that must leave first, in this order; then it is the cheapest of the orders that begin so.

    Services that share nothing with any other or with the core, alone or as a group, cost the same whenever they leave
    one after the other, and lengthen no other's coexistence when they leave first: each group is a problem of its own,
    and `EXACT` is the limit of one group. Where waiting costs something, everything is one group.
    """
    if first or any(costs.waiting):
        return _cheapest(costs, first)
    sequence: list[int] = []
    cost = bound = 0.0
    for group in _groups(costs):
        found = _cheapest(among(costs, group), ())
        sequence += [group[position] for position in found.sequence]
        cost, bound = cost + found.cost, bound + found.lower_bound
    return Order(tuple(sequence), cost, bound, cost <= bound)


def _cheapest(costs: Coexistence, first: Sequence[int]) -> Order:
    """Return the order of one group."""
    if len(costs.services) <= EXACT:
        sequence, _ = optimum(costs, first)
        cost = costs.order_cost(sequence)
        return Order(sequence, cost, cost, True)
    return _bounded(costs, first, _good(costs, first))


def _good(costs: Coexistence, first: Sequence[int]) -> tuple[int, ...]:
    """Return a good order: the better of two begun differently, after single services have moved."""
    task = rest(costs)
    heart = heaviest(task.calls, range(len(costs.services)), EXACT)
    exact, _ = optimum(among(costs, heart))
    starts = (beam(costs), completed(costs, [heart[position] for position in exact]))
    begun = [(*first, *(s for s in start if s not in set(first))) for start in starts]
    found = [improved(costs, start, len(first)) for start in begun]
    return min(found, key=lambda order: (costs.order_cost(order), order))


def _bounded(costs: Coexistence, first: Sequence[int], sequence: Sequence[int]) -> Order:
    """Return the order, or a better one, with what none can beat."""
    task = rest(costs, first)
    place = {service: position for position, service in enumerate(task.services)}
    best = tuple(place[service] for service in sequence[len(first) :])
    best, floor = (best, steady(task)) if len(place) > STEADY else _searched(task, best)
    cost = task.cost(best)
    whole = (*first, *(task.services[position] for position in best))
    if floor >= cost:
        price = costs.order_cost(whole)
        return Order(whole, price, price, True)
    whole = improved(costs, whole, len(first))
    price = costs.order_cost(whole)
    bound = min(price, task.base + floor * task.unit)
    return Order(whole, price, bound, price <= bound)


def _searched(task: Rest, best: tuple[int, ...]) -> tuple[tuple[int, ...], int]:
    """Return the best order known, and what none can beat: a bound is tightened, and what it leaves searched."""
    cost, state, floor = task.cost(best), begun(task), 0
    while not (state.ended or (state.count and floor >= cost)):
        state = tightened(state, cost, ROUNDS)
        found = searched(task, state.best, cost, SETS if state.ended else SETS // 8)
        floor = found.least
        if found.sequence is not None:
            best, cost = found.sequence, task.cost(found.sequence)
    return best, floor


def mean_period(costs: Coexistence) -> float:
    """Return what a period of a good order costs on the average, the cheapest one up to `EXACT` services."""
    total = len(costs.services)
    plain = msgspec.structs.replace(costs, waiting=())
    sequence = optimum(plain)[0] if total <= EXACT else _good(plain, ())
    return plain.order_cost(sequence) / max(1, total)


def _groups(costs: Coexistence) -> list[list[int]]:
    """Return the groups of services that need nothing of each other and of the core, then all others together."""
    n = len(costs.services)
    linked = [1 << s for s in range(n)]
    for a, row in enumerate(costs.calls):
        for b, weight in enumerate(row):
            if weight and a != b:
                linked[a] |= 1 << b
                linked[b] |= 1 << a
    bound_to_core = sum(1 << s for s, weight in enumerate(costs.core) if weight)
    for writers, core, _ in costs.writers:
        bound_to_core |= writers if core else 0
        for s in _members(writers):
            linked[s] |= writers
    groups, rest, seen = [], 0, 0
    for s in range(n):
        if not seen >> s & 1:
            group = _reached(linked, s)
            seen |= group
            if group & bound_to_core:
                rest |= group
            else:
                groups.append(_members(group))
    return [*groups, _members(rest)] if rest else groups


def _reached(linked: Sequence[int], start: int) -> int:
    """Return the bit set of what is linked with a service, directly or not."""
    group, fresh = 0, 1 << start
    while fresh:
        group |= fresh
        near = 0
        for s in _members(fresh):
            near |= linked[s]
        fresh = near & ~group
    return group


def _members(bits: int) -> list[int]:
    return [s for s in range(bits.bit_length()) if bits >> s & 1]

"""Coexistence costs in, the cheapest order out: exact by dynamic programming, or good with a lower bound."""

from collections.abc import Sequence

import msgspec

from analyzer.order.coexistence import Coexistence
from analyzer.order.exact import optimum

EXACT = 20  # services up to which 2^K subsets are enumerated: a million take a quarter of a second
BEAM = 16  # partial orders kept per step above that
MOST = 60_000  # sets looked at per step, so that a hundred services do not take a minute


class Order(msgspec.Struct, frozen=True):
    """Positions in the order of leaving, what that costs, and what no order can beat."""

    sequence: tuple[int, ...]
    cost: float
    lower_bound: float
    optimal: bool


def cheapest(costs: Coexistence) -> Order:
    """Return the cheapest order for up to `EXACT` services, above that a good one with its lower bound.

    Above, the exact order of the `EXACT` services that weigh most is one of two starts, and most of the bound.
    """
    n = len(costs.services)
    heart = heaviest(costs, EXACT)
    sequence, least = optimum(among(costs, heart))
    if n <= EXACT:
        cost = costs.order_cost(sequence)
        return Order(sequence, cost, cost, True)
    starts = (_beam(costs), _completed(costs, [heart[s] for s in sequence]))
    found = [_improve(costs, start) for start in starts]
    sequence = min(found, key=lambda order: (costs.order_cost(order), order))
    cost = costs.order_cost(sequence)
    bound = min(max(lower_bound(costs), least + _around(costs, heart)), cost)
    return Order(sequence, cost, bound, cost <= bound)


def heaviest(costs: Coexistence, size: int) -> list[int]:
    """Return up to `size` services in their order: the one with the least weight to the rest is dropped in turn."""
    left = list(range(len(costs.services)))
    while len(left) > size:
        left.remove(min(left, key=lambda a: (sum(costs.calls[a][b] + costs.calls[b][a] for b in left), a)))
    return left


def among(costs: Coexistence, chosen: Sequence[int]) -> Coexistence:
    """Return the costs among some services alone; what they need of the others counts for nothing."""
    if len(chosen) == len(costs.services):
        return costs
    writers = []
    for mask, core, tables in costs.writers:
        inside = sum(1 << i for i, s in enumerate(chosen) if mask >> s & 1)
        if inside.bit_count() > 1 or (inside and core):
            writers.append((inside, core, tables))
    return Coexistence(
        tuple(costs.services[s] for s in chosen),
        tuple(tuple(costs.calls[a][b] for b in chosen) for a in chosen),
        tuple(costs.core[s] for s in chosen),
        tuple(writers),
        costs.write_price,
    )


def _completed(costs: Coexistence, order: Sequence[int]) -> tuple[int, ...]:
    """Return an order of some services with all the others put where each costs least, one after the other."""
    whole = list(order)
    for service in range(len(costs.services)):
        if service not in order:
            here = among(costs, sorted([*whole, service]))
            rank = {s: i for i, s in enumerate(sorted([*whole, service]))}
            by_position = _insertions(here, [rank[s] for s in whole], rank[service])
            whole.insert(min(range(len(by_position)), key=by_position.__getitem__), service)
    return tuple(whole)


def _beam(costs: Coexistence) -> tuple[int, ...]:
    """Return an order found by keeping the cheapest few distinct sets of extracted services at every step."""
    n = len(costs.services)
    width = max(1, min(BEAM, MOST // n**2))
    states: list[tuple[float, float, tuple[int, ...], int]] = [(0.0, 0.0, (), 0)]
    for _ in range(n):
        following: dict[int, tuple[float, float, tuple[int, ...], int]] = {}
        for total, crossing, sequence, gone in states:
            for s in range(n):
                if gone >> s & 1:
                    continue
                now = gone | 1 << s
                open_weight = crossing + costs.crossing_change(gone, s)
                cost = total + open_weight + costs.write_price * costs.torn(now)
                state = (cost, open_weight, (*sequence, s), now)
                if now not in following or state < following[now]:
                    following[now] = state
        states = sorted(following.values())[:width]
    return states[0][2]


def _improve(costs: Coexistence, sequence: Sequence[int]) -> tuple[int, ...]:
    """Move single services to their best positions until no move helps."""
    best, cost = tuple(sequence), costs.order_cost(sequence)
    improved = True
    while improved:
        improved = False
        for service in range(len(best)):
            rest = tuple(s for s in best if s != service)
            by_position = _insertions(costs, rest, service)
            position = min(range(len(best)), key=by_position.__getitem__)
            if by_position[position] < cost - 1e-9:
                best, cost = (*rest[:position], service, *rest[position:]), by_position[position]
                improved = True
    return best


def _insertions(costs: Coexistence, rest: Sequence[int], service: int) -> list[float]:
    """Return the cost of the order for every position of `service` among `rest`.

    Up to its position the periods are those without it, from there on those with it: two running sums serve all.
    """
    before, after = [0.0], []
    gone, crossing = 0, 0.0
    for other in (*rest, None):
        joined = crossing + costs.crossing_change(gone, service)
        after.append(joined + costs.write_price * costs.torn(gone | 1 << service))
        if other is not None:
            crossing += costs.crossing_change(gone, other)
            gone |= 1 << other
            before.append(before[-1] + crossing + costs.write_price * costs.torn(gone))
    tail, totals = 0.0, []
    for position in range(len(rest), -1, -1):
        tail += after[position]
        totals.append(before[position] + tail)
    return totals[::-1]


def lower_bound(costs: Coexistence) -> float:
    """Return a cost that no order can beat: three parts that are each minimised alone.

    Calls between two services are open for as many periods as lie between their departures, in the cheaper direction
    at best: see `_arrangement`. What a service needs of the core is open from its departure to the end, so the dearest
    are best last (rearrangement inequality). A table that m services write is torn for at least m − 1 periods, with the
    core as a writer for at least m.
    """
    linear = sum(periods * weight for periods, weight in enumerate(sorted(costs.core, reverse=True), 1))
    torn = sum(tables * (writers.bit_count() - (not core)) for writers, core, tables in costs.writers)
    return _arrangement(costs.calls) + linear + costs.write_price * torn


def _around(costs: Coexistence, heart: Sequence[int]) -> float:
    """Return what the services outside of the heart add to its cheapest order at least.

    In any order of all services, the heart's own costs arise at least once for each of its departures: never less than
    its cheapest order alone. Calls that touch another service are bounded as in `lower_bound`, over all positions.
    """
    inside = set(heart)
    others = [
        [0.0 if a in inside and b in inside else weight for b, weight in enumerate(row)]
        for a, row in enumerate(costs.calls)
    ]
    core = sorted((weight for s, weight in enumerate(costs.core) if s not in inside), reverse=True)
    return _arrangement(others) + sum(periods * weight for periods, weight in enumerate(core, 1))


def _arrangement(calls: Sequence[Sequence[float]]) -> float:
    """Return a lower bound of Σ cheaper direction × distance over all linear arrangements (Petit 2003).

    Of all pairs, n − d stand at distance d; of one service's partners, two at most stand at each distance. Giving the
    heaviest pairs the shortest distances cannot be beaten, for all pairs together or service by service.
    """
    n = len(calls)
    weights = [[min(calls[a][b], calls[b][a]) for b in range(n) if b != a] for a in range(n)]
    pairs = sorted((min(calls[a][b], calls[b][a]) for a in range(n) for b in range(a)), reverse=True)
    distances = (d for d in range(1, n) for _ in range(n - d))
    together = sum(weight * distance for weight, distance in zip(pairs, distances, strict=True))
    each = sum(w * (i // 2 + 1) for row in weights for i, w in enumerate(sorted(row, reverse=True))) / 2
    return max(together, each)

"""Coexistence costs in, the cheapest order out: exact by dynamic programming, or good with a lower bound."""

from collections.abc import Sequence

import msgspec

from analyzer.order.coexistence import Coexistence

EXACT = 16  # services up to which 2^K subsets are enumerated: 65,536 are a fraction of a second
BEAM = 16  # partial orders kept per step above that


class Order(msgspec.Struct, frozen=True):
    """Positions in the order of leaving, what that costs, and what no order can beat."""

    sequence: tuple[int, ...]
    cost: float
    lower_bound: float
    optimal: bool


def cheapest(costs: Coexistence) -> Order:
    """Return the cheapest order for up to `EXACT` services, above that a good one with its lower bound."""
    if len(costs.services) <= EXACT:
        sequence = _dynamic_programme(costs)
        cost = costs.order_cost(sequence)
        return Order(sequence, cost, cost, True)
    sequence = _improve(costs, _beam(costs))
    cost = costs.order_cost(sequence)
    bound = min(lower_bound(costs), cost)
    return Order(sequence, cost, bound, cost <= bound)


def _dynamic_programme(costs: Coexistence) -> tuple[int, ...]:
    """Held and Karp's recurrence over subsets: best(E) = period(E) + min over s in E of best(E without s)."""
    n = len(costs.services)
    period = _periods(costs)
    best = [0.0] * (1 << n)
    last = [0] * (1 << n)
    bits = [1 << s for s in range(n)]
    for gone in range(1, 1 << n):
        lowest, leaver = float("inf"), 0
        for s, bit in enumerate(bits):
            if gone & bit:
                before = best[gone ^ bit]
                if before <= lowest:  # on a tie the later name leaves last
                    lowest, leaver = before, s
        best[gone] = lowest + period[gone]
        last[gone] = leaver
    sequence, gone = [], (1 << n) - 1
    while gone:
        sequence.append(last[gone])
        gone ^= 1 << last[gone]
    return tuple(reversed(sequence))


def _periods(costs: Coexistence) -> list[float]:
    """Return for every bit set of extracted services what one period of coexistence costs."""
    n = len(costs.services)
    crossing = [0.0] * (1 << n)
    for gone in range(1, 1 << n):
        top = gone.bit_length() - 1
        rest = gone ^ (1 << top)
        crossing[gone] = crossing[rest] + costs.crossing_change(rest, top)
    if not costs.writers:
        return crossing
    return [cost + costs.write_price * costs.torn(gone) for gone, cost in enumerate(crossing)]


def _beam(costs: Coexistence) -> tuple[int, ...]:
    """Return an order found by keeping the `BEAM` cheapest distinct sets of extracted services at every step."""
    n = len(costs.services)
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
        states = sorted(following.values())[:BEAM]
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

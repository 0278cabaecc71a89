"""Coexistence costs of many services in, a cost that no order of them can beat out.

Services are split into parts. Each period belongs to the part of the service that leaves at its beginning; what the
services of a part cost each other in the part's own periods alone is never less than the cheapest order of that part
by itself, found exactly. What runs between parts adds to that, whichever order it is:

- calls between two services are open for as many periods as lie between their departures, in the cheaper direction at
  best, and so is a table that just these two write;
- a table that m services of different parts write, and neither two of one part nor the core, is torn for m − 1 periods;
- of two services, the one that leaves later waits while the other is the last that left.
"""

from collections.abc import Iterable, Sequence

import numpy as np
import numpy.typing as npt

from analyzer.order.coexistence import Coexistence, among, call_matrix
from analyzer.order.exact import optimum

PART = 12  # services of the further parts: their exact orders take no time

Floats = npt.NDArray[np.float64]


def lower_bound(costs: Coexistence, heart: Sequence[int], least: float) -> float:
    """Return a cost that no order can beat; `heart` is one part, and `least` the cost of its cheapest order."""
    parts, left = [list(heart)], sorted(set(range(len(costs.services))) - set(heart))
    while left:
        parts.append(heaviest(costs, left, PART))
        left = sorted(set(left) - set(parts[-1]))
    inner = least + sum(optimum(among(costs, part))[1] for part in parts[1:])
    return inner + between(costs, parts)


def between(costs: Coexistence, parts: Sequence[Sequence[int]]) -> float:
    """Return what runs between parts costs at least, beyond what each part costs by itself."""
    n = len(costs.services)
    weights = cheaper_directions(costs)
    torn = 0.0
    for mask, core, tables in costs.writers:
        writers = [s for s in range(n) if mask >> s & 1]
        if core or any(sum(s in part for s in writers) > 1 for part in parts):
            continue
        price = costs.write_price * tables
        if len(writers) == 2:
            a, b = writers
            weights[a, b] += price
            weights[b, a] += price
        else:
            torn += price * (len(writers) - 1)
    waits = np.array(costs.waiting or (0.0,) * n)
    idle = np.minimum(waits[:, None], waits[None, :])
    for part in parts:
        weights[np.ix_(part, part)] = 0.0
        idle[np.ix_(part, part)] = 0.0
    return torn + arrangement(weights) + float(np.triu(idle, 1).sum())


def cheaper_directions(costs: Coexistence) -> Floats:
    """Return for every two services the weight of the calls that are open between their departures at best, [K, K]."""
    calls = call_matrix(costs)
    weights: Floats = np.minimum(calls, calls.T)
    return weights


def arrangement(weights: Floats) -> float:
    """Return a lower bound of Σ weight × distance over all linear arrangements of K nodes (Petit 2003).

    Of all pairs, K − d stand at distance d; of one node's partners, two at most stand at each distance. Giving the
    heaviest pairs the shortest distances cannot be beaten, for all pairs together or node by node.
    """
    n = len(weights)
    pairs = np.sort(weights[np.triu_indices(n, 1)])[::-1]
    distances = np.repeat(np.arange(1, n), np.arange(n - 1, 0, -1))
    rows = np.sort(weights, axis=1)[:, ::-1]  # a node itself weighs 0, at the end
    return float(max((pairs * distances).sum(), (rows * (np.arange(n) // 2 + 1)).sum() / 2))


def heaviest(costs: Coexistence, chosen: Iterable[int], size: int) -> list[int]:
    """Return up to `size` of the chosen services, sorted: the one with least weight to the rest is dropped in turn."""
    left = np.array(sorted(chosen), dtype=np.int64)
    calls = call_matrix(costs)[np.ix_(left, left)]
    weight = (calls + calls.T).sum(axis=1)
    kept = np.ones(len(left), dtype=bool)
    for _ in range(len(left) - size):
        least = int(np.where(kept, weight, np.inf).argmin())
        kept[least] = False
        weight = weight - calls[least] - calls[:, least]
    return [int(s) for s in left[kept]]

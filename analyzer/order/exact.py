"""Coexistence costs of a few services in, the cheapest order of all out: dynamic programming over subsets."""

from collections.abc import Sequence

import numpy as np
import numpy.typing as npt

from analyzer.order.coexistence import Coexistence, call_matrix

Costs = npt.NDArray[np.float64]


def optimum(costs: Coexistence, first: Sequence[int] = ()) -> tuple[tuple[int, ...], float]:
    """Return the cheapest order and its cost, exactly; time and memory grow with 2^K (20 services: a quarter second).

    Held and Karp's recurrence: best(E) = period(E) + min over s in E of best(E without s), for all sets E of the same
    size at once. On a tie the later name leaves last. `first` are services that must leave first, in this order.
    """
    n = len(costs.services)
    period, sets = _periods(costs), np.arange(1 << n, dtype=np.uint32)
    size = _sums(np.ones(n, dtype=np.uint8))
    by_size = np.argsort(size, kind="stable").astype(np.uint32)
    ends = np.cumsum(np.bincount(size, minlength=n + 1))
    best = np.full(1 << n, np.inf)
    best[0] = 0.0
    start = 0
    for s in first:
        before_it = (sets & np.uint32(start | 1 << s)) == start
        period[before_it & (sets != start)] = np.inf  # others have left, and it has not
        start |= 1 << s
    for k in range(1, n + 1):
        gone = by_size[ends[k - 1] : ends[k]]
        lowest = np.full(len(gone), np.inf)
        for s in range(n):
            before = gone ^ sets[1 << s]
            np.minimum(lowest, np.where(before < gone, best[before], np.inf), out=lowest)
        best[gone] = lowest + period[gone]
    sequence, left = [], (1 << n) - 1
    while left:
        last = min((s for s in range(n) if left >> s & 1), key=lambda s: (best[left ^ 1 << s], -s))
        sequence.append(last)
        left ^= 1 << last
    return tuple(reversed(sequence)), float(best[-1])


def _periods(costs: Coexistence) -> Costs:
    """Return for every bit set of extracted services what one period of coexistence costs, float[2^K]."""
    n = len(costs.services)
    calls = call_matrix(costs)
    period = np.zeros(1 << n)
    waiting = costs.waiting or (0.0,) * n
    for top in range(n):
        size = 1 << top  # the sets whose last service is `top` are those without it, and what its leaving changes
        settled = _sums(calls[top, :top] + calls[:top, top])
        period[size : 2 * size] = period[:size] + (costs.core[top] - waiting[top] + calls[top].sum()) - settled
    period += sum(waiting)
    if costs.writers:
        sets, torn = np.arange(1 << n, dtype=np.uint32), np.zeros(1 << n, dtype=np.uint32)
        for writers, core, tables in costs.writers:
            inside = sets & np.uint32(writers)
            torn += np.uint32(tables) * ((inside != 0) & (core | (inside != writers)))
        period += costs.write_price * torn
    return period


def _sums(values: npt.NDArray[np.float64] | npt.NDArray[np.uint8]) -> npt.NDArray[np.float64]:
    """Return for every bit set the sum of the values of its members, [2^len]."""
    sums = np.zeros(1 << len(values), dtype=values.dtype)
    for bit, value in enumerate(values):
        sums[1 << bit : 2 << bit] = sums[: 1 << bit] + value
    return sums

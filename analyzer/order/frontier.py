"""What is to be ordered and its bound in, an order that is the cheapest, or a tighter bound, out.

All sets of services that may have left are gone through by size, as in `exact`; a set is dropped when what it cost to
get there and what the bound says of the way on come to no less than a known order. Of those of one size only so many
are kept; the best of all that had to be dropped for that is what remains of the gap.
"""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from analyzer.order.bound import Bound
from analyzer.order.projection import NEVER
from analyzer.order.rest import Integers, Rest

SETS = 10_000_000  # sets that are looked at, all sizes together
MOST = 63  # services: a set is one number


@dataclass(frozen=True, slots=True, eq=False)
class _Sets:
    """Sets of one size by row: their `bits`, what the periods up to them cost, what calls and what is added alone cost
    in their own (`standing`), and by how much that grows when a service leaves next, [row, K]; how many writers of each
    table have left, [row, tables], and which of each part, [row, parts].
    """

    bits: Integers
    spent: Integers
    standing: Integers
    change: Integers
    inside: Integers
    places: Integers


@dataclass(frozen=True, slots=True, eq=False)
class _Ground:
    """What the search goes over; `pairs[K, K]`: calls both ways, `writes[tables, K]` 0 or 1, `bits[parts, K]`."""

    task: Rest
    bound: Bound
    pairs: Integers
    writes: Integers
    bits: Integers


@dataclass(frozen=True, slots=True, eq=False)
class Searched:
    """A cheaper order than the one that was known, if there is one, and what no order can beat, in units."""

    sequence: tuple[int, ...] | None
    least: int


def searched(task: Rest, bound: Bound, cost: int, sets: int = SETS) -> Searched:
    """Return what going through about so many sets finds; `cost` is that of a known order."""
    total = len(task.services)
    if total > MOST or bound.least >= cost:
        return Searched(None, bound.least)
    width, dropped = max(1, sets // (total * total)), cost
    ground, now, steps = _ground(task, bound), _start(task, bound), []
    for size in range(total):
        parents, leavers, hope = _children(now, bound, size, cost)
        near, missed = _best(hope, 2 * width, cost)
        parents, leavers = parents[near], leavers[near]
        grown = _grown(ground, now, parents, leavers)
        kept, lost = _best(grown.spent + _onward(bound, grown.places, size + 1), width, cost)
        dropped = min(dropped, missed, lost)
        steps.append((parents[kept], leavers[kept]))
        now = _Sets(*(getattr(grown, name)[kept] for name in _Sets.__slots__))
        if not len(kept):
            return Searched(None, max(bound.least, dropped))
    return Searched(_sequence(steps), max(bound.least, min(dropped, int(now.spent[0]))))


def _best(hope: Integers, width: int, cost: int) -> tuple[Integers, int]:
    """Return the rows with the least costs below `cost`, `width` at most, and the least of the others."""
    good = np.flatnonzero(hope < cost)
    ranked = good[np.argsort(hope[good], kind="stable")]
    return ranked[:width], int(hope[ranked[width]]) if len(ranked) > width else cost


def _ground(task: Rest, bound: Bound) -> _Ground:
    writes = np.zeros((len(task.tables), len(task.services)), dtype=np.int64)
    for row, table in enumerate(task.tables):
        writes[row, list(table.writers)] = 1
    bits = np.zeros((len(bound.problems), len(task.services)), dtype=np.int64)
    for row, problem in enumerate(bound.problems):
        bits[row, list(problem.part)] = np.int64(1) << np.arange(len(problem.part), dtype=np.int64)
    return _Ground(task, bound, task.calls + task.calls.T, writes, bits)


def _start(task: Rest, bound: Bound) -> _Sets:
    none = np.zeros(1, dtype=np.int64)
    return _Sets(
        none,
        none,
        none,
        (task.alone + task.calls.sum(axis=1))[None],
        np.zeros((1, len(task.tables)), dtype=np.int64),
        np.zeros((1, len(bound.problems)), dtype=np.int64),
    )


def _children(now: _Sets, bound: Bound, size: int, cost: int) -> tuple[Integers, Integers, Integers]:
    """Return the rows and the next services that lead to distinct sets, each on the cheapest way, and what the whole
    costs at least that way, if that is less than `cost`."""
    hope = np.repeat(now.spent[:, None], now.change.shape[1], axis=1)
    for column, (problem, found) in enumerate(zip(bound.problems, bound.found, strict=True)):
        place = now.places[:, column]
        others = size - problem.size[place]
        hope[:, list(problem.others)] += found.onward[place, np.minimum(others + 1, len(problem.others))][:, None]
        for bit, service in enumerate(problem.part):
            hope[:, service] += found.onward[place | 1 << bit, others]
    gone = ((now.bits[:, None] >> np.arange(now.change.shape[1])) & 1).astype(bool)
    rows, services = np.nonzero((hope < cost) & ~gone)
    sets = now.bits[rows] | np.int64(1) << services
    order = np.lexsort((rows, now.spent[rows], sets))
    distinct = np.ones(len(order), dtype=bool)
    distinct[1:] = sets[order][1:] != sets[order][:-1]
    chosen = order[distinct]
    return rows[chosen], services[chosen], hope[rows[chosen], services[chosen]]


def _grown(ground: _Ground, now: _Sets, rows: Integers, leavers: Integers) -> _Sets:
    """Return the sets after one more service has left."""
    standing = now.standing[rows] + now.change[rows, leavers]
    inside = now.inside[rows] + ground.writes[:, leavers].T
    period = standing.copy()
    for column, table in enumerate(ground.task.tables):
        left = inside[:, column]
        period += table.price * (((left > 0) | table.begun) & ((left < len(table.writers)) | table.core))
    return _Sets(
        now.bits[rows] | np.int64(1) << leavers,
        now.spent[rows] + period,
        standing,
        now.change[rows] - ground.pairs[leavers],
        inside,
        now.places[rows] | ground.bits[:, leavers].T,
    )


def _onward(bound: Bound, places: Integers, size: int) -> Integers:
    """Return what the periods after a set cost at least."""
    total = np.zeros(len(places), dtype=np.int64)
    for column, (problem, found) in enumerate(zip(bound.problems, bound.found, strict=True)):
        place = places[:, column]
        others = size - problem.size[place]
        total += np.where(found.onward[place, others] < NEVER, (found.onward - found.period)[place, others], NEVER)
    return total


def _sequence(steps: Sequence[tuple[Integers, Integers]]) -> tuple[int, ...]:
    row, found = 0, []
    for parents, leavers in reversed(steps):
        found.append(int(leavers[row]))
        row = int(parents[row])
    return tuple(reversed(found))

"""What is to be ordered in, a cost that no order of it can beat out: a Lagrangian decomposition into parts.

The services are split into parts, the weightiest first. What two services cost each other belongs to the first part
that has one of them, so do the tables; each part is then a problem of its own over all periods (`projection`), and the
sum of their cheapest costs is one that no order beats. In each of these problems a service may leave at another time:
it is made dearer, period by period, where it leaves earlier than in the others and cheaper where it leaves later,
which for an order comes to nothing, until they agree as far as they will. These are subgradient steps of Polyak's
length, each with half of the direction of the one before (Held, Wolfe and Crowder 1974; Camerini, Fratta and Maffioli
1975). States by way of which no order can be cheaper than a known one are taken out for good.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np

from analyzer.order.projection import Booleans, Projection, Solved, followed, projected, solved, through
from analyzer.order.rest import Integers, Rest

WORK = 300_000_000  # numbers that are looked at in all rounds together
LONGEST = 12  # services of a part
ROUNDS = 40  # by which the size of parts is chosen
STEADY = 100  # services above which there are no rounds: prices are the same in all periods (`steady`)
PATIENCE = 4  # rounds without a better bound before steps are halved
SLOWEST = 1 / 128  # of Polyak's step: where the bound stands still
EVERY = 8  # rounds after which states are taken out
SCALE = 16  # of directions, so that they are whole numbers


@dataclass(frozen=True, slots=True, eq=False)
class Bound:
    """The bound in units, and the solved problems that sum up to it."""

    least: int
    problems: tuple[Projection, ...]
    found: tuple[Solved, ...]


@dataclass(frozen=True, slots=True, eq=False)
class Rounds:
    """Where the search for a bound stands: the best so far, and what the next round begins with.

    `alone[part, service, period]`: prices; `alive`: the states of each part; `drift`: the last direction.
    """

    best: Bound
    alone: Integers
    alive: tuple[Booleans, ...]
    drift: Integers
    pace: float = 1.0
    stale: int = 0
    count: int = 0
    work: int = 0
    ended: bool = False


def begun(task: Rest) -> Rounds:
    """Return the state before the first round; its bound says nothing yet."""
    total = len(task.services)
    problems = tuple(_problems(task, parts(task.calls, part_size(total))))
    alone = np.zeros((len(problems), total, total + 1), dtype=np.int64)
    alone[0] = task.alone[:, None]
    alive = tuple(np.ones((len(problem.sure), len(problem.others) + 1), dtype=bool) for problem in problems)
    return Rounds(Bound(0, problems, ()), alone, alive, np.zeros_like(alone))


def steady(task: Rest) -> int:
    """Return what no order can beat at prices that are the same in all periods.

    One part after the other: all of them at once take `WORK` numbers, several times.
    """
    every = task.alone[:, None]
    problems = _problems(task, parts(task.calls, part_size(len(task.services))))
    return sum(
        solved(problem, np.zeros_like(every) if number else every).least for number, problem in enumerate(problems)
    )


def tightened(state: Rounds, cost: int, rounds: int) -> Rounds:
    """Return the state after some more rounds; `cost` is that of a known order, and the best bound at most that.

    It has ended when the bound is `cost`, or the next rounds would not better it, or work enough was done.
    """
    for _ in range(rounds):
        if state.ended:
            break
        state = _round(state, cost)
    return state


def _round(state: Rounds, cost: int) -> Rounds:
    problems = state.best.problems
    found = tuple(solved(*row) for row in zip(problems, state.alone, state.alive, strict=True))
    least = sum(one.least for one in found)
    better = least > state.best.least or not state.best.found
    best = Bound(min(cost, least), problems, found) if better else state.best
    stale = 0 if better else state.stale + 1
    pace = state.pace / 2 if stale == PATIENCE else state.pace
    count = state.count + 1
    alive = state.alive if count % EVERY else tuple(_still(state.alive, problems, found, cost))
    work = state.work + sum(int(some.sum()) * len(p.others) for p, some in zip(problems, alive, strict=True))
    drift, length = (state.drift, 0) if least >= cost else _direction(state, found)
    ended = not length or work >= WORK or pace <= SLOWEST
    alone = state.alone if ended else _repriced(state.alone, drift, pace * (cost - least) * SCALE / length)
    return Rounds(best, alone, alive, drift, pace, stale % PATIENCE, count, work, ended)


def _still(
    alive: Sequence[Booleans], problems: Sequence[Projection], found: Sequence[Solved], cost: int
) -> Iterator[Booleans]:
    """Yield for each part the states by way of which an order may yet be cheaper than the known one."""
    least = sum(one.least for one in found)
    for some, problem, one in zip(alive, problems, found, strict=True):
        yield some & (through(problem, one) + (least - one.least) < cost)


def _direction(state: Rounds, found: Sequence[Solved]) -> tuple[Integers, int]:
    """Return how much earlier each service leaves in each problem than in all, and half of the last direction; and its
    square. Both in whole numbers, `SCALE` times as many."""
    rows = zip(state.best.problems, found, state.alone, strict=True)
    left = np.array([followed(*row) for row in rows], dtype=np.int64)
    drift = (SCALE * (len(left) * left - left.sum(axis=0))) // len(left) + state.drift // 2
    return drift, int((drift**2).sum())


def _repriced(alone: Integers, drift: Integers, step: float) -> Integers:
    """Return prices that add up to the same over all problems."""
    change = np.rint(drift * step).astype(np.int64)
    change[0] -= change.sum(axis=0)
    prices: Integers = alone + change
    return prices


def part_size(total: int) -> int:
    """Return how many services a part has, so that the work of all rounds is bounded."""
    for size in range(LONGEST, 1, -1):
        others = max(1, total - size)
        each = others if total > STEADY else others * others * ROUNDS
        if -(-total // size) * each << size <= WORK:
            return size
    return 1


def parts(calls: Integers, size: int) -> list[list[int]]:
    """Return all services in parts of at most `size`, those with most weight among each other first."""
    left, found = list(range(len(calls))), []
    while left:
        found.append(heaviest(calls, left, size))
        left = sorted(set(left) - set(found[-1]))
    return found


def heaviest(calls: Integers, chosen: Sequence[int], size: int) -> list[int]:
    """Return up to `size` of the chosen services, sorted: the one with least weight to the rest is dropped in turn."""
    left = np.array(sorted(chosen), dtype=np.int64)
    among = calls[np.ix_(left, left)]
    weight = (among + among.T).sum(axis=1)
    kept = np.ones(len(left), dtype=bool)
    for _ in range(len(left) - size):
        least = int(np.where(kept, weight, np.iinfo(np.int64).max).argmin())
        kept[least] = False
        weight = weight - among[least] - among[:, least]
    return [int(s) for s in left[kept]]


def _problems(task: Rest, split: Sequence[Sequence[int]]) -> Iterator[Projection]:
    calls, tables = task.calls.copy(), list(task.tables)
    for part in split:
        own = np.zeros_like(calls)
        own[part], own[:, part] = calls[part], calls[:, part]
        mine = [table for table in tables if set(table.writers) & set(part)]
        yield projected(own, mine, part)
        calls, tables = calls - own, [table for table in tables if table not in mine]

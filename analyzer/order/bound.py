"""What is to be ordered in, a cost that no order of it can beat out: a Lagrangian decomposition into parts.

The services are split into parts, the weightiest first. What two services cost each other belongs to the first part
that has one of them, so do the tables; each part is then a problem of its own over all periods (`projection`), and the
sum of their cheapest costs is one that no order beats. In each of these problems a service may leave at another time:
it is made dearer, period by period, where it leaves earlier than in the others and cheaper where it leaves later,
which for an order comes to nothing, until they agree as far as they will (subgradient steps of Polyak's length).
"""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from analyzer.order.projection import Booleans, Projection, Solved, followed, projected, solved, through
from analyzer.order.rest import Integers, Rest

WORK = 400_000_000  # numbers that are looked at in all rounds together
LONGEST = 12  # services of a part
ROUNDS = 100
STEADY = 100  # services above which there is one round
PATIENCE = 4  # rounds without a better bound before steps are halved
SLOWEST = 1 / 256  # share of Polyak's step below which the bound stands still
DEBUG = False
EVERY = 8  # rounds after which states are looked through


@dataclass(frozen=True, slots=True, eq=False)
class Bound:
    """The bound in units, and the solved problems that sum up to it."""

    least: int
    problems: tuple[Projection, ...]
    found: tuple[Solved, ...]


def lower_bound(task: Rest, cost: int) -> Bound:
    """Return a cost in units that no order can beat, or `cost`: that of a known order."""
    total = len(task.services)
    problems = _problems(task, parts(task.calls, part_size(total)))
    steady = total > STEADY
    alone = np.zeros((len(problems), total, 1 if steady else total + 1), dtype=np.int64)
    alone[0] = task.alone[:, None]
    alive = [np.ones((len(p.sure), len(p.others) + 1), dtype=bool) for p in problems]
    best: Bound | None = None
    pace, stale, work, turn = 1.0, 0, 0, 0
    while best is None or (work < WORK and pace > SLOWEST and not steady):
        found = tuple(solved(*row) for row in zip(problems, alone, alive, strict=True))
        work += sum(int(some.sum()) * len(p.others) for p, some in zip(problems, alive, strict=True))
        least = min(cost, sum(one.least for one in found))
        stale = 0 if best is None or least > best.least else stale + 1
        best = Bound(least, problems, found) if best is None or least > best.least else best
        if least >= cost:
            break
        if stale == PATIENCE:
            pace, stale = pace / 2, 0
        turn += 1
        if turn % EVERY == 0:
            left = _buried(alive, problems, found, cost)
            if DEBUG: print(turn, work, left/sum(a.size for a in alive), 1-best.least/cost, pace)
        if not steady and not _repriced(alone, problems, found, pace * (cost - least)):
            break
    return best


def _buried(alive: list[Booleans], problems: Sequence[Projection], found: Sequence[Solved], cost: int) -> int:
    """Take out the states by way of which no order is cheaper than the known one; return how many are left."""
    least = sum(one.least for one in found)
    for some, problem, one in zip(alive, problems, found, strict=True):
        some &= through(problem, one) + (least - one.least) < cost
    return sum(int(some.sum()) for some in alive)


def _repriced(alone: Integers, problems: Sequence[Projection], found: Sequence[Solved], ahead: float) -> bool:
    """Make services dearer where they leave earlier than elsewhere, cheaper where later; whether any did."""
    left = [followed(*row).astype(np.int64) for row in zip(problems, found, alone, strict=True)]
    apart = len(left) * np.array(left) - sum(left)
    length = int((apart**2).sum()) / len(left) ** 2
    if not length:
        return False
    step = np.rint(apart * (ahead / length / len(left))).astype(np.int64)
    step[0] -= step.sum(axis=0)
    alone += step
    return True


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


def _problems(task: Rest, split: Sequence[Sequence[int]]) -> tuple[Projection, ...]:
    calls, tables, found = task.calls.copy(), list(task.tables), []
    for part in split:
        own = np.zeros_like(calls)
        own[part], own[:, part] = calls[part], calls[:, part]
        mine = [table for table in tables if set(table.writers) & set(part)]
        found.append(projected(own, mine, part))
        calls, tables = calls - own, [table for table in tables if table not in mine]
    return tuple(found)

"""What is to be ordered, and a part of its services, in; a cheaper problem out, which is solved exactly.

The services of the part are followed one by one. Of the others only their number is: in each period those have left
that cost least then, whether or not they had left in the period before. No order costs less than that, for each is one
of the ways to do it; and 2^part × others states are few enough for dynamic programming.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from analyzer.order.rest import Integers, Table

NEVER = np.int64(1 << 53)  # more than anything costs, and hundreds of them are a number yet

Booleans = npt.NDArray[np.bool_]


@dataclass(frozen=True, slots=True, eq=False)
class Projection:
    """H services of a part and the M others, over all bit sets of the part.

    `sure[set]`: what a period costs by the part, the others all waiting. `turn[set, other]`: what it changes when that
    other has left. `size[set]`: how many of the part a set holds; `layers[k]`: the sets of k; `following[k]`,
    `leading[k]`: for each of them those with one more, [n, H - k], and with one less, [n, k].
    """

    part: tuple[int, ...]
    others: tuple[int, ...]
    sure: Integers
    turn: Integers
    size: Integers
    layers: tuple[Integers, ...]
    following: tuple[Integers, ...]
    leading: tuple[Integers, ...]


@dataclass(frozen=True, slots=True, eq=False)
class Solved:
    """[set, others gone]: what the period costs at least, and what all from there on, itself included."""

    period: Integers
    onward: Integers

    @property
    def least(self) -> int:
        """What the whole costs at least."""
        return int(self.onward[0, 0])


def projected(calls: Integers, tables: Sequence[Table], part: Sequence[int]) -> Projection:
    """Return the problem in which only `part` is followed; each of the tables is written by one of it at least."""
    chosen = set(part)
    others = [s for s in range(len(calls)) if s not in chosen]
    own = calls[np.ix_(part, part)]
    sure = np.zeros(1 << len(part), dtype=np.int64)
    for top in range(len(part)):
        size = 1 << top
        sure[size : 2 * size] = sure[:size] + own[top].sum() - _sums(own[top, :top] + own[:top, top])
    turn = np.zeros((len(sure), len(others)), dtype=np.int64)
    for column, other in enumerate(others):
        called = _sums(calls[part, other])
        sure += called
        turn[:, column] = calls[other, part].sum() - _sums(calls[other, part]) - called
    place = {s: i for i, s in enumerate(part)}
    column_of = {s: i for i, s in enumerate(others)}
    for table in tables:
        bits = sum(1 << place[s] for s in table.writers if s in place)
        _tear(sure, turn, table, bits, [column_of[s] for s in table.writers if s in column_of])
    counts = _sums(np.ones(len(part), dtype=np.int64))
    layers = tuple(np.flatnonzero(counts == k).astype(np.int64) for k in range(len(part) + 1))
    following, leading = (tuple(_changed(layers, len(part), adding)) for adding in (True, False))
    return Projection(tuple(part), tuple(others), sure, turn, counts, layers, following, leading)


def _tear(sure: Integers, turn: Integers, table: Table, bits: int, others: Sequence[int]) -> None:
    """Add what a table costs; where it depends on several others, each brings its share of that."""
    inside = np.arange(len(sure)) & bits
    begun = (inside != 0) | table.begun
    whole = (inside == bits) & (not table.core)
    sure += table.price * (begun & ~whole)
    share = table.price // max(1, len(others))
    for column in others:
        turn[~begun, column] += share
        turn[begun & whole, column] -= share
    sure += share * len(others) * (begun & whole)


def solved(problem: Projection, alone: Integers, alive: Booleans | None = None) -> Solved:
    """Return the cheapest costs by way of states that are `alive`.

    `alone[service, 1 | K + 1]` is what each service that has left adds to a period, by the period's number.
    """
    sets, others = problem.turn.shape
    period = _periods(problem, alone, np.ones((sets, others + 1), dtype=bool) if alive is None else alive)
    onward = np.empty_like(period)
    after = np.full((1, others + 1), NEVER)
    after[0, others] = 0  # all have left
    for size in reversed(range(len(problem.layers))):
        layer = problem.layers[size]
        if size < len(problem.part):
            after = onward[problem.following[size]].min(axis=1)
        sums = period[layer][:, ::-1].cumsum(axis=1)[:, ::-1]
        beyond = np.concatenate([sums[:, 1:], np.zeros((len(layer), 1), dtype=np.int64)], axis=1)
        best = np.minimum.accumulate((after - beyond)[:, ::-1], axis=1)[:, ::-1]
        onward[layer] = np.minimum(sums + best, NEVER)
    return Solved(period, onward)


def through(problem: Projection, found: Solved) -> Integers:
    """Return what the whole costs at least when it goes by way of a state, [set, others gone]."""
    upto = np.empty_like(found.period)
    before = np.full((1, len(problem.others) + 1), NEVER)
    before[0, 0] = 0
    for size, layer in enumerate(problem.layers):
        if size:
            before = upto[problem.leading[size]].min(axis=1)
        sums = found.period[layer].cumsum(axis=1)
        until = np.concatenate([np.zeros((len(layer), 1), dtype=np.int64), sums[:, :-1]], axis=1)
        best = np.minimum.accumulate(before - until, axis=1)
        upto[layer] = np.minimum(sums + best, NEVER)
    return upto + found.onward - found.period


def _periods(problem: Projection, alone: Integers, alive: Booleans) -> Integers:
    """Return what each period costs at least, [set, others gone]; `NEVER` for a state that is not alive."""
    own, outer = alone[list(problem.part)], np.ascontiguousarray(alone[list(problem.others)].T)
    added = np.zeros((len(problem.sure), alone.shape[1]), dtype=np.int64)
    for bit, row in enumerate(own):
        added[1 << bit : 2 << bit] = added[: 1 << bit] + row
    found = np.full(alive.shape, NEVER)
    if alone.shape[1] == 1:
        found[:, 0] = problem.sure + added[:, 0]
        found[:, 1:] = found[:, :1] + np.sort(problem.turn + outer, axis=1).cumsum(axis=1)
    for gone in range(alive.shape[1] if alone.shape[1] > 1 else 0):
        sets = np.flatnonzero(alive[:, gone])
        time = problem.size[sets] + gone
        turns = problem.turn[sets] + outer[time]
        if 0 < gone < turns.shape[1]:
            turns.partition(gone - 1, axis=1)
        found[sets, gone] = problem.sure[sets] + added[sets, time] + turns[:, :gone].sum(axis=1)
    found[0, 0] = 0  # nobody has left: no period
    return found


def followed(problem: Projection, found: Solved, alone: Integers) -> Booleans:
    """Return who has left in each period of a cheapest way, [service, K + 1]."""
    others = len(problem.others)
    total = len(problem.part) + others
    gone, count, way = 0, 0, [(0, 0)]
    for _ in range(total):
        ways = [(found.onward[gone, count + 1], -1)] if count < others else []
        ways += [(found.onward[gone | 1 << i, count], i) for i in range(len(problem.part)) if not gone >> i & 1]
        next_one = min(ways)[1]
        gone, count = (gone, count + 1) if next_one < 0 else (gone | 1 << next_one, count)
        way.append((gone, count))
    sets, counts = (np.array(column, dtype=np.int64) for column in zip(*way, strict=True))
    left = np.zeros((total, total + 1), dtype=bool)
    left[list(problem.part)] = ((sets[:, None] >> np.arange(len(problem.part))) & 1).T.astype(bool)
    turns = problem.turn[sets] + alone[list(problem.others)].T
    rank = np.argsort(np.argsort(turns, axis=1, kind="stable"), axis=1, kind="stable")
    left[list(problem.others)] = (rank < counts[:, None]).T
    return left


def _changed(layers: Sequence[Integers], size: int, adding: bool) -> Iterator[Integers]:
    """Yield for the sets of each layer those with one more member, or with one less."""
    bits = np.int64(1) << np.arange(size, dtype=np.int64)
    for count, layer in enumerate(layers):
        changed = layer[:, None] | bits if adding else layer[:, None] & ~bits
        yield changed[changed != layer[:, None]].reshape(len(layer), size - count if adding else count)


def _sums(values: Integers) -> Integers:
    """Return for every bit set the sum of the values of its members, [2^len]."""
    sums = np.zeros(1 << len(values), dtype=np.int64)
    for bit, value in enumerate(values):
        sums[1 << bit : 2 << bit] = sums[: 1 << bit] + value
    return sums

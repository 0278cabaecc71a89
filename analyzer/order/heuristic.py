"""Coexistence costs of many services in, good orders out: a beam of partial orders, insertions, local search."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from analyzer.order.coexistence import Coexistence, call_matrix

BEAM = 16  # partial orders kept per step
MOST = 100_000  # services in columns times tables in rows times partial orders, in one step

Floats = npt.NDArray[np.float64]
Integers = npt.NDArray[np.int64]


@dataclass(frozen=True, slots=True, eq=False)
class _Costs:
    """The costs of K services as arrays: calls[K, K] without diagonal, core[K], writes[tables, K] 0 or 1, and for each
    row of tables whether the core writes them too, and what they cost per period.

    What a service costs while it waits is taken from its core instead, from its departure on: so an order costs
    K · `idle` less than it does, whichever it is.
    """

    calls: Floats
    core: Floats
    writes: Integers
    kept: npt.NDArray[np.bool_]
    price: Floats

    def torn(self, inside: Integers, writers: Integers) -> Floats:
        """Return what one period costs by tables, of which `inside[tables, …]` of the writers have left."""
        kept = self.kept.reshape((-1,) + (1,) * (inside.ndim - 1))
        costs: Floats = np.tensordot(self.price, (inside > 0) & (kept | (inside < writers)), axes=1)
        return costs


def _arrays(costs: Coexistence) -> _Costs:
    n = len(costs.services)
    calls = call_matrix(costs)
    writes = [[mask >> s & 1 for s in range(n)] for mask, _, _ in costs.writers]
    return _Costs(
        calls,
        np.array(costs.core, dtype=np.float64) - np.array(costs.waiting or (0.0,) * n, dtype=np.float64),
        np.array(writes, dtype=np.int64).reshape(-1, n),
        np.array([core for _, core, _ in costs.writers], dtype=bool),
        np.array([costs.write_price * tables for _, _, tables in costs.writers], dtype=np.float64),
    )


def beam(costs: Coexistence) -> tuple[int, ...]:
    """Return an order found by keeping the cheapest few distinct sets of extracted services at every step."""
    n, c = len(costs.services), _arrays(costs)
    width = max(1, min(BEAM, MOST // (n * (1 + len(c.price)))))
    orders: list[tuple[int, ...]] = [()]
    total, crossing = np.zeros(1), np.zeros(1)
    change = (c.core + c.calls.sum(axis=1))[None, :]  # of the crossing weight, when a service leaves next
    inside = np.zeros((len(c.price), 1), dtype=np.int64)
    writers = c.writes.sum(axis=1).reshape(-1, 1, 1)
    for _ in range(n):
        left = np.ones((len(orders), n), dtype=bool)
        for state, order in enumerate(orders):
            left[state, list(order)] = False
        opened = crossing[:, None] + change
        spent = total[:, None] + opened + c.torn(inside[:, :, None] + c.writes[:, None, :], writers)
        rows, services = np.nonzero(left)
        rank = np.argsort(sorted(range(len(orders)), key=orders.__getitem__))
        best = np.lexsort((services, rank[rows], opened[rows, services], spent[rows, services]))
        picked = _distinct(orders, rows[best].tolist(), services[best].tolist(), width)
        orders = [(*orders[a], s) for a, s in picked]
        parents, leavers = (np.array(column, dtype=np.int64) for column in zip(*picked, strict=True))
        total, crossing = spent[parents, leavers], opened[parents, leavers]
        change = change[parents] - c.calls[:, leavers].T - c.calls[leavers]
        inside = inside[:, parents] + c.writes[:, leavers]
    return orders[0]


def _distinct(
    orders: Sequence[tuple[int, ...]], rows: Sequence[int], services: Sequence[int], width: int
) -> list[tuple[int, int]]:
    """Return the first few (order, next service) that lead to different sets."""
    sets = [sum(1 << s for s in order) for order in orders]
    picked: dict[int, tuple[int, int]] = {}
    for row, service in zip(rows, services, strict=True):
        picked.setdefault(sets[row] | 1 << service, (row, service))
        if len(picked) == width:
            break
    return list(picked.values())


def improved(costs: Coexistence, order: Sequence[int], fixed: int = 0) -> tuple[int, ...]:
    """Return the order after single services have moved to their best positions until no move helps.

    The first `fixed` ones stay where they are.
    """
    c = _arrays(costs)
    best, cost = list(order), costs.order_cost(order) - len(costs.services) * costs.idle
    held = set(order[:fixed])
    changes = _changes(c, best)
    moved = True
    while moved:
        moved = False
        for service in sorted(set(best) - held):
            at = best.index(service)
            rest = [*best[:at], *best[at + 1 :]]
            without = np.delete(changes, at)
            without[at:] += c.calls[service, rest[at:]] + c.calls[rest[at:], service]
            by_position = _insertions(c, rest, service, without)
            position = fixed + int(by_position[fixed:].argmin())
            if by_position[position] < cost - 1e-9:
                best, cost = [*rest[:position], service, *rest[position:]], float(by_position[position])
                changes = _changes(c, best)
                moved = True
    return tuple(best)


def _changes(c: _Costs, order: Sequence[int]) -> Floats:
    """Return by how much the crossing weight grows with each step of an order, [len(order)]."""
    among = np.triu(c.calls[np.ix_(order, order)])
    changes: Floats = c.core[list(order)] + among.sum(axis=1) - among.sum(axis=0)
    return changes


def completed(costs: Coexistence, order: Sequence[int]) -> tuple[int, ...]:
    """Return an order of some services with all the others put where each costs least, one after the other."""
    c, whole = _arrays(costs), list(order)
    for service in sorted(set(range(len(costs.services))) - set(order)):
        without = _changes(c, whole) + c.calls[whole, service]
        whole.insert(int(_insertions(c, whole, service, without).argmin()), service)
    return tuple(whole)


def _insertions(c: _Costs, rest: Sequence[int], service: int, change: Floats) -> Floats:
    """Return the cost of the order for every position of `service` among `rest`, [len(rest) + 1].

    `change` is by how much the crossing weight grows with each step of `rest` while `service` has not left. Services
    that are in neither count for nothing. Up to its position the periods are those without it, from there on those with
    it: two running sums serve all.
    """
    order = np.array(rest, dtype=np.int64)
    calls, called = c.calls[service, order], c.calls[order, service]
    crossing = np.concatenate([[0.0], change.cumsum()])
    joining = c.core[service] + calls.sum() - np.concatenate([[0.0], (calls + called).cumsum()])
    none = np.zeros((len(c.price), 1), dtype=np.int64)
    inside = np.concatenate([none, c.writes[:, order].cumsum(axis=1)], axis=1)
    own = c.writes[:, [service]]
    writers = inside[:, -1:] + own
    before = crossing + c.torn(inside, writers)
    after = crossing + joining + c.torn(inside + own, writers)
    totals: Floats = before.cumsum() + after[::-1].cumsum()[::-1]
    return totals

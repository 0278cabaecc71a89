"""Coexistence costs, and who has left already, in; what is still to be ordered, in whole numbers, out.

Weights are counted in units so small that the dearest order costs 2^48 of them, and rounded down: sums of whole numbers
are the same in whatever order a machine adds them, and an order costs no less than they say.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from math import floor, frexp

import numpy as np
import numpy.typing as npt

from analyzer.order.coexistence import Coexistence, call_matrix

BITS = 48  # of the dearest order

Integers = npt.NDArray[np.int64]


@dataclass(frozen=True, slots=True)
class Table:
    """Tables that both sides may write: by whom of the rest, and whether another has left or stays that writes them."""

    writers: tuple[int, ...]
    begun: bool
    core: bool
    price: int


@dataclass(frozen=True, slots=True, eq=False)
class Rest:
    """K services that are to be ordered, by position.

    `calls[a, b]`: what a needs of b. `alone[a]`: what its departure changes in a period whoever else has left: what it
    needs of what never leaves, less what others that have left need of it, less what it costs while it waits. An order
    costs `base` (no number of units) plus, for each of its K periods, what has left needs of what has not,
    what it adds alone, and the tables that are written on both sides.
    """

    services: tuple[int, ...]
    calls: Integers
    alone: Integers
    tables: tuple[Table, ...]
    base: float
    unit: float

    def cost(self, sequence: Sequence[int]) -> int:
        """Return what an order costs in units, beside `base`."""
        total, standing, gone = 0, 0, np.zeros(len(self.services), dtype=bool)
        for service in sequence:
            row, column = self.calls[service], self.calls[:, service]
            standing += int(self.alone[service] + row[~gone].sum() - column[gone].sum())
            gone[service] = True
            total += standing + sum(table.price for table in self.tables if torn(table, gone))
        return total


def torn(table: Table, gone: npt.NDArray[np.bool_]) -> bool:
    """Return whether a table is written by what has left and by what has not."""
    left = [bool(gone[writer]) for writer in table.writers]
    return (table.begun or any(left)) and (table.core or not all(left))


def rest(costs: Coexistence, first: Sequence[int] = ()) -> Rest:
    """Return what is to be ordered once `first` have left, in this order."""
    gone = sum(1 << service for service in first)
    left = [service for service in range(len(costs.services)) if not gone >> service & 1]
    calls, waiting = call_matrix(costs), costs.waiting or (0.0,) * len(costs.services)
    alone = [costs.core[s] - waiting[s] - sum(costs.calls[f][s] for f in first) for s in left]
    standing, tables = sum(waiting[s] for s in left), list[tuple[tuple[int, ...], bool, bool, float]]()
    standing += sum(costs.core[f] + sum(costs.calls[f][s] for s in left) for f in first)
    for mask, core, n in costs.writers:
        writers, begun = tuple(i for i, s in enumerate(left) if mask >> s & 1), bool(mask & gone)
        if begun and core:
            standing += costs.write_price * n
        elif len(writers) > 1 or (writers and (begun or core)):
            tables.append((writers, begun, core, costs.write_price * n))
    dearest = len(left) * (float(calls.sum()) + sum(map(abs, alone)) + sum(price for *_, price in tables))
    unit = 2.0 ** (frexp(dearest)[1] - BITS)
    return Rest(
        tuple(left),
        np.floor(calls[np.ix_(left, left)] / unit).astype(np.int64),
        np.array([floor(value / unit) for value in alone], dtype=np.int64),
        tuple(Table(writers, begun, core, floor(price / unit)) for writers, begun, core, price in tables),
        costs.order_cost(first) + standing * len(left),
        unit,
    )

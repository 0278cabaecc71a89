"""Tables that one service owns or uses in; who touches each where, which columns, and how it moves out."""

from collections.abc import Iterable

from analyzer.model.analysis import Analysis
from analyzer.model.data import CORE, Boundary
from analyzer.model.decomposition import TableVerdict
from analyzer.model.linkage import DependencyKind
from analyzer.model.location import Location
from analyzer.model.split import Access, TableSplit
from analyzer.report.split.contract import Sides
from analyzer.report.split.migration import outline

TOUCHES = frozenset({DependencyKind.READS, DependencyKind.WRITES, DependencyKind.JOINS})


def tables(analysis: Analysis, sides: Sides) -> tuple[tuple[TableSplit, ...], tuple[TableSplit, ...]]:
    """Return the tables that the service owns, and those of others that it touches; the dearest first."""
    accesses = _accesses(analysis, sides)
    columns = {"table:" + table.name: table.columns for table in analysis.linkage.tables}
    written = _written(analysis, sides)
    owned, used = [], []
    for verdict in analysis.decomposition.tables:
        rows = tuple(accesses.get(verdict.table, ()))
        known = (columns.get(verdict.table, ()), written.get(verdict.table, {}))
        mine = any(row.service == sides.service for row in rows)
        if verdict.owner == sides.service:
            owned.append(_table(verdict, rows, known, analysis.boundary))
        elif mine:
            used.append(_table(verdict, rows, known, None))
    owned.sort(key=lambda table: (-table.verdict.cost, table.verdict.table))
    used.sort(key=lambda table: (-_weight(table, sides.service), table.verdict.table))
    return tuple(owned), tuple(used)


def _table(
    verdict: TableVerdict,
    rows: tuple[Access, ...],
    known: tuple[tuple[str, ...], dict[str, set[str]]],
    boundary: Boundary | None,
) -> TableSplit:
    columns, written = known
    by = tuple((service, tuple(sorted(names))) for service, names in sorted(written.items()))
    table = TableSplit(verdict, columns, by, rows, ())
    if boundary is None:
        return table
    return TableSplit(verdict, columns, by, rows, tuple(outline(table, boundary)))


def _weight(table: TableSplit, service: str) -> int:
    return sum(len(row.places) * (1 + 2 * row.writes) for row in table.accesses if row.service == service)


def _accesses(analysis: Analysis, sides: Sides) -> dict[str, list[Access]]:
    """Return table → who touches it, services before the core, most places first; tests left out."""
    places: dict[tuple[str, str, bool], set[Location]] = {}
    for row in analysis.linkage.dependencies:
        if row.kind in TOUCHES and row.source in sides.units:
            writes = row.kind is DependencyKind.WRITES
            places.setdefault((row.target, row.source, writes), set()).update(row.occurrences)
    found: dict[str, list[Access]] = {}
    for (table, unit, writes), at in places.items():
        found.setdefault(table, []).append(Access(sides.user(unit), unit, writes, tuple(sorted(at))))
    for rows in found.values():
        rows.sort(key=lambda row: (row.service == CORE, -len(row.places), row))
    return found


def _written(analysis: Analysis, sides: Sides) -> dict[str, dict[str, set[str]]]:
    """Return table → service → the columns that it was seen to write."""
    found: dict[str, dict[str, set[str]]] = {}
    for use in analysis.linkage.columns:
        if use.writes and use.unit in sides.units:
            found.setdefault(use.table, {}).setdefault(sides.user(use.unit), set()).add(use.column)
    return found


def places_of(rows: Iterable[Access], service: str | None = None, writes: bool | None = None) -> tuple[Location, ...]:
    """Return the places of some accesses, sorted: of one service or of all, of one sort or of both."""
    return tuple(
        sorted(
            {
                place
                for row in rows
                if (service is None or row.service == service) and (writes is None or row.writes == writes)
                for place in row.places
            }
        )
    )

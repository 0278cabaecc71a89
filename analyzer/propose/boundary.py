"""Linkage and services in; every join, key, transaction, shared state and call that their boundaries cut out."""

import re
from collections.abc import Mapping

from analyzer.model.config import DataConfig
from analyzer.model.data import Boundary, CrossCall, CutJoin, CutKey, CutTransaction, WayOut
from analyzer.model.decomposition import Decomposition
from analyzer.model.linkage import Confidence, DependencyKind, Join, Linkage, Table, TransactionScope
from analyzer.model.location import Location
from analyzer.model.statements import ForeignKey
from analyzer.propose.sharing import cut_state
from analyzer.propose.sides import Sides

OFTEN = 3  # statements that join the same two tables: worth a prepared view
_SUMMARY = re.compile(r"\b(?:group\s+by|sum\s*\(|count\s*\(|avg\s*\()", re.IGNORECASE)


def boundary(linkage: Linkage, decomposition: Decomposition, prices: DataConfig) -> Boundary:
    """Return what the boundaries cut. Tests take no part; costs are in points (docs/data.md)."""
    sides = Sides.of(linkage, decomposition)
    return Boundary(
        joins=_joins(linkage, sides, prices),
        keys=_keys(linkage, sides, prices),
        transactions=_transactions(linkage, sides, prices),
        state=cut_state(linkage.state, sides, prices),
        calls=_calls(linkage, sides, decomposition),
    )


def _joins(linkage: Linkage, sides: Sides, prices: DataConfig) -> tuple[CutJoin, ...]:
    groups: dict[tuple[str, str], list[Join]] = {}
    for join in linkage.joins:
        if join.unit not in sides.tests and sides.owner(join.left) != sides.owner(join.right):
            groups.setdefault((join.left, join.right), []).append(join)
    found = [_join(pair, rows, sides, prices) for pair, rows in groups.items()]
    return tuple(sorted(found, key=lambda join: (-join.cost, join)))


def _join(pair: tuple[str, str], rows: list[Join], sides: Sides, prices: DataConfig) -> CutJoin:
    places = sorted({(row.unit, sides.service(row.unit), row.place) for row in rows})
    example = min(rows, key=lambda row: (not row.text, not row.columns, row.place))
    local = sum(all(sides.has(service, table) for table in pair) for _, service, _ in places)
    summed = any(_SUMMARY.search(row.text) for row in rows)
    way = WayOut.READ_MODEL if summed or len(places) >= OFTEN else WayOut.COMPOSITION
    return CutJoin(
        *pair,
        owners=(sides.owner(pair[0]), sides.owner(pair[1])),
        columns=tuple(sorted({pair for row in rows for pair in row.columns if all(pair) and "{" not in "".join(pair)})),
        places=tuple(places),
        example=example.text,
        at=example.place,
        cost=round(prices.copied_read * local + prices.join * (len(places) - local), 4),
        way_out=WayOut.LOCAL_COPY if local == len(places) else way,
    )


def _keys(linkage: Linkage, sides: Sides, prices: DataConfig) -> tuple[CutKey, ...]:
    tables = {"table:" + table.name: table for table in linkage.tables}
    found: dict[tuple[str, str, tuple[str, ...]], CutKey] = {}  # a dump and a migration may declare one key twice
    for row in linkage.dependencies:
        owners = (sides.owner(row.source), sides.owner(row.target))
        if row.kind is not DependencyKind.FOREIGN_KEY or owners[0] == owners[1]:
            continue
        keys = _between(tables.get(row.source), row.target) or [ForeignKey("", (), "", (), 0)]
        copied = sides.has(owners[0], row.target)
        way = WayOut.LOCAL_COPY if copied else WayOut.BY_ID
        place = row.occurrences[0] if row.occurrences else None
        for key in keys:
            at = next((at for at in row.occurrences if at.line == key.line), place)
            found.setdefault(
                (row.source, row.target, key.columns),
                CutKey(
                    row.source,
                    row.target,
                    owners,
                    key.columns,
                    key.target_columns,
                    row.confidence is not Confidence.GUESSED,
                    at,
                    prices.copied_read if copied else prices.key,
                    way,
                ),
            )
    return tuple(sorted(found.values(), key=lambda key: (-key.cost, key.table, key.target, key.columns)))


def _between(table: Table | None, target: str) -> list[ForeignKey]:
    """Return the keys of a table that aim at another."""
    name = target.partition(":")[2].lower()
    keys = table.foreign_keys if table is not None else ()
    return [key for key in keys if key.target.rpartition(".")[2].strip('`"[]').lower() == name]


def _transactions(linkage: Linkage, sides: Sides, prices: DataConfig) -> tuple[CutTransaction, ...]:
    found = []
    for scope in linkage.scopes:
        owners = _owners(scope, sides)
        if scope.unit not in sides.tests and len(owners) > 1:
            home = sides.service(scope.unit)
            near = len(owners) == 2 and home in owners
            found.append(
                CutTransaction(
                    scope.unit,
                    home,
                    scope.place,
                    scope.member,
                    scope.closed,
                    tuple(sorted(owners.items(), key=lambda item: (-len(item[1]), item[0]))),
                    scope.writes,
                    round(prices.transaction * (len(owners) - 1), 4),
                    WayOut.OUTBOX if near else WayOut.SAGA,
                )
            )
    return tuple(sorted(found, key=lambda row: (-row.cost, row.unit, row.place)))


def _owners(scope: TransactionScope, sides: Sides) -> dict[str, tuple[str, ...]]:
    """Return owner → the tables of it that a transaction writes."""
    tables: dict[str, set[str]] = {}
    for table, _, _ in scope.writes:
        tables.setdefault(sides.owner(table), set()).add(table)
    return {owner: tuple(sorted(names)) for owner, names in tables.items()}


def _calls(linkage: Linkage, sides: Sides, decomposition: Decomposition) -> tuple[CrossCall, ...]:
    """Return the calls of methods of another service; what nobody placed may call, but is no contract itself."""
    service_of = decomposition.service_of()
    places: dict[tuple[str, str, str], Mapping[Location, None]] = {}
    for row in linkage.operations:
        target = service_of.get(row.target)
        if target is None or row.source in sides.tests or sides.service(row.source) == target:
            continue
        known = places.get((row.target, row.member, row.source), {})
        places[row.target, row.member, row.source] = {**known, **dict.fromkeys(row.places)}
    return tuple(CrossCall(*key, tuple(sorted(found))) for key, found in sorted(places.items()))

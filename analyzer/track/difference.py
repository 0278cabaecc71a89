"""Two revisions under one plan, and what git says was renamed, in; what changed between them out."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import NamedTuple

from analyzer.model.analysis import Analysis
from analyzer.model.difference import SCHEMA, Changed, Delta, Difference, MovedUnit, ServiceDelta, SharedTable
from analyzer.model.linkage import Dependency, DependencyKind, Unit, UnitKind
from analyzer.model.location import Location
from analyzer.model.snapshot import Snapshot

HINTS = frozenset({DependencyKind.CO_CHANGES, DependencyKind.RESEMBLES})
USES = frozenset({DependencyKind.READS, DependencyKind.WRITES, DependencyKind.JOINS})
# Field of `Snapshot` → how it is called.
NUMBERS = {
    "loc": "lines",
    "units": "units",
    "core_loc": "lines of the core",
    "crossing_places": "places between services",
    "crossing_pairs": "pairs of services that touch",
    "shared_tables": "shared tables",
    "unplanned_units": "unplanned units",
    "kernel_units": "units of the kernel",
    "unresolved": "references not resolved",
    "coverage": "coverage",
}
OF_SERVICE = ("units", "loc", "tables", "calls_in", "calls_out")


class Side(NamedTuple):
    """One revision: how it is called, its services, its numbers."""

    name: str
    analysis: Analysis
    snapshot: Snapshot


def difference(base: Side, head: Side, renames: Mapping[str, str], remarks: Sequence[str] = ()) -> Difference:
    """Return what changed; `renames` are old path → new path."""
    now = names_now(base.analysis.linkage.units, head.analysis.linkage.units, renames)
    before, after = _crossings(base.analysis, now), _crossings(head.analysis, {})
    shared, unshared = _shared(base.analysis, head.analysis, now)
    broken = {(b.rule, now.get(b.source, b.source), now.get(b.target, b.target)) for b in base.snapshot.breaches or ()}
    today = {(b.rule, b.source, b.target) for b in head.snapshot.breaches or ()}
    return Difference(
        schema=SCHEMA,
        project=head.analysis.project,
        base=base.name,
        head=head.name,
        added=tuple(sorted(after[key] for key in after.keys() - before.keys())),
        removed=tuple(sorted(before[key] for key in before.keys() - after.keys())),
        numbers=tuple(_deltas(base.snapshot, head.snapshot, NUMBERS)),
        services=tuple(_services(base.snapshot, head.snapshot)),
        shared=shared,
        unshared=unshared,
        moved=tuple(sorted(_moved(base.analysis, head.analysis, now))),
        broken=tuple(sorted(today - broken)),
        mended=tuple(sorted(broken - today)),
        remarks=tuple(remarks),
    )


def names_now(before: Iterable[Unit], after: Iterable[Unit], renames: Mapping[str, str]) -> dict[str, str]:
    """Return the id of a unit that is gone → the id it has now.

    In its file, wherever that is now, it is the new one of the same kind and short name, or the only one of its kind
    that has come where only one has gone. Elsewhere, the only new unit of the same kind and short name stands in for
    the only one that is gone.
    """
    old, new = {u.id: u for u in before if _own(u)}, {u.id: u for u in after if _own(u)}
    gone = [unit for id, unit in sorted(old.items()) if id not in new]
    come = [unit for id, unit in sorted(new.items()) if id not in old]
    found: dict[str, str] = {}
    for unit in gone:
        path = renames.get(unit.path, unit.path)
        there = [one for one in come if one.path == path and one.kind is unit.kind]
        same = [one for one in there if _short(one) == _short(unit)]
        alone = sum(one.path == unit.path and one.kind is unit.kind for one in gone) == 1
        if len(same) == 1 or (len(there) == 1 and alone):
            found[unit.id] = (same or there)[0].id
    taken = set(found.values())
    left_gone, left_come = (
        _by_name(u for u in gone if u.id not in found),
        _by_name(u for u in come if u.id not in taken),
    )
    for key, units in left_gone.items():
        if len(units) == 1 and len(left_come.get(key, ())) == 1 and key[0] is not UnitKind.SCRIPT:
            found[units[0].id] = left_come[key][0].id
    return found


def _own(unit: Unit) -> bool:
    return unit.kind not in {UnitKind.EXTERNAL, UnitKind.TABLE} and not unit.test


def _short(unit: Unit) -> str:
    return unit.name.rpartition("/" if unit.kind in {UnitKind.SCRIPT, UnitKind.TEMPLATE} else "\\")[2].lower()


def _by_name(units: Iterable[Unit]) -> dict[tuple[UnitKind, str], list[Unit]]:
    found: dict[tuple[UnitKind, str], list[Unit]] = {}
    for unit in units:
        found.setdefault((unit.kind, _short(unit)), []).append(unit)
    return found


Key = tuple[str, str, str]


def _crossings(analysis: Analysis, now: Mapping[str, str]) -> dict[Key, Changed]:
    """Return (source, target, kind) by today's names → the dependency, for those between two services."""
    service_of = analysis.decomposition.service_of()
    tests = {unit.id for unit in analysis.linkage.units if unit.test}
    found = {}
    for row in analysis.linkage.dependencies:
        ends = service_of.get(row.source), service_of.get(row.target)
        if None in ends or ends[0] == ends[1] or row.kind in HINTS or row.source in tests:
            continue
        key = (now.get(row.source, row.source), now.get(row.target, row.target), row.kind.value)
        found[key] = _changed(row, (str(ends[0]), str(ends[1])))
    return found


def _changed(row: Dependency, ends: tuple[str, str]) -> Changed:
    return Changed(*ends, row.source, row.target, row.kind.value, row.confidence.value, row.occurrences)


def _deltas(before: object, after: object, names: Mapping[str, str]) -> Iterator[Delta]:
    for field, name in names.items():
        pair = getattr(before, field, None), getattr(after, field, None)
        if pair != (None, None):
            yield Delta(name, *(float(value or 0) for value in pair))


def _services(before: Snapshot, after: Snapshot) -> Iterator[ServiceDelta]:
    old, new = ({row.name: row for row in one.numbers} for one in (before, after))
    names = {field: "lines" if field == "loc" else field.replace("_", " ") for field in OF_SERVICE}
    for name in sorted({*old, *new}):
        deltas = tuple(_deltas(old.get(name), new.get(name), names))
        if any(delta.before != delta.after for delta in deltas):
            yield ServiceDelta(name, deltas)


def _shared(
    base: Analysis, head: Analysis, now: Mapping[str, str]
) -> tuple[tuple[SharedTable, ...], tuple[SharedTable, ...]]:
    before, after = _users(base), _users(head)
    more, fewer = [], []
    for table in sorted({*before, *after}):
        old, new = before.get(now.get(table, table), {}), after.get(table, {})
        places = sorted({place for service in new.keys() - old.keys() for place in new[service]})
        row = SharedTable(table, tuple(sorted(old)), tuple(sorted(new)), tuple(places))
        if len(new) > 1 and new.keys() - old.keys():
            more.append(row)
        elif len(old) > 1 and old.keys() - new.keys():
            fewer.append(row)
    return tuple(more), tuple(fewer)


def _users(analysis: Analysis) -> dict[str, dict[str, set[Location]]]:
    """Return table → the services that own or use it → the places of their uses."""
    service_of = analysis.decomposition.service_of()
    found: dict[str, dict[str, set[Location]]] = {}
    for row in analysis.linkage.dependencies:
        service = service_of.get(row.source)
        if service and row.kind in USES and not row.source.startswith("table:"):
            found.setdefault(row.target, {}).setdefault(service, set()).update(row.occurrences)
    for table, services in found.items():
        if owner := service_of.get(table):
            services.setdefault(owner, set())
    return found


def _moved(base: Analysis, head: Analysis, now: Mapping[str, str]) -> Iterator[MovedUnit]:
    old_service, new_service = base.decomposition.service_of(), head.decomposition.service_of()
    new = {unit.id: unit for unit in head.linkage.units}
    for unit in base.linkage.units:
        id = now.get(unit.id, unit.id)
        there = new.get(id)
        if there is None or UnitKind.EXTERNAL in {unit.kind, there.kind} or unit.test:
            continue
        services = new_service.get(id, ""), old_service.get(unit.id, "")
        table = unit.kind is UnitKind.TABLE  # where a table is declared says nothing of where it is
        if services[0] != services[1] or id != unit.id or (unit.path != there.path and not table):
            yield MovedUnit(id, unit.id, there.path, unit.path, *services)

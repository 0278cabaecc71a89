"""Who reads and writes each table in; its owner out."""

from collections import Counter
from collections.abc import Mapping, Sequence

import msgspec

from analyzer.model.linkage import DependencyKind, Linkage, UnitKind
from analyzer.model.location import Location

_WRITES = frozenset({DependencyKind.WRITES})
_READS = frozenset({DependencyKind.READS, DependencyKind.JOINS})


class TableUse(msgspec.Struct, frozen=True):
    """The places that touch a table, per service; `nowhere` counts those of code in no service (kernel, orphans), and
    of code that installs or migrates."""

    writers: Mapping[str, int]
    readers: Mapping[str, int]
    nowhere: int


class Accesses(msgspec.Struct, frozen=True):
    """Every access of a unit to a table, (table, unit, writes, places), and the ids of all tables, sorted.

    `installing` are the units that set the database up or bring it up to date: they write every table and own none.
    """

    rows: tuple[tuple[str, str, bool, int], ...]
    tables: tuple[str, ...]
    installing: frozenset[str] = frozenset()


def accesses(linkage: Linkage) -> Accesses:
    """Return who touches which table; a table that is read and joined on one line is read at one place."""
    found: dict[tuple[str, str, bool], set[Location]] = {}
    for d in linkage.dependencies:
        if d.kind in _WRITES or d.kind in _READS:
            found.setdefault((d.target, d.source, d.kind in _WRITES), set()).update(d.occurrences)
    rows = tuple((*access, len(places) or 1) for access, places in found.items())
    tables = tuple(sorted(unit.id for unit in linkage.units if unit.kind is UnitKind.TABLE and not unit.test))
    return Accesses(rows, tables, installing(linkage))


def installing(linkage: Linkage) -> frozenset[str]:
    """Return the ids of the units that install or migrate."""
    return frozenset(unit.id for unit in linkage.units if unit.installs)


def uses(found: Accesses, service_of: Mapping[str, str]) -> dict[str, TableUse]:
    """Return table id → use, for every table, sorted by id."""
    writers: dict[str, Counter[str]] = {}
    readers: dict[str, Counter[str]] = {}
    nowhere: Counter[str] = Counter()
    for table, unit, writes, places in found.rows:
        service = service_of.get(unit) if unit not in found.installing else None
        if service is None:
            nowhere[table] += places
        else:
            side = writers if writes else readers
            side.setdefault(table, Counter())[service] += places
    return {i: TableUse(writers.get(i, {}), readers.get(i, {}), nowhere[i]) for i in found.tables}


def owner_of(use: TableUse, home: str | None) -> tuple[str | None, float]:
    """Return the owner and its share of the writes (of the reads when nobody writes), 0..1.

    Most writes own; ties go to more reads, then to the service the table was clustered with (`home`), then by name. A
    table that no service touches stays at home.
    """
    decisive = use.writers or use.readers
    if not decisive:
        return home, 1.0 if home else 0.0
    owner = min(decisive, key=lambda s: (-decisive[s], -use.readers.get(s, 0), s != home, s))
    return owner, decisive[owner] / sum(decisive.values())


def rehomed(found: Accesses, nodes: Sequence[str], labels: Sequence[int]) -> list[int]:
    """Return the labels with every table in the service that owns it; untouched tables stay where they were.

    The last member of a service stays too, so that the number of services does not change.
    """
    service_of = {node: str(label) for node, label in zip(nodes, labels, strict=True) if label >= 0}
    moved = list(labels)
    left = Counter(labels)
    position = {node: i for i, node in enumerate(nodes)}
    for table, use in uses(found, service_of).items():
        owner, _ = owner_of(use, service_of.get(table))
        if owner is not None and table in position:
            i = position[table]
            if moved[i] < 0 or left[moved[i]] > 1:
                left[moved[i]] -= 1
                moved[i] = int(owner)
                left[moved[i]] += 1
    return moved

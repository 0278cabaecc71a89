"""Who reads and writes each table in; its owner and what to do about it out."""

from collections import Counter
from collections.abc import Mapping, Sequence

import msgspec

from analyzer.model.decomposition import TableVerdict, Verdict
from analyzer.model.linkage import DependencyKind, Linkage, UnitKind
from analyzer.model.location import Location

CLEAR = 0.6  # of the writes: a service that has more is the owner
READ_MOSTLY = 5  # foreign reads per write from which a copy pays
EVERYBODY = 0.5  # of the services: a table that more of them read and hardly anybody writes is reference data

_WRITES = frozenset({DependencyKind.WRITES})
_READS = frozenset({DependencyKind.READS, DependencyKind.JOINS})


class TableUse(msgspec.Struct, frozen=True):
    """The places that touch a table, per service; `nowhere` counts those in no service (kernel, orphans)."""

    writers: Mapping[str, int]
    readers: Mapping[str, int]
    nowhere: int


class Accesses(msgspec.Struct, frozen=True):
    """Every access of a unit to a table, (table, unit, writes, places), and the ids of all tables, sorted."""

    rows: tuple[tuple[str, str, bool, int], ...]
    tables: tuple[str, ...]


def accesses(linkage: Linkage) -> Accesses:
    """Return who touches which table; a table that is read and joined on one line is read at one place."""
    found: dict[tuple[str, str, bool], set[Location]] = {}
    for d in linkage.dependencies:
        if d.kind in _WRITES or d.kind in _READS:
            found.setdefault((d.target, d.source, d.kind in _WRITES), set()).update(d.occurrences)
    rows = tuple((*access, len(places) or 1) for access, places in found.items())
    return Accesses(rows, tuple(sorted(unit.id for unit in linkage.units if unit.kind is UnitKind.TABLE)))


def uses(found: Accesses, service_of: Mapping[str, str]) -> dict[str, TableUse]:
    """Return table id → use, for every table, sorted by id."""
    writers: dict[str, Counter[str]] = {}
    readers: dict[str, Counter[str]] = {}
    nowhere: Counter[str] = Counter()
    for table, unit, writes, places in found.rows:
        service = service_of.get(unit)
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


def judge(table: str, use: TableUse, home: str | None, services: int) -> TableVerdict:
    """Return what to do about a table; `services` is how many there are in all."""
    owner, clarity = owner_of(use, home)
    verdict, reason = _verdict(use, owner, clarity, services)
    return TableVerdict(table, owner, verdict, reason, round(clarity, 4), _ordered(use.readers), _ordered(use.writers))


def _verdict(use: TableUse, owner: str | None, clarity: float, services: int) -> tuple[Verdict, str]:
    touching = sorted({*use.writers, *use.readers})
    foreign = [service for service in touching if service != owner]
    if not touching:
        if use.nowhere:
            return Verdict.KEEP, "touched only by code that is in no service"
        return Verdict.UNUSED, "in the schema, but no code was found that touches it"
    if not foreign:
        return Verdict.OWN, "no other service touches it"
    if not use.writers:
        return Verdict.REFERENCE, f"no service writes it, {_count(len(touching), 'service')} read it"
    writes, readers = sum(use.writers.values()), [s for s in foreign if s in use.readers]
    foreign_reads = sum(use.readers[s] for s in readers)
    if len(use.writers) > 1 and clarity <= CLEAR:
        return Verdict.KEEP, f"{_count(len(use.writers), 'service')} write it and none has most of the writes"
    if len(use.writers) > 1:
        return Verdict.SERVE, f"{owner} does {clarity:.0%} of the writes; the others must write through it"
    if len(touching) > max(2.0, EVERYBODY * services) and foreign_reads >= READ_MOSTLY * writes:
        return Verdict.REFERENCE, f"only {owner} writes it, in {_count(writes, 'place')}, and nearly everybody reads it"
    if foreign_reads >= READ_MOSTLY * writes:
        return Verdict.REPLICATE, f"only {owner} writes it, and {_count(len(readers), 'other')} read it far more often"
    return (
        Verdict.SERVE,
        f"only {owner} writes it, {_count(len(readers), 'other service')} read{'s' * (len(readers) == 1)} it",
    )


def _count(number: int, noun: str) -> str:
    return f"{number} {noun}{'' if number == 1 else 's'}"


def _ordered(places: Mapping[str, int]) -> tuple[tuple[str, int], ...]:
    """Return (service, places), most places first."""
    return tuple(sorted(places.items(), key=lambda item: (-item[1], item[0])))


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

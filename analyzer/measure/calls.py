"""Linkage in, the call graph that the field's metrics are defined on out."""

from collections.abc import Iterable

import msgspec

from analyzer.model.linkage import DependencyKind, Linkage, Unit, UnitKind

# What runs code of the other unit. Types, constants, `instanceof` and `catch` need the name, but call nothing.
CALL_KINDS = frozenset(
    {
        DependencyKind.CALLS,
        DependencyKind.STATIC_CALL,
        DependencyKind.NEW,
        DependencyKind.INCLUDES,
        DependencyKind.RENDERS,
        DependencyKind.LISTENS,
        DependencyKind.DISPATCHES,
    }
)
ACCESS_KINDS = frozenset({DependencyKind.READS, DependencyKind.WRITES, DependencyKind.JOINS})


class CallGraph(msgspec.Struct, frozen=True):
    """Who calls whom, over positions of `units`.

    `units` are the ids of the code units under measure, sorted; `volume[(a, b)]` the number of places in a that call b
    (a ≠ b); `access[table]` the positions of the units that read or write it; `entries` the positions of entry points.
    """

    units: tuple[str, ...]
    volume: dict[tuple[int, int], int]
    access: dict[str, tuple[int, ...]]
    entries: tuple[int, ...]


def is_code(unit: Unit) -> bool:
    """Return whether a unit is own, non-test code (tables and external names are not)."""
    return unit.kind not in (UnitKind.TABLE, UnitKind.EXTERNAL) and not unit.test


def call_graph(linkage: Linkage, units: Iterable[str]) -> CallGraph:
    """Return the calls among `units` (ids) with their volumes, and the tables these units touch."""
    ids = tuple(sorted(units))
    position = {unit: i for i, unit in enumerate(ids)}
    volume: dict[tuple[int, int], int] = {}
    access: dict[str, set[int]] = {}
    for dependency in linkage.dependencies:
        source = position.get(dependency.source)
        if source is None:
            continue
        if dependency.kind in CALL_KINDS:
            target = position.get(dependency.target)
            if target is not None and target != source:
                pair = (source, target)
                volume[pair] = volume.get(pair, 0) + len(dependency.occurrences)
        elif dependency.kind in ACCESS_KINDS:
            access.setdefault(dependency.target, set()).add(source)
    entries = tuple(position[unit.id] for unit in linkage.units if unit.entry and unit.id in position)
    tables = {table: tuple(sorted(positions)) for table, positions in sorted(access.items())}
    return CallGraph(ids, volume, tables, tuple(sorted(entries)))

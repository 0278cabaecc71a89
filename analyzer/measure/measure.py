"""Linkage and decomposition in, `Scores` out: per service, between services, and for the whole."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from analyzer.graphs import Floats, Integers
from analyzer.measure.calls import ACCESS_KINDS, is_code
from analyzer.measure.rows import score_rows
from analyzer.model.decomposition import Decomposition, Service
from analyzer.model.linkage import Dependency, Linkage, Unit, UnitKind
from analyzer.model.location import Location
from analyzer.model.scores import Crossing, Scores, ServiceScores

EXAMPLES = 8  # dependencies shown per crossing; `secateur why` shows all
CLASS_LIKES = frozenset({UnitKind.CLASS, UnitKind.INTERFACE, UnitKind.TRAIT, UnitKind.ENUM})


def measure(linkage: Linkage, decomposition: Decomposition, kinds: Mapping[str, float]) -> Scores:
    """Return all scores of a decomposition.

    `kinds` weighs dependency kinds. The weight of a dependency is its kind's weight times its number of places, so
    that every sum of the report can be recounted by hand.
    """
    services, crossings = count(linkage, decomposition, kinds)
    return Scores(services, crossings, score_rows(linkage, decomposition))


def count(
    linkage: Linkage, decomposition: Decomposition, kinds: Mapping[str, float]
) -> tuple[tuple[ServiceScores, ...], tuple[Crossing, ...]]:
    """Return the scores of each service, and between services; `kinds` as for `measure`."""
    service_of = decomposition.service_of()
    inside = {unit.id for unit in linkage.units if unit.kind is UnitKind.TABLE or is_code(unit)}
    dependencies = [d for d in linkage.dependencies if d.source in inside and d.target in inside]
    ends = _ends(dependencies, decomposition, kinds)
    tally = _tally(ends)
    shared = _shared_tables(dependencies, service_of)
    units = {unit.id: unit for unit in linkage.units}
    services = tuple(
        _service(s, [units[m] for m in s.members], {name: column[i] for name, column in tally.items()}, shared)
        for i, s in enumerate(decomposition.services)
    )
    return services, _crossings(dependencies, ends)


@dataclass(frozen=True, slots=True, eq=False)
class _Ends:
    """Between which services dependencies run, by position (the last one: no service), their places and weights."""

    names: tuple[str, ...]
    sources: Integers
    targets: Integers
    places: Integers
    weights: Floats


def _ends(dependencies: Sequence[Dependency], decomposition: Decomposition, kinds: Mapping[str, float]) -> _Ends:
    """Return where each dependency runs and what it weighs."""
    nowhere = len(decomposition.services)
    place = {member: i for i, service in enumerate(decomposition.services) for member in service.members}
    sources = np.array([place.get(d.source, nowhere) for d in dependencies], dtype=np.int64)
    targets = np.array([place.get(d.target, nowhere) for d in dependencies], dtype=np.int64)
    counts = np.array([len(d.occurrences) for d in dependencies], dtype=np.int64)
    weights = np.array([kinds.get(d.kind, 1.0) for d in dependencies], dtype=np.float64) * counts
    places = np.array(_new_places(dependencies), dtype=np.int64)
    return _Ends(tuple(service.name for service in decomposition.services), sources, targets, places, weights)


def _new_places(dependencies: Sequence[Dependency]) -> list[int]:
    """Return how many places each dependency adds to those before it between the same two units.

    A joined table is read and joined, a parent called and named, on one line: that is one place in the code.
    """
    found: list[int] = []
    last, seen = ("", ""), set[Location]()
    for dependency in dependencies:
        pair = (dependency.source, dependency.target)
        if pair != last:
            last, seen = pair, set()
        before = len(seen)
        seen.update(dependency.occurrences)
        found.append(len(seen) - before)
    return found


def _tally(ends: _Ends) -> dict[str, list[float]]:
    """Return the sums over dependencies, one per service; coupling counts what belongs to no service too."""
    size = len(ends.names) + 1
    same = ends.sources == ends.targets
    between = ~same & (ends.sources < size - 1) & (ends.targets < size - 1)
    sums = {
        "afferent": np.bincount(ends.targets[~same], ends.weights[~same], size),
        "efferent": np.bincount(ends.sources[~same], ends.weights[~same], size),
        "internal": np.bincount(ends.sources[same], ends.weights[same], size),
        "calls_in": np.bincount(ends.targets[between], ends.places[between], size),
        "calls_out": np.bincount(ends.sources[between], ends.places[between], size),
    }
    return {name: found.astype(np.float64).tolist() for name, found in sums.items()}  # of nothing, NumPy sums integers


def _shared_tables(dependencies: Iterable[Dependency], service_of: Mapping[str, str]) -> dict[str, set[str]]:
    """Return table id → the services whose code touches it, for tables that more than one service touches or owns."""
    users: dict[str, set[str]] = {}
    for dependency in dependencies:
        if dependency.kind in ACCESS_KINDS:
            service = service_of.get(dependency.source)
            if service:
                users.setdefault(dependency.target, set()).add(service)
    for table, services in users.items():
        if owner := service_of.get(table):
            services.add(owner)
    return {table: services for table, services in users.items() if len(services) > 1}


def _service(
    service: Service, members: list[Unit], tally: Mapping[str, float], shared: Mapping[str, set[str]]
) -> ServiceScores:
    code = [unit for unit in members if unit.kind is not UnitKind.TABLE]
    class_likes = [unit for unit in code if unit.kind in CLASS_LIKES]
    name = service.name
    return ServiceScores(
        service=name,
        units=len(code),
        loc=sum(unit.loc for unit in code),
        abstract=sum(unit.abstract or unit.kind is UnitKind.INTERFACE for unit in class_likes),
        class_likes=len(class_likes),
        afferent=tally["afferent"],
        efferent=tally["efferent"],
        internal=tally["internal"],
        calls_in=int(tally["calls_in"]),
        calls_out=int(tally["calls_out"]),
        tables_owned=len(members) - len(code),
        tables_shared=sum(name in services for services in shared.values()),
        entry_points=sum(bool(unit.entry) for unit in code),
        stability=service.stability,
    )


def _crossings(dependencies: Sequence[Dependency], ends: _Ends) -> tuple[Crossing, ...]:
    nowhere = len(ends.names)
    between = np.flatnonzero((ends.sources != ends.targets) & (ends.sources < nowhere) & (ends.targets < nowhere))
    found: dict[tuple[str, str], list[tuple[float, Dependency]]] = {}
    columns = (ends.sources[between], ends.targets[between], ends.weights[between], between)
    for source, target, weight, i in zip(*(column.tolist() for column in columns), strict=True):
        found.setdefault((ends.names[source], ends.names[target]), []).append((weight, dependencies[i]))
    return tuple(_crossing(source, target, rows) for (source, target), rows in sorted(found.items()))


def _crossing(source: str, target: str, rows: list[tuple[float, Dependency]]) -> Crossing:
    rows.sort(key=lambda row: (-row[0], row[1].source, row[1].target, row[1].kind))
    places = len({(d.source, d.target, where) for _, d in rows for where in d.occurrences})
    examples = tuple((d.source, d.target, str(d.kind), d.occurrences[0]) for _, d in rows[:EXAMPLES])
    return Crossing(source, target, sum(weight for weight, _ in rows), places, examples)

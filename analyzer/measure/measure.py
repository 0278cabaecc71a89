"""Linkage and decomposition in, `Scores` out: per service, between services, and for the whole."""

from collections.abc import Iterable, Mapping

import msgspec

from analyzer.measure.calls import ACCESS_KINDS, is_code
from analyzer.measure.rows import score_rows
from analyzer.model.decomposition import Decomposition, Service
from analyzer.model.linkage import Dependency, Linkage, Unit, UnitKind
from analyzer.model.scores import Crossing, Scores, ServiceScores

EXAMPLES = 8  # dependencies shown per crossing; `secateur why` shows all
CLASS_LIKES = frozenset({UnitKind.CLASS, UnitKind.INTERFACE, UnitKind.TRAIT, UnitKind.ENUM})
REST = ""  # where kernel and orphans are: no service


def measure(linkage: Linkage, decomposition: Decomposition, kinds: Mapping[str, float]) -> Scores:
    """Return all scores of a decomposition.

    `kinds` weighs dependency kinds. The weight of a dependency is its kind's weight times its number of places, so
    that every sum of the report can be recounted by hand.
    """
    service_of = decomposition.service_of()
    inside = {unit.id for unit in linkage.units if unit.kind is UnitKind.TABLE or is_code(unit)}
    dependencies = [d for d in linkage.dependencies if d.source in inside and d.target in inside]
    tally = _tally(dependencies, service_of, kinds)
    shared = _shared_tables(dependencies, service_of)
    units = {unit.id: unit for unit in linkage.units}
    services = tuple(_service(s, [units[m] for m in s.members], tally, shared) for s in decomposition.services)
    crossings = _crossings(dependencies, service_of, kinds)
    return Scores(services, crossings, score_rows(linkage, decomposition))


class _Tally(msgspec.Struct):
    """Sums per service while they are counted."""

    afferent: dict[str, float] = {}
    efferent: dict[str, float] = {}
    internal: dict[str, float] = {}
    calls_in: dict[str, int] = {}
    calls_out: dict[str, int] = {}


def _tally(dependencies: Iterable[Dependency], service_of: Mapping[str, str], kinds: Mapping[str, float]) -> _Tally:
    tally = _Tally()
    for dependency in dependencies:
        source = service_of.get(dependency.source, REST)
        target = service_of.get(dependency.target, REST)
        places = len(dependency.occurrences)
        weight = kinds.get(dependency.kind, 1.0) * places
        if source == target:
            tally.internal[source] = tally.internal.get(source, 0.0) + weight
            continue
        tally.efferent[source] = tally.efferent.get(source, 0.0) + weight
        tally.afferent[target] = tally.afferent.get(target, 0.0) + weight
        if source and target:
            tally.calls_out[source] = tally.calls_out.get(source, 0) + places
            tally.calls_in[target] = tally.calls_in.get(target, 0) + places
    return tally


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


def _service(service: Service, members: list[Unit], tally: _Tally, shared: Mapping[str, set[str]]) -> ServiceScores:
    code = [unit for unit in members if unit.kind is not UnitKind.TABLE]
    class_likes = [unit for unit in code if unit.kind in CLASS_LIKES]
    name = service.name
    return ServiceScores(
        service=name,
        units=len(code),
        loc=sum(unit.loc for unit in code),
        abstract=sum(unit.abstract or unit.kind is UnitKind.INTERFACE for unit in class_likes),
        class_likes=len(class_likes),
        afferent=tally.afferent.get(name, 0.0),
        efferent=tally.efferent.get(name, 0.0),
        internal=tally.internal.get(name, 0.0),
        calls_in=tally.calls_in.get(name, 0),
        calls_out=tally.calls_out.get(name, 0),
        tables_owned=len(members) - len(code),
        tables_shared=sum(name in services for services in shared.values()),
        entry_points=sum(bool(unit.entry) for unit in code),
        stability=service.stability,
    )


def _crossings(
    dependencies: Iterable[Dependency], service_of: Mapping[str, str], kinds: Mapping[str, float]
) -> tuple[Crossing, ...]:
    found: dict[tuple[str, str], list[tuple[float, Dependency]]] = {}
    for dependency in dependencies:
        source = service_of.get(dependency.source)
        target = service_of.get(dependency.target)
        if source and target and source != target:
            weight = kinds.get(dependency.kind, 1.0) * len(dependency.occurrences)
            found.setdefault((source, target), []).append((weight, dependency))
    return tuple(_crossing(source, target, rows) for (source, target), rows in sorted(found.items()))


def _crossing(source: str, target: str, rows: list[tuple[float, Dependency]]) -> Crossing:
    rows.sort(key=lambda row: (-row[0], row[1].source, row[1].target, row[1].kind))
    places = sum(len(dependency.occurrences) for _, dependency in rows)
    examples = tuple((d.source, d.target, str(d.kind), d.occurrences[0]) for _, d in rows[:EXAMPLES])
    return Crossing(source, target, sum(weight for weight, _ in rows), places, examples)

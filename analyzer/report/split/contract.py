"""Dependencies that cross the boundary of one service in; its contract out: who calls what of it, and what it calls."""

from collections.abc import Iterable, Mapping

import msgspec

from analyzer.model.analysis import Analysis
from analyzer.model.data import CORE
from analyzer.model.linkage import Dependency, DependencyKind, Unit
from analyzer.model.location import Location
from analyzer.model.split import Event, Operation, TemplateUse

RUNS = frozenset({DependencyKind.CALLS, DependencyKind.STATIC_CALL, DependencyKind.NEW, DependencyKind.INCLUDES})
HEARS = frozenset({DependencyKind.LISTENS, DependencyKind.DISPATCHES})
ELSEWHERE = frozenset(  # told by other parts of the page
    {DependencyKind.READS, DependencyKind.WRITES, DependencyKind.JOINS, DependencyKind.FOREIGN_KEY,
     DependencyKind.SHARES_STATE, DependencyKind.CO_CHANGES, DependencyKind.RESEMBLES, DependencyKind.RENDERS}
)  # fmt: skip
CLASS = "class:"


class Sides(msgspec.Struct, frozen=True):
    """The service in question, where every unit stands, and what travels along with it."""

    service: str
    services: Mapping[str, str]
    kernel: frozenset[str]
    units: Mapping[str, Unit]  # own ones, without tests

    def of(self, unit: str) -> str:
        """Return the service of a unit, CORE for none."""
        return self.services.get(unit, CORE)

    def user(self, unit: str) -> str:
        """Return the service that a unit touches tables for: CORE for code that installs or migrates."""
        return CORE if self.units[unit].installs else self.of(unit)

    def crosses(self, source: str, target: str) -> bool:
        """Whether exactly one of two own units is in the service."""
        own = source in self.units and target in self.units
        return own and (self.of(source) == self.service) != (self.of(target) == self.service)


class Contract(msgspec.Struct, frozen=True):
    """The lines of a contract by their sort, see `Split`."""

    inbound: tuple[Operation, ...]
    types: tuple[Operation, ...]
    outbound: tuple[Operation, ...]
    named: tuple[Operation, ...]
    library: tuple[Operation, ...]
    events: tuple[Event, ...]
    templates: tuple[TemplateUse, ...]


Users = dict[tuple[str, str, str], dict[str, set[Location]]]  # (unit, member, kind) → service → places


def contract(analysis: Analysis, sides: Sides) -> Contract:
    """Return what crosses in code. A method is named wherever the call says which; else the class stands for it."""
    crossing = [row for row in analysis.linkage.dependencies if sides.crosses(row.source, row.target)]
    code = [row for row in crossing if row.kind not in ELSEWHERE and row.kind not in HEARS]
    methods = _methods(analysis, sides)
    told = {(unit, source, place) for (unit, _, source), places in methods.items() for place in places}
    users: Users = {}
    for (unit, member, source), places in methods.items():
        users.setdefault((unit, member, DependencyKind.CALLS), {}).setdefault(sides.of(source), set()).update(places)
    for row in code:
        rest = _places(row, told)
        if rest:
            member = "__construct" if row.kind is DependencyKind.NEW else ""
            by = users.setdefault((row.target, member, row.kind), {})
            by.setdefault(sides.of(row.source), set()).update(rest)
    lines = [_operation(key, by, sides) for key, by in users.items()]
    mine = [line for line in lines if line.provider == sides.service]
    others = [line for line in lines if line.provider != sides.service and line.unit not in sides.kernel]
    return Contract(
        inbound=_ordered(line for line in mine if line.kind in RUNS),
        types=_ordered(line for line in mine if line.kind not in RUNS),
        outbound=_ordered(line for line in others if line.kind in RUNS),
        named=_ordered(line for line in others if line.kind not in RUNS),
        library=_ordered(line for line in lines if line.unit in sides.kernel),
        events=_events(crossing, sides),
        templates=_templates(analysis, sides),
    )


def _methods(analysis: Analysis, sides: Sides) -> dict[tuple[str, str, str], tuple[Location, ...]]:
    return {
        (call.target, call.member, call.source): call.places
        for call in analysis.boundary.calls
        if sides.crosses(call.source, call.target)
    }


def _places(row: Dependency, told: set[tuple[str, str, Location]]) -> list[Location]:
    """Return the places of a dependency that no call of a known method stands for."""
    if row.kind not in (DependencyKind.CALLS, DependencyKind.STATIC_CALL):
        return list(row.occurrences)
    return [place for place in row.occurrences if (row.target, row.source, place) not in told]


def _operation(key: tuple[str, str, str], by: Mapping[str, set[Location]], sides: Sides) -> Operation:
    unit, member, kind = key
    known = sides.units[unit]
    declared = Location(known.path, known.line) if known.path else None
    users = sorted(((service, tuple(sorted(places))) for service, places in by.items()), key=lambda u: (-len(u[1]), u))
    return Operation(unit, member, str(kind), sides.of(unit), declared, tuple(users))


def _ordered(lines: Iterable[Operation]) -> tuple[Operation, ...]:
    return tuple(sorted(lines, key=lambda line: (-line.count, line.unit, line.member, line.kind)))


def _events(crossing: Iterable[Dependency], sides: Sides) -> tuple[Event, ...]:
    found = [
        Event(row.source, row.target, str(row.kind), (sides.of(row.source), sides.of(row.target)), row.occurrences)
        for row in crossing
        if row.kind in HEARS
    ]
    return tuple(sorted(found, key=lambda event: (-len(event.places), event)))


def _templates(analysis: Analysis, sides: Sides) -> tuple[TemplateUse, ...]:
    """Return the templates in the service and those that it renders, with who else renders them."""
    rendered: dict[str, set[str]] = {}
    for row in analysis.linkage.dependencies:
        if row.kind is DependencyKind.RENDERS and row.source in sides.units and row.target in sides.units:
            rendered.setdefault(row.target, set()).add(sides.of(row.source))
    mine = {id for id in sides.units if id.startswith("template:") and sides.of(id) == sides.service}
    mine |= {id for id, services in rendered.items() if sides.service in services}
    return tuple(
        TemplateUse(id, sides.of(id), tuple(sorted(rendered.get(id, set()) - {sides.service}))) for id in sorted(mine)
    )

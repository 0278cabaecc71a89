"""Contested units and classes that do too much in: what tips each, and along which methods a class divides, out."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

import msgspec

from analyzer.model.analysis import Analysis
from analyzer.model.decomposition import Membership
from analyzer.model.linkage import Dependency, Unit
from analyzer.model.location import Location

PULLS = 2  # heaviest ties shown per side
FEWEST = 2  # methods that a side needs to be worth a class of its own
SIDES = 2  # services between which a class can be split
MUCH = 0.25  # of a class's methods that other services claim, from which it is said to do too much
SHOWN = 12  # classes, and methods per side
DIVISIBLE = (
    "Their methods mostly need different services. Each method is listed with the service that it needs most, by the "
    "places in its lines (who calls it is not counted): a split along these groups is where to begin reading."
)

NO_LINE = "no line of code ties it to either: only what changes together, is used together or sounds alike"


class Pull(msgspec.Struct, frozen=True):
    """One tie of a unit: to what, how, how heavy, where first, and at how many places."""

    other: str
    kind: str
    weight: float
    place: Location
    places: int
    outward: bool  # the unit needs the other; else the other needs it


class Tip(msgspec.Struct, frozen=True):
    """What holds a contested unit where it is, and what pulls it to the runner-up; the heaviest ties of each side."""

    unit: str
    own: tuple[Pull, ...]
    other: tuple[Pull, ...]


class Side(msgspec.Struct, frozen=True):
    """The methods of a class that mostly need one service: name, line, weight of what they need there."""

    service: str
    methods: tuple[tuple[str, int, float], ...]
    more: int


class Divisible(msgspec.Struct, frozen=True):
    """A class whose methods need different services, with how many need no other unit of any."""

    unit: Unit
    service: str
    methods: int
    sides: tuple[Side, ...]
    undecided: int


def tips(analysis: Analysis, contested: Iterable[Membership]) -> dict[str, Tip]:
    """Return unit id → what tips it, for contested units."""
    rows = {row.unit: row for row in contested}
    service_of, kinds = analysis.decomposition.service_of(), analysis.config.weights.kinds
    found: dict[str, tuple[list[Pull], list[Pull]]] = {unit: ([], []) for unit in rows}
    for d in analysis.linkage.dependencies:
        for unit, other, outward in ((d.source, d.target, True), (d.target, d.source, False)):
            row = rows.get(unit)
            if row is None or not d.occurrences or unit == other:
                continue
            side = (row.service, row.runner_up)
            where = service_of.get(other)
            if where is not None and where in side:
                pull = Pull(other, str(d.kind), _weight(d, kinds), d.occurrences[0], len(d.occurrences), outward)
                found[unit][side.index(where)].append(pull)
    return {unit: Tip(unit, _heaviest(own), _heaviest(other)) for unit, (own, other) in found.items()}


def _weight(dependency: Dependency, kinds: Mapping[str, float]) -> float:
    return kinds.get(dependency.kind, 1.0) * len(dependency.occurrences)


def _heaviest(pulls: Iterable[Pull]) -> tuple[Pull, ...]:
    return tuple(sorted(pulls, key=lambda p: (-p.weight, p.other, p.kind, not p.outward))[:PULLS])


def divisible(analysis: Analysis) -> tuple[Divisible, ...]:
    """Return the classes that can be split along their methods, those with most methods claimed elsewhere first.

    A method goes with the service that it needs most, by kind weight times places of what stands in its lines; ties to
    the kernel and to what is in no service say nothing. Who calls a method is not counted.
    """
    service_of, kinds = analysis.decomposition.service_of(), analysis.config.weights.kinds
    units = {u.id: u for u in analysis.linkage.units if u.members and not u.test and u.id in service_of}
    needs: dict[str, list[dict[str, float]]] = {i: [{} for _ in unit.members] for i, unit in units.items()}
    for d in analysis.linkage.dependencies:
        unit, service = units.get(d.source), service_of.get(d.target)
        if unit is None or service is None or d.target == d.source:
            continue
        for place in d.occurrences:
            method = _method(unit, place)
            if method is not None:
                needed = needs[d.source][method]
                needed[service] = needed.get(service, 0.0) + kinds.get(d.kind, 1.0)
    found = [_divided(unit, service_of[i], needs[i]) for i, unit in units.items()]
    whole = [one for one in found if one is not None]
    return tuple(sorted(whole, key=lambda one: (-_elsewhere(one), -one.unit.loc, one.unit.id))[:SHOWN])


def _method(unit: Unit, place: Location) -> int | None:
    if place.path != unit.path:
        return None
    return next((i for i, (_, first, last) in enumerate(unit.members) if first <= place.line <= last), None)


def _divided(unit: Unit, service: str, needs: list[dict[str, float]]) -> Divisible | None:
    sides: dict[str, list[tuple[str, int, float]]] = {}
    for (name, line, _), needed in zip(unit.members, needs, strict=True):
        if needed:
            best = min(needed, key=lambda other: (-needed[other], other != service, other))
            sides.setdefault(best, []).append((name, line, round(needed[best], 4)))
    large = {name: rows for name, rows in sides.items() if len(rows) >= FEWEST}
    foreign = sum(len(rows) for name, rows in large.items() if name != service)
    if len(large) < SIDES or foreign < MUCH * len(unit.members):
        return None
    ranked = sorted(large.items(), key=lambda item: (-len(item[1]), item[0]))
    return Divisible(
        unit, service, len(unit.members),
        tuple(Side(name, tuple(rows[:SHOWN]), max(0, len(rows) - SHOWN)) for name, rows in ranked),
        sum(not needed for needed in needs),
    )  # fmt: skip


def _elsewhere(one: Divisible) -> int:
    return sum(len(side.methods) + side.more for side in one.sides if side.service != one.service)


def in_words(pull: Pull) -> tuple[str, str]:
    """Return a tie as words around the other unit: what comes before it, and where it stands."""
    before = pull.kind if pull.outward else f"is needed ({pull.kind}) by"
    more = f", {pull.places} places" if pull.places > 1 else ""
    return before, f"at {pull.place.path}:{pull.place.line}{more}"

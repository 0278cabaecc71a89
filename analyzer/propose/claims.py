"""Constraints and units in, what each rule means for which unit out; rules that contradict each other are an error.

Where a unit goes is claimed by `pin`, `predefined`, `kernel` and `leave_out`. The most specific pattern wins (one id,
then ids with `*`, then paths), so that an exception can be written; equally specific ones that disagree contradict.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum

from analyzer.model.config import SETTINGS_FILE, Constraints, Group, Pattern
from analyzer.model.facts import ProblemKind
from analyzer.model.linkage import FileProblem
from analyzer.patterns import Units, rank


class ContradictionError(Exception):
    """Constraints that nothing can obey together. `line` is where to begin (0: a flag), the message names the other."""

    def __init__(self, line: int, message: str) -> None:
        super().__init__(message)
        self.line = line


class Kind(StrEnum):
    """What a rule does, by its key in the file."""

    PIN = "pin"
    PREDEFINED = "predefined"
    TOGETHER = "together"
    APART = "apart"
    KERNEL = "kernel"
    NOT_KERNEL = "not_kernel"
    LEAVE_OUT = "leave_out"


@dataclass(frozen=True, slots=True)
class Claim:
    """One pattern of one rule, with the units that it means."""

    kind: Kind
    pattern: Pattern
    service: str
    units: tuple[str, ...]

    @property
    def rank(self) -> int:
        """How specific it is."""
        return rank(self.pattern.text)

    @property
    def says(self) -> str:
        """What it says of its units."""
        match self.kind:
            case Kind.PIN:
                return f"is pinned to {self.service}"
            case Kind.PREDEFINED:
                return f"is predefined in {self.service}"
            case Kind.KERNEL:
                return "is forced into the kernel"
            case Kind.NOT_KERNEL:
                return "is kept out of the kernel"
            case Kind.LEAVE_OUT:
                return "is left out"
        return f"is kept {self.kind}"


@dataclass(slots=True)
class Claims:
    """Everything that is said, by rule: `placing` decides per unit, groups say what belongs together and what apart."""

    placing: dict[str, Claim] = field(default_factory=dict)  # unit id → the claim that decides where it goes
    not_kernel: set[str] = field(default_factory=set)
    together: list[tuple[Claim, ...]] = field(default_factory=list)
    apart: list[tuple[Claim, ...]] = field(default_factory=list)
    every: list[Claim] = field(default_factory=list)
    problems: list[FileProblem] = field(default_factory=list)


def where(line: int) -> str:
    """Return a line in words."""
    return f"line {line}" if line else "a flag"


def read_claims(constraints: Constraints, units: Units, taking_part: frozenset[str]) -> Claims:
    """Return what the constraints say of the units that take part. Raises ContradictionError."""
    return _Reading(units, taking_part).read(constraints)


class _Reading:
    def __init__(self, units: Units, taking_part: frozenset[str]) -> None:
        self._units = units
        self._taking_part = taking_part
        self._found = Claims()

    def read(self, constraints: Constraints) -> Claims:
        """Return the claims of all rules."""
        found = self._found
        placing: list[Claim] = []
        for kind, groups in ((Kind.PIN, constraints.pin), (Kind.PREDEFINED, constraints.predefined)):
            placing += [claim for group in groups for claim in self._group(kind, group)]
        placing += self._patterns(Kind.KERNEL, constraints.kernel)
        placing += self._patterns(Kind.LEAVE_OUT, constraints.leave_out)
        spared = self._patterns(Kind.NOT_KERNEL, constraints.not_kernel)
        found.together = [tuple(self._group(Kind.TOGETHER, group)) for group in constraints.together]
        found.apart = [tuple(self._group(Kind.APART, group)) for group in constraints.apart]
        for claim in sorted(placing, key=lambda claim: -claim.rank):  # an exception settles it before equals can meet
            for unit in claim.units:
                found.placing[unit] = stronger(unit, found.placing.get(unit), claim)
        for claim in spared:
            for unit in claim.units:
                self._spare(unit, claim)
        return found

    def _spare(self, unit: str, claim: Claim) -> None:
        other = self._found.placing.get(unit)
        if other is not None and other.kind is Kind.KERNEL:
            if stronger(unit, other, claim) is other:
                return
            del self._found.placing[unit]
        self._found.not_kernel.add(unit)

    def _group(self, kind: Kind, group: Group) -> list[Claim]:
        return self._patterns(kind, group.patterns, group.service)

    def _patterns(self, kind: Kind, patterns: Sequence[Pattern], service: str = "") -> list[Claim]:
        claims = [self._claim(kind, pattern, service) for pattern in patterns]
        self._found.every += claims
        return claims

    def _claim(self, kind: Kind, pattern: Pattern, service: str) -> Claim:
        units = tuple(unit for unit in self._units.matching(pattern.text) if unit in self._taking_part)
        if not units:
            near = self._units.nearest(pattern.text)
            message = f"'{pattern.text}' matches nothing" + (f"; did you mean '{near}'?" if near else "")
            if not pattern.line:
                raise ContradictionError(0, f"--{kind}: {message}")
            key = ".".join(part for part in ("constraints", str(kind), service) if part)
            self._found.problems.append(
                FileProblem(SETTINGS_FILE, pattern.line, ProblemKind.SETTING, f"{key}: {message}")
            )
        return Claim(kind, pattern, service, units)


_SERVICES = (Kind.PIN, Kind.PREDEFINED)


def stronger(unit: str, first: Claim | None, second: Claim) -> Claim:
    """Return the more specific of two claims on a unit. Raises ContradictionError when they disagree as equals."""
    if first is None or second.rank > first.rank:
        return second
    same = first.kind is second.kind or (first.kind in _SERVICES and second.kind in _SERVICES)
    if first.rank == second.rank and not (same and first.service == second.service):
        _disagree(unit, first, second)
    return first


def _disagree(unit: str, first: Claim, second: Claim) -> None:
    message = f"{unit} {first.says} here, and {second.says} on {where(second.pattern.line)}; remove one"
    raise ContradictionError(first.pattern.line, message)


def linking(found: Claims) -> Iterator[tuple[tuple[int, ...], tuple[str, ...]]]:
    """Yield the sets of units that must share a service, each with the lines that say so."""
    for group in found.together:
        lines = tuple(dict.fromkeys(claim.pattern.line for claim in group))
        yield lines, tuple(unit for claim in group for unit in claim.units if not exempt(found, unit, claim))


def exempt(found: Claims, unit: str, claim: Claim) -> bool:
    """Say whether a more specific rule takes a unit out of every service. Raises ContradictionError when equal."""
    other = found.placing.get(unit)
    if other is None or other.kind in _SERVICES:
        return False
    if claim.kind is Kind.APART:
        return True
    if other.rank > claim.rank:
        return True
    _disagree(unit, claim, other)
    return False


def homes(found: Claims) -> dict[str, Claim]:
    """Return unit id → the claim that puts it into a service."""
    return {unit: claim for unit, claim in found.placing.items() if claim.kind in _SERVICES}


def chain(links: Sequence[tuple[tuple[int, ...], tuple[str, ...]]], start: str, goals: Iterable[str]) -> list[int]:
    """Return the lines that keep a unit together with the nearest of the goals, found breadth first."""
    of: dict[str, list[int]] = {}
    for number, (_, units) in enumerate(links):
        for unit in units:
            of.setdefault(unit, []).append(number)
    wanted, seen = set(goals), {start}
    frontier: list[tuple[str, list[int]]] = [(start, [])]
    while frontier:
        following: list[tuple[str, list[int]]] = []
        for unit, lines in frontier:
            if unit in wanted:
                return lines
            for number in of.get(unit, ()):
                path = [*lines, links[number][0][0]]
                fresh = [other for other in links[number][1] if other not in seen]
                seen.update(fresh)
                following += [(other, path) for other in fresh]
        frontier = following
    return []


def in_words(lines: Sequence[int]) -> str:
    """Return lines as `line 3`, `lines 3 and 5`."""
    known = list(dict.fromkeys(where(line) for line in lines))
    return " and ".join(known)


def lines_of(claims: Mapping[str, Claim], units: Iterable[str]) -> list[int]:
    """Return the lines of the claims on some units, each once."""
    return list(dict.fromkeys(claims[unit].pattern.line for unit in units if unit in claims))

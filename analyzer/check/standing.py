"""Today's analysis under the accepted plan in; what the rules ask about it out."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from functools import cached_property

from analyzer.model.analysis import Analysis
from analyzer.model.linkage import Confidence, Dependency, DependencyKind, Unit
from analyzer.model.location import Location
from analyzer.model.plan import PlannedService
from analyzer.model.violation import Baseline
from analyzer.patterns import Units

# History and likeness are hints for whoever proposes services. Who dispatches runs what was handed over and does not
# need it; shared state pairs all readers of a key with all its writers: one new reader would be many violations.
NO_NEEDS = frozenset(
    {
        DependencyKind.CO_CHANGES,
        DependencyKind.RESEMBLES,
        DependencyKind.DISPATCHES,
        DependencyKind.SHARES_STATE,
    }
)
TABLE_READS = frozenset({DependencyKind.READS, DependencyKind.JOINS})


@dataclass(slots=True)
class Use:
    """All ways in which one unit needs another across the border of a service."""

    source: str
    target: str
    kinds: list[str] = field(default_factory=list)
    places: set[Location] = field(default_factory=set)
    guessed: bool = True

    def add(self, row: Dependency) -> None:
        """Take a dependency in."""
        self.kinds.append(str(row.kind))
        self.places.update(row.occurrences)
        self.guessed = self.guessed and row.confidence is Confidence.GUESSED

    @property
    def said(self) -> str:
        """The use as words: `class:A new, calls class:B`."""
        return f"{self.source} {', '.join(self.kinds)} {self.target}{' (a guess)' * self.guessed}"


class Standing:
    """The code of today, seen by the accepted plan, and the baseline when there is one."""

    def __init__(self, today: Analysis, baseline: Baseline | None, now: Mapping[str, str] | None = None) -> None:
        """`now` gives today's names of files and units that were renamed since the baseline."""
        self.today = today
        self.baseline = baseline
        self.now = now or {}
        self.service_of: Mapping[str, str] = today.decomposition.service_of()
        self.planned: Mapping[str, PlannedService] = {s.name: s for s in today.config.plan.services}
        self.units: Mapping[str, Unit] = {unit.id: unit for unit in today.linkage.units}
        self._kernel = frozenset(today.decomposition.kernel)

    def home(self, unit: str) -> str:
        """Return the service of a unit as words; the core is what belongs to none."""
        return self.service_of.get(unit) or ("the shared kernel" if unit in self._kernel else "the core")

    @cached_property
    def public(self) -> Mapping[str, frozenset[str]]:
        """Service with a public interface → the ids of its units that others may use."""
        own = Units(self.today.linkage.units)
        return {
            service.name: frozenset(unit for pattern in service.public for unit in own.matching(pattern))
            for service in self.planned.values()
            if service.public is not None
        }

    @cached_property
    def writes(self) -> tuple[Use, ...]:
        """Writes to tables of a service by what is not in it, sorted."""
        return self._crossing(row for row in self._rows if row.kind is DependencyKind.WRITES)

    @cached_property
    def uses(self) -> tuple[Use, ...]:
        """All other uses of a service by what is not in it, sorted; joins have a rule of their own."""
        joined = {(unit, table) for unit, table, _, _ in self.joins}
        return self._crossing(
            row
            for row in self._rows
            if row.kind is not DependencyKind.WRITES
            and not (row.kind in TABLE_READS and (row.source, row.target) in joined)
        )

    @property
    def _rows(self) -> Iterable[Dependency]:
        for row in self.today.linkage.dependencies:
            unit = self.units.get(row.source)
            if row.kind in NO_NEEDS or unit is None or unit.test:
                continue
            if not (unit.installs and row.target.startswith("table:")):  # it touches every table once, and is no user
                yield row

    def _crossing(self, rows: Iterable[Dependency]) -> tuple[Use, ...]:
        found: dict[tuple[str, str], Use] = {}
        for row in rows:
            service = self.service_of.get(row.target)
            if service is not None and self.service_of.get(row.source) != service:
                key = (row.source, row.target)
                found.setdefault(key, Use(*key)).add(row)
        return tuple(use for _, use in sorted(found.items()))

    @cached_property
    def joins(self) -> tuple[tuple[str, str, Location, str], ...]:
        """(unit, table of another service, place, the other table) of statements that read two services' tables."""
        found = set()
        for join in self.today.linkage.joins:
            left, right = self.service_of.get(join.left), self.service_of.get(join.right)
            unit = self.units.get(join.unit)
            if left == right or unit is None or unit.test or unit.installs:
                continue
            home = self.service_of.get(join.unit)
            for table, service, other in ((join.left, left, join.right), (join.right, right, join.left)):
                if service is not None and service != home:
                    found.add((join.unit, table, join.place, other))
        return tuple(sorted(found))

    @cached_property
    def needs(self) -> Mapping[str, Mapping[str, tuple[Location, ...]]]:
        """Service → the services that it needs → the places, sorted."""
        found: dict[str, dict[str, set[Location]]] = {}
        for use in (*self.uses, *self.writes):
            source = self.service_of.get(use.source)
            if source is not None:
                targets = found.setdefault(source, {})
                targets.setdefault(self.service_of[use.target], set()).update(use.places)
        return {a: {b: tuple(sorted(places)) for b, places in sorted(row.items())} for a, row in sorted(found.items())}

    @cached_property
    def ties(self) -> Mapping[str, Mapping[str, int]]:
        """Unit → service → the number of places that tie them, in both directions."""
        found: dict[str, dict[str, int]] = {}
        for row in self._rows:
            for unit, other in ((row.source, row.target), (row.target, row.source)):
                service = self.service_of.get(other)
                if service is not None:
                    ties = found.setdefault(unit, {})
                    ties[service] = ties.get(service, 0) + len(row.occurrences)
        return found

    @cached_property
    def touches(self) -> Mapping[str, tuple[Location, ...]]:
        """Table → the places at which code reads or writes it, sorted."""
        found: dict[str, set[Location]] = {}
        for row in self._rows:
            if row.kind in {DependencyKind.WRITES, *TABLE_READS} and not row.source.startswith("table:"):
                found.setdefault(row.target, set()).update(row.occurrences)
        return {table: tuple(sorted(places)) for table, places in found.items()}

    @cached_property
    def accessors(self) -> Mapping[tuple[str, str, bool], str]:
        """(table, service, writes) → the unit of the service that accesses the table at most places.

        Scripts come last: nobody can call them.
        """
        found: dict[tuple[str, str, bool], dict[str, int]] = {}
        for row in self._rows:
            service = self.service_of.get(row.source)
            if service is not None and row.kind in {DependencyKind.WRITES, *TABLE_READS}:
                units = found.setdefault((row.target, service, row.kind is DependencyKind.WRITES), {})
                units[row.source] = units.get(row.source, 0) + len(row.occurrences)
        return {
            key: min(units, key=lambda unit: (unit.startswith("script:"), -units[unit], unit))
            for key, units in found.items()
        }

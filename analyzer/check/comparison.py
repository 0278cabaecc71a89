"""Two analyses in; what the rules ask about them out: services by the baseline, and who uses which table."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import cached_property

from analyzer.model.analysis import Analysis
from analyzer.model.linkage import Dependency, DependencyKind, UnitKind
from analyzer.model.location import Location

# History and likeness are hints for whoever proposes services; nobody breaks a rule by them.
HINTS = frozenset({DependencyKind.CO_CHANGES, DependencyKind.RESEMBLES})
TABLE_USES = frozenset({DependencyKind.READS, DependencyKind.WRITES, DependencyKind.JOINS})

Users = Mapping[str, Mapping[str, tuple[Location, ...]]]  # table id → service → places


class Comparison:
    """Today's analysis beside the baseline."""

    def __init__(self, today: Analysis, baseline: Analysis) -> None:
        self.today = today
        self.baseline = baseline
        self.service_of = baseline.decomposition.service_of()
        self.service_today = {**self.service_of, **self._newcomers()}

    @cached_property
    def users_then(self) -> Users:
        """Who used which table in the baseline."""
        return _users(self.baseline, self.service_of)

    @cached_property
    def users_today(self) -> Users:
        """Who uses which table today."""
        return _users(self.today, self.service_today)

    @cached_property
    def newly_shared(self) -> Mapping[tuple[str, str], tuple[str, ...]]:
        """(service, table) of today → the services that the table belonged to or was used by so far."""
        found: dict[tuple[str, str], tuple[str, ...]] = {}
        for table, users in self.users_today.items():
            before = set(self.users_then.get(table, ()))
            if table in self.service_of:
                before.add(self.service_of[table])
            # A new table is at home where it is used most.
            before = before or {min(users, key=lambda service: (-len(users[service]), service))}
            found |= {(service, table): tuple(sorted(before)) for service in users if service not in before}
        return found

    @cached_property
    def touched(self) -> Mapping[str, Mapping[str, int]]:
        """Unit of today that has no service → service it needs or is needed by → number of places."""
        found: dict[str, dict[str, int]] = {}
        for row in self.today.linkage.dependencies:
            for unit, other in ((row.source, row.target), (row.target, row.source)):
                service = self.service_today.get(other)
                if service is not None and unit not in self.service_today and row.kind not in HINTS:
                    services = found.setdefault(unit, {})
                    services[service] = services.get(service, 0) + len(row.occurrences)
        return found

    def _newcomers(self) -> dict[str, str]:
        """Return new unit → service for those that are tied to one service alone, and to those that are so in turn.

        Tables and tests are nobody's: who uses a new table is a matter of its own.
        """
        near = self._neighbours_of_the_new()
        found: dict[str, str] = {}
        while True:  # one round decides by the rounds before it, so that no order matters
            known = self.service_of | found
            fresh = {}
            for unit in near.keys() - found.keys():
                homes = {known[other] for other in near[unit] if other in known}
                if len(homes) == 1:
                    fresh[unit] = homes.pop()
            if not fresh:
                return found
            found |= fresh

    def _neighbours_of_the_new(self) -> Mapping[str, set[str]]:
        known = {unit.id for unit in self.baseline.linkage.units} | self.service_of.keys()
        nobodys = {UnitKind.TABLE, UnitKind.EXTERNAL}
        new = [u.id for u in self.today.linkage.units if u.id not in known and not u.test and u.kind not in nobodys]
        near: dict[str, set[str]] = {unit: set() for unit in new}
        for row in self.today.linkage.dependencies:
            if row.kind not in HINTS and row.source != row.target:
                for unit, other in ((row.source, row.target), (row.target, row.source)):
                    if unit in near:
                        near[unit].add(other)
        return near

    def crossings(self, analysis: Analysis) -> Iterator[tuple[str, str, Dependency]]:
        """Yield the dependencies between two services of the baseline, with these services; new units that are tied to
        one of them alone are taken to be its own."""
        for row in analysis.linkage.dependencies:
            source, target = self.service_today.get(row.source), self.service_today.get(row.target)
            if source is not None and target is not None and source != target and row.kind not in HINTS:
                yield source, target, row


def _users(analysis: Analysis, service_of: Mapping[str, str]) -> Users:
    users: dict[str, dict[str, tuple[Location, ...]]] = {}
    for row in analysis.linkage.dependencies:
        service = service_of.get(row.source)
        if service is not None and row.kind in TABLE_USES and not row.source.startswith("table:"):
            services = users.setdefault(row.target, {})
            services[service] = services.get(service, ()) + row.occurrences
    return users

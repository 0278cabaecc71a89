"""Two analyses in; what the rules ask about them out: services by the baseline, and who uses which table."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import cached_property

from analyzer.model.analysis import Analysis
from analyzer.model.linkage import Dependency, DependencyKind
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

    @cached_property
    def users_then(self) -> Users:
        """Who used which table in the baseline."""
        return self._users(self.baseline)

    @cached_property
    def users_today(self) -> Users:
        """Who uses which table today."""
        return self._users(self.today)

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
                service = self.service_of.get(other)
                if service is not None and unit not in self.service_of and row.kind not in HINTS:
                    services = found.setdefault(unit, {})
                    services[service] = services.get(service, 0) + len(row.occurrences)
        return found

    def crossings(self, analysis: Analysis) -> Iterator[tuple[str, str, Dependency]]:
        """Yield the dependencies between two services of the baseline, with these services."""
        for row in analysis.linkage.dependencies:
            source, target = self.service_of.get(row.source), self.service_of.get(row.target)
            if source is not None and target is not None and source != target and row.kind not in HINTS:
                yield source, target, row

    def _users(self, analysis: Analysis) -> Users:
        users: dict[str, dict[str, tuple[Location, ...]]] = {}
        for row in analysis.linkage.dependencies:
            service = self.service_of.get(row.source)
            if service is not None and row.kind in TABLE_USES and not row.source.startswith("table:"):
                services = users.setdefault(row.target, {})
                services[service] = services.get(service, ()) + row.occurrences
        return users

"""Linkage and services in; who owns a table and where a unit stands out."""

from collections.abc import Mapping

import msgspec

from analyzer.model.data import CORE
from analyzer.model.decomposition import Decomposition, TableVerdict, Verdict
from analyzer.model.linkage import Linkage


class Sides(msgspec.Struct, frozen=True):
    """On which side of which boundary things stand; CORE for those that no service has."""

    services: Mapping[str, str]
    verdicts: Mapping[str, TableVerdict]
    tests: frozenset[str]

    @staticmethod
    def of(linkage: Linkage, decomposition: Decomposition) -> "Sides":
        """Return the sides of a decomposition."""
        tests = frozenset(unit.id for unit in linkage.units if unit.test)
        return Sides(decomposition.service_of(), {row.table: row for row in decomposition.tables}, tests)

    def service(self, unit: str) -> str:
        """Return the service of a unit."""
        return self.services.get(unit, CORE)

    def owner(self, table: str) -> str:
        """Return the service that owns a table."""
        row = self.verdicts.get(table)
        return (row.owner if row is not None else None) or self.services.get(table, CORE)

    def has(self, service: str, table: str) -> bool:
        """Whether a service will have a table at hand: its own, or a copy."""
        row = self.verdicts.get(table)
        shared = row is not None and (row.verdict is Verdict.REFERENCE or service in row.copies)
        return shared or self.owner(table) == service

"""A decomposition in, the same with what each unit is to it, and with its hubs told apart, out. By use, never by name.

Of what a unit uses, the kernel and what is in no service say nothing. Users and used are units, not places; tests are
neither, and code that installs is domain. In this order:

- entry point: the outside world gets in (a framework, or what a script does, says so);
- data access: at least as many tables as units are used, and somebody uses it;
- utility: uses nothing and touches no table; `SEVERAL` users or more in `FEWEST` services or more, none of which has
  more than a `THIRD` of them;
- glue: ties `SEVERAL` units or more of `FEWEST` services or more together, none of which has more than `MOST` of them:
  at least `WIRED` of them it does no more than name, make, include or hook up; and hardly anybody uses it:
  Ce / (Ca + Ce) is at least `LARGELY`;
- domain: all others.

Of a hub, several services are `FEWEST` or more; it uses little where at most `LITTLE` of its users and used are used.
"""

from collections import Counter
from collections.abc import Iterator, Mapping
from math import sqrt
from typing import NamedTuple

import msgspec

from analyzer.model.decomposition import Decomposition, Hub, HubKind, Membership, Role
from analyzer.model.linkage import DependencyKind, Linkage, Unit, UnitKind
from analyzer.model.location import Location
from analyzer.propose.kernel import FEWEST_USERS
from analyzer.propose.memberships import role as by_itself

FEWEST = 3
MOST = 0.5
THIRD = 1 / 3
LITTLE = 0.2
SEVERAL = 5
LARGELY = 0.8
WIRED = 0.75
TABLE_USE = frozenset({DependencyKind.READS, DependencyKind.WRITES, DependencyKind.JOINS})
WIRING = frozenset({DependencyKind.CLASS_NAME, DependencyKind.NEW, DependencyKind.INCLUDES, DependencyKind.LISTENS})
NO_USE = frozenset({DependencyKind.SHARES_STATE, DependencyKind.CO_CHANGES, DependencyKind.RESEMBLES})
NOTHING: Mapping[str, Location] = {}


class _Use(NamedTuple):
    """Who uses a unit (with the first place), which units of services it uses, those of them that it does no more than
    wire, and which tables it touches."""

    users: Mapping[str, Location]
    used: frozenset[str]
    wired: frozenset[str]
    tables: frozenset[str]
    service_of: Mapping[str, str]

    @property
    def from_services(self) -> Counter[str]:
        return Counter(self.service_of[user] for user in self.users if user in self.service_of)

    @property
    def to_services(self) -> Counter[str]:
        return Counter(self.service_of[one] for one in self.used)

    @property
    def instability(self) -> float:
        """Martin's Ce / (Ca + Ce) over units and tables."""
        efferent = len(self.used) + len(self.tables)
        return efferent / max(1, len(self.users) + efferent)


def typed(linkage: Linkage, found: Decomposition) -> Decomposition:
    """Return the decomposition with the roles of its members and with its hubs; what does too much is contested,
    however surely it sits where it is."""
    units = {unit.id: unit for unit in linkage.units}
    uses = _Uses(linkage, units, found.service_of())
    hubs = tuple(sorted(_hubs(found, units, uses), key=lambda hub: (-hub.users, hub.unit)))
    overloaded = {hub.unit for hub in hubs if hub.kind is HubKind.OVERLOADED}
    rows = (_with_role(row, units, uses) for row in found.memberships)
    contested = (
        msgspec.structs.replace(row, contested=row.contested or (row.unit in overloaded and row.runner_up is not None))
        for row in rows
    )
    return msgspec.structs.replace(found, memberships=tuple(contested), hubs=hubs)


class _Uses:
    def __init__(self, linkage: Linkage, units: Mapping[str, Unit], service_of: Mapping[str, str]) -> None:
        self.users: dict[str, dict[str, Location]] = {}
        self._used: dict[str, set[str]] = {}
        self._needed: dict[str, set[str]] = {}
        self._tables: dict[str, set[str]] = {}
        self._service_of = service_of
        for row in linkage.dependencies:
            source, target = units.get(row.source), units.get(row.target)
            if source is None or target is None or source is target or source.test or row.kind in NO_USE:
                continue
            if target.kind is UnitKind.TABLE:
                if row.kind in TABLE_USE:
                    self._tables.setdefault(row.source, set()).add(row.target)
            elif target.id in service_of:
                self._used.setdefault(row.source, set()).add(row.target)
                if row.kind not in WIRING:
                    self._needed.setdefault(row.source, set()).add(row.target)
            first = row.occurrences[0] if row.occurrences else Location(source.path, source.line)
            known = self.users.setdefault(row.target, {})
            known[row.source] = min(first, known.get(row.source, first))

    def of(self, unit: str) -> _Use:
        used = frozenset(self._used.get(unit, ()))
        return _Use(
            self.users.get(unit, NOTHING),
            used,
            used - self._needed.get(unit, set()),
            frozenset(self._tables.get(unit, ())),
            self._service_of,
        )


def _with_role(row: Membership, units: Mapping[str, Unit], uses: _Uses) -> Membership:
    plain = by_itself(units[row.unit])
    role = _role(units[row.unit], uses.of(row.unit)) if plain is Role.DOMAIN else plain
    return row if role is row.role else msgspec.structs.replace(row, role=role)


def _role(unit: Unit, use: _Use) -> Role:
    if unit.installs:
        return Role.DOMAIN
    if use.users and use.tables and len(use.tables) >= len(use.used):
        return Role.DATA_ACCESS
    if len(use.users) >= SEVERAL and not use.tables and not use.used:
        return Role.UTILITY if _several(use.from_services, THIRD) else Role.DOMAIN
    if len(use.used) >= SEVERAL and use.instability >= LARGELY and len(use.wired) >= WIRED * len(use.used):
        return Role.GLUE if _several(use.to_services, MOST) else Role.DOMAIN
    return Role.DOMAIN


def _several(services: Counter[str], most: float) -> bool:
    """Say whether these are several services of which none has more than `most`."""
    return len(services) >= FEWEST and max(services.values()) <= most * services.total()


def _hubs(found: Decomposition, units: Mapping[str, Unit], uses: _Uses) -> Iterator[Hub]:
    service_of = found.service_of()
    aside = dict.fromkeys(found.kernel, "")
    enough = max(FEWEST_USERS, sqrt(len(service_of) + len(aside)))
    for unit in sorted({*aside, *service_of}):
        users = uses.users.get(unit, NOTHING)
        if not users or units[unit].kind is UnitKind.TABLE or (unit not in aside and len(users) < enough):
            continue
        use, service = uses.of(unit), service_of.get(unit, "")
        yield Hub(
            unit, _kind(use, service), service, len(users),
            tuple(sorted(use.from_services.items(), key=lambda pair: (-pair[1], pair[0]))),
            len(use.used), tuple(sorted(use.tables)), min(users.values()),
        )  # fmt: skip


def _kind(use: _Use, service: str) -> HubKind:
    if not service:
        return HubKind.SHARED_DATA if use.tables else HubKind.SHARED
    if _share(use.from_services, service) > MOST:
        return HubKind.CENTRE
    if len(use.used) >= SEVERAL and _share(use.to_services, service) >= MOST:
        return HubKind.FACADE
    if len(use.from_services) < FEWEST:
        return HubKind.ELSEWHERE
    if len(use.used) >= SEVERAL and use.instability > LITTLE and _several(use.to_services, MOST):
        return HubKind.OVERLOADED
    if len(use.used) > LITTLE * (len(use.users) + len(use.used)):
        return HubKind.ELSEWHERE
    return HubKind.ENTITY if use.tables else HubKind.COMMON


def _share(services: Counter[str], service: str) -> float:
    return services[service] / max(1, services.total())

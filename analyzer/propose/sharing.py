"""Accesses to shared state in; what is shared across the boundaries, with its way out, out."""

from collections.abc import Sequence

from analyzer.model.config import DataConfig
from analyzer.model.data import CORE, CutState, WayOut
from analyzer.model.linkage import StateAccess
from analyzer.model.location import Location
from analyzer.propose.sides import Sides

WAYS = {
    "session": WayOut.SESSION_STORE,
    "cookie": WayOut.TOKEN,
    "global": WayOut.PARAMETER,
    "static": WayOut.PARAMETER,
    "cache": WayOut.CACHE,
    "option": WayOut.SETTINGS,
    "file": WayOut.FILES,
    "directory": WayOut.FILES,
    "constant": WayOut.SETTINGS,
    "environment": WayOut.SETTINGS,
}
IDENTITY = ("user", "customer", "login", "auth", "account", "member", "admin", "uid", "token", "role")
TRAVELS = frozenset({"global", "static", "constant", "environment"})  # each process has its own: a library may set it
SETTLED = frozenset({"constant", "environment"})  # read only at run time: every service gets its own
IGNORED = frozenset({"request", "server"})  # the request itself is nobody's shared state


def cut_state(rows: Sequence[StateAccess], sides: Sides, prices: DataConfig) -> tuple[CutState, ...]:
    """Return the keys that one service (or the core) writes and another uses, dearest first."""
    keys: dict[tuple[str, str], list[StateAccess]] = {}
    for row in rows:
        if row.key and str(row.kind) not in IGNORED and row.unit not in sides.tests:
            keys.setdefault((str(row.kind), row.key), []).append(row)
    found = [_cut(key, uses, sides, prices) for key, uses in keys.items()]
    return tuple(sorted((row for row in found if row is not None), key=lambda row: (-row.cost, row.kind, row.key)))


def _cut(key: tuple[str, str], uses: Sequence[StateAccess], sides: Sides, prices: DataConfig) -> CutState | None:
    """Return what is cut of one key, None when it stays within one service."""
    kind, name = key
    places = sorted({(use.unit, sides.service(use.unit), use.writes, place) for use in uses for place in use.places})
    if kind in TRAVELS:
        places = [place for place in places if place[1] != CORE]
    writers = sorted({service for _, service, writes, _ in places if writes})
    readers = sorted({service for _, service, writes, _ in places if not writes})
    if not writers or not readers or writers == readers == writers[:1]:
        return None
    main = max(writers, key=lambda s: (sum(1 for p in places if p[1] == s and p[2]), s))
    foreign: set[Location] = {place for _, service, _, place in places if service != main}
    return CutState(
        kind,
        name,
        tuple(writers),
        tuple(readers),
        tuple(places),
        _cost(kind, len({*writers, *readers} - {main}), len(foreign), prices),
        _way(kind, name),
    )


def _cost(kind: str, services: int, places: int, prices: DataConfig) -> float:
    """Return what parting costs: where each place must change, per place; where a store can be shared, mostly per
    service; what is read only at run time, hardly anything."""
    if kind in SETTLED:
        return round(prices.copied_read * services, 4)
    if kind in TRAVELS:
        return round(prices.state * places, 4)
    return round(prices.state * services + prices.copied_read * places, 4)


def _way(kind: str, name: str) -> WayOut:
    """Return the usual way out; who is logged in travels with the request."""
    if kind == "session" and any(word in name.lower() for word in IDENTITY):
        return WayOut.TOKEN
    return WAYS.get(kind, WayOut.PARAMETER)

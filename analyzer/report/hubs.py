"""The hubs of a decomposition in; what each is, what follows, and the evidence, in words, out."""

from __future__ import annotations

from collections.abc import Sequence

from analyzer.model.decomposition import Hub, HubKind, Role
from analyzer.report.words import counted

SHOWN = 100
NAMED = 3  # services that use a hub
INTRODUCTION = (
    "Units that many others use, told apart by who uses them and what they use, not by what they are called. Those of "
    "the shared kernel come from three sides: used by at least as many units as the square root of all; by a quarter "
    "of the communities; or by little else than the kernel, and using nothing else. The kernel is in no service: "
    "not_kernel: below constraints: in secateur.yaml takes a unit out of it, pin: gives it to a service, kernel: puts "
    "one in."
)
MEANING: dict[HubKind, str] = {
    HubKind.SHARED: "shared kernel: uses little; travels as a library",
    HubKind.SHARED_DATA: "shared kernel that touches tables: give it to their owner (pin:) unless it is a library",
    HubKind.CENTRE: "centre of its service: most users sit there",
    HubKind.FACADE: "facade: used from outside, leads into its own service",
    HubKind.ENTITY: "entity: used from several services, keeps data; its service should serve it by API or events",
    HubKind.OVERLOADED: "does too much: used by and using several services; split it along its methods",
    HubKind.COMMON: "nearly kernel: used from several services, uses little; it may belong below kernel:",
    HubKind.ELSEWHERE: "used mostly from outside its service: look whether it belongs there",
}
ROLES: dict[Role, str] = {
    Role.ENTRY: "entry point",
    Role.DATA_ACCESS: "data access",
    Role.UTILITY: "utility",
    Role.GLUE: "glue",
    Role.DOMAIN: "domain",
}


def used_from(hub: Hub) -> str:
    """Return how many services use a hub, and which the most."""
    if not hub.services:
        return "no service"
    named = ", ".join(f"{name} {units}" for name, units in hub.services[:NAMED])
    more = len(hub.services) - NAMED
    return f"{counted(len(hub.services), 'service')}: {named}" + (f" and {more} more" if more > 0 else "")


def uses(hub: Hub) -> str:
    """Return what a hub uses itself, the kernel not counted."""
    tables = [table.removeprefix("table:") for table in hub.tables]
    named = ", ".join(tables[:NAMED]) + (" …" if len(tables) > NAMED else "")
    return counted(hub.used, "unit") + (f"; {counted(len(tables), 'table')}: {named}" if tables else "")


def kinds(roles: Sequence[Role]) -> str:
    """Return how many units have each role that code can have, the most first."""
    counts = {role: roles.count(role) for role in ROLES}
    ranked = sorted((role for role in ROLES if counts[role]), key=lambda role: (-counts[role], role))
    return ", ".join(f"{counts[role]:,} {ROLES[role]}" for role in ranked)

"""A proposal and the services of an earlier one in, the proposal in which what stayed the same keeps its name out."""

from collections.abc import Sequence

import msgspec

from analyzer.graphs import best_pairs
from analyzer.model.decomposition import Decomposition, Service
from analyzer.model.plan import RESERVED
from analyzer.propose.propose import RECOMMENDED

ALIKE = 0.25  # shared members over all of both: below it, it is another service


def keep_names(found: Decomposition, previous: Sequence[Service]) -> Decomposition:
    """Return the proposal with the names of the earlier services that its services continue.

    Services are matched one to one so that the most members stay under their name (maximum-weight matching). A service
    that continues none keeps the name of its vocabulary, with a further word when that is taken.
    """
    names = _names(found.services, previous)
    if all(old == new for old, new in names.items()):
        return found
    services = tuple(sorted(msgspec.structs.replace(s, name=names[s.name]) for s in found.services))
    memberships = tuple(
        msgspec.structs.replace(row, service=names[row.service], runner_up=names.get(row.runner_up or "", None))
        for row in found.memberships
    )
    return msgspec.structs.replace(
        found,
        services=services,
        memberships=memberships,
        granularities=tuple(
            msgspec.structs.replace(row, services=services) if row.name == RECOMMENDED else row
            for row in found.granularities
        ),
    )


def standing(nodes: Sequence[str], previous: Sequence[Service]) -> tuple[int, ...]:
    """Return for every node the number of the earlier service that it was in, −1 for none."""
    number = {member: i for i, service in enumerate(previous) for member in service.members}
    return tuple(number.get(node, -1) for node in nodes)


def places(services: Sequence[Service]) -> frozenset[tuple[str, ...]]:
    """Return who is with whom, whatever the services are called."""
    return frozenset(service.members for service in services)


def _names(services: Sequence[Service], previous: Sequence[Service]) -> dict[str, str]:
    """Return the name of the vocabulary → the name to have."""
    home = {member: one.name for one in previous if one.name not in RESERVED for member in one.members}
    size = {service.name: len(service.members) for service in previous}
    overlap: dict[tuple[str, str], int] = {}
    for service in services:
        for member in service.members:
            if member in home:
                pair = (service.name, home[member])
                overlap[pair] = overlap.get(pair, 0) + 1
    own = {service.name: len(service.members) for service in services}
    alike = {
        (new, old): shared
        for (new, old), shared in overlap.items()
        if shared >= ALIKE * (own[new] + size[old] - shared)
    }
    names = best_pairs(alike)
    taken = set(names.values())
    for service in services:
        if service.name not in names:
            words = (f"{service.name}-{word}" for word in service.vocabulary if word != service.name)
            numbers = (f"{service.name}-{n}" for n in range(2, len(services) + len(previous) + 3))
            names[service.name] = next(n for n in (service.name, *words, *numbers) if n not in taken)
            taken.add(names[service.name])
    return names

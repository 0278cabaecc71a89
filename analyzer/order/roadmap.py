"""Linkage and decomposition in, `Roadmap` out."""

from collections.abc import Iterable, Mapping, Sequence, Set
from difflib import get_close_matches
from itertools import pairwise

import msgspec

from analyzer.model.config import OrderConfig
from analyzer.model.decomposition import Decomposition
from analyzer.model.linkage import Dependency, DependencyKind, Linkage, Unit, UnitKind
from analyzer.model.project import Activity
from analyzer.model.roadmap import Cut, Remaining, Roadmap, Step
from analyzer.order.benefits import benefits, texts
from analyzer.order.coexistence import Coexistence, coexistence, coexisting, written_tables
from analyzer.order.search import cheapest, mean_period
from analyzer.order.stages import stopping, waves

ACCESS = frozenset({DependencyKind.READS, DependencyKind.WRITES, DependencyKind.JOINS, DependencyKind.FOREIGN_KEY})
LEAST_WORTH = 0.01  # where coexistence costs nothing: enough to decide who leaves first


class UnknownServiceError(Exception):
    """A service that is to leave first is not there; the message says which are."""


def order(
    linkage: Linkage,
    decomposition: Decomposition,
    kinds: Mapping[str, float],
    config: OrderConfig,
    activity: Sequence[Activity] = (),
) -> Roadmap:
    """Return the order in which services leave, with what each departure costs and must cut.

    `kinds` weighs dependency kinds; a cost is in these weights times places, plus `config.shared_write` per table and
    step during which two sides write it, plus the benefits of `config.benefits` that are missed while a service waits.
    Raises UnknownServiceError.
    """
    costs = coexistence(linkage, decomposition, kinds, config)
    gains = benefits(linkage, decomposition, activity, config.benefits, mean_period(costs) or LEAST_WORTH)
    costs = msgspec.structs.replace(costs, waiting=gains.worth)
    found = cheapest(costs, _first(costs.services, config.first))
    unasked = min(found.cost, cheapest(costs).cost) if config.first else 0.0
    wave = waves(costs, found.sequence)
    units = {u.id: u for u in linkage.units if not u.test and u.kind is not UnitKind.EXTERNAL}
    names = [costs.services[position] for position in found.sequence]
    shared = _shared_writes(linkage, decomposition, names)
    cuts = _cuts(linkage, decomposition, units, kinds, names)
    left = _shrinking(units, decomposition, names, texts(linkage))
    steps, gone, crossing, idle, waited = list[Step](), 0, 0.0, costs.idle, 0.0
    for position, service in enumerate(found.sequence):
        name = names[position]
        crossing += costs.crossing_change(gone, service)
        back = _back_calls(costs, gone, service)
        gone |= 1 << service
        period = round(crossing + costs.write_price * costs.torn(gone), 6)
        idle -= gains.worth[service]
        waited += idle
        row = shared[name], cuts[name], left[position + 1], wave[position], round(gains.worth[service], 6)
        steps.append(Step(position + 1, name, period, round(back, 6), *row))
    stop = stopping([step.cost for step in steps], [before.code - after.code for before, after in pairwise(left)])
    return Roadmap(
        left[0], tuple(steps), round(found.cost, 6), round(found.lower_bound, 6), found.optimal,
        round(max(waited, 0.0), 6), gains.terms, gains.absent, stop, config.first, round(unasked, 6),
    )  # fmt: skip


def _first(services: Sequence[str], names: Sequence[str]) -> tuple[int, ...]:
    """Return the positions of the services that are to leave first."""
    for name in names:
        if name not in services:
            near = get_close_matches(name, services, 1, 0.5)
            hint = f"did you mean '{near[0]}'?" if near else f"known: {', '.join(services)}"
            raise UnknownServiceError(f"no service is called '{name}', which is to leave first; {hint}")
    return tuple(services.index(name) for name in dict.fromkeys(names))


def _back_calls(costs: Coexistence, gone: int, service: int) -> float:
    """Return what a service needs of what is still the monolith when it leaves."""
    row = costs.calls[service]
    return costs.core[service] + sum(w for other, w in enumerate(row) if not gone >> other & 1 and other != service)


def _shrinking(
    units: Mapping[str, Unit], decomposition: Decomposition, names: Sequence[str], idle: Set[str]
) -> list[Remaining]:
    """Return what the monolith is at the start and after each of the services has left."""
    members = {service.name: service.members for service in decomposition.services}
    remaining = dict(units)
    found = [_remaining(remaining.values(), idle)]
    for name in names:
        for member in members[name]:
            remaining.pop(member, None)
        found.append(_remaining(remaining.values(), idle))
    return found


def _remaining(units: Iterable[Unit], idle: Set[str]) -> Remaining:
    rows = list(units)
    code = [unit for unit in rows if unit.kind is not UnitKind.TABLE]
    return Remaining(
        loc=sum(unit.loc for unit in code),
        units=len(code),
        tables=len(rows) - len(code),
        entry_points=sum(bool(unit.entry) for unit in code),
        texts=sum(unit.loc for unit in code if unit.id in idle),
    )


def _shared_writes(linkage: Linkage, decomposition: Decomposition, names: Sequence[str]) -> dict[str, tuple[str, ...]]:
    """Return per service the tables that it and something still in the monolith write when it leaves."""
    leaves = {name: position for position, name in enumerate(names)}
    service_of = decomposition.service_of()
    never = len(names)
    shared: dict[str, list[str]] = {name: [] for name in names}
    for table, writers in sorted(written_tables(linkage).items()):
        times = sorted({leaves[service_of[w]] if w in service_of else never for w in writers})
        for time in times[:-1]:
            shared[names[time]].append(table)
    return {name: tuple(tables) for name, tables in shared.items()}


def _cuts(
    linkage: Linkage,
    decomposition: Decomposition,
    units: Mapping[str, Unit],
    kinds: Mapping[str, float],
    names: Sequence[str],
) -> dict[str, tuple[Cut, ...]]:
    """Return per service what must be cut when it leaves, dearest first.

    These are its dependencies on what is still the monolith (shared code of the kernel travels along and is no cut),
    and the accesses of what is still the monolith to the tables that it takes with it.
    """
    leaves = {name: position for position, name in enumerate(names)}
    service_of = decomposition.service_of()
    kernel = {unit for unit in decomposition.kernel if not unit.startswith("table:")}
    never = len(names)
    cuts: dict[str, list[Cut]] = {name: [] for name in names}
    for dependency in coexisting(linkage):
        if dependency.source not in units or dependency.target not in units:
            continue
        source, target = service_of.get(dependency.source), service_of.get(dependency.target)
        if source == target or dependency.target in kernel:
            continue
        if source and leaves[source] < leaves.get(target or "", never):
            cuts[source].append(_cut(dependency, kinds))
        elif target and dependency.kind in ACCESS and leaves[target] < leaves.get(source or "", never):
            cuts[target].append(_cut(dependency, kinds))
    return {
        name: tuple(sorted(found, key=lambda cut: (-cut.cost, cut.source, cut.target, cut.kind)))
        for name, found in cuts.items()
    }


def _cut(dependency: Dependency, kinds: Mapping[str, float]) -> Cut:
    cost = kinds.get(dependency.kind, 1.0) * len(dependency.occurrences)
    return Cut(dependency.source, dependency.target, str(dependency.kind), cost, dependency.occurrences)

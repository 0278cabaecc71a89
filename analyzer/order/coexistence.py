"""What it costs that some services have left and others have not: the quantity an extraction order minimises.

After each step the extracted set E and the rest of the monolith run side by side. That period costs the weight of what
E calls back into the rest, plus a fixed price per table that both sides write, plus what it costs that the others
still wait (`waiting`: the benefit that each brings from its departure on). An order's cost is the sum over all its
periods, so services that depend on little, and whose tables nobody else writes, leave early because that is cheap, and
those that bring much because that pays.
"""

from collections.abc import Iterator, Mapping, Sequence

import msgspec
import numpy as np
import numpy.typing as npt

from analyzer.model.config import OrderConfig
from analyzer.model.decomposition import Decomposition
from analyzer.model.linkage import Dependency, DependencyKind, Linkage, UnitKind

TABLE = "table:"


class Coexistence(msgspec.Struct, frozen=True):
    """K services by position, sorted by name.

    `calls[a][b]`: weight of what a needs of b, as priced by the configuration. `core[a]`: what a needs of the part
    that never leaves. `writers`: (bit set of services that write a table, whether the core writes it too, how many
    tables), only for tables that more than one side writes. `write_price`: cost of one such table for one period.
    """

    services: tuple[str, ...]
    calls: tuple[tuple[float, ...], ...]
    core: tuple[float, ...]
    writers: tuple[tuple[int, bool, int], ...]
    write_price: float
    waiting: tuple[float, ...] = ()  # per period and service that has not left; empty: none

    @property
    def idle(self) -> float:
        """What one period costs while all wait."""
        return sum(self.waiting)

    def order_cost(self, sequence: Sequence[int]) -> float:
        """Return the cost of a whole order (a permutation of positions), or of the periods of its beginning."""
        gone, cost = 0, 0.0
        crossing, idle = 0.0, self.idle
        for service in sequence:
            crossing += self.crossing_change(gone, service)
            idle -= self.waiting[service] if self.waiting else 0.0
            gone |= 1 << service
            cost += crossing + self.write_price * self.torn(gone) + idle
        return cost

    def crossing_change(self, gone: int, service: int) -> float:
        """Return by how much the weight of calls back grows when `service` joins the bit set `gone`."""
        row = self.calls[service]
        change = self.core[service]
        for other in range(len(self.services)):
            if gone >> other & 1:
                change -= self.calls[other][service]
            elif other != service:
                change += row[other]
        return change

    def torn(self, gone: int) -> int:
        """Return how many tables are written on both sides."""
        return sum(n for writers, core, n in self.writers if writers & gone and (core or writers & ~gone))


def call_matrix(costs: Coexistence) -> npt.NDArray[np.float64]:
    """Return the weights of the calls between services, [K, K]; what a service needs of itself counts for nothing."""
    n = len(costs.services)
    calls = np.array(costs.calls, dtype=np.float64).reshape(n, n)
    np.fill_diagonal(calls, 0.0)
    return calls


def among(costs: Coexistence, chosen: Sequence[int]) -> Coexistence:
    """Return the costs among some services alone; what they need of the others counts for nothing."""
    writers = []
    for mask, core, tables in costs.writers:
        inside = sum(1 << i for i, s in enumerate(chosen) if mask >> s & 1)
        if inside.bit_count() > 1 or (inside and core):
            writers.append((inside, core, tables))
    return Coexistence(
        tuple(costs.services[s] for s in chosen),
        tuple(tuple(costs.calls[a][b] for b in chosen) for a in chosen),
        tuple(costs.core[s] for s in chosen),
        tuple(writers),
        costs.write_price,
        tuple(costs.waiting[s] for s in chosen) if costs.waiting else (),
    )


def coexistence(
    linkage: Linkage, decomposition: Decomposition, kinds: Mapping[str, float], config: OrderConfig
) -> Coexistence:
    """Return the costs between the services of a decomposition.

    A dependency weighs its kind's weight times its places. Code of the shared kernel is free: it travels as a library,
    while tables of the kernel stay behind and count.
    """
    names = tuple(sorted(service.name for service in decomposition.services))
    position = {name: i for i, name in enumerate(names)}
    place = {unit: position[name] for unit, name in decomposition.service_of().items()}
    travelling = {unit for unit in decomposition.kernel if not unit.startswith(TABLE)}
    own = {unit.id for unit in linkage.units if not unit.test and unit.kind is not UnitKind.EXTERNAL}
    reachable = own - travelling
    calls = [[0.0] * len(names) for _ in names]
    core = [0.0] * len(names)
    for dependency in coexisting(linkage):
        source = place.get(dependency.source)
        if source is None or dependency.target not in reachable:
            continue
        weight = config.back_call * kinds.get(dependency.kind, 1.0) * len(dependency.occurrences)
        target = place.get(dependency.target)
        if target is None:
            core[source] += weight
        elif target != source:
            calls[source][target] += weight
    return Coexistence(names, tuple(map(tuple, calls)), tuple(core), _writers(linkage, place), config.shared_write)


def coexisting(linkage: Linkage) -> Iterator[Dependency]:
    """Yield the dependencies that outlive an extraction: code that installs or migrates touches every table once, and a
    service takes its part of that along."""
    units = {unit.id: unit for unit in linkage.units}
    installing = {name for name, unit in units.items() if unit.installs}
    for dependency in linkage.dependencies:
        target = units.get(dependency.target)
        if dependency.source not in installing or target is None or target.kind is not UnitKind.TABLE:
            yield dependency


def written_tables(linkage: Linkage) -> dict[str, set[str]]:
    """Return table id → ids of the own units that write it, but for those that install."""
    tests = {unit.id for unit in linkage.units if unit.test}
    writers: dict[str, set[str]] = {}
    for dependency in coexisting(linkage):
        if dependency.kind is DependencyKind.WRITES and dependency.source not in tests:
            writers.setdefault(dependency.target, set()).add(dependency.source)
    return writers


def _writers(linkage: Linkage, place: Mapping[str, int]) -> tuple[tuple[int, bool, int], ...]:
    tally: dict[tuple[int, bool], int] = {}
    for units in written_tables(linkage).values():
        mask, core = 0, False
        for unit in units:
            if unit in place:
                mask |= 1 << place[unit]
            else:
                core = True
        if mask and (core or mask & (mask - 1)):
            tally[(mask, core)] = tally.get((mask, core), 0) + 1
    return tuple((mask, core, n) for (mask, core), n in sorted(tally.items()))

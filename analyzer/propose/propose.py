"""Communities and what was set aside in, services with names, members, tables and alternatives out."""

from collections.abc import Sequence

import msgspec

from analyzer.graphs import modularity
from analyzer.model.config import ClusterConfig
from analyzer.model.decomposition import Communities, Decomposition, Granularity, Service
from analyzer.model.graph import CodeGraph
from analyzer.model.linkage import Linkage, Unit
from analyzer.propose.choosing import Candidate, candidates, placed, smallest
from analyzer.propose.granularity import coarser, finer
from analyzer.propose.memberships import memberships
from analyzer.propose.merging import Groups
from analyzer.propose.naming import name_services
from analyzer.propose.number import exactly
from analyzer.propose.placing import settle
from analyzer.propose.tables import judge, rehomed, uses

Name = tuple[str, tuple[str, ...]]  # of a service, and its vocabulary


class _Choice(msgspec.Struct, frozen=True):
    """A labeling with where it comes from."""

    resolution: float
    labels: Sequence[int]
    stability: Sequence[float]


def propose(
    linkage: Linkage, graph: CodeGraph, communities: Communities, kernel: Sequence[int], config: ClusterConfig
) -> Decomposition:
    """Return the proposal: the recommended granularity, or the wished number of services, and what nests with it."""
    found = candidates(graph, communities)
    chosen = _chosen(graph, communities, found, config.services)
    if config.services is None:
        chosen = _without_dust(linkage, graph, chosen)
    aside = frozenset(kernel)
    nodes = sum(label >= 0 for label in chosen.labels)
    levels = {
        "coarse": coarser(graph, chosen.labels),
        "recommended": list(chosen.labels),
        "fine": finer(graph, chosen.labels, [c.labels for c in found], smallest(nodes)),
    }
    settled = {name: _settled(linkage, graph, labels, aside) for name, labels in levels.items()}
    labels = settled["recommended"]
    names = {name: _names(linkage, graph, level) for name, level in settled.items()}
    granularities = tuple(_granularity(graph, n, chosen, (settled[n], names[n])) for n in settled)
    services = granularities[1].services
    service_of = {member: service.name for service in services for member in service.members}
    verdicts = [judge(t, use, service_of.get(t), len(services)) for t, use in uses(linkage, service_of).items()]
    left = [(i, node) for i, node in enumerate(graph.nodes) if labels[i] < 0]
    return Decomposition(
        services=services,
        kernel=tuple(node for i, node in left if i in aside),
        orphans=tuple(node for i, node in left if i not in aside),
        memberships=memberships(linkage, graph, labels, [n for n, _ in names["recommended"]], chosen.stability),
        tables=tuple(verdicts),
        granularities=granularities,
    )


def _chosen(graph: CodeGraph, communities: Communities, found: Sequence[Candidate], wished: int | None) -> _Choice:
    """Return the candidate with the best score, or one of exactly the wished number."""
    if not found:
        return _Choice(1.0, [-1] * len(graph.nodes), [0.0] * len(graph.nodes))
    best = max(found, key=lambda candidate: (candidate.score, -candidate.resolution))
    if wished is None or wished == best.count:
        return _Choice(best.resolution, best.labels, best.stability)
    raw = [partition.labels for partition in communities.partitions]
    labels = exactly(graph, [*(c.labels for c in found), *raw], wished)
    near = min(found, key=lambda candidate: (abs(candidate.count - wished), candidate.resolution))
    return _Choice(near.resolution, labels, near.stability)


def _without_dust(linkage: Linkage, graph: CodeGraph, chosen: _Choice) -> _Choice:
    """Return the choice without services of which little is left once their tables are at their owners."""
    groups = Groups(rehomed(linkage, graph.nodes, chosen.labels), graph.combined)
    groups.absorb(smallest(sum(groups.size.values())))
    return _Choice(chosen.resolution, groups.result(), chosen.stability)


def _settled(linkage: Linkage, graph: CodeGraph, labels: Sequence[int], kernel: frozenset[int]) -> list[int]:
    """Return the labels with tables at their owners and lonely units where their surroundings are."""
    return settle(linkage, graph, rehomed(linkage, graph.nodes, labels), kernel)


def _names(linkage: Linkage, graph: CodeGraph, labels: Sequence[int]) -> list[Name]:
    units = {unit.id: unit for unit in linkage.units}
    members: list[list[Unit]] = [[] for _ in range(max(labels, default=-1) + 1)]
    for node, label in zip(graph.nodes, labels, strict=True):
        if label >= 0:
            members[label].append(units[node])
    return name_services(members)


def _services(
    graph: CodeGraph, labels: Sequence[int], stability: Sequence[float], names: Sequence[Name]
) -> tuple[Service, ...]:
    members: list[list[int]] = [[] for _ in names]
    for i, label in enumerate(labels):
        if label >= 0:
            members[label].append(i)
    return tuple(
        sorted(
            Service(
                name,
                tuple(graph.nodes[i] for i in inside),
                words,
                round(sum(stability[i] for i in inside) / len(inside), 4),
            )
            for (name, words), inside in zip(names, members, strict=True)
        )
    )


def _granularity(
    graph: CodeGraph, name: str, chosen: _Choice, level: tuple[Sequence[int], Sequence[Name]]
) -> Granularity:
    labels, names = level
    services = _services(graph, labels, chosen.stability, names)
    units = sum(len(service.members) for service in services)
    steady = sum((service.stability or 0.0) * len(service.members) for service in services)
    quality = modularity(placed(graph, labels), labels)
    return Granularity(name, chosen.resolution, services, round(quality, 6), round(steady / units, 4) if units else 0.0)

"""Communities and what was set aside in, services with names, members, tables and alternatives out."""

from collections.abc import Sequence

import msgspec
import numpy as np

from analyzer.graphs import Network, modularity, network
from analyzer.model.config import ClusterConfig
from analyzer.model.decomposition import Communities, Decomposition, Granularity
from analyzer.model.graph import CodeGraph
from analyzer.model.linkage import Linkage
from analyzer.propose.choosing import Candidate, candidates, recommended, smallest
from analyzer.propose.everywhere import without
from analyzer.propose.granularity import coarser, finer, services_of
from analyzer.propose.memberships import memberships
from analyzer.propose.merging import Groups
from analyzer.propose.naming import Name, Vocabulary
from analyzer.propose.number import exactly
from analyzer.propose.placing import layout, settle
from analyzer.propose.tables import Accesses, accesses, rehomed

RECOMMENDED = "recommended"


class _Choice(msgspec.Struct, frozen=True):
    """A labeling with where it comes from."""

    resolution: float
    labels: Sequence[int]
    stability: Sequence[float]
    voted: bool = True  # the runs voted on these labels; on parts that were put together afterwards nobody did


def propose(
    linkage: Linkage, graph: CodeGraph, communities: Communities, kernel: Sequence[int], config: ClusterConfig
) -> Decomposition:
    """Return the proposal: the recommended granularity, or the wished number of services, and what nests with it.

    Its tables have no verdicts yet.
    """
    net = network(len(graph.nodes), graph.combined)
    communities = without(communities, kernel)
    touched, home = accesses(linkage), layout(linkage, graph)
    found = candidates(net, communities)
    chosen = _chosen(net, communities, found, config.services)
    if config.services is None:
        chosen = _without_dust(touched, graph.nodes, net, chosen)
    aside = frozenset(kernel)
    placed = sum(label >= 0 for label in chosen.labels)
    levels = {
        "coarse": coarser(net, chosen.labels),
        RECOMMENDED: list(chosen.labels),
        "fine": finer(net, chosen.labels, [c.labels for c in found], smallest(placed)),
    }
    settled = {name: rehomed(touched, graph.nodes, level) for name, level in levels.items()}
    if any(layer.name == "layout" for layer in graph.layers):
        settled = {name: settle(home, level, aside) for name, level in settled.items()}
    labels = settled[RECOMMENDED]
    unit_of = {unit.id: unit for unit in linkage.units}
    units = [unit_of[node] for node in graph.nodes]
    words = Vocabulary(units)
    names = {name: words.names(level) for name, level in settled.items()}
    granularities = tuple(_granularity(graph, net, n, chosen, (settled[n], names[n])) for n in settled)
    services = granularities[1].services
    left = [(i, node) for i, node in enumerate(graph.nodes) if labels[i] < 0]
    return Decomposition(
        services=services,
        kernel=tuple(node for i, node in left if i in aside),
        orphans=tuple(node for i, node in left if i not in aside),
        memberships=memberships(units, net, labels, [n for n, _ in names[RECOMMENDED]], chosen.stability),
        tables=(),  # `judge` fills them in
        granularities=granularities,
    )


def _chosen(net: Network, communities: Communities, found: Sequence[Candidate], wished: int | None) -> _Choice:
    """Return what persists, or one of exactly the wished number."""
    if not found:
        return _Choice(1.0, [-1] * net.size, [0.0] * net.size)
    best = recommended(found)
    if wished is None or wished == best.count:
        return _Choice(best.resolution, best.labels, best.stability)
    raw = [partition.labels for partition in communities.partitions]
    labels = exactly(net, [*(c.labels for c in found), *sorted(raw, key=max)], wished)
    near = min(found, key=lambda candidate: (abs(candidate.count - wished), candidate.resolution))
    return _Choice(near.resolution, labels, near.stability, voted=False)


def _without_dust(touched: Accesses, nodes: Sequence[str], net: Network, chosen: _Choice) -> _Choice:
    """Return the choice without services of which little is left once their tables are at their owners."""
    groups = Groups(rehomed(touched, nodes, chosen.labels), net)
    groups.absorb(smallest(sum(groups.size.values())))
    return _Choice(chosen.resolution, groups.result(), chosen.stability, chosen.voted)


def _granularity(
    graph: CodeGraph, net: Network, name: str, chosen: _Choice, level: tuple[Sequence[int], Sequence[Name]]
) -> Granularity:
    labels, names = level
    voted = chosen.voted and name == RECOMMENDED
    services = services_of(graph.nodes, labels, names, chosen.stability if voted else None)
    units = sum(len(service.members) for service in services)
    steady = sum((service.stability or 0.0) * len(service.members) for service in services)
    quality = modularity(net, np.array(labels, dtype=np.int64))
    stability = round(steady / units, 4) if voted and units else None
    return Granularity(name, chosen.resolution, services, round(quality, 6), stability)

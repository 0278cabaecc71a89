"""The accepted plan and a code base in, the decomposition that the plan makes of it out.

What a pattern covers is its service's: an id in full beats a pattern of ids, which beats a glob of paths; of two such
the one that says more before its first `*` wins, and of equals the first in the file. What no pattern covers goes by
pull (`pulled`), and is *unplanned*, or stays in the core: the rest of the monolith. An extracted service pulls nothing:
who still uses its code is a violation, not a member. A pattern that matches nothing is told with the place where what
it named may be now, and so are units that two services claim.
"""

from collections.abc import Mapping, Sequence, Set

import numpy as np

from analyzer.graphs import Network, modularity, network
from analyzer.model.decomposition import Decomposition, Granularity, Service
from analyzer.model.graph import CodeGraph
from analyzer.model.linkage import Linkage, UnitKind
from analyzer.model.plan import Plan, State
from analyzer.patterns import Units
from analyzer.propose.granularity import services_of
from analyzer.propose.kernel import find_kernel
from analyzer.propose.memberships import memberships
from analyzer.propose.moved import moved
from analyzer.propose.naming import Vocabulary
from analyzer.propose.overlaps import KERNEL, claims_of, overlaps
from analyzer.propose.placing import layout, settle
from analyzer.propose.pulled import pulled
from analyzer.propose.tables import Accesses, accesses, owner_of, uses

PLAN = "plan"  # the name of the only granularity


def decompose(linkage: Linkage, graph: CodeGraph, plan: Plan, search: bool = True) -> Decomposition:
    """Return the services that a plan makes of a code base, sorted by name; those without any unit are left out.

    Without `search` nobody looks where the units of patterns that match nothing may be now: that takes longest.
    """
    own = Units(linkage.units)
    covered = covering(own, plan)
    names = [service.name for service in plan.services]
    number = {name: i for i, name in enumerate(names)}
    said = [number.get(covered.get(node, ""), -1) for node in graph.nodes]
    aside = _kernel(linkage, graph, plan, covered)
    net = network(len(graph.nodes), graph.combined)
    touched = accesses(linkage)
    extracted = {i for i, service in enumerate(plan.services) if service.state is State.EXTRACTED}
    labels = _placed(linkage, graph, net, said, (aside, extracted))
    fixed = {i for i, label in enumerate(said) if label >= 0} | (aside if plan.kernel else set())
    labels = _homes(touched, graph.nodes, (labels, fixed), names)
    units = {unit.id: unit for unit in linkage.units}
    nodes = [units[node] for node in graph.nodes]
    services = _services(graph.nodes, labels, names, Vocabulary(nodes))
    left = [(i, node) for i, node in enumerate(graph.nodes) if labels[i] < 0 and i not in aside]
    tied = set(np.unique(np.concatenate([net.sources, net.targets])).tolist())
    quality = modularity(net, np.array(labels, dtype=np.int64))
    return Decomposition(
        services=services,
        kernel=tuple(graph.nodes[i] for i in sorted(aside) if labels[i] < 0),
        orphans=tuple(node for i, node in left if i not in tied),
        memberships=memberships(nodes, net, labels, names, [1.0] * net.size),
        tables=(),  # `judge` fills them in
        granularities=(Granularity(PLAN, 0.0, services, round(quality, 6), None),),
        unplanned=tuple(node for i, node in enumerate(graph.nodes) if labels[i] >= 0 and said[i] < 0),
        core=tuple(node for i, node in left if i in tied),
        moved=moved(own, plan, frozenset(covered)) if search else (),
        overlaps=overlaps(own, plan) if search else (),
    )


def planned_owners(linkage: Linkage, plan: Plan) -> dict[str, str]:
    """Return table id → the service whose patterns cover it: a table belongs to whom the plan says."""
    tables = (unit for unit in linkage.units if unit.kind is UnitKind.TABLE)
    covered = covering(Units(tables), plan) if plan.services else {}
    return {unit: name for unit, name in covered.items() if name != KERNEL}


def covering(units: Units, plan: Plan) -> dict[str, str]:
    """Return unit id → the service, or `kernel`, whose pattern covers it."""
    return {unit_id: name for unit_id, (name, _) in claims_of(units, plan).items()}


def _kernel(linkage: Linkage, graph: CodeGraph, plan: Plan, covered: Mapping[str, str]) -> frozenset[int]:
    """Return the positions of the shared kernel: what the plan says, or, where it says nothing, what is detected."""
    if plan.kernel:
        return frozenset(i for i, node in enumerate(graph.nodes) if covered.get(node) == KERNEL)
    return frozenset(i for i in find_kernel(linkage, graph) if graph.nodes[i] not in covered)


def _placed(
    linkage: Linkage, graph: CodeGraph, net: Network, said: Sequence[int], aside: tuple[Set[int], Set[int]]
) -> list[int]:
    """Return the labels with what no pattern covers placed by pull, and what has no tie at all by its surroundings.

    `aside` is the kernel, and the services that are extracted: who still uses these is not theirs.
    """
    kernel, extracted = aside
    gone = {i for i, label in enumerate(said) if label in extracted}
    labels = pulled(net, said, kernel | gone)
    tied = {*net.sources.tolist(), *net.targets.tolist()}
    core = max(labels, default=-1) + 1  # its files and directories are as good a home as those of a service
    rest = tied - kernel
    homes = [core if label < 0 and i in rest else label for i, label in enumerate(labels)]
    return [-1 if label == core else label for label in settle(layout(linkage, graph), homes, kernel | tied)]


def _homes(
    touched: Accesses, nodes: Sequence[str], found: tuple[Sequence[int], Set[int]], names: Sequence[str]
) -> list[int]:
    """Return the labels with tables that no pattern covers where most of their writes (else reads) come from.

    `found` are the labels by pull, and the nodes of which the plan says where they are. Code of the core counts as one
    more service; a table that was only detected as kernel goes to its owner as well.
    """
    placed, fixed = list(found[0]), found[1]
    core = str(len(names))
    place = {node: str(label) if label >= 0 else core for node, label in zip(nodes, placed, strict=True)}
    position = {node: i for i, node in enumerate(nodes)}
    for table, use in uses(touched, place).items():
        i = position.get(table)
        if i is not None and i not in fixed and (use.writers or use.readers):
            owner, _ = owner_of(use, place[table])
            placed[i] = -1 if owner == core or owner is None else int(owner)
    return placed


def _services(
    nodes: Sequence[str], labels: Sequence[int], names: Sequence[str], words: Vocabulary
) -> tuple[Service, ...]:
    vocabularies = [vocabulary for _, vocabulary in words.names(labels)]
    vocabularies += [()] * (len(names) - len(vocabularies))
    return services_of(nodes, labels, list(zip(names, vocabularies, strict=True)))

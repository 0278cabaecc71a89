"""Communities and constraints in, a proposal that obeys them and says what each of them cost out."""

from __future__ import annotations

from collections.abc import Mapping
from functools import partial

import msgspec
import numpy as np

from analyzer.graphs import Network, modularity, network
from analyzer.model.decomposition import Decomposition, Granularity, Obeyed
from analyzer.model.graph import CodeGraph
from analyzer.model.linkage import Linkage
from analyzer.propose.binding import Bound
from analyzer.propose.claims import Claim, Kind
from analyzer.propose.obeying import obedient
from analyzer.propose.propose import RECOMMENDED
from analyzer.propose.rebuilding import owners, rebuilt
from analyzer.propose.tables import accesses

UNCONSTRAINED = "unconstrained"


def constrained(
    linkage: Linkage, graph: CodeGraph, found: Decomposition, bound: Bound, kernel: tuple[int, ...]
) -> Decomposition:
    """Return the proposal moved until every constraint holds. Raises ContradictionError."""
    net = network(len(graph.nodes), graph.combined)
    service_of = found.service_of()
    outside = bound.kernel | bound.left_out  # tables of the kernel that was found have gone to their owners
    proposed = {i: service_of[n] for i, n in enumerate(graph.nodes) if n in service_of and i not in outside}
    whose = partial(owners, accesses(linkage), graph.nodes)
    placed = {i: s for i, s in obedient(bound, net, proposed, whose).items() if i not in outside}
    assigned = {graph.nodes[i]: service for i, service in placed.items()}
    result = rebuilt(linkage, graph, found, assigned, [graph.nodes[i] for i in kernel])
    founded = set(bound.home.values()) - {service.name for service in found.services}
    return msgspec.structs.replace(
        result, constraints=told(bound, net, result.service_of()), founded=tuple(sorted(founded))
    )


def beside(result: Decomposition, free: Decomposition) -> Decomposition:
    """Return a constrained proposal with the one that would be made without constraints among its granularities."""
    chosen = next((row for row in free.granularities if row.name == RECOMMENDED), None)
    if chosen is None:
        return result
    other = Granularity(UNCONSTRAINED, chosen.resolution, free.services, chosen.modularity, chosen.stability)
    return msgspec.structs.replace(result, granularities=(*result.granularities, other))


def told(bound: Bound, net: Network, service_of: Mapping[str, str]) -> tuple[Obeyed, ...]:
    """Return every rule with the units that it decided and what that costs.

    The cost compares the result with the one in which just these units were, each by itself, where most of the weight
    of their ties is: how much more weight crosses, and how much modularity is lost (negative: gained).
    """
    costs = _Costs(bound, net, service_of)
    return tuple(sorted(costs.of(claim) for claim in bound.claims if claim.units))


class _Costs:
    def __init__(self, bound: Bound, net: Network, service_of: Mapping[str, str]) -> None:
        names = {name: i for i, name in enumerate(sorted(set(service_of.values())))}
        self._place = {node: i for i, node in enumerate(bound.nodes)}
        self._net = net
        self._labels = np.array([names.get(service_of.get(node, ""), -1) for node in bound.nodes], dtype=np.int64)
        self._near: dict[int, list[tuple[int, float]]] = {}
        wanted = {self._place[unit] for claim in bound.claims for unit in claim.units}
        for a, b, weight in zip(net.sources.tolist(), net.targets.tolist(), net.weights.tolist(), strict=True):
            if a in wanted:
                self._near.setdefault(a, []).append((b, weight))
            if b in wanted:
                self._near.setdefault(b, []).append((a, weight))
        self._quality = modularity(net, self._labels)

    def of(self, claim: Claim) -> Obeyed:
        """Return one rule with its units and its cost."""
        nodes = [self._place[unit] for unit in claim.units]
        weight = lost = 0.0
        if claim.kind is not Kind.NOT_KERNEL:
            freed = self._labels.copy()
            for node in nodes:
                pulls: dict[int, float] = {}
                for other, tie in self._near.get(node, ()):
                    label = int(self._labels[other])
                    if label >= 0:
                        pulls[label] = pulls.get(label, 0.0) + tie
                if pulls:
                    own = int(self._labels[node])
                    best = min(pulls, key=lambda label: (-pulls[label], label != own, label))
                    weight += pulls[best] - pulls.get(own, 0.0)
                    freed[node] = best
            lost = modularity(self._net, freed) - self._quality if weight else 0.0
        return Obeyed(
            claim.pattern.line, str(claim.kind), claim.pattern.text, claim.service, claim.units,
            round(weight, 4), round(lost, 6),
        )  # fmt: skip

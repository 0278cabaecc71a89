"""A graph, a configuration and the analysis before this one in; the proposal out."""

from collections.abc import Callable, Sequence
from functools import partial
from typing import NamedTuple

import msgspec

from analyzer.cluster import Search, search
from analyzer.model.config import ClusterConfig, Config
from analyzer.model.decomposition import Communities, Decomposition, Service
from analyzer.model.earlier import NOTHING_EARLIER, Earlier, Leaning
from analyzer.model.graph import CodeGraph
from analyzer.model.linkage import Linkage
from analyzer.propose import (
    Bound,
    aside,
    beside,
    bind,
    constrained,
    contracted,
    find_kernel,
    keep_names,
    places,
    propose,
    reclusters,
    sizes,
    spread,
    standing,
    steered_kernel,
    with_used_everywhere,
)

Say = Callable[[str, int, int], None]  # stage, done, total
ROUNDS = 5  # in which an answer is asked whether it would leave itself as it is


def proposed(
    linkage: Linkage, graph: CodeGraph, config: Config, say: Say, previous: Earlier
) -> tuple[Decomposition, Linkage]:
    """Return the proposal, and the linkage with the constraints that speak of nothing among its problems.

    Services keep the names of the `previous` analysis; where that answers the same question, units stay where they were
    when the call is close.
    """
    bound = bind(linkage, graph.nodes, config.constraints)
    before = previous if previous.answers(config) else NOTHING_EARLIER
    hubs = find_kernel(linkage, graph, before.hubs())
    found = search(graph, hubs, config.clustering)
    say("propose", 0, 1)
    named = _Named(linkage, graph, previous.named(set(bound.home.values())), before.shared(), hubs)
    if bound.idle:
        return _heeding(before.services, found, partial(named.anew, config=config.clustering), graph.nodes), linkage
    kernel = with_used_everywhere(linkage, graph, found.communities, hubs)
    plain = partial(named.proposal, kernel=kernel, config=config.clustering)
    free, steered = propose(linkage, graph, found.communities, kernel, config.clustering), steered_kernel(bound, kernel)
    outside, clustering = aside(bound, steered), _wished(config, bound)
    again = reclusters(bound, kernel, outside) or clustering != config.clustering

    def obeying(communities: Communities) -> Decomposition:
        proposal = named.proposal(spread(bound, communities), outside, clustering) if again else plain(communities)
        return beside(constrained(linkage, graph, proposal, bound, steered), free)

    if again:
        found = search(contracted(bound, graph), outside, clustering, sizes(bound))
    obeyed = _heeding(before.services, found, obeying, graph.nodes)
    return obeyed, msgspec.structs.replace(linkage, problems=tuple(sorted({*linkage.problems, *bound.problems})))


def _wished(config: Config, bound: Bound) -> ClusterConfig:
    """Return how to search for communities when some of the wished services are there already."""
    wish = config.constraints.services
    number = max(1, wish.number - len(bound.closed)) if wish else config.clustering.services
    return msgspec.structs.replace(config.clustering, services=number)


class _Named(NamedTuple):
    """What proposals of one graph have in common; `previous` gives names, `shared` says what was kernel then."""

    linkage: Linkage
    graph: CodeGraph
    previous: Sequence[Service]
    shared: Leaning
    hubs: Sequence[int]

    def anew(self, communities: Communities, config: ClusterConfig) -> Decomposition:
        """Return the proposal that communities make, with the kernel that they show."""
        kernel = with_used_everywhere(self.linkage, self.graph, communities, self.hubs, self.shared)
        return self.proposal(communities, kernel, config)

    def proposal(self, communities: Communities, kernel: Sequence[int], config: ClusterConfig) -> Decomposition:
        """Return the proposal that communities make."""
        found = propose(self.linkage, self.graph, communities, kernel, config)
        set_aside = tuple(sorted(self.graph.nodes[i] for i in self.hubs))
        return keep_names(msgspec.structs.replace(found, set_aside=set_aside), self.previous)


def _heeding(
    before: Sequence[Service], found: Search, made: Callable[[Communities], Decomposition], nodes: Sequence[str]
) -> Decomposition:
    """Return what is `made` of what was found, the services `before` being heeded where calls are close.

    The answer is asked in its turn, until it leaves itself as it is: so the next run on unchanged code finds it again.
    Where none does in so many rounds, nothing is heeded, for what is found without asking is found again too.
    """
    free = made(found.communities)
    if not before or places(free.services) == places(before):
        return free
    for _ in range(ROUNDS):
        held = made(found.holding(standing(nodes, before)))
        if places(held.services) == places(free.services):
            return free
        if places(held.services) == places(before):
            return held
        before = held.services
    return free

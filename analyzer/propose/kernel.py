"""The linkage and its weighted graph in, what belongs to everybody out: the shared kernel and the utilities.

A hub is kernel by what is measured, never by its name:

1. It has at least √N distinct users (N nodes; at least `FEWEST_USERS`): that makes it a candidate.
2. Its users would have nothing to do with each other without it: communities are searched in the graph *without* all
   candidates, and the participation coefficient of the hub, P = 1 − Σ_c (users in c / users)² (Guimerà, Amaral 2005),
   corrected for small samples, must come near that of users drawn at random. A facade or the centre of a module has
   many users too, but they sit together.
3. They do not hang on it alone: at most `LOST` of its users have no other tie once the candidates are gone. A base
   class whose children know nothing but their parent is what makes them a module.
4. It uses little of the domain itself: at most `MOST_USED` of its neighbours, candidates not counted, are targets.

What only the kernel uses, and what uses nothing outside of the kernel, goes with it.

What an earlier analysis had set aside stays so until it misses a limit by more than `LEEWAY`, and what it had not must
pass by as much: else a dependency more would send an entity from its service to the kernel, or back.
"""

from collections.abc import Sequence, Set
from math import sqrt

from analyzer.graphs import Network, connected, leiden, network
from analyzer.model.earlier import NO_LEANING, Leaning
from analyzer.model.graph import CodeGraph
from analyzer.model.linkage import Linkage, UnitKind

FEWEST_USERS = 5
SPREAD = 0.9  # of the participation of a random sample
LOST = 0.5
MOST_USED = 0.2
LEEWAY = 0.05  # of each share, for what an earlier analysis knew
SEEDS = (1, 2, 3)


def find_kernel(linkage: Linkage, graph: CodeGraph, before: Leaning = NO_LEANING) -> tuple[int, ...]:
    """Return the positions of the nodes to set aside before the clustering, sorted."""
    users, used = neighbours(graph)
    enough = max(FEWEST_USERS, sqrt(len(graph.nodes)))
    templates = {unit.id for unit in linkage.units if unit.kind == UnitKind.TEMPLATE}
    hubs = {i for i, who in enumerate(users) if len(who) >= enough and graph.nodes[i] not in templates}
    if not hubs:
        return ()
    net = network(len(graph.nodes), graph.combined, sorted(hubs))
    lost = hubs.symmetric_difference(range(net.size)).difference(connected(net).tolist())
    leeway = {hub: LEEWAY * before(graph.nodes[hub]) for hub in hubs}
    frugal = [
        hub
        for hub in sorted(hubs)
        if instability(users[hub], used[hub], hubs) <= MOST_USED + leeway[hub]
        and len(users[hub] & lost) <= (LOST + leeway[hub]) * len(users[hub])
    ]
    spread = _spread(net, [sorted(users[hub]) for hub in frugal])
    kernel = {hub for hub, value in zip(frugal, spread, strict=True) if value >= SPREAD - leeway[hub]}
    return tuple(sorted(closed(kernel, users, used)))


def neighbours(graph: CodeGraph) -> tuple[list[set[int]], list[set[int]]]:
    """Return who uses each node, and whom it uses, over all layers of use."""
    users: list[set[int]] = [set() for _ in graph.nodes]
    used: list[set[int]] = [set() for _ in graph.nodes]
    for layer in graph.layers:
        for edge in layer.edges if layer.name in ("structure", "data") else ():
            users[edge.target].add(edge.source)
            used[edge.source].add(edge.target)
    return users, used


def instability(users: Set[int], used: Set[int], aside: Set[int]) -> float:
    """Return Martin's Ce / (Ca + Ce), what is `aside` not counted among what it uses."""
    efferent = len(used - aside)
    return efferent / (len(users) + efferent)


def _spread(net: Network, users_of: Sequence[Sequence[int]]) -> list[float]:
    """Return each hub's participation over that of a random sample of nodes, mean over several clusterings."""
    placed = connected(net).tolist()
    totals = [0.0] * len(users_of)
    for seed in SEEDS:
        labels = dict(zip(placed, leiden(net, 1.0, seed)[placed].tolist(), strict=True))
        everybody = _participation(list(labels.values()))
        if everybody == 0.0:
            return totals
        for i, users in enumerate(users_of):
            totals[i] += _participation([labels[u] for u in users if u in labels]) / everybody / len(SEEDS)
    return totals


def _participation(labels: Sequence[int]) -> float:
    """Return the chance that two different ones sit in different communities (0 with fewer than two)."""
    count = len(labels)
    if count < 2:
        return 0.0
    sizes: dict[int, int] = {}
    for label in labels:
        sizes[label] = sizes.get(label, 0) + 1
    return 1.0 - sum(n * (n - 1) for n in sizes.values()) / (count * (count - 1))


def closed(kernel: set[int], users: Sequence[Set[int]], used: Sequence[Set[int]], share: float = 1.0) -> set[int]:
    """Return the kernel with everything that uses nothing else, and of whose users at least a `share` is in it."""
    fresh = set(kernel)
    while fresh:
        near = {i for hub in sorted(fresh) for i in used[hub]} - kernel
        fresh = {i for i in near if used[i] <= kernel and len(users[i] & kernel) >= share * len(users[i])}
        kernel = kernel | fresh
    return kernel

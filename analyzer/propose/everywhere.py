"""Communities and the hubs that were set aside in, the whole kernel out: with what is used everywhere by fewer.

A hub has √N users (`kernel.py`). Seen from the communities, a unit with fewer is kernel too when

1. at least `SHARE` of them use it (and at least `FEWEST`), and none of them has more than `MOST_OF_ONE` of its users;
2. it uses little, the kernel not counted: Ce / (Ca + Ce) is at most `MOST_USED`;
3. it keeps no data: no table is within `STEPS` of it or of those who extend or implement it where most of them are in
   one community, nor (for an included script) of what its file declares. An entity, its interface and the file of its
   functions are used everywhere, and belong to somebody all the same.

With it goes what uses nothing but the kernel, and is used by the kernel at least to half.
"""

from collections import Counter
from collections.abc import Mapping, Sequence, Set

import msgspec

from analyzer.graphs import network
from analyzer.model.decomposition import Communities
from analyzer.model.earlier import NO_LEANING, Leaning
from analyzer.model.graph import CodeGraph
from analyzer.model.linkage import DependencyKind, Linkage, UnitKind
from analyzer.propose.choosing import candidates, recommended
from analyzer.propose.kernel import LEEWAY, MOST_USED, closed, instability, neighbours

SHARE = 0.25
FEWEST = 4
MOST_OF_ONE = 0.5
MOSTLY = 0.5  # of the users of what hangs on the kernel
STEPS = 2
HEIRS = (DependencyKind.EXTENDS, DependencyKind.IMPLEMENTS)


def with_used_everywhere(
    linkage: Linkage, graph: CodeGraph, communities: Communities, kernel: Sequence[int], before: Leaning = NO_LEANING
) -> tuple[int, ...]:
    """Return the positions of the kernel, sorted: what was set aside as `kernel`, and what its communities add.

    What an earlier analysis had in the kernel (`before`) or in a service stays there when the call is close.
    """
    labels = _recommended(graph, communities)
    number = len(set(labels) - {-1})
    users, used = neighbours(graph)
    aside = set(kernel)
    leeway = [LEEWAY * before(node) for node in graph.nodes]
    spread = [
        i
        for i, label in enumerate(labels)
        if label >= 0 and i not in aside and _spread(_counts(labels, users[i]), number, leeway[i])
    ]
    frugal = [i for i in spread if instability(users[i], used[i], aside) <= MOST_USED + leeway[i]]
    keeping = _keeping(graph, used)
    heirs = _heirs(linkage, graph, frugal)
    shared = {i for i in frugal if i not in keeping and not _data_of_one(labels, heirs.get(i, ()), keeping)}
    return tuple(sorted(aside | (closed(aside | shared, users, used, MOSTLY) - keeping)))


def _recommended(graph: CodeGraph, communities: Communities) -> Sequence[int]:
    """Return the labels of what will be recommended, cleaned of dust."""
    persistent = tuple(one for one in communities.partitions if one.persistent)
    found = candidates(network(len(graph.nodes), graph.combined), Communities(persistent))
    return recommended(found).labels if found else ()


def without(communities: Communities, kernel: Sequence[int]) -> Communities:
    """Return the communities without the nodes of the kernel."""
    aside = set(kernel)

    def kept(labels: Sequence[int]) -> tuple[int, ...]:
        return tuple(-1 if i in aside else label for i, label in enumerate(labels))

    return Communities(tuple(msgspec.structs.replace(one, labels=kept(one.labels)) for one in communities.partitions))


def _counts(labels: Sequence[int], nodes: Set[int] | Sequence[int]) -> Counter[int]:
    return Counter(labels[i] for i in nodes if labels[i] >= 0)


def _spread(by_community: Counter[int], number: int, leeway: float) -> bool:
    """Say whether users are in enough of a `number` of communities, and no community has most of them."""
    if len(by_community) < max(FEWEST, (SHARE - leeway) * number):
        return False
    return max(by_community.values()) <= (MOST_OF_ONE + leeway) * by_community.total()


def _keeping(graph: CodeGraph, used: Sequence[Set[int]]) -> set[int]:
    """Return the tables, and what is within some steps of one."""
    near = {i for i, node in enumerate(graph.nodes) if node.startswith("table:")}
    for _ in range(STEPS):
        near |= {i for i, targets in enumerate(used) if not targets.isdisjoint(near)}
    return near


def _heirs(linkage: Linkage, graph: CodeGraph, wanted: Sequence[int]) -> Mapping[int, set[int]]:
    """Return what extends or implements each of the wanted nodes, and what is declared in the file of a script."""
    position = {node: i for i, node in enumerate(graph.nodes)}
    found: dict[int, set[int]] = {i: set() for i in wanted}
    for row in linkage.dependencies:
        if row.kind in HEIRS and position.get(row.target) in found and row.source in position:
            found[position[row.target]].add(position[row.source])
    script = {unit.path: position.get(unit.id, -1) for unit in linkage.units if unit.kind is UnitKind.SCRIPT}
    for unit in linkage.units:
        if unit.kind is not UnitKind.SCRIPT and unit.id in position and script.get(unit.path) in found:
            found[script[unit.path]].add(position[unit.id])
    return found


def _data_of_one(labels: Sequence[int], heirs: Set[int] | Sequence[int], keeping: Set[int]) -> bool:
    """Say whether some heirs keep data, and most of them sit in one community."""
    by_community = _counts(labels, heirs)
    most = max(by_community.values(), default=0)
    return most > MOST_OF_ONE * by_community.total() and any(heir in keeping for heir in heirs)

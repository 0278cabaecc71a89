"""A labeling with names in, how surely each unit belongs where it went out."""

from collections.abc import Sequence

import numpy as np

from analyzer.graphs import Network
from analyzer.model.decomposition import Membership, Role
from analyzer.model.linkage import Unit, UnitKind

NEAR = 0.7  # a runner-up with more than this part of the own share contests the unit

Pulls = tuple[list[float], list[float], list[int], list[float]]


def memberships(
    units: Sequence[Unit], net: Network, labels: Sequence[int], names: Sequence[str], stability: Sequence[float]
) -> tuple[Membership, ...]:
    """Return one membership per placed unit, in the order of the units, which are the nodes of the network.

    `names[label]` is the name of a service. Shares are of the weight that a unit has to any service (the kernel and
    orphans do not count).
    """
    rows = []
    for unit, label, steady, total, own, second, pull in zip(
        units, labels, stability, *_pulls(net, labels, names), strict=True
    ):
        if label < 0:
            continue
        share = own / total if total else 0.0
        second_share = pull / total if total else 0.0
        rows.append(
            Membership(
                unit.id,
                names[label],
                role(unit),
                round(steady, 4),
                round(share, 4),
                None if second < 0 else names[second],
                round(second_share, 4),
                second_share > NEAR * share,
            )
        )
    return tuple(rows)


def _pulls(net: Network, labels: Sequence[int], names: Sequence[str]) -> Pulls:
    """Return for every node the weight of its ties to all services, to its own, and to the other that pulls most.

    That one (−1: none) stands before its weight; of equals it is the first by name.
    """
    of = np.array(labels, dtype=np.int64)
    nodes = np.stack([net.sources, net.targets], axis=1).ravel()
    towards = of[np.stack([net.targets, net.sources], axis=1).ravel()]
    weights = np.repeat(net.weights, 2)
    kept = towards >= 0
    width = max(len(names), 1)
    keys, inverse = np.unique(nodes[kept] * width + towards[kept], return_inverse=True)
    pull = np.bincount(inverse.ravel(), weights[kept], len(keys)).astype(np.float64)
    node, service = keys // width, keys % width
    total = np.bincount(node, pull, net.size)
    at_home = service == of[node]
    own = np.bincount(node[at_home], pull[at_home], net.size)
    rank = np.empty(width, dtype=np.int64)
    rank[sorted(range(len(names)), key=names.__getitem__)] = np.arange(len(names))
    node, service, pull = node[~at_home], service[~at_home], pull[~at_home]
    best = np.lexsort((rank[service], -pull, node))
    second, most = np.full(net.size, -1, dtype=np.int64), np.zeros(net.size)
    found, first = np.unique(node[best], return_index=True)
    second[found], most[found] = service[best[first]], pull[best[first]]
    return total.tolist(), own.tolist(), second.tolist(), most.tolist()


def role(unit: Unit) -> Role:
    """Return what a unit in a service is to the decomposition."""
    if unit.kind == UnitKind.TABLE:
        return Role.TABLE
    if unit.kind == UnitKind.TEMPLATE:
        return Role.TEMPLATE
    return Role.ENTRY if unit.entry else Role.DOMAIN

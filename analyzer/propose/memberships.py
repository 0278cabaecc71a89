"""A labeling with names in, how surely each unit belongs where it went out."""

from collections.abc import Mapping, Sequence

from analyzer.model.decomposition import Membership, Role
from analyzer.model.graph import CodeGraph, Edge
from analyzer.model.linkage import Linkage, Unit, UnitKind

NEAR = 0.7  # a runner-up with more than this part of the own share contests the unit


def pulls(labels: Sequence[int], edges: Sequence[Edge]) -> list[dict[int, float]]:
    """Return for each node the weight of its ties to every service."""
    found: list[dict[int, float]] = [{} for _ in labels]
    for edge in edges:
        a, b = labels[edge.source], labels[edge.target]
        if b >= 0:
            found[edge.source][b] = found[edge.source].get(b, 0.0) + edge.weight
        if a >= 0:
            found[edge.target][a] = found[edge.target].get(a, 0.0) + edge.weight
    return found


def memberships(
    linkage: Linkage, graph: CodeGraph, labels: Sequence[int], names: Sequence[str], stability: Sequence[float]
) -> tuple[Membership, ...]:
    """Return one membership per placed unit, sorted by unit id; `names[label]` is the name of a service.

    Shares are of the weight that a unit has to any service (the kernel and orphans do not count).
    """
    units = {unit.id: unit for unit in linkage.units}
    rows = []
    for i, pull in enumerate(pulls(labels, graph.combined)):
        if labels[i] < 0:
            continue
        total = sum(pull.values())
        share = pull.get(labels[i], 0.0) / total if total else 0.0
        second = _runner_up(pull, labels[i], names)
        second_share = pull[second] / total if second is not None and total else 0.0
        rows.append(
            Membership(
                graph.nodes[i],
                names[labels[i]],
                role(units[graph.nodes[i]]),
                round(stability[i], 4),
                round(share, 4),
                None if second is None else names[second],
                round(second_share, 4),
                second_share > NEAR * share,
            )
        )
    return tuple(rows)


def role(unit: Unit) -> Role:
    """Return what a unit in a service is to the decomposition."""
    if unit.kind == UnitKind.TABLE:
        return Role.TABLE
    if unit.kind == UnitKind.TEMPLATE:
        return Role.TEMPLATE
    return Role.ENTRY if unit.entry else Role.DOMAIN


def _runner_up(pull: Mapping[int, float], own: int, names: Sequence[str]) -> int | None:
    others = [label for label in pull if label != own]
    return min(others, key=lambda label: (-pull[label], names[label])) if others else None

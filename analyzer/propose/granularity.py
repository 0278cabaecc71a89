"""A labeling in; its services, and a coarser and a finer labeling that nest with it, out."""

from collections.abc import Sequence

import numpy as np

from analyzer.graphs import Network, within
from analyzer.model.decomposition import Service
from analyzer.propose.merging import Groups, ranked
from analyzer.propose.naming import Name

APART = 1.5  # coarse and fine differ from the recommended number by about this factor, or more


def coarser(net: Network, labels: Sequence[int]) -> list[int]:
    """Return the labeling with about half as many services, at least two: whole services merged."""
    count = max(labels, default=-1) + 1
    groups = Groups(labels, net)
    groups.reduce(max(min(2, count), round(count / 2)))
    return groups.result()


def finer(net: Network, labels: Sequence[int], found: Sequence[Sequence[int]], least: int) -> list[int]:
    """Return the labeling divided along the coarsest of the `found` ones that is clearly finer.

    No part is smaller than `least`: smaller ones stay with the part of their service that pulls most.
    """
    count = max(labels, default=-1) + 1
    clearly = [other for other in found if max(other, default=-1) + 1 >= APART * count]
    chosen = clearly[0] if clearly else (found[-1] if found else labels)
    parts = [(a, b) if a >= 0 else (-1, -1) for a, b in zip(labels, chosen, strict=True)]
    number = {part: i for i, part in enumerate(sorted({part for part in parts if part[0] >= 0}))}
    divided = [number.get(part, -1) for part in parts]
    groups = Groups(divided, within(net, np.array(labels, dtype=np.int64)))
    parents = {number[part]: part[0] for part in number}
    groups.absorb(least, parents)
    return ranked(groups.result())


def services_of(
    nodes: Sequence[str], labels: Sequence[int], names: Sequence[Name], stability: Sequence[float] | None = None
) -> tuple[Service, ...]:
    """Return the services of a labeling, sorted by name, without those that have no member; `stability` is by node."""
    members: list[list[int]] = [[] for _ in names]
    for i, label in enumerate(labels):
        if label >= 0:
            members[label].append(i)
    return tuple(
        sorted(
            Service(
                name,
                tuple(nodes[i] for i in inside),
                words,
                None if stability is None else round(sum(stability[i] for i in inside) / len(inside), 4),
            )
            for (name, words), inside in zip(names, members, strict=True)
            if inside
        )
    )

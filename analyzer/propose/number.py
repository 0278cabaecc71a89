"""Candidates and a wished number in, a labeling with exactly that many services out."""

from collections.abc import Sequence

from analyzer.graphs import Network, split
from analyzer.propose.merging import Groups, ranked

STEPS = 8  # doublings of the resolution when a service is to fall apart


def exactly(net: Network, finer: Sequence[Sequence[int]], count: int) -> list[int]:
    """Return a labeling with `count` services, or one per placed node when there are fewer nodes.

    `finer` are labelings from coarse to fine. The coarsest that has enough services is merged down; when none has, the
    largest service of the finest one is divided until there are enough.
    """
    labels = next((found for found in finer if max(found, default=-1) + 1 >= count), None)
    if labels is not None:
        groups = Groups(labels, net)
        groups.reduce(count)
        return groups.result()
    divided = ranked(finer[-1]) if finer else []
    while 0 < max(divided, default=-1) + 1 < count:
        parts = _divided(net, divided)
        if parts is None:
            break
        divided = parts
    return divided


def _divided(net: Network, labels: Sequence[int]) -> list[int] | None:
    """Return the labeling with its largest service in two, or None when every service is one node."""
    members = [i for i, label in enumerate(labels) if label == 0]
    if len(members) < 2:
        return None
    for step in range(STEPS):
        parts = split(net, members, 2.0**step)
        if max(parts) > 0:
            break
    else:
        parts = [int(i == members[-1]) for i in members]
    halves = [-1] * len(labels)
    for member, part in zip(members, parts, strict=True):
        halves[member] = part
    groups = Groups(halves, net)
    groups.reduce(2)
    fresh = max(labels) + 1
    return ranked([fresh if side == 1 else label for label, side in zip(labels, groups.result(), strict=True)])

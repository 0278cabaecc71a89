"""Resampled networks and their fine groups in, the groups that each of them votes for out."""

from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from math import sqrt

import numpy as np

from analyzer.cluster.speaking import Words, nearer
from analyzer.graphs import (
    Integers,
    Network,
    Ties,
    contract,
    fine_groups,
    hierarchy,
    numbered,
    persistent,
    refined,
    ties_of,
)

FINEST = 5.0  # resolution of the leaves
LEAST = 2.0  # a group has at least √N / this nodes
MOST = 0.5  # and at most this share of all
FEWEST = 3
WORKERS = 2  # each holds two matrices of leaves
PLAIN = 1.0  # the resolution of plain modularity, the second objective
SILENT = 5  # every such network has no vote for it: in doubt what persists wins


Leaves = tuple[Sequence[Network], Sequence[Integers]]  # networks of the same edges, and the fine groups of each


def voted(fine: Leaves, sizes: Integers, words: Words) -> list[Integers]:
    """Return the labelings that decide together: the persistent groups of every network, made of its leaves (at
    resolution `FINEST`), and of four in five the communities at plain modularity.

    Each network has its own tree: what hangs on a single edge persists in few of them. `sizes` says of how many units
    each node consists.
    """
    ties = ties_of(fine[0][0])
    with ThreadPoolExecutor(WORKERS) as pool:
        persistent = list(pool.map(lambda net, leaves: _cut(net, leaves, (sizes, words), ties), *fine))
    heard = [net for number, net in enumerate(fine[0], 1) if number % SILENT]
    return persistent + (fine_groups(heard, PLAIN) if heard else [])


def _cut(net: Network, leaves: Integers, about: tuple[Integers, Words], ties: Ties) -> Integers:
    """Return the persistent groups of one network; what is in none stays with its leaf."""
    sizes, words = about
    total = int(sizes.sum())
    tree = hierarchy(nearer(contract(net, leaves), leaves, words))
    found = persistent(
        tree,
        np.bincount(leaves, sizes).astype(np.int64),
        max(FEWEST, round(sqrt(total) / LEAST)),
        round(MOST * total),
    )
    alone = found < 0
    found[alone] = found.max(initial=-1) + 1 + np.arange(int(alone.sum()))
    return refined(net, numbered(found[leaves]), ties=ties)

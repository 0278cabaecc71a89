"""Resampled networks in, the groups that each of them votes for out."""

from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from math import sqrt

import numpy as np

from analyzer.cluster.speaking import Words, nearer
from analyzer.graphs import (
    Integers,
    Network,
    contract,
    hierarchy,
    leiden,
    numbered,
    persistent,
    refined,
)

FINEST = 5.0  # resolution of the leaves
LEAST = 2.0  # a group has at least √N / this nodes
MOST = 0.5  # and at most this share of all
FEWEST = 3
WORKERS = 2  # each holds two matrices of leaves
PLAIN = 1.0  # the resolution of plain modularity, the second objective
SILENT = 5  # every such network has no vote for it: in doubt what persists wins


def voted(nets: Sequence[Network], sizes: Integers, words: Words) -> list[Integers]:
    """Return the labelings that decide together: the persistent groups of every network, and of four in five their
    communities at plain modularity.

    Each network has its own tree: what hangs on a single edge persists in few of them. `sizes` says of how many units
    each node consists.
    """
    with ThreadPoolExecutor(WORKERS) as pool:
        persistent = pool.map(lambda row: _cut(row[1], sizes, row[0], words), enumerate(nets, 1))
        plain = pool.map(lambda row: leiden(row[1], PLAIN, row[0]), [r for r in enumerate(nets, 1) if r[0] % SILENT])
        return [*persistent, *plain]


def _cut(net: Network, sizes: Integers, seed: int, words: Words) -> Integers:
    """Return the persistent groups of one network; what is in none stays with its leaf."""
    total = int(sizes.sum())
    leaves = leiden(net, FINEST, seed)
    tree = hierarchy(nearer(contract(net, leaves), leaves, words))
    found = persistent(
        tree,
        np.bincount(leaves, sizes).astype(np.int64),
        max(FEWEST, round(sqrt(total) / LEAST)),
        round(MOST * total),
    )
    alone = found < 0
    found[alone] = found.max(initial=-1) + 1 + np.arange(int(alone.sum()))
    return refined(net, numbered(found[leaves]))

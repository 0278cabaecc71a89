"""Resampled networks in, the groups that persist in each of them out."""

from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from math import sqrt

import numpy as np

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


def persistent_runs(nets: Sequence[Network], sizes: Integers) -> list[Integers]:
    """Return the persistent groups of every network; `sizes` says of how many units each node consists.

    Each network has its own tree: what hangs on a single edge persists in few of them.
    """
    with ThreadPoolExecutor(WORKERS) as pool:
        return list(pool.map(lambda row: _cut(row[1], sizes, row[0]), enumerate(nets, 1)))


def _cut(net: Network, sizes: Integers, seed: int) -> Integers:
    """Return the persistent groups of one network; what is in none stays with its leaf."""
    total = int(sizes.sum())
    leaves = leiden(net, FINEST, seed)
    tree = hierarchy(contract(net, leaves))
    found = persistent(
        tree,
        np.bincount(leaves, sizes).astype(np.int64),
        max(FEWEST, round(sqrt(total) / LEAST)),
        round(MOST * total),
    )
    alone = found < 0
    found[alone] = found.max(initial=-1) + 1 + np.arange(int(alone.sum()))
    return refined(net, numbered(found[leaves]))

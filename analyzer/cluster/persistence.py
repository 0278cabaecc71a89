"""Resampled networks and their fine groups in, the groups that persist in each of them out."""

from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from math import sqrt

import numpy as np

from analyzer.graphs import (
    Integers,
    Network,
    Ties,
    contract,
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


Leaves = tuple[Sequence[Network], Sequence[Integers]]  # networks of the same edges, and the fine groups of each


def persistent_runs(fine: Leaves, sizes: Integers) -> list[Integers]:
    """Return the persistent groups of every network, made of its leaves (at resolution `FINEST`).

    Each network has its own tree: what hangs on a single edge persists in few of them. `sizes` says of how many units
    each node consists.
    """
    ties = ties_of(fine[0][0])
    with ThreadPoolExecutor(WORKERS) as pool:
        return list(pool.map(lambda net, leaves: _cut(net, leaves, sizes, ties), *fine))


def _cut(net: Network, leaves: Integers, sizes: Integers, ties: Ties) -> Integers:
    """Return the persistent groups of one network; what is in none stays with its leaf."""
    total = int(sizes.sum())
    tree = hierarchy(contract(net, leaves))
    found = persistent(
        tree,
        np.bincount(leaves, sizes).astype(np.int64),
        max(FEWEST, round(sqrt(total) / LEAST)),
        round(MOST * total),
    )
    alone = found < 0
    found[alone] = found.max(initial=-1) + 1 + np.arange(int(alone.sum()))
    return refined(net, numbered(found[leaves]), ties=ties)

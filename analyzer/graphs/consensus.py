"""Labelings of the same network by several seeds in, one labeling and how sure it is out."""

from collections.abc import Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from itertools import combinations

import numpy as np
from numpy.typing import NDArray

from analyzer.graphs.leiden import common, leiden, numbered, shape_of
from analyzer.graphs.median import nearest
from analyzer.graphs.network import Floats, Integers, Network

NOISE = 0.3  # edge weights are resampled between 1 − this and 1 + this times themselves
SWEEPS = 10
MOST_MOVES = 10**9  # items times labels that they may go to, in each sweep


@dataclass(frozen=True, slots=True, eq=False)
class Consensus:
    """One labeling out of several; `stability[i]` (0..1) says how often node i sat with the rest of its community,
    `agreement` is the mean pairwise adjusted Rand index of the labelings, every node counted `sizes[i]` times."""

    labels: Integers
    stability: Floats
    agreement: float


def resampled(net: Network, seed: int) -> Network:
    """Return the network with every weight multiplied by its own deterministic noise, mean 1.

    Evidence is a sample of what couples code: an answer that hangs on the exact weights is none. Agreement between
    runs on resampled networks says how much of it does (Rosvall, Bergstrom 2010). The noise of an edge depends on
    its ends and the seed alone, so that an edge more or less leaves that of the others as it is.
    """
    noise = 1.0 + NOISE * (2.0 * _uniform(net.sources * net.size + net.targets, seed) - 1.0)
    return net.weighing(net.weights * noise)


def fine_groups(nets: Sequence[Network], resolution: float) -> list[Integers]:
    """Return the groups of each of several networks of the same edges at one resolution, its place the seed."""
    return next(_runs(nets, [resolution]))


def agreed(nets: Sequence[Network], resolutions: Sequence[float], sizes: Integers) -> Iterator[Consensus]:
    """Yield for each resolution what the runs on all networks agree on; node i stands for `sizes[i]` items.

    The result is the median partition: the one nearest to all runs, counting pairs of items that one has together and
    the other apart (Mirkin's distance; Strehl, Ghosh 2002), found by moving groups from the best run until none gains.
    """
    for runs in _runs(nets, resolutions):
        yield agreement_of(runs, sizes)


def agreement_of(runs: Sequence[Integers], sizes: Integers, standing: Integers | None = None) -> Consensus:
    """Return what several labelings agree on: their median partition (see `agreed`).

    A labeling that is `standing` votes half as often as all runs together, so that what it has together stays so until
    three quarters of the runs have it apart, and the reverse. Stability and agreement are those of the runs alone.
    """
    scores = {(i, j): _rand(runs[i], runs[j], sizes) for i, j in combinations(range(len(runs)), 2)}
    means = [sum(score for pair, score in scores.items() if i in pair) for i in range(len(runs))]
    central = means.index(max(means))
    half = [] if standing is None else [standing] * (len(runs) // 2)
    labels = _median([*runs, *half], len(runs) if half else central, central, sizes)
    agreement = sum(scores.values()) / len(scores) if scores else 1.0
    return Consensus(labels, _stability(labels, runs, sizes), agreement)


def _runs(nets: Sequence[Network], resolutions: Sequence[float]) -> Iterator[list[Integers]]:
    """Yield for each resolution one labeling per network, its place the seed.

    All networks have the same edges. Threads help, as the library runs outside of the lock.
    """
    shape = shape_of(nets[0])
    with ThreadPoolExecutor() as pool:
        waiting = [
            [pool.submit(leiden, net, resolution, seed, shape) for seed, net in enumerate(nets, 1)]
            for resolution in resolutions
        ]
        for runs in waiting:
            yield [run.result() for run in runs]


def _median(runs: Sequence[Integers], start: int, central: int, sizes: Integers) -> Integers:
    """Return the labeling that maximises Σ over pairs together of (share of runs that have them together − 1/2).

    Local search from the run at `start`, over the groups that no run tears apart. Where that would take hours, which
    only runs that have next to nothing in common make it, the run that is `central`.
    """
    groups = common(runs)
    _, first = np.unique(groups, return_index=True)
    small = [run[first] for run in runs]
    unsure = np.flatnonzero(np.any([_shared(run) for run in small], axis=0))  # the others are alone in every run
    few = len(unsure) * len(np.unique(small[start])) <= MOST_MOVES
    labels = small[start if few else central].copy()
    if len(unsure) and few:
        _, inverse = np.unique(labels[unsure], return_inverse=True)
        weights = np.bincount(groups, sizes).astype(np.int64)[unsure]
        moved = nearest([run[unsure] for run in small], weights, inverse.ravel().astype(np.int64), SWEEPS)
        labels[unsure] = int(labels.max()) + 1 + moved
    return numbered(labels)[groups]


def _shared(labels: Integers) -> NDArray[np.bool_]:
    """Return for every node whether another one has the same label."""
    shared: NDArray[np.bool_] = np.bincount(labels)[labels] > 1
    return shared


def _uniform(keys: Integers, seed: int) -> Floats:
    """Return numbers 0..1 that depend on the keys and the seed alone (splitmix64)."""
    with np.errstate(over="ignore"):
        mixed = keys.astype(np.uint64) + np.uint64(0x9E3779B97F4A7C15) * np.uint64(seed)
        mixed = (mixed ^ (mixed >> np.uint64(30))) * np.uint64(0xBF58476D1CE4E5B9)
        mixed = (mixed ^ (mixed >> np.uint64(27))) * np.uint64(0x94D049BB133111EB)
        mixed ^= mixed >> np.uint64(31)
    uniform: Floats = mixed.astype(np.float64) / 2.0**64
    return uniform


def by_size(labels: Integers, sizes: Integers) -> Integers:
    """Return the labels renumbered by falling size, ties by first appearance."""
    first = numbered(labels)
    weight = np.bincount(first, sizes)
    rank = np.empty(len(weight), dtype=np.int64)
    rank[np.argsort(-weight, kind="stable")] = np.arange(len(weight))
    return rank[first]


def _stability(labels: Integers, runs: Sequence[Integers], sizes: Integers) -> Floats:
    """Return for every node the mean share of the other items of its community that were with it."""
    whole = np.bincount(labels, sizes)[labels]
    total = np.zeros(len(labels))
    for run in runs:
        keys = labels * (int(run.max(initial=0)) + 1) + run
        _, inverse = np.unique(keys, return_inverse=True)
        total += np.bincount(inverse.ravel(), sizes)[inverse.ravel()] - 1
    shares = total / np.maximum(whole - 1, 1) / max(len(runs), 1)
    stability: Floats = np.where(whole > 1, shares, 1.0)
    return stability


def _rand(ours: Integers, theirs: Integers, sizes: Integers) -> float:
    """Return the adjusted Rand index of two labelings whose nodes stand for several items each."""
    _, inverse = np.unique(ours * (int(theirs.max(initial=0)) + 1) + theirs, return_inverse=True)
    both = _pairs(np.bincount(inverse.ravel(), sizes))
    a, b, every = _pairs(np.bincount(ours, sizes)), _pairs(np.bincount(theirs, sizes)), _pairs(sizes.sum(keepdims=True))
    chance = a * b / every if every else 0.0
    most = (a + b) / 2
    return (both - chance) / (most - chance) if most != chance else 1.0


def _pairs(counts: Floats | Integers) -> float:
    return float((counts * (counts - 1)).sum() / 2)

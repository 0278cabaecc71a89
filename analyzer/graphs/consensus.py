"""Labelings of the same network by several seeds in, one labeling and how sure it is out."""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import combinations

import numpy as np

from analyzer.graphs.leiden import common, leiden, numbered
from analyzer.graphs.network import Floats, Integers, Network, contract, split_quality

ROUNDS = 2  # of deciding again what the seeds disagree on
DECIDERS = 3  # seeds that decide it


@dataclass(frozen=True, slots=True, eq=False)
class Consensus:
    """One labeling out of several; `stability[i]` (0..1) says how often node i sat with the rest of its community,
    `agreement` is the mean pairwise adjusted Rand index of the labelings, every node counted `sizes[i]` times."""

    labels: Integers
    stability: Floats
    agreement: float


def core_groups(net: Network, resolution: float, seeds: Sequence[int]) -> Integers:
    """Return the groups of nodes that all seeds leave together at a fine resolution, numbered by first appearance.

    What is never torn apart need not be decided again: on these groups every further run costs a fraction and ends at
    a modularity at least as good (core groups graph clustering: Ovelgönne, Geyer-Schulz 2012).
    """
    return common([leiden(net, resolution, seed) for seed in seeds])


def agreed(net: Network, resolution: float, seeds: Sequence[int], sizes: Integers) -> Consensus:
    """Return what all seeds agree on at a resolution; `sizes[i]` says for how many items node i stands.

    What all seeds have together is contracted and decided again until the seeds agree, or the best one is taken: so
    the result is a partition at the asked resolution, which a co-association graph of its own would not give.
    """
    runs = [leiden(net, resolution, seed) for seed in seeds]
    groups, rounds = common(runs), runs
    for _ in range(ROUNDS):
        if len(set(map(bytes, rounds))) == 1:
            break
        small = contract(net, groups)
        rounds = [leiden(small, resolution, seed)[groups] for seed in seeds[:DECIDERS]]
        merged = common(rounds)
        if int(merged.max(initial=0)) == int(groups.max(initial=0)):
            break
        groups = merged
    labels = max(rounds, key=lambda found: split_quality(net, found, resolution))
    return Consensus(labels, _stability(labels, runs, sizes), _agreement(runs, sizes))


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


def _agreement(runs: Sequence[Integers], sizes: Integers) -> float:
    scores = [_rand(a, b, sizes) for a, b in combinations(runs, 2)]
    return float(np.mean(scores)) if scores else 1.0


def _rand(ours: Integers, theirs: Integers, sizes: Integers) -> float:
    """Return the adjusted Rand index of two labelings whose nodes stand for several items each."""
    both = _pairs(np.bincount(ours * (int(theirs.max(initial=0)) + 1) + theirs, sizes))
    a, b, every = _pairs(np.bincount(ours, sizes)), _pairs(np.bincount(theirs, sizes)), _pairs(sizes.sum(keepdims=True))
    chance = a * b / every if every else 0.0
    most = (a + b) / 2
    return (both - chance) / (most - chance) if most != chance else 1.0


def _pairs(counts: Floats | Integers) -> float:
    return float((counts * (counts - 1)).sum() / 2)

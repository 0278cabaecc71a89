"""Pairs of nodes with weights, and how to make them: from rows, or from baskets of what was seen together."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import numpy as np

from analyzer.graphs import Floats, Integers


@dataclass(frozen=True, slots=True, eq=False)
class Arcs:
    """Directed edges between positions, each pair once and sorted."""

    sources: Integers
    targets: Integers
    weights: Floats


def added(size: int, sources: Integers, targets: Integers, weights: Floats) -> Arcs:
    """Return each pair once, with the sum of its weights."""
    keys, inverse = np.unique(sources * size + targets, return_inverse=True)
    sums = np.bincount(inverse.ravel(), weights, len(keys)).astype(np.float64)
    return Arcs(keys // max(size, 1), keys % max(size, 1), sums)


def together(size: int, baskets: Iterable[Sequence[int]], most: int) -> Arcs:
    """Return how often nodes stand in the same basket, source < target.

    A basket of n nodes, each once, speaks for each of its pairs with 1 / (n − 1), so that every node gets 1 from it;
    the sum is divided by √(baskets of a · baskets of b), so that what is in every basket says little (cosine, Salton
    1983). Baskets of more than `most` nodes make no pair, but count.
    """
    seen = np.zeros(size)
    lows, highs, weights = [np.zeros(0, np.int64)], [np.zeros(0, np.int64)], [np.zeros(0)]
    for basket in baskets:
        nodes = np.unique(np.array(basket, dtype=np.int64))
        seen[nodes] += 1
        if 2 <= len(nodes) <= most:
            a, b = np.triu_indices(len(nodes), 1)
            lows.append(nodes[a])
            highs.append(nodes[b])
            weights.append(np.full(len(a), 1.0 / (len(nodes) - 1)))
    pairs = added(size, np.concatenate(lows), np.concatenate(highs), np.concatenate(weights))
    return Arcs(pairs.sources, pairs.targets, pairs.weights / np.sqrt(seen[pairs.sources] * seen[pairs.targets]))

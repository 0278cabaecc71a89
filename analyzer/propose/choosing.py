"""Partitions at several resolutions in; cleaned of dust, judged by several criteria, and the recommended one out.

No single number decides: intrinsic metrics follow the truth badly, maximum modularity included. Each criterion is 0..1,
and the recommended granularity has the highest geometric mean of

- agreement: do runs on resampled networks agree (mean pairwise ARI)?
- plateau: does the answer survive a step of the resolution (mean ARI with the neighbouring partitions)?
- modularity: relative to the best of the candidates, at resolution 1;
- inside: the share of the weight that stays within services;
- balance: the evenness of the sizes, exp(entropy) / number (Hill 1973): no giant beside dwarfs;

times

- number: how near the number of services is to .7·√N, between 3 and 24, as a bell over its logarithm: the median over
  code bases whose authors declared modules is .7·√N (docs/quality.md), and nobody plans with more than two dozen at
  once. The other criteria are flat over a wide range: this one keeps the choice from jumping.
"""

from collections import Counter
from collections.abc import Sequence
from itertools import pairwise
from math import exp, log, sqrt

import msgspec
import numpy as np

from analyzer.graphs import Network, ari, labelled, modularity, within
from analyzer.model.decomposition import Communities
from analyzer.propose.merging import Groups

WIDTH = 0.8  # of the bell over the logarithm of the number of services


class Candidate(msgspec.Struct, frozen=True):
    """One way to split, without dust, and what speaks for it."""

    resolution: float
    labels: tuple[int, ...]
    stability: tuple[float, ...]
    modularity: float
    criteria: dict[str, float]

    @property
    def count(self) -> int:
        """The number of services."""
        return max(self.labels, default=-1) + 1

    @property
    def score(self) -> float:
        """The geometric mean of the criteria, times how fit the number is."""
        others = [value for name, value in self.criteria.items() if name != "number"]
        return exp(sum(log(max(value, 1e-6)) for value in others) / len(others)) * self.criteria["number"]


def smallest(nodes: int) -> int:
    """Return the size below which a community is dust: √N / 4, at least 3."""
    return max(3, round(sqrt(nodes) / 4))


def candidates(net: Network, communities: Communities) -> list[Candidate]:
    """Return the cleaned partitions of the graph's network with their criteria, coarse to fine."""
    cleaned = []
    for partition in communities.partitions:
        groups = Groups(partition.labels, net)
        groups.absorb(smallest(sum(groups.size.values())))
        cleaned.append(groups.result())
    scores = [modularity(net, np.array(labels, dtype=np.int64)) for labels in cleaned]
    steps = [ari(*pair) for pair in pairwise(cleaned)]
    most = max(scores, default=0.0)
    found = []
    for i, (partition, labels) in enumerate(zip(communities.partitions, cleaned, strict=True)):
        near = steps[max(i - 1, 0) : i + 1]
        criteria = {
            "agreement": partition.agreement,
            "plateau": sum(near) / len(near) if near else 1.0,
            "modularity": scores[i] / most if most > 0 else 1.0,
            **shape(net, labels),
        }
        found.append(Candidate(partition.resolution, tuple(labels), partition.stability, scores[i], criteria))
    return found


def shape(net: Network, labels: Sequence[int]) -> dict[str, float]:
    """Return the criteria that need the labels only."""
    sizes = [n for label, n in Counter(labels).items() if label >= 0]
    total = sum(sizes)
    if not total:
        return {"inside": 0.0, "balance": 0.0, "number": 0.0}
    of = np.array(labels, dtype=np.int64)
    weight = labelled(net, of).total
    inside = within(net, of).total
    entropy = -sum(n / total * log(n / total) for n in sizes)
    wished = min(24.0, max(3.0, 0.7 * sqrt(total)))
    return {
        "inside": inside / weight if weight else 1.0,
        "balance": exp(entropy) / len(sizes),
        "number": exp(-((log(len(sizes) / wished) / WIDTH) ** 2) / 2),
    }

"""A call graph and labels in, the counts that all partition metrics share out: one pass over its edges."""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from math import log

import numpy as np

from analyzer.graphs import Floats, Integers
from analyzer.measure.calls import CallGraph


@dataclass(frozen=True, slots=True, eq=False)
class Arcs:
    """A call graph as arrays, one place per directed pair: who, whom, in how many places, ln of that + 1, and whether
    it is the pair's one arc that is counted when direction does not matter."""

    size: int
    sources: Integers
    targets: Integers
    volumes: Integers
    logs: Floats
    first: Integers


@dataclass(frozen=True, slots=True, eq=False)
class Counts:
    """A partition of N units into K services, counted.

    Arrays are indexed by service (0..K−1). `sizes`: units; U = unordered pair of units with a call in either direction,
    D = directed pair. `inner_pairs`, `inner_arcs`: U and D pairs inside; `outer_pairs`, `outer_arcs`: the same between
    any two services that call each other, whose sizes multiplied are `outer_sizes`; `inner_volume`, `leaving`,
    `arriving`: places of calls.
    """

    sizes: Integers
    inner_pairs: Integers
    inner_arcs: Integers
    outer_pairs: Integers
    outer_arcs: Integers
    outer_sizes: Integers
    inner_volume: Integers
    leaving: Integers
    arriving: Integers
    log_inner: float  # Σ (ln volume + 1) over D pairs inside
    log_outer: float
    called_from_outside: int  # units that a unit of another service calls

    @property
    def services(self) -> int:
        """K."""
        return len(self.sizes)


def arcs(graph: CallGraph) -> Arcs:
    """Return the arcs of a call graph."""
    pairs = np.array(list(graph.volume), dtype=np.int64).reshape(-1, 2)
    volumes = list(graph.volume.values())
    logs = np.array([log(volume) + 1 for volume in volumes], dtype=np.float64)
    first = np.array([a < b or (b, a) not in graph.volume for a, b in graph.volume], dtype=np.int64)
    return Arcs(len(graph.units), pairs[:, 0], pairs[:, 1], np.array(volumes, dtype=np.int64), logs, first)


def count(calls: Arcs, labels: Sequence[int]) -> Counts:
    """Return the counts of a partition; `labels[i]` is the service (0..K−1) of unit i, every number used."""
    of = np.array(labels, dtype=np.int64)
    services = int(of.max(initial=-1)) + 1
    sizes = np.bincount(of, minlength=services)
    source, target = of[calls.sources], of[calls.targets]
    inside = source == target
    home, outside = source[inside], ~inside
    source, target = source[outside], target[outside]
    low, high = np.minimum(source, target), np.maximum(source, target)
    keys, inverse, outer_arcs = np.unique(low * services + high, return_inverse=True, return_counts=True)
    width = max(services, 1)
    return Counts(
        sizes=sizes,
        inner_pairs=_sums(home, calls.first[inside], services),
        inner_arcs=np.bincount(home, minlength=services),
        outer_pairs=_sums(inverse.ravel(), calls.first[outside], len(keys)),
        outer_arcs=outer_arcs,
        outer_sizes=sizes[keys // width] * sizes[keys % width],
        inner_volume=_sums(home, calls.volumes[inside], services),
        leaving=_sums(source, calls.volumes[outside], services),
        arriving=_sums(target, calls.volumes[outside], services),
        log_inner=float(calls.logs[inside].sum()),
        log_outer=float(calls.logs[outside].sum()),
        called_from_outside=len(np.unique(calls.targets[outside])),
    )


def _sums(place: Integers, values: Integers, size: int) -> Integers:
    """Return the sum of the values at every place 0..size−1 (whole numbers below 2**53)."""
    return np.bincount(place, values, size).astype(np.int64)


def renumber(names: Sequence[str]) -> list[int]:
    """Return dense labels 0..K−1 for names, numbered in the sorted order of the names."""
    order = {name: i for i, name in enumerate(sorted(set(names)))}
    return [order[name] for name in names]


def boundaries(sizes: Sequence[int]) -> list[int]:
    """Return labels that cut a row of items into consecutive runs of the given sizes."""
    edges = [0]
    for size in sizes:
        edges.append(edges[-1] + size)
    return [label for label, (start, end) in enumerate(pairwise(edges)) for _ in range(start, end)]

"""A call graph and labels in, the counts that all partition metrics share out: one pass over its edges."""

from collections.abc import Sequence
from itertools import pairwise
from math import log

import msgspec

from analyzer.measure.calls import CallGraph


class Counts(msgspec.Struct, frozen=True):
    """A partition of N units into K services, counted.

    Lists are indexed by service (0..K−1). `sizes`: units; U = unordered pair of units with a call in either direction,
    D = directed pair. `inner_pairs`, `inner_arcs`: U and D pairs inside; `outer_pairs`, `outer_arcs`: the same between
    two services, keyed (i, j) with i < j; `inner_volume`, `leaving`, `arriving`: places of calls.
    """

    sizes: list[int]
    inner_pairs: list[int]
    inner_arcs: list[int]
    outer_pairs: dict[tuple[int, int], int]
    outer_arcs: dict[tuple[int, int], int]
    inner_volume: list[int]
    leaving: list[int]
    arriving: list[int]
    log_inner: float  # Σ (ln volume + 1) over D pairs inside
    log_outer: float
    called_from_outside: int  # units that a unit of another service calls

    @property
    def services(self) -> int:
        """K."""
        return len(self.sizes)


def count(graph: CallGraph, labels: Sequence[int]) -> Counts:
    """Return the counts of a partition; `labels[i]` is the service (0..K−1) of unit i, every number used."""
    services = max(labels, default=-1) + 1
    sizes, inner_pairs, inner_arcs, inner_volume, leaving, arriving = ([0] * services for _ in range(6))
    for label in labels:
        sizes[label] += 1
    outer_pairs: dict[tuple[int, int], int] = {}
    outer_arcs: dict[tuple[int, int], int] = {}
    outside: set[int] = set()
    log_inner = log_outer = 0.0
    for (a, b), volume in graph.volume.items():
        i, j = labels[a], labels[b]
        first_of_pair = a < b or (b, a) not in graph.volume
        if i == j:
            inner_arcs[i] += 1
            inner_pairs[i] += first_of_pair
            inner_volume[i] += volume
            log_inner += log(volume) + 1
            continue
        key = (i, j) if i < j else (j, i)
        outer_arcs[key] = outer_arcs.get(key, 0) + 1
        outer_pairs[key] = outer_pairs.get(key, 0) + first_of_pair
        leaving[i] += volume
        arriving[j] += volume
        log_outer += log(volume) + 1
        outside.add(b)
    return Counts(
        sizes, inner_pairs, inner_arcs, outer_pairs, outer_arcs, inner_volume, leaving, arriving,
        log_inner, log_outer, len(outside),
    )  # fmt: skip


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

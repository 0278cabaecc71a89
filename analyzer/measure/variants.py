"""Counts of a partition in, the published metric variants out: one small function each, named and sourced.

Names, formulas and directions are those of docs/metrics.md. A metric that is undefined for a partition (a mean over no
pairs, a share of nothing) is 0 there; the docs say so.
"""

from collections.abc import Callable, Sequence
from math import log

import numpy as np

from analyzer.graphs import Floats, Integers, carried
from analyzer.measure.calls import CallGraph
from analyzer.measure.partition import Counts


def _share(part: float, whole: float) -> float:
    return float(part / whole) if whole else 0.0


def _mean(values: Floats) -> float:
    return float(values.mean()) if len(values) else 0.0


def _densities(pairs: Integers, sizes: Integers) -> Floats:
    """Return pairs with a call per possible pair."""
    densities: Floats = pairs / np.maximum(sizes, 1)
    return densities


def structural_modularity_fse21(c: Counts) -> float:
    """(1/K)·Σ μ/N² − mean over pairs of σ/(2·N·N'); U pairs (Kalia et al., Mono2Micro, FSE 2021)."""
    outer = _densities(c.outer_pairs, 2 * c.outer_sizes).sum()
    return _mean(_densities(c.inner_pairs, c.sizes**2)) - _share(outer, c.services * (c.services - 1) / 2)


def structural_quality_fosci(c: Counts) -> float:
    """Mean of μ/N² − mean over i<j of σ/(N·N'); D pairs, σ up to 2·N·N' (Jin et al., FoSCI, TSE 2021)."""
    outer = _densities(c.outer_arcs, c.outer_sizes).sum()
    return _mean(_densities(c.inner_arcs, c.sizes**2)) - _share(outer, c.services * (c.services - 1) / 2)


def structural_quality_rldec(c: Counts) -> float:
    """Mean of the diagonal of (arcs / (N·N')) − mean off the diagonal (Sellami et al., RLDec, EMSE 2025)."""
    outer = _densities(c.outer_arcs, c.outer_sizes).sum()
    return _mean(_densities(c.inner_arcs, c.sizes**2)) - _share(outer, c.services * (c.services - 1))


def interpartition_calls_fse21(c: Counts) -> float:
    """Σ between services (ln vol + 1) / Σ all (ln vol + 1) (FSE 2021)."""
    return _share(c.log_outer, c.log_inner + c.log_outer)


def interpartition_calls_cargo(c: Counts) -> float:
    """Σ volume between services / Σ volume (Nitin et al., CARGO, ASE 2022)."""
    return _share(c.leaving.sum(), c.leaving.sum() + c.inner_volume.sum())


def interface_number_fse21(c: Counts) -> float:
    """(1/K)·number of U pairs of units across services with a call (FSE 2021)."""
    return _share(c.outer_pairs.sum(), c.services)


def interface_number_fosci(c: Counts) -> float:
    """(1/K)·number of units that are called from another service (FoSCI)."""
    return _share(c.called_from_outside, c.services)


def non_extreme_distribution_fse21(c: Counts) -> float:
    """1 − share of the units that sit in services of 5 to 20 units, both included (FSE 2021)."""
    return 1 - _share(c.sizes[(c.sizes >= 5) & (c.sizes <= 20)].sum(), c.sizes.sum())


def non_extreme_distribution_rldec(c: Counts) -> float:
    """1 − share of the services that have at least 5 and fewer than 20 units (RLDec)."""
    return 1 - _share(((c.sizes >= 5) & (c.sizes < 20)).sum(), c.services)


def interaction_number(c: Counts) -> float:
    """Number of call places between services, both directions (MSExtractor)."""
    return float(c.leaving.sum())


def cohesion_cargo(c: Counts) -> float:
    """Mean of 2·int / (2·int + ext), by volume (CARGO)."""
    whole = 2 * c.inner_volume + c.leaving + c.arriving
    return _mean(2 * c.inner_volume / np.maximum(whole, 1))


def turbo_mq(c: Counts) -> float:
    """Σ 2μ/(2μ + ε), ε both directions, by volume (Mitchell, Mancoridis, Bunch)."""
    return cohesion_cargo(c) * c.services


def modularity_directed(c: Counts) -> float:
    """Directed modularity by volume at resolution 1 (Leicht, Newman 2008)."""
    whole = max(c.inner_volume.sum() + c.leaving.sum(), 1)
    starts, ends = (c.inner_volume + c.leaving) / whole, (c.inner_volume + c.arriving) / whole
    return float((c.inner_volume / whole - starts * ends).sum())


def modularity_undirected(c: Counts) -> float:
    """Undirected modularity by volume at resolution 1 (Newman 2004)."""
    whole = max(c.inner_volume.sum() + c.leaving.sum(), 1)
    ends = (2 * c.inner_volume + c.leaving + c.arriving) / (2 * whole)
    return float((c.inner_volume / whole - ends**2).sum())


VARIANTS: tuple[tuple[str, str, Callable[[Counts], float]], ...] = (
    ("sm@fse21", "up", structural_modularity_fse21),
    ("smq@fosci", "up", structural_quality_fosci),
    ("smq@rldec", "up", structural_quality_rldec),
    ("icp@fse21", "down", interpartition_calls_fse21),
    ("icp@cargo", "down", interpartition_calls_cargo),
    ("ifn@fse21", "down", interface_number_fse21),
    ("ifn@fosci", "down", interface_number_fosci),
    ("irn@msextractor", "down", interaction_number),
    ("ned@fse21", "down", non_extreme_distribution_fse21),
    ("ned@rldec", "down", non_extreme_distribution_rldec),
    ("cohesion@cargo", "up", cohesion_cargo),
    ("turbomq@bunch", "up", turbo_mq),
    ("turbomq/k@bunch", "up", cohesion_cargo),
    ("modularity@newman04", "", modularity_undirected),
    ("modularity@leicht08", "", modularity_directed),
)


def data_entropy_cargo(graph: CallGraph, labels: Sequence[int]) -> float:
    """Mean over tables of the entropy (nats) of the services that access the table (CARGO); by accessing units."""
    return _share(sum(_entropy([labels[unit] for unit in units]) for units in graph.access.values()), len(graph.access))


def _entropy(labels: Sequence[int]) -> float:
    counts: dict[int, int] = {}
    for label in labels:
        counts[label] = counts.get(label, 0) + 1
    total = len(labels)
    return sum(-n / total * log(n / total) for _, n in sorted(counts.items()))


def business_context_purity_fse21(reached: Sequence[int], labels: Sequence[int]) -> float:
    """Mean of ln(m): m = number of entry points whose calls reach the service, services with none left out (FSE 2021).

    `reached[i]` is a bit set: bit e is set when entry point e reaches unit i.
    """
    entries: dict[int, int] = {}
    for bits, label in zip(reached, labels, strict=True):
        entries[label] = entries.get(label, 0) | bits
    counts = [bits.bit_count() for _, bits in sorted(entries.items()) if bits]
    return _share(sum(log(m) for m in counts), len(counts))


def reach(graph: CallGraph) -> list[int]:
    """Return per unit the bit set of entry points that reach it through calls, itself included."""
    reached = [0] * len(graph.units)
    callees: dict[int, list[int]] = {}
    for a, b in graph.volume:
        callees.setdefault(a, []).append(b)
    for bit, entry in enumerate(graph.entries):
        reached[entry] |= 1 << bit
    return carried(reached, callees)

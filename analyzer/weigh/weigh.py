"""A `Linkage` and the configured weights in, the weighted graph that communities are found in out."""

from collections.abc import Sequence
from dataclasses import dataclass
from math import ceil, log, log10

import numpy as np

from analyzer.graphs import Floats, Integers
from analyzer.model.config import WeightConfig
from analyzer.model.graph import CodeGraph, Edge, Layer
from analyzer.model.linkage import Linkage, Unit, UnitKind
from analyzer.weigh.layers import LAYER_OF


@dataclass(frozen=True, slots=True, eq=False)
class _Arcs:
    """Directed edges between positions, each pair once and sorted."""

    sources: Integers
    targets: Integers
    weights: Floats


def weigh(linkage: Linkage, config: WeightConfig) -> CodeGraph:
    """Return the combined graph over own units and tables; external and test units are left out.

    Within a layer, an arc weighs Σ over its kinds of kind · confidence · (1 + ln places), divided by the target's
    number of distinct sources to the power of `fan_in_discount`: what everybody uses says little about who belongs
    together. Each layer is then normalised to sum 1. In the combined graph a layer counts its configured weight times
    the share of the connected nodes that it speaks about, so that a layer weighs the same per node it touches: three
    table accesses in a large code base do not outvote its calls.
    """
    nodes = tuple(sorted({unit.id for unit in linkage.units if takes_part(unit)}))
    found = _arcs(linkage, config, {node: i for i, node in enumerate(nodes)})
    touched = {name: np.unique(np.concatenate([arcs.sources, arcs.targets])) for name, arcs in found.items()}
    connected = len(np.unique(np.concatenate(list(touched.values())))) if touched else 0
    layers = []
    for name in sorted(found):
        weight = config.layers.get(name, 0.0) * len(touched[name]) / connected
        layers.append(Layer(name, round(weight, 6), _scaled(_discounted(found[name], config.fan_in_discount), 1.0)))
    return CodeGraph(nodes, tuple(layers), _combined(layers))


def takes_part(unit: Unit) -> bool:
    """Say whether a unit is to be placed: own code, tables and templates, but no tests."""
    return unit.kind != UnitKind.EXTERNAL and not unit.test


def _arcs(linkage: Linkage, config: WeightConfig, position: dict[str, int]) -> dict[str, _Arcs]:
    """Return layer → its arcs with raw weights."""
    weight_of = {
        (kind, confidence): config.kinds.get(kind.value, 0.0) * factor
        for kind in LAYER_OF
        for confidence, factor in config.confidence.items()
    }
    names = sorted(set(LAYER_OF.values()))
    number = {kind: names.index(name) for kind, name in LAYER_OF.items()}
    rows = linkage.dependencies
    sources = np.array([position.get(d.source, -1) for d in rows], dtype=np.int64)
    targets = np.array([position.get(d.target, -1) for d in rows], dtype=np.int64)
    layers = np.array([number[d.kind] for d in rows], dtype=np.int64)
    weights = np.array([weight_of.get((d.kind, d.confidence), 0.0) for d in rows], dtype=np.float64)
    weights = weights * _damped([len(d.occurrences) for d in rows])
    kept = (sources >= 0) & (targets >= 0) & (sources != targets) & (weights > 0.0)
    found = {}
    for layer in np.unique(layers[kept]).tolist():
        here = kept & (layers == layer)
        found[names[layer]] = _added(len(position), sources[here], targets[here], weights[here])
    return found


def _damped(places: Sequence[int]) -> Floats:
    """Return 1 + ln n for every number of places, 1 for none."""
    numbers, inverse = np.unique(np.array(places, dtype=np.int64), return_inverse=True)
    factors = np.array([1.0 + log(n) if n > 1 else 1.0 for n in numbers.tolist()], dtype=np.float64)
    damped: Floats = factors[inverse.ravel()]
    return damped


def _added(size: int, sources: Integers, targets: Integers, weights: Floats) -> _Arcs:
    """Return each pair once, with the sum of its weights."""
    keys, inverse = np.unique(sources * size + targets, return_inverse=True)
    sums = np.bincount(inverse.ravel(), weights, len(keys)).astype(np.float64)
    return _Arcs(keys // max(size, 1), keys % max(size, 1), sums)


def _discounted(arcs: _Arcs, discount: float) -> _Arcs:
    """Return the arcs with the weights of popular targets divided by their fan-in to the power of `discount`."""
    _, inverse, fan_in = np.unique(arcs.targets, return_inverse=True, return_counts=True)
    divisors = np.array([count**discount for count in fan_in.tolist()], dtype=np.float64)
    return _Arcs(arcs.sources, arcs.targets, arcs.weights / divisors[inverse.ravel()])


def _combined(layers: Sequence[Layer]) -> tuple[Edge, ...]:
    """Return one undirected weight per pair, mean 1."""
    rows = [(e.source, e.target, layer.weight * e.weight) for layer in layers if layer.weight > 0 for e in layer.edges]
    sources = np.array([row[0] for row in rows], dtype=np.int64)
    targets = np.array([row[1] for row in rows], dtype=np.int64)
    weights = np.array([row[2] for row in rows], dtype=np.float64)
    low, high = np.minimum(sources, targets), np.maximum(sources, targets)
    pairs = _added(int(high.max(initial=0)) + 1, low, high, weights)
    return _scaled(pairs, float(len(pairs.weights)))


def _scaled(arcs: _Arcs, total: float) -> tuple[Edge, ...]:
    """Return the weights as edges that sum to `total`, with about six digits at the mean: no noise in the output."""
    if not len(arcs.weights):
        return ()
    scaled = arcs.weights * (total / float(arcs.weights.cumsum()[-1]))  # one after the other: the same sum everywhere
    digits = 6 + ceil(log10(len(scaled) / total))
    columns = (arcs.sources.tolist(), arcs.targets.tolist(), scaled.tolist())
    return tuple(Edge(a, b, round(weight, digits)) for a, b, weight in zip(*columns, strict=True))

"""A `Linkage` and the configured weights in, the weighted graph that communities are found in out."""

from collections.abc import Sequence
from math import ceil, log, log10

from analyzer.model.config import WeightConfig
from analyzer.model.graph import CodeGraph, Edge, Layer
from analyzer.model.linkage import Linkage, Unit, UnitKind
from analyzer.weigh.layers import LAYER_OF

Arcs = dict[tuple[int, int], float]


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
    touched = {name: {i for arc in arcs for i in arc} for name, arcs in found.items()}
    connected = len(set().union(*touched.values())) if touched else 0
    layers = []
    for name in sorted(found):
        weight = config.layers.get(name, 0.0) * len(touched[name]) / connected
        layers.append(Layer(name, round(weight, 6), _normalised(found[name], config.fan_in_discount)))
    return CodeGraph(nodes, tuple(layers), _combined(layers))


def takes_part(unit: Unit) -> bool:
    """Say whether a unit is to be placed: own code, tables and templates, but no tests."""
    return unit.kind != UnitKind.EXTERNAL and not unit.test


def _arcs(linkage: Linkage, config: WeightConfig, position: dict[str, int]) -> dict[str, Arcs]:
    """Return layer → (source, target) → raw weight."""
    weights = {
        (kind, confidence): config.kinds.get(kind.value, 0.0) * factor
        for kind in LAYER_OF
        for confidence, factor in config.confidence.items()
    }
    layers: dict[str, Arcs] = {}
    for dependency in linkage.dependencies:
        source, target = position.get(dependency.source), position.get(dependency.target)
        weight = weights.get((dependency.kind, dependency.confidence), 0.0)
        if source is None or target is None or source == target or weight <= 0.0:
            continue
        arcs = layers.setdefault(LAYER_OF[dependency.kind], {})
        places = len(dependency.occurrences)
        arc = (source, target)
        arcs[arc] = arcs.get(arc, 0.0) + weight * (1.0 + log(places) if places > 1 else 1.0)
    return layers


def _normalised(arcs: Arcs, discount: float) -> tuple[Edge, ...]:
    """Return edges sorted by position whose weights sum to 1, popular targets discounted."""
    fan_in: dict[int, int] = {}
    for _, target in arcs:
        fan_in[target] = fan_in.get(target, 0) + 1
    divisor = {target: count**discount for target, count in fan_in.items()}
    weights = {arc: weight / divisor[arc[1]] for arc, weight in sorted(arcs.items())}
    return _scaled(weights, 1.0)


def _combined(layers: Sequence[Layer]) -> tuple[Edge, ...]:
    """Return one undirected weight per pair, mean 1."""
    pairs: Arcs = {}
    for layer in layers:
        for edge in layer.edges if layer.weight > 0 else ():
            a, b = edge.source, edge.target
            pair = (a, b) if a < b else (b, a)
            pairs[pair] = pairs.get(pair, 0.0) + layer.weight * edge.weight
    return _scaled(dict(sorted(pairs.items())), float(len(pairs)))


def _scaled(weights: Arcs, total: float) -> tuple[Edge, ...]:
    """Return the weights as edges that sum to `total`, with about six digits at the mean: no noise in the output."""
    if not weights:
        return ()
    factor = total / sum(weights.values())
    digits = 6 + ceil(log10(len(weights) / total))
    return tuple(Edge(a, b, round(weight * factor, digits)) for (a, b), weight in weights.items())

"""A `Linkage`, its history and the configured weights in, the weighted graph that communities are found in out."""

from collections.abc import Callable, Mapping, Sequence
from math import ceil, log, log10

import numpy as np

from analyzer.graphs import Floats
from analyzer.model.config import WeightConfig
from analyzer.model.graph import CodeGraph, Edge, Layer
from analyzer.model.linkage import Linkage, Unit, UnitKind
from analyzer.model.project import Commit
from analyzer.weigh import sources
from analyzer.weigh.arcs import Arcs, added
from analyzer.weigh.layers import LAYER_OF, STRUCTURE


def weigh(linkage: Linkage, config: WeightConfig, commits: Sequence[Commit] = ()) -> CodeGraph:
    """Return the combined graph over own units and tables; external and test units are left out.

    Within a layer, an arc weighs Σ over its kinds of kind · confidence · (1 + ln places), divided by the target's
    number of distinct sources to the power of `fan_in_discount`: what everybody uses says little about who belongs
    together. Each layer is then normalised to sum 1. In the combined graph a layer counts its configured weight times
    the share of the connected nodes that it speaks about, so that a layer weighs the same per node it touches: three
    table accesses in a large code base do not outvote its calls.
    """
    words = {unit.id: unit.terms for unit in linkage.units if takes_part(unit)}
    nodes = tuple(sorted(words))
    position = {node: i for i, node in enumerate(nodes)}
    dependencies = _arcs(linkage, config, position)
    found = {name: _discounted(arcs, config.fan_in_discount) for name, arcs in dependencies.items()}
    found |= _seen(linkage, commits, config, position, dependencies.get(STRUCTURE))
    if config.layers.get("layout", 0.0) > 0.0:
        tied = {node for arcs in found.values() for node in (*arcs.sources.tolist(), *arcs.targets.tolist())}
        arcs = sources.layout(linkage, position, tied)
        found |= {"layout": arcs} if len(arcs.weights) else {}
    touched = {name: np.unique(np.concatenate([arcs.sources, arcs.targets])) for name, arcs in found.items()}
    connected = len(np.unique(np.concatenate(list(touched.values())))) if touched else 0
    layers = []
    for name in sorted(found):
        weight = config.layers.get(name, 0.0) * len(touched[name]) / connected
        layers.append(Layer(name, round(weight, 6), _scaled(found[name], 1.0)))
    return CodeGraph(nodes, tuple(layers), _combined(layers), tuple(words[node] for node in nodes))


def _seen(
    linkage: Linkage,
    commits: Sequence[Commit],
    config: WeightConfig,
    position: Mapping[str, int],
    structure: Arcs | None,
) -> dict[str, Arcs]:
    """Return the layers of what is seen together, those that have a weight and something to say."""
    ties = structure or Arcs(np.zeros(0, np.int64), np.zeros(0, np.int64), np.zeros(0))
    makers: dict[str, Callable[[], Arcs]] = {
        "history": lambda: sources.history(linkage, commits, position, config.largest_commit),
        "contributors": lambda: sources.contributors(linkage, commits, position, ties),
        "co-use": lambda: sources.co_use(linkage, position, ties),
        "vocabulary": lambda: sources.vocabulary(linkage, position),
    }
    found = {name: make() for name, make in makers.items() if config.layers.get(name, 0.0) > 0.0}
    return {name: arcs for name, arcs in found.items() if len(arcs.weights)}


def takes_part(unit: Unit) -> bool:
    """Say whether a unit is to be placed: own code, tables and templates, but no tests."""
    return unit.kind != UnitKind.EXTERNAL and not unit.test


def _arcs(linkage: Linkage, config: WeightConfig, position: dict[str, int]) -> dict[str, Arcs]:
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
        found[names[layer]] = added(len(position), sources[here], targets[here], weights[here])
    return found


def _damped(places: Sequence[int]) -> Floats:
    """Return 1 + ln n for every number of places, 1 for none."""
    numbers, inverse = np.unique(np.array(places, dtype=np.int64), return_inverse=True)
    factors = np.array([1.0 + log(n) if n > 1 else 1.0 for n in numbers.tolist()], dtype=np.float64)
    damped: Floats = factors[inverse.ravel()]
    return damped


def _discounted(arcs: Arcs, discount: float) -> Arcs:
    """Return the arcs with the weights of popular targets divided by their fan-in to the power of `discount`."""
    _, inverse, fan_in = np.unique(arcs.targets, return_inverse=True, return_counts=True)
    divisors = np.array([count**discount for count in fan_in.tolist()], dtype=np.float64)
    return Arcs(arcs.sources, arcs.targets, arcs.weights / divisors[inverse.ravel()])


def _combined(layers: Sequence[Layer]) -> tuple[Edge, ...]:
    """Return one undirected weight per pair, mean 1."""
    heard = [layer for layer in layers if layer.weight > 0]
    total = sum(len(layer.edges) for layer in heard)
    sources = np.fromiter((edge.source for layer in heard for edge in layer.edges), np.int64, total)
    targets = np.fromiter((edge.target for layer in heard for edge in layer.edges), np.int64, total)
    weights = np.fromiter((layer.weight * edge.weight for layer in heard for edge in layer.edges), np.float64, total)
    low, high = np.minimum(sources, targets), np.maximum(sources, targets)
    pairs = added(int(high.max(initial=0)) + 1, low, high, weights)
    return _scaled(pairs, float(len(pairs.weights)))


def _scaled(arcs: Arcs, total: float) -> tuple[Edge, ...]:
    """Return the weights as edges that sum to `total`, with about six digits at the mean: no noise in the output."""
    if not len(arcs.weights):
        return ()
    scaled = arcs.weights * (total / float(arcs.weights.cumsum()[-1]))  # one after the other: the same sum everywhere
    digits = 6 + ceil(log10(len(scaled) / total))
    number = list(
        range(1 + int(max(arcs.sources.max(), arcs.targets.max())))
    )  # each once, or ends take half the memory
    columns = (arcs.sources.tolist(), arcs.targets.tolist(), scaled.tolist())
    return tuple(Edge(number[a], number[b], round(weight, digits)) for a, b, weight in zip(*columns, strict=True))

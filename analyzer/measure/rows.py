"""A decomposition in, the same scores for it, for its other granularities and for its sanity rows out.

Every intrinsic metric can be gamed, so ours never stands alone: one box, singletons, directories as services and a
random split of the same sizes are scored beside it, over the same units.
"""

from collections import Counter
from collections.abc import Iterator, Sequence
from hashlib import sha256

from analyzer.measure.calls import CallGraph, call_graph, is_code
from analyzer.measure.partition import Arcs, arcs, boundaries, count, renumber
from analyzer.measure.variants import VARIANTS, business_context_purity_fse21, data_entropy_cargo, reach
from analyzer.model.decomposition import Decomposition, Service
from analyzer.model.linkage import Linkage
from analyzer.model.scores import DecompositionScores, Score

DRAW = b"secateur"  # the random row is one fixed draw: units in the order of their salted hash


def score_rows(linkage: Linkage, decomposition: Decomposition) -> tuple[DecompositionScores, ...]:
    """Return the scores of the proposal, its other granularities and the sanity rows, over the units it places."""
    code = {unit.id: unit for unit in linkage.units if is_code(unit)}
    placed = {unit: name for unit, name in decomposition.service_of().items() if unit in code}
    graph = call_graph(linkage, placed)
    calls, reached = arcs(graph), reach(graph)
    rows = [("proposed", renumber([placed[unit] for unit in graph.units]))]
    rows += _granularities(graph.units, decomposition, placed)
    rows += _sanity(graph.units, rows[0][1], [code[unit].path for unit in graph.units])
    return tuple(_row(name, graph, calls, labels, reached) for name, labels in rows)


def _granularities(
    units: Sequence[str], decomposition: Decomposition, placed: dict[str, str]
) -> Iterator[tuple[str, list[int]]]:
    for granularity in decomposition.granularities:
        if granularity.services != decomposition.services:
            names = _names(granularity.services)
            yield granularity.name, renumber([names.get(unit, f"\0{placed[unit]}") for unit in units])


def _names(services: Sequence[Service]) -> dict[str, str]:
    return {member: service.name for service in services for member in service.members}


def _sanity(units: Sequence[str], proposed: Sequence[int], paths: Sequence[str]) -> Iterator[tuple[str, list[int]]]:
    yield "one box", [0] * len(units)
    yield "singletons", list(range(len(units)))
    yield "directories", renumber([directory(path) for path in paths])
    counted = Counter(proposed)
    sizes = [counted[label] for label in range(len(counted))]
    order = sorted(range(len(units)), key=lambda i: sha256(DRAW + units[i].encode()).digest())
    labels = [0] * len(units)
    for position, label in zip(order, boundaries(sizes), strict=True):
        labels[position] = label
    yield "random", labels


def directory(path: str) -> str:
    """Return the directory of a path, "" at the top."""
    return path.rpartition("/")[0]


def _row(
    name: str, graph: CallGraph, calls: Arcs, labels: Sequence[int], reached: Sequence[int]
) -> DecompositionScores:
    counts = count(calls, labels)
    scores = [Score(id, round(metric(counts), 6), good) for id, good, metric in VARIANTS]
    scores.append(Score("data_entropy@cargo", round(data_entropy_cargo(graph, labels), 6), "down"))
    if graph.entries:
        scores.append(Score("bcp@fse21", round(business_context_purity_fse21(reached, labels), 6), "down"))
    return DecompositionScores(name, counts.services, tuple(scores))

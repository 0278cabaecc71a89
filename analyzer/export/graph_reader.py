"""A graph file of any language in, a `Linkage` out: what `--graph FILE` analyses instead of PHP code."""

from collections.abc import Iterator, Mapping, Sequence

import msgspec

from analyzer.export.failure import ExportError
from analyzer.model.linkage import (
    Confidence,
    Dependency,
    DependencyKind,
    Kept,
    Linkage,
    Reason,
    Table,
    Unit,
    UnitKind,
    Unresolved,
)
from analyzer.model.location import Location

MOST_PLACES = 100  # what the heaviest edge counts as when weights are no numbers of places
KINDS = {kind.value for kind in UnitKind}
KEYS = {kind.value for kind in DependencyKind}
REASONS = {reason.value for reason in Reason}
SURE = {confidence.value for confidence in Confidence}
NEEDED = "it needs nodes with an id and edges with a source and a target"


class _Node(msgspec.Struct):
    id: str | int
    kind: str | None = None
    name: str | None = None
    path: str | None = None
    line: int | None = None
    end_line: int | None = None
    loc: int | None = None
    test: bool | None = None
    entry: str | None = None


class _Edge(msgspec.Struct):
    source: str | int
    target: str | int
    key: str | int | None = None
    confidence: str | None = None
    via: str | None = None
    weight: float | None = None
    occurrences: tuple[tuple[str, int], ...] = ()

    @property
    def kind(self) -> DependencyKind:
        """What we take the edge for: a kind that we do not know is a call."""
        return DependencyKind(self.key) if self.key in KEYS else DependencyKind.CALLS


class _Gap(msgspec.Struct):
    path: str = ""
    line: int = 0
    kind: str = ""
    text: str = ""
    reason: str = ""


class _Graph(msgspec.Struct):
    nodes: tuple[_Node, ...]
    unresolved: tuple[_Gap, ...] = ()
    edges: tuple[_Edge, ...] | None = None
    links: tuple[_Edge, ...] | None = None  # what networkx before 3.4 wrote
    graph: dict[str, object] = {}


class _Raw(msgspec.Struct):
    """The same file with every attribute."""

    nodes: tuple[dict[str, object], ...]
    edges: tuple[dict[str, object], ...] | None = None
    links: tuple[dict[str, object], ...] | None = None


class LoadedGraph(msgspec.Struct, frozen=True):
    """A graph from a file, with the name of the project that it says it is of."""

    name: str | None
    linkage: Linkage


def load_graph(content: bytes) -> LoadedGraph:
    """Return the linkage that a node-link file describes, or raise `ExportError` that names the position.

    Only `id`, `source` and `target` are required. Kinds that we do not know count as a class and as `calls`, a table
    is a node whose id begins with `table:`. An edge without places counts as `weight` places of its source; weights
    that are no numbers of places (fractions, or very large) are scaled, the heaviest to `MOST_PLACES`. What we have
    no field for is kept, and stands in the graph that we write.
    """
    try:
        data = msgspec.json.decode(content, type=_Graph)
        raw = msgspec.json.decode(content, type=_Raw)
    except (msgspec.DecodeError, RecursionError, UnicodeDecodeError) as error:
        raise ExportError(f"not a node-link graph: {error}; {NEEDED}") from error
    nodes = {str(node.id): node for node in data.nodes}
    if len(nodes) < len(data.nodes):
        raise ExportError("not a node-link graph: two nodes have the same id")
    edges = data.edges if data.edges is not None else data.links or ()
    raw_edges = raw.edges if data.edges is not None else raw.links
    _check_edges(edges, nodes)
    units = tuple(_unit(id, node) for id, node in sorted(nodes.items()))
    linkage = Linkage(
        units=units,
        dependencies=_dependencies(edges, nodes),
        tables=tuple(Table(unit.name, None) for unit in units if unit.kind is UnitKind.TABLE),
        unresolved=tuple(sorted(_unresolved(data.unresolved))),
        kept=_kept(data.nodes, raw.nodes, edges, raw_edges or ()),
    )
    name = data.graph.get("project")
    return LoadedGraph(name if isinstance(name, str) else None, linkage)


def _unresolved(gaps: Sequence[_Gap]) -> Iterator[Unresolved]:
    """Whoever made the graph knows what it lacks; a reason that is not ours is a dynamic name."""
    for gap in gaps:
        reason = Reason(gap.reason) if gap.reason in REASONS else Reason.DYNAMIC_NAME
        yield Unresolved(gap.path, max(0, gap.line), gap.kind, gap.text, reason)


def _check_edges(edges: Sequence[_Edge], nodes: Mapping[str, _Node]) -> None:
    for i, edge in enumerate(edges):
        for end in (edge.source, edge.target):
            if str(end) not in nodes:
                raise ExportError(f"not a node-link graph: edge {i} names {str(end)!r}, which is no node")
        if edge.weight is not None and edge.weight < 0:
            raise ExportError(f"edge {i} has a negative weight, {edge.weight:g}: give 0 or more")


def _unit(id: str, node: _Node) -> Unit:
    kind = UnitKind(node.kind) if node.kind in KINDS else UnitKind.CLASS
    if (kind is UnitKind.TABLE) != id.startswith("table:"):
        kind = UnitKind.TABLE if id.startswith("table:") else UnitKind.CLASS
    name = node.name or id.partition(":")[2] or id
    words = tuple(sorted({word for word in _words(name) if len(word) > 2}))
    line, end_line, loc = (max(0, number or 0) for number in (node.line, node.end_line, node.loc))
    return Unit(
        id, kind, name, node.path or "", line, end_line, loc, bool(node.test), False, node.entry or "", words
    )  # fmt: skip


def _words(name: str) -> list[str]:
    spaced = "".join(f" {c.lower()}" if c.isupper() else c if c.isalnum() else " " for c in name)
    return spaced.split()


def _dependencies(edges: Sequence[_Edge], nodes: Mapping[str, _Node]) -> tuple[Dependency, ...]:
    found: dict[tuple[str, str, DependencyKind], tuple[_Edge, list[Location]]] = {}
    factor = _factor([1.0 if edge.weight is None else edge.weight for edge in edges if not edge.occurrences])
    for edge in edges:
        source, target = str(edge.source), str(edge.target)
        places = [Location(path, line) for path, line in edge.occurrences]
        if not places and edge.weight != 0:
            here = Location(nodes[source].path or source, max(0, nodes[source].line or 0))
            places = [here] * max(1, round(factor * (1.0 if edge.weight is None else edge.weight)))
        if places and source != target:
            found.setdefault((source, target, edge.kind), (edge, []))[1].extend(places)
    return tuple(
        Dependency(source, target, kind, _confidence(edge.confidence), edge.via or "graph", tuple(sorted(places)))
        for (source, target, kind), (edge, places) in sorted(found.items())
    )


def _factor(weights: Sequence[float]) -> float:
    """Return what makes weights numbers of places: 1 for whole numbers of a sane size."""
    heaviest = max(weights, default=0.0)
    if heaviest <= MOST_PLACES and all(weight.is_integer() for weight in weights):
        return 1.0
    return MOST_PLACES / heaviest


def _confidence(text: str | None) -> Confidence:
    return Confidence(text) if text in SURE else Confidence.EXACT


def _kept(
    nodes: Sequence[_Node],
    raw_nodes: Sequence[Mapping[str, object]],
    edges: Sequence[_Edge],
    raw_edges: Sequence[Mapping[str, object]],
) -> tuple[Kept, ...]:
    """Return the attributes that we have no field for, and kinds, keys and weights that we took for others."""
    rows = []
    for node, raw in zip(nodes, raw_nodes, strict=True):
        ours = {"id", "role", "service", *(_Node.__struct_fields__)} - ({"kind"} if node.kind not in KINDS else set())
        rows.append(_row((str(node.id), "", ""), raw, ours))
    for edge, raw in zip(edges, raw_edges, strict=True):
        foreign = not edge.occurrences or edge.via in {None, "graph"}  # the weights of our own edges are their kinds'
        ours = set(_Edge.__struct_fields__) - ({"weight"} if foreign else set())
        ours -= {"key"} if edge.key not in KEYS else set()
        rows.append(_row((str(edge.source), str(edge.target), edge.kind), raw, ours))
    return tuple(sorted({row for row in rows if row}))


def _row(owner: tuple[str, str, str], raw: Mapping[str, object], ours: set[str]) -> Kept | None:
    attributes = {name: value for name, value in raw.items() if name not in ours and value is not None}
    return Kept(*owner, msgspec.json.encode(attributes, order="sorted").decode()) if attributes else None

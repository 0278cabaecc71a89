"""A graph file of any language in, a `Linkage` out: what `--graph FILE` analyses instead of PHP code."""

from collections.abc import Mapping

import msgspec

from analyzer.export.failure import ExportError
from analyzer.model.linkage import Confidence, Dependency, DependencyKind, Linkage, Table, Unit, UnitKind
from analyzer.model.location import Location


class _Node(msgspec.Struct):
    id: str
    kind: str = "class"
    name: str = ""
    path: str = ""
    line: int = 0
    end_line: int = 0
    loc: int = 0
    test: bool = False
    entry: str = ""


class _Edge(msgspec.Struct):
    source: str
    target: str
    key: str | int = "calls"
    confidence: str = "exact"
    via: str = "graph"
    weight: float = 1.0
    occurrences: tuple[tuple[str, int], ...] = ()


class _Graph(msgspec.Struct):
    nodes: tuple[_Node, ...]
    edges: tuple[_Edge, ...] | None = None
    links: tuple[_Edge, ...] | None = None  # what networkx before 3.4 wrote
    graph: dict[str, object] = {}


class LoadedGraph(msgspec.Struct, frozen=True):
    """A graph from a file, with the name of the project that it says it is of."""

    name: str | None
    linkage: Linkage


def load_graph(content: bytes) -> LoadedGraph:
    """Return the linkage that a node-link file describes, or raise `ExportError`.

    Only `id`, `source` and `target` are required. Kinds that we do not know count as a class and as `calls`; an edge
    without places counts as one place of the source unit; a weight counts as that many places, rounded.
    """
    try:
        data = msgspec.json.decode(content, type=_Graph)
    except msgspec.DecodeError as error:
        raise ExportError(f"not a node-link graph: {error}; see OUTPUTS in the documentation of graph.json") from error
    nodes = {node.id: node for node in data.nodes}
    if len(nodes) < len(data.nodes):
        raise ExportError("not a node-link graph: two nodes have the same id")
    edges = data.edges if data.edges is not None else data.links or ()
    for i, edge in enumerate(edges):
        for end in (edge.source, edge.target):
            if end not in nodes:
                raise ExportError(f"not a node-link graph: edge {i} names {end!r}, which is no node")
    units = tuple(sorted((_unit(node) for node in nodes.values()), key=lambda unit: unit.id))
    tables = tuple(Table(unit.name, None) for unit in units if unit.kind is UnitKind.TABLE)
    name = data.graph.get("project")
    linkage = Linkage(units=units, dependencies=_dependencies(edges, nodes), tables=tables)
    return LoadedGraph(name if isinstance(name, str) else None, linkage)


def _unit(node: _Node) -> Unit:
    kinds = {kind.value for kind in UnitKind}
    kind = UnitKind(node.kind) if node.kind in kinds else UnitKind.CLASS
    name = node.name or node.id.partition(":")[2] or node.id
    words = tuple(sorted({word for word in _words(name) if len(word) > 2}))
    return Unit(
        node.id, kind, name, node.path or "", node.line, node.end_line, node.loc, node.test, False, node.entry, words
    )


def _words(name: str) -> list[str]:
    spaced = "".join(f" {c.lower()}" if c.isupper() else c if c.isalnum() else " " for c in name)
    return spaced.split()


def _dependencies(edges: tuple[_Edge, ...], nodes: Mapping[str, _Node]) -> tuple[Dependency, ...]:
    found: dict[tuple[str, str, DependencyKind], tuple[_Edge, list[Location]]] = {}
    known = {kind.value for kind in DependencyKind}
    for edge in edges:
        kind = DependencyKind(edge.key) if edge.key in known else DependencyKind.CALLS
        places = [Location(path, line) for path, line in edge.occurrences]
        if not places:
            source = nodes[edge.source]
            places = [Location(source.path or source.id, source.line)] * max(1, round(edge.weight))
        if edge.source != edge.target:
            found.setdefault((edge.source, edge.target, kind), (edge, []))[1].extend(places)
    return tuple(
        Dependency(source, target, kind, _confidence(edge.confidence), edge.via, tuple(sorted(places)))
        for (source, target, kind), (edge, places) in sorted(found.items())
    )


def _confidence(text: str) -> Confidence:
    return Confidence(text) if text in {c.value for c in Confidence} else Confidence.EXACT

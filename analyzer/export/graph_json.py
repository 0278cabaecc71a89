"""`Analysis` in, `graph.json` out: networkx node-link data with every place of every edge."""

from collections.abc import Iterator

import msgspec

from analyzer.export.lines import items
from analyzer.model.analysis import Analysis
from analyzer.model.linkage import Entry

GRAPH_SCHEMA = "secateur/graph/1"


def graph_json(analysis: Analysis) -> bytes:
    """Return the dependency graph as `networkx.node_link_graph(data, edges="edges")` loads it, UTF-8."""
    head = {
        "schema": GRAPH_SCHEMA,
        "project": analysis.project,
        "files": analysis.inventory.files,
        "coverage": {row.kind: round(row.share, 4) for row in analysis.linkage.coverage},
    }
    parts = [
        b'"directed": true',
        b'"multigraph": true',
        b'"graph": ' + msgspec.json.encode(head),
        b'"nodes": ' + items(nodes(analysis), b"  "),
        b'"edges": ' + items(edges(analysis), b"  "),
        b'"unresolved": ' + items(analysis.linkage.unresolved, b"  "),
    ]
    return b"{" + b",\n ".join(parts) + b"}\n"


def nodes(analysis: Analysis) -> Iterator[dict[str, object]]:
    """Yield a node per unit, sorted by id; `role` and `service` where the decomposition gave one."""
    memberships = {row.unit: row for row in analysis.decomposition.memberships}
    service_of = analysis.decomposition.service_of()
    aside = dict.fromkeys(analysis.decomposition.kernel, "kernel")
    aside |= dict.fromkeys(analysis.decomposition.orphans, "orphan")
    aside |= dict.fromkeys(analysis.decomposition.core, "core")
    kept = _kept(analysis)
    entries: dict[str, list[Entry]] = {}
    for entry in analysis.linkage.entries:
        entries.setdefault(entry.unit, []).append(entry)
    for unit in analysis.linkage.units:
        node: dict[str, object] = {"id": unit.id, "kind": unit.kind, "name": unit.name}
        if unit.path:
            node |= {"path": unit.path, "line": unit.line, "end_line": unit.end_line, "loc": unit.loc}
        if unit.test:
            node["test"] = True
        if unit.entry:
            node["entry"] = unit.entry
        if unit.id in entries:
            node["entries"] = [
                {"kind": e.kind, "name": e.name, "verb": e.verb, "member": e.member, "via": e.via, "place": e.place}
                for e in entries[unit.id]
            ]
        if unit.id in memberships:
            node["role"] = memberships[unit.id].role
        elif unit.id in aside:
            node["role"] = aside[unit.id]
        if unit.id in service_of:
            node["service"] = service_of[unit.id]
        yield node | kept.get((unit.id, "", ""), {})


def edges(analysis: Analysis) -> Iterator[dict[str, object]]:
    """Yield an edge per dependency, sorted; `weight` is its kind's weight, `occurrences` all its places."""
    kinds = analysis.config.weights.kinds
    kept = _kept(analysis)
    for row in analysis.linkage.dependencies:
        edge: dict[str, object] = {
            "source": row.source,
            "target": row.target,
            "key": row.kind,
            "weight": kinds.get(row.kind, 1.0),
            "confidence": row.confidence,
            "via": row.via,
            "occurrences": row.occurrences,
        }
        yield edge | kept.get((row.source, row.target, row.kind), {})


def _kept(analysis: Analysis) -> dict[tuple[str, str, str], dict[str, object]]:
    """Return what a graph file said of nodes and edges that is not ours, by its owner."""
    found: dict[tuple[str, str, str], dict[str, object]] = {}
    for row in analysis.linkage.kept:
        attributes = msgspec.json.decode(row.attributes, type=dict[str, object])
        found.setdefault((row.source, row.target, row.key), {}).update(attributes)
    return found

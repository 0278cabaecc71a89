"""`Analysis` in, the dependency graph or the services in a format of other tools out: a table of functions."""

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from xml.sax.saxutils import escape, quoteattr

from analyzer.export.analysis_json import analysis_json
from analyzer.export.graph_json import edges, graph_json, nodes
from analyzer.model.analysis import Analysis

HEAVIEST = 300  # edges in a Mermaid picture; beyond that browsers give up

# Cells that a spreadsheet would run as a formula get an apostrophe in front.
FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")  # full width counts too


def graphml(analysis: Analysis) -> str:
    """Return GraphML with the nodes' and edges' attributes; control characters, which XML forbids, become `?`."""
    node_keys = ("kind", "name", "path", "line", "loc", "role", "service")
    edge_keys = ("key", "weight", "confidence", "via", "places")
    lines = ['<?xml version="1.0" encoding="UTF-8"?>', '<graphml xmlns="http://graphml.graphdrawing.org/xmlns">']
    for domain, keys in (("node", node_keys), ("edge", edge_keys)):
        for key in keys:
            kind = {"line": "int", "loc": "int", "places": "int", "weight": "double"}.get(key, "string")
            lines.append(f'<key id="{domain}-{key}" for="{domain}" attr.name="{key}" attr.type="{kind}"/>')
    lines.append('<graph edgedefault="directed">')
    for node in nodes(analysis):
        lines.append(f"<node id={quoteattr(_clean(node['id']))}>{_data('node', node_keys, node)}</node>")
    for edge in edges(analysis):
        row = edge | {"places": _places(edge)}
        ends = f"source={quoteattr(_clean(edge['source']))} target={quoteattr(_clean(edge['target']))}"
        lines.append(f"<edge {ends}>{_data('edge', edge_keys, row)}</edge>")
    return "\n".join([*lines, "</graph>", "</graphml>", ""])


def _data(domain: str, keys: Iterable[str], row: Mapping[str, object]) -> str:
    return "".join(f'<data key="{domain}-{key}">{escape(_clean(row[key]))}</data>' for key in keys if key in row)


def _clean(text: object) -> str:
    return "".join(c if c.isprintable() else "?" for c in str(text))


def _places(edge: Mapping[str, object]) -> int:
    occurrences = edge["occurrences"]
    assert isinstance(occurrences, tuple)
    return len(occurrences)


def dot(analysis: Analysis) -> str:
    """Return Graphviz: a cluster per service, an edge per dependency."""
    lines = ["digraph dependencies {", "  rankdir=LR; node [shape=box, fontsize=10];"]
    for i, service in enumerate(analysis.decomposition.services):
        members = "; ".join(map(_quoted, service.members))
        lines.append(f"  subgraph cluster_{i} {{ label={_quoted(service.name)}; {members}; }}")
    for edge in edges(analysis):
        places = _places(edge)
        lines.append(f"  {_quoted(edge['source'])} -> {_quoted(edge['target'])} [label={_quoted(edge['key'])}, "
                     f"weight={places}];")  # fmt: skip
    return "\n".join([*lines, "}", ""])


def _quoted(text: object) -> str:
    return '"' + _clean(text).replace("\\", "\\\\").replace('"', '\\"') + '"'


def mermaid(analysis: Analysis) -> str:
    """Return a Mermaid flow chart of the services: an arrow per pair, labelled with the number of places."""
    names = {service.name: f"s{i}" for i, service in enumerate(analysis.decomposition.services)}
    lines = ["flowchart LR"]
    lines += [f'  {key}["{_mermaid_text(name)}"]' for name, key in names.items()]
    crossings = sorted(analysis.scores.crossings, key=lambda row: (-row.places, row.source, row.target))
    if len(crossings) > HEAVIEST:
        lines.append(f"  %% the {HEAVIEST} heaviest of {len(crossings)} arrows")
    for row in crossings[:HEAVIEST]:
        lines.append(f"  {names[row.source]} -->|{row.places}| {names[row.target]}")
    return "\n".join([*lines, ""])


def _mermaid_text(text: str) -> str:
    return "".join(c if c.isalnum() or c in " -_." else f"#{ord(c)};" for c in _clean(text))


def csv(analysis: Analysis) -> str:
    """Return one line per place of every dependency: source, target, kind, confidence, via, path, line."""
    rows = ["source,target,kind,confidence,via,path,line"]
    for row in analysis.linkage.dependencies:
        head = ",".join(map(cell, (row.source, row.target, row.kind, row.confidence, row.via)))
        rows += [f"{head},{cell(place.path)},{place.line}" for place in row.occurrences]
    return "\r\n".join([*rows, ""])


def cell(value: object) -> str:
    """Return a CSV cell (RFC 4180) that no spreadsheet takes for a formula."""
    text = str(value)
    if text.startswith(FORMULA):
        text = "'" + text
    if any(c in text for c in ',"\r\n'):
        return '"' + text.replace('"', '""') + '"'
    return text


def deptrac(analysis: Analysis) -> str:
    """Return a deptrac.yaml: a layer per service, by names of classes and functions; its rules: what it uses today."""
    collectors = {service.name: list(_collectors(service.members)) for service in analysis.decomposition.services}
    layers = {name: found for name, found in collectors.items() if found}
    lines = ["# Written by secateur. Classes and functions: deptrac knows no tables, and scripts only as files."]
    without = [_clean(name) for name in collectors if name not in layers]
    lines += [f"# Left out, for they have only scripts and tables: {', '.join(without)}."] if without else []
    lines += [
        "deptrac:",
        "  paths: [.]",
        "  analyser: { types: [class, function, function_call] }",
        "  layers:" + " []" * (not layers),
    ]
    for name, found in layers.items():
        lines += [f"    - name: {_yaml(name)}", "      collectors:"]
        lines += [f"        - {{ type: {kind}, value: {_yaml(pattern)} }}" for kind, pattern in found]
    uses: dict[str, list[str]] = {name: [] for name in layers}
    for row in analysis.scores.crossings:
        if row.source in uses and row.target in uses:
            uses[row.source].append(row.target)
    lines.append("  ruleset:" + " {}" * (not layers))
    lines += [f"    {_yaml(name)}: [{', '.join(map(_yaml, sorted(targets)))}]" for name, targets in uses.items()]
    return "\n".join([*lines, ""])


_SPECIAL = re.compile(r"[\\/.+*?^$()\[\]{}|#]")  # in PHP's regular expressions, whatever stands around them
_COLLECTORS = {"class": "classLike", "function": "functionName"}


def _collectors(members: Iterable[str]) -> Iterator[tuple[str, str]]:
    for member in members:
        kind, _, name = member.partition(":")
        if kind in _COLLECTORS:
            yield _COLLECTORS[kind], "^" + _SPECIAL.sub(r"\\\g<0>", name) + "$"


def _yaml(text: str) -> str:
    return "'" + _clean(text).replace("'", "''") + "'"


FORMATS: dict[str, Callable[[Analysis], str | bytes]] = {
    "json": graph_json,
    "graphml": graphml,
    "dot": dot,
    "mermaid": mermaid,
    "csv": csv,
    "deptrac": deptrac,
    "analysis": analysis_json,
}

"""analysis.json in, what the comparison asks of it out: units by name and place, edges, hierarchy, the ledger by line.

Names of classes and functions are compared without case. No part of sécateur is imported: the file is the interface.
"""

import json
from collections import defaultdict
from dataclasses import dataclass, field
from pathlib import Path

SYNTAX = frozenset(  # what a tool sees that looks at names only (deptrac, dephpend)
    (
        "extends",
        "implements",
        "uses-trait",
        "new",
        "static-call",
        "constant",
        "static-property",
        "instanceof",
        "catch",
        "parameter-type",
        "return-type",
        "property-type",
        "attribute",
        "class-name",
        "includes",
    )
)
STRUCTURAL = SYNTAX | {"calls", "dispatches", "listens"}
CALLS = frozenset(("calls", "static-call", "new", "includes", "dispatches"))  # the edges of calls alone
HIERARCHY = frozenset(("extends", "implements", "uses-trait"))
RANK = ("exact", "inferred", "guessed")
Edge = tuple[str, str]  # kind, confidence


@dataclass
class Graph:
    """The static graph: `kind_of` has every unit, `edges` by (source, target), `at` by (path, line)."""

    kind_of: dict[str, str] = field(default_factory=dict)
    home: dict[str, str] = field(default_factory=dict)  # unit -> path
    by_name: dict[str, str] = field(default_factory=dict)  # lower-case id -> id
    spans: dict[str, list[tuple[int, int, str]]] = field(default_factory=lambda: defaultdict(list))
    edges: dict[tuple[str, str], set[Edge]] = field(default_factory=lambda: defaultdict(set))
    targets: dict[str, set[str]] = field(default_factory=lambda: defaultdict(set))
    at: dict[tuple[str, int], set[tuple[str, str, str]]] = field(default_factory=lambda: defaultdict(set))
    ledger: dict[tuple[str, int], set[tuple[str, str]]] = field(default_factory=lambda: defaultdict(set))
    parents: dict[str, set[str]] = field(default_factory=lambda: defaultdict(set))
    children: dict[str, set[str]] = field(default_factory=lambda: defaultdict(set))

    def own(self, unit: str) -> bool:
        """Whether the unit is declared in the analysed code."""
        return self.kind_of.get(unit, "external") != "external"

    def lexical(self, path: str, line: int) -> str:
        """Return the innermost class-like or function around a line, the script elsewhere, "" in an unknown file."""
        around = [(last - first, unit) for first, last, unit in self.spans.get(path, ()) if first <= line <= last]
        if around:
            return min(around)[1]
        return self.by_name.get(f"script:{path}".lower(), "")

    def family(self, unit: str) -> set[str]:
        """Return the unit, its ancestors and its descendants."""
        return {unit} | closure(unit, self.parents) | closure(unit, self.children)

    def related(self, one: str, other: str) -> bool:
        """Whether one is the other, or an ancestor or descendant of it."""
        return one == other or other in closure(one, self.parents) or one in closure(other, self.parents)


def closure(unit: str, step: dict[str, set[str]]) -> set[str]:
    """Return everything reached from a unit, one step after the other, without itself unless it is reached again."""
    seen: set[str] = set()
    queue = [unit]
    while queue:
        for other in step.get(queue.pop(), ()):
            if other not in seen:
                seen.add(other)
                queue.append(other)
    return seen


def load(path: Path) -> Graph:
    """Read analysis.json."""
    linkage = json.loads(path.read_text(encoding="utf-8"))["linkage"]
    graph = Graph()
    for unit in linkage["units"]:
        graph.kind_of[unit["id"]] = unit["kind"]
        graph.home[unit["id"]] = unit["path"]
        graph.by_name[unit["id"].lower()] = unit["id"]
        if unit["kind"] in ("class", "interface", "trait", "enum", "function"):
            graph.spans[unit["path"]].append((unit["line"], unit["end_line"], unit["id"]))
    for edge in linkage["dependencies"]:
        source, target, kind = edge["source"], edge["target"], edge["kind"]
        graph.edges[source, target].add((kind, edge["confidence"]))
        graph.targets[source].add(target)
        if kind in HIERARCHY:
            graph.parents[source].add(target)
            graph.children[target].add(source)
        if kind in STRUCTURAL:
            for file, line in edge["occurrences"]:
                graph.at[file, line].add((target, kind, edge["confidence"]))
    for entry in linkage["unresolved"]:
        graph.ledger[entry["path"], entry["line"]].add((entry["text"], entry["reason"]))
    return graph

"""A pair that ran and that the static graph misses in; the likely cause and what to look at out."""

import re
from functools import lru_cache
from pathlib import Path
from typing import NamedTuple

from graph import STRUCTURAL, Graph

CLOSURE = re.compile(r"\{closure:(.+?):(\d+)-(\d+)\}")
ANONYMOUS = re.compile(r"@anonymous[^:]*:?(.+?):(\d+)")
ENGINE = re.compile(  # PHP calls these without their name being written
    r"__(call|callstatic|get|set|isset|unset|tostring|destruct|clone|invoke|sleep|wakeup|debuginfo|(un)?serialize)"
    r"|offset(get|set|exists|unset)|count|jsonserialize|getiterator|current|key|next|rewind|valid|(un)?serialize"
)
NEAR = (0, -1, 1, -2, 2, -3, 3)  # a call of many lines: xdebug and a parser may name different ones


class Row(NamedTuple):
    """One row of pairs.py."""

    caller: str
    callee: str
    file: str
    line: int
    builtin: str
    role: str


def named(name: str, graph: Graph) -> str:
    """Return the unit of a traced name: its class if it has one, a closure's place, a function, a script."""
    if name.startswith("script:"):
        return graph.by_name.get(name.lower(), name)
    closure = CLOSURE.search(name)
    owner = (
        re.split("->|::", name, maxsplit=1)[0]
        if re.search("->|::", name[: closure.start()] if closure else name)
        else ""
    )
    if anonymous := ANONYMOUS.search(name):
        return graph.lexical(anonymous[1], int(anonymous[2])) or f"class:{name}"
    if owner:
        return graph.by_name.get(f"class:{owner}".lower(), f"class:{owner}")
    if closure:
        return graph.lexical(closure[1], int(closure[2])) or f"closure:{closure[1]}"
    return graph.by_name.get(f"function:{name}".lower(), f"function:{name}")


def method_of(name: str) -> str:
    """Return the method or function without its class, without case."""
    return re.split("->|::", name)[-1].rsplit("\\", 1)[-1].lower()


class Causes:
    """Judges misses; looks at the source text when it is given."""

    def __init__(self, graph: Graph, source: Path | None) -> None:
        """Keep the graph and the directory of the source."""
        self.graph = graph
        self.source = source

    def of(self, caller: str, callee: str, rows: list[Row]) -> tuple[str, Row, str]:
        """Return the cause, the row that shows it best, and a remark: the row whose call is written plainest wins."""
        judged = sorted(
            (self._judge(caller, callee, row) for row in rows), key=lambda each: (each[0], each[2].file, each[2].line)
        )
        _, cause, row, remark = judged[0]
        return cause, row, remark

    def written(self, row: Row) -> bool:
        """Whether the call stands in the source: it is not made by the engine, by a function of PHP or of a closure."""
        method = method_of(row.callee)
        if row.builtin or CLOSURE.search(row.callee):
            return False
        return method == "__construct" or self._written(row, method)

    def seen_as(self, caller: str, callee: str, rows: list[Row]) -> str:
        """Return the relatives of the callee that our edges at the lines of the calls go to, "" if there is none."""
        family = self.graph.family(callee)
        there = {
            target
            for row in rows
            for step in NEAR[:3]
            for target, _, _ in self.graph.at.get((row.file, row.line + step), ())
            if target in family and self._holds(caller, target)
        }
        return ", ".join(sorted(there))

    def _judge(self, caller: str, callee: str, row: Row) -> tuple[int, str, Row, str]:
        method = method_of(row.callee)
        written = self._written(row, method)
        if row.builtin:
            return 6, f"callback of PHP's function {row.builtin}", row, ""
        if CLOSURE.search(row.callee):
            return 5, "callee is a closure", row, ""
        if ENGINE.fullmatch(method) and not written:
            kind = method if method.startswith("__") else "iterator, ArrayAccess, Countable …"
            return 4, f"the engine calls {kind}", row, ""
        entries = sorted(
            {entry for step in NEAR[:3] for entry in self.graph.ledger.get((row.file, row.line + step), ())}
        )
        about = [entry for entry in entries if method in entry[0].lower()]
        if about:
            return 0, f"in the ledger: {about[0][1]}", row, f"  [{about[0][0]}]"
        return self._by_edges(caller, callee, row, method, written)

    def _by_edges(self, caller: str, callee: str, row: Row, method: str, written: bool) -> tuple[int, str, Row, str]:
        family = self.graph.family(callee)
        near = sorted(
            each for each in self.graph.targets.get(caller, ()) if each in family and self._holds(caller, each)
        )
        here = sorted(
            {(t, k) for step in NEAR for t, k, _ in self.graph.at.get((row.file, row.line + step), ()) if t != caller}
        )
        remark = f"  [ours there: {', '.join(f'{k} {t}' for t, k in here) or 'nothing'}]"
        if near:
            way = "descendant" if callee in self._ancestors(near[0]) else "ancestor"
            of = (
                "inherited method: ours is the class it is called on"
                if way == "descendant"
                else "ours is its parent or interface"
            )
            return (
                1,
                f"{way}; {of}" if method != "__construct" else f"{way}; constructor",
                row,
                f"  [ours: {', '.join(near[:3])}]",
            )
        if method == "__construct":
            return 1, "new of a class that ours does not know", row, remark
        if not written and self.source is not None:
            return 3, "the name is not written at the line: generator, dynamic name, trait alias …", row, remark
        if here:
            return 1, "resolved to something else, or not looked at", row, remark
        return 2, "nothing at the line, neither edge nor ledger", row, remark

    def _holds(self, caller: str, target: str) -> bool:
        return any(kind in STRUCTURAL for kind, _ in self.graph.edges[caller, target])

    def _ancestors(self, unit: str) -> set[str]:
        seen: set[str] = set()
        queue = [unit]
        while queue:
            for parent in self.graph.parents.get(queue.pop(), ()):
                if parent not in seen:
                    seen.add(parent)
                    queue.append(parent)
        return seen

    def _written(self, row: Row, method: str) -> bool:
        if self.source is None:
            return False
        lines = _lines(self.source / row.file)
        text = "\n".join(lines[max(0, row.line - 6) : row.line + 6]).lower()
        before = r"(->|::)\s*" if re.search("->|::", row.callee) else r"(?<![\w$])"
        return re.search(rf"{before}{re.escape(method)}\s*\(", text) is not None


@lru_cache(maxsize=256)
def _lines(path: Path) -> list[str]:
    try:
        return path.read_text(encoding="utf-8", errors="replace").splitlines()
    except OSError:
        return []


def line_at(path: Path, line: int) -> str:
    """Return the text of a line, "" if there is none."""
    lines = _lines(path)
    return lines[line - 1].strip() if 0 < line <= len(lines) else ""

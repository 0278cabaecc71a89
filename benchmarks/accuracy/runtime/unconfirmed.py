"""Pairs of a traced run and analysis.json in; call edges that the run did not confirm, to be opened by hand, out.

At a line where calls ran, each of our call edges there is confirmed when a callee that ran at that line is its target,
an ancestor or a descendant. The others are right or wrong: one of several types that did not come by, a call that was
not reached (`a() && b()`), a class without a constructor, a call that xdebug puts on another line, or our mistake.

Usage: python unconfirmed.py PAIRS --analysis analysis.json [--source DIRECTORY] [--show N]
"""

import argparse
import sys
from collections import Counter, defaultdict
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

from causes import Row, line_at, named
from graph import Graph, load
from runtime import read_rows

KINDS = ("calls", "new", "static-call")
Key = tuple[str, str]  # kind, confidence


class Edge(NamedTuple):
    """A call edge at a line where calls ran."""

    path: str
    line: int
    target: str
    key: Key
    ran: tuple[str, ...]  # units
    confirmed: bool


def edges(rows: Iterator[Row], graph: Graph) -> Iterator[Edge]:
    """Yield every call edge to a class at every line that ran, by place."""
    ran: dict[tuple[str, int], set[str]] = defaultdict(set)
    for row in rows:
        ran[row.file, row.line].add(named(row.callee, graph))
    for path, line in sorted(ran.keys() & graph.at.keys()):
        here = ran[path, line]
        for target, kind, confidence in sorted(graph.at[path, line]):
            if kind in KINDS and target.startswith("class:"):
                confirmed = bool(graph.family(target) & here)
                yield Edge(path, line, target, (kind, confidence), tuple(sorted(here)), confirmed)


def main() -> int:
    """Count and show."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else "")
    parser.add_argument("pairs", type=Path)
    parser.add_argument("--analysis", type=Path, required=True)
    parser.add_argument("--source", type=Path, help="the traced program: shows the text of the lines")
    parser.add_argument("--show", type=int, default=0, help="examples per kind and confidence, spread over the code")
    arguments = parser.parse_args()
    found = list(edges(read_rows(arguments.pairs), load(arguments.analysis)))
    total = Counter(edge.key for edge in found)
    open_edges: dict[Key, list[Edge]] = defaultdict(list)
    for edge in found:
        if not edge.confirmed:
            open_edges[edge.key].append(edge)
    for key in sorted(total):
        some = open_edges[key]
        print(f"{key[0]:12}{key[1]:10}{total[key]:>7} edges at lines that ran, {len(some):>5} not confirmed", end="")
        print(f" ({100 * len(some) / total[key]:.2f} %)")
        step = max(1, len(some) // arguments.show) if arguments.show else 1
        for edge in some[::step][: arguments.show]:
            print(f"      {edge.path}:{edge.line} ours {edge.target}, ran {', '.join(edge.ran)}")
            if arguments.source:
                print(f"          {line_at(arguments.source / edge.path, edge.line)}")
    return 0


if __name__ == "__main__":
    sys.exit(main())

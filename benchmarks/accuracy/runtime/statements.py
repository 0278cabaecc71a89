"""The log of trace_sql_mediawiki.sh and analysis.json in; which tables ran that the static graph did not predict out.

SQLite itself says which tables a statement reads and writes: it is compiled (not run) against the databases' schema
and the authoriser is asked. The caller is the innermost frame of the stack outside the database library (LIBRARY).
Counted are distinct (caller, table): whether the caller has a reads, writes or joins edge to the table, or one of the
units that it calls does (one step, then two), and the same when the caller's subclasses count as the caller (`$this` is
one of them, and the stack names the class that declares the method); and every table: whether the analysis knows it.

Usage: python statements.py LOG --analysis analysis.json --databases DIRECTORY
"""

import argparse
import json
import sqlite3
from collections import Counter, defaultdict
from collections.abc import Iterator
from pathlib import Path

from graph import CALLS, Graph, closure, load

STEPS = ("caller", "or what it calls", "or what those call")
LIBRARY = ("includes/libs/rdbms/", "includes/debug/", "includes/db/")
TOUCHES = frozenset(("reads", "writes", "joins"))
INTERNAL = "sqlite_"  # SQLite's own tables
READ, WRITTEN = sqlite3.SQLITE_READ, (sqlite3.SQLITE_INSERT, sqlite3.SQLITE_UPDATE, sqlite3.SQLITE_DELETE)
Seen = dict[tuple[str, str], tuple[Counter[str], str]]  # (caller, table): where, and an example


class Schemas:
    """The tables of all databases in one that is empty, to compile statements against."""

    def __init__(self, directory: Path) -> None:
        """Copy the schema of every `*.sqlite`."""
        self.empty = sqlite3.connect(":memory:")
        self.touched: set[str] = set()
        for path in sorted(directory.glob("*.sqlite")):
            with sqlite3.connect(f"file:{path}?mode=ro", uri=True) as database:
                kept = "SELECT sql FROM sqlite_master WHERE type IN ('table', 'view') AND sql IS NOT NULL"
                for (sql,) in database.execute(kept).fetchall():
                    try:
                        self.empty.execute(sql)
                    except sqlite3.OperationalError:  # SQLite's own, or the same table in two databases
                        continue
        self.empty.set_authorizer(self._authorise)

    def _authorise(self, action: int, one: str | None, _two: str | None, _base: str | None, _by: str | None) -> int:
        if one and (action == READ or action in WRITTEN) and not one.startswith(INTERNAL):
            self.touched.add(one)
        return sqlite3.SQLITE_OK

    def tables(self, sql: str) -> set[str] | None:
        """Return the tables of a statement, None when SQLite does not compile it."""
        self.touched = set()
        try:
            self.empty.execute("EXPLAIN " + sql)
        except sqlite3.Error:
            return None
        return self.touched


def caller(stack: list[list[object]], graph: Graph) -> tuple[str, str]:
    """Return the unit that sent a statement and the place, "" when none is known."""
    for _class, _function, file, line in stack:
        if isinstance(file, str) and isinstance(line, int) and file and not file.startswith(LIBRARY):
            unit = graph.lexical(file, line)
            if unit:
                return unit, f"{file}:{line}"
    return "", ""


def read(log: Path, schemas: Schemas, graph: Graph) -> tuple[Seen, Counter[str]]:
    """Return the distinct pairs of caller and table, and how many statements there were of each sort."""
    seen: Seen = {}
    sorts: Counter[str] = Counter()
    for line in log.read_text(encoding="utf-8").splitlines():
        entry = json.loads(line)
        tables = schemas.tables(entry["sql"])
        sorts["statements"] += 1
        if tables is None:
            sorts["not compiled"] += 1
        if not tables:
            continue
        unit, place = caller(entry["stack"], graph)
        sorts["with tables"] += 1
        for table in tables:
            places, _ = seen.setdefault((unit, table), (Counter(), entry["sql"]))
            places[place] += 1
    return seen, sorts


def rings(graph: Graph, unit: str, subclasses: bool) -> Iterator[set[str]]:
    """Yield the unit, the unit and what it calls, and that and what those call."""
    ring = {unit} | (closure(unit, graph.children) if subclasses else set())
    for _ in STEPS:
        yield ring
        called = {
            target
            for source in ring
            for target in graph.targets.get(source, ())
            if any(kind in CALLS for kind, _ in graph.edges[source, target])
        }
        ring = ring | called


def needed(seen: Seen, graph: Graph, subclasses: bool) -> dict[tuple[str, str], int]:
    """Return how many steps each pair takes, as many as there are STEPS when it is not predicted at all."""
    of_unit: dict[str, set[str]] = defaultdict(set)
    for (source, target), edges in graph.edges.items():
        if target.startswith("table:") and any(kind in TOUCHES for kind, _ in edges):
            of_unit[source].add(target.removeprefix("table:").lower())
    found = {}
    for unit, table in seen:
        held = [any(table.lower() in of_unit[one] for one in ring) for ring in rings(graph, unit, subclasses)]
        found[unit, table] = held.index(True) if True in held else len(STEPS)
    return found


def main() -> None:
    """Compare and print: figures first, then every pair that neither caller nor callees predicted."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("log", type=Path)
    parser.add_argument("--analysis", type=Path, required=True)
    parser.add_argument("--databases", type=Path, required=True)
    arguments = parser.parse_args()
    graph = load(arguments.analysis)
    seen, sorts = read(arguments.log, Schemas(arguments.databases), graph)
    known = {unit.removeprefix("table:").lower() for unit in graph.kind_of if unit.startswith("table:")}
    print(", ".join(f"{number} {sort}" for sort, number in sorted(sorts.items())))
    tables = sorted({table for _, table in seen})
    print(f"tables seen: {len(tables)}; unknown to the analysis: {[t for t in tables if t.lower() not in known]}")
    uses = {pair: sum(places.values()) for pair, (places, _) in seen.items()}
    total = sum(uses.values())
    for subclasses in (False, True):
        steps = needed(seen, graph, subclasses)
        print("with the caller's subclasses" if subclasses else "the caller's class alone")
        for step, title in enumerate(STEPS):
            held = [pair for pair in seen if steps[pair] <= step]
            share = sum(uses[pair] for pair in held) / total
            print(f"  {title:20} {len(held) / len(seen):.3f} of {len(seen)} pairs; {share:.3f} of {total} uses")
    for pair in sorted(pair for pair in seen if steps[pair] > 1):
        places, example = seen[pair]
        place, times = places.most_common(1)[0]
        print(f"  {steps[pair]} {pair[1]:22} {pair[0]} {place} ({times}) {' '.join(example.split())[:140]}")


if __name__ == "__main__":
    main()

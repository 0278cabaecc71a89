"""The log of trace_sql_mediawiki.sh and analysis.json in; which tables ran that the static graph did not predict out.

SQLite itself says which tables a statement reads and writes: it is compiled (not run) against the databases' schema and
the authoriser is asked. The caller is the innermost frame of the stack outside the database library (LIBRARY). Counted
are distinct (caller, table): whether the caller has a reads, writes or joins edge to the table, or one of the units that it
calls does (one step, then two); and every table at all: whether the analysis knows it.

Usage: python statements.py LOG --analysis analysis.json --databases DIRECTORY
"""

import argparse
import json
import sqlite3
from collections import Counter, defaultdict
from collections.abc import Iterator
from pathlib import Path

from graph import CALLS, Graph, load

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


def rings(graph: Graph, unit: str) -> Iterator[set[str]]:
    """Yield the unit, the unit and what it calls, and that and what those call."""
    ring = {unit}
    for _ in range(3):
        yield ring
        called = {
            target
            for source in ring
            for target in graph.targets.get(source, ())
            if any(kind in CALLS for kind, _ in graph.edges[source, target])
        }
        ring = ring | called


def main() -> None:
    """Compare and print: figures first, then every pair that was not predicted by caller or callees."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("log", type=Path)
    parser.add_argument("--analysis", type=Path, required=True)
    parser.add_argument("--databases", type=Path, required=True)
    arguments = parser.parse_args()
    graph = load(arguments.analysis)
    schemas = Schemas(arguments.databases)
    seen, sorts = read(arguments.log, schemas, graph)
    of_unit: dict[str, set[str]] = defaultdict(set)
    for (source, target), edges in graph.edges.items():
        if target.startswith("table:") and any(kind in TOUCHES for kind, _ in edges):
            of_unit[source].add(target.removeprefix("table:").lower())
    known = {unit.removeprefix("table:").lower() for unit in graph.kind_of if unit.startswith("table:")}
    print(", ".join(f"{number} {sort}" for sort, number in sorted(sorts.items())))
    tables = sorted({table for _, table in seen})
    print(f"tables seen: {len(tables)}; unknown to the analysis: {[t for t in tables if t.lower() not in known]}")
    held, weights, missed = [0, 0, 0], [0, 0, 0], []
    for (unit, table), (places, example) in sorted(seen.items()):
        for step, ring in enumerate(rings(graph, unit)):
            if any(table.lower() in of_unit[one] for one in ring):
                for further in range(step, 3):
                    held[further] += 1
                    weights[further] += sum(places.values())
                break
        if not any(table.lower() in of_unit[one] for one in list(rings(graph, unit))[1]):
            missed.append((unit, table, places, example))
    total = sum(sum(places.values()) for places, _ in seen.values())
    for step, title in enumerate(("caller", "or what it calls", "or what those call")):
        print(f"{title:20} {held[step] / len(seen):.3f} of {len(seen)} pairs; {weights[step] / total:.3f} of {total} uses")
    for unit, table, places, example in missed:
        place, times = places.most_common(1)[0]
        print(f"  {table:22} {unit} {place} ({times}) {' '.join(example.split())[:160]}")


if __name__ == "__main__":
    main()

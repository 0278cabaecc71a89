"""Every `.case`: files after `=== path` lines, then `---`, then the lines expected of the linkage.

A file `secateur.yaml` is the configuration; what `composer.json` requires are the packages.
`only KIND …` as the first expected line looks at these kinds of lines alone (an edge kind, `ledger`,
`problem`, `missing`: what the ledger says is missing, `entry`: ways in, `state`, `table`, `join`, `scope`, `column`,
`operation`: shared state, declared tables, joins, transactions, columns, calls of methods, `installs`: units that look
after the schema; these last nine only when asked for).
"""

import json
from pathlib import Path

import pytest

from analyzer.frameworks import active
from analyzer.link import link
from analyzer.model.facts import ReadFile
from analyzer.model.linkage import ColumnUse, Join, Linkage, Operation, StateAccess, Table, TransactionScope
from analyzer.model.project import Package, Project, SourceFile
from analyzer.read.file import read_file
from analyzer.settings import load_config
from tests.link.build import edges, kind, ledger, role

ASKED = ("missing", "entry", "state", "table", "join", "scope", "column", "operation", "installs")
CASES = sorted((Path(__file__).parent / "cases").glob("*.case"))


def _parts(text: str) -> tuple[dict[str, str], list[str]]:
    source, _, expected = text.partition("\n---\n")
    files: dict[str, str] = {}
    for part in ("\n" + source).split("\n=== ")[1:]:
        path, _, content = part.partition("\n")
        files[path.strip()] = content
    return files, [line for line in expected.splitlines() if line.strip() and not line.startswith("#")]


def _lines(linkage: Linkage) -> list[tuple[str, str]]:
    found = [(line.split(" ")[1], line) for line in edges(linkage)]
    found += [("ledger", "ledger " + line) for line in ledger(linkage)]
    found += [("missing", f"{u.path}:{u.line} {u.text}: {u.missing or '–'}") for u in linkage.unresolved]
    found += [("entry", f"{e.name} -> {e.unit} {e.place.path}:{e.place.line}") for e in linkage.entries]
    found += [("state", _access(access)) for access in linkage.state]
    found += [("table", _table(table)) for table in linkage.tables if table.place is not None]
    found += [("join", _join(join)) for join in linkage.joins]
    found += [("scope", _scope(scope)) for scope in linkage.scopes]
    found += [("column", _column(use)) for use in linkage.columns]
    found += [("operation", _operation(one)) for one in linkage.operations]
    found += [("installs", unit.id) for unit in linkage.units if unit.installs]
    return found + [("problem", f"problem {p.path}:{p.line} {p.message}") for p in linkage.problems]


def _access(access: StateAccess) -> str:
    verb = "writes" if access.writes else "reads"
    places = ",".join(f"{place.path}:{place.line}" for place in access.places)
    return f"state {access.kind} {access.key or '–'} {verb} {access.unit} {access.confidence} {places}"


def _table(table: Table) -> str:
    assert table.place is not None
    return f"table {table.name} ({', '.join(table.columns)}) {table.place.path}:{table.place.line}"


def _column(use: ColumnUse) -> str:
    verb = "writes" if use.writes else "reads"
    places = ",".join(f"{place.path}:{place.line}" for place in use.places)
    return f"column {use.unit} {verb} {use.table}.{use.column} {places}"


def _operation(one: Operation) -> str:
    places = ",".join(f"{place.path}:{place.line}" for place in one.places)
    return f"operation {one.source} -> {one.target}::{one.member} {places}"


def _join(join: Join) -> str:
    columns = ", ".join(f"{left}={right}" for left, right in join.columns)
    return f"join {join.left} {join.right} ({columns}) {join.unit} {join.place.path}:{join.place.line}"


def _scope(scope: TransactionScope) -> str:
    writes = ", ".join(f"{table} by {unit} {place.path}:{place.line}" for table, unit, place in scope.writes)
    opened = f"{scope.unit}::{scope.member}" if scope.member else scope.unit
    return f"scope {opened} {scope.place.path}:{scope.place.line}{'' if scope.closed else ' open'} [{writes}]"


@pytest.mark.parametrize("case", CASES, ids=lambda path: path.stem)
def test_linkage__when_files_say_this__then_these_lines(case: Path) -> None:
    files, expected = _parts(case.read_text("utf-8"))
    config = load_config(files.pop("secateur.yaml", None))
    sources = tuple(SourceFile(path, "", 1, kind(path), role(path)) for path in sorted(files))
    required = json.loads(files.get("composer.json", "{}")).get("require", {})
    project = Project("case", sources, packages=tuple(Package(name, required[name]) for name in sorted(required)))
    read = [ReadFile(path, read_file(text.encode(), kind(path))) for path, text in files.items()]
    frameworks = active(project, read, config.frameworks)
    linkage = link(project, read, frameworks, config)
    lines = _lines(linkage)
    only = expected.pop(0).split(" ")[1:] if expected and expected[0].startswith("only ") else ()
    lines = [(what, line) for what, line in lines if what in only or (not only and what not in ASKED)]
    assert [line for _, line in lines] == expected
    assert linkage == link(project, list(reversed(read)), frameworks, config)

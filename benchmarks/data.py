"""What the data facts reach on real code: tables touched, SQL texts parsed, writes whose table is known; and a sample.

For each NAME=DIRECTORY: of the declared tables how many some own code touches; of the SQL texts in own PHP how many a
parser read, and of how many every table is known; of the places that write how many have a known table.
`--sample N` draws N of the SQL texts, as many of each application, as lines to judge: place and the tables that
came out with what happens to them (r, w), and (only with `--texts`, for the eye) the text. No third-party text is kept.

Usage: python benchmarks/data.py [--sample N] [--seed S] [--texts] NAME=DIRECTORY ...
"""

import argparse
import random
from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

from analyzer.discover import discover
from analyzer.frameworks import active
from analyzer.link import link
from analyzer.model.config import Config
from analyzer.model.facts import ReadFile
from analyzer.model.linkage import DependencyKind, Linkage, UnitKind
from analyzer.model.project import FileKind, FileRole, Project, Source
from analyzer.model.statements import SqlText
from analyzer.read import read_all
from analyzer.sql import PIECE

WRITING = frozenset({"insert", "update", "delete", "replace", "truncate", "merge"})
TABLES_UNKNOWN = ("table", "sql")
HEAD = (
    "| application | declared tables | touched | SQL texts | parsed | every table known | writes | known | joins "
    "| transactions |\n|---|--:|--:|--:|--:|--:|--:|--:|--:|--:|"
)


class Application(NamedTuple):
    """A code base with what was read and linked of it."""

    name: str
    project: Project
    files: tuple[ReadFile, ...]
    linkage: Linkage


class Text(NamedTuple):
    """One SQL text and the tables that came out."""

    application: str
    path: str
    sql: SqlText
    tables: tuple[str, ...]


def load(name: str, root: Path) -> Application:
    """Read and link a code base."""
    config = Config()
    project, contents = discover(Source(str(root)), config.discover, name)
    files = read_all(project, contents, None, 1, lambda _done, _total: None)
    return Application(name, project, files, link(project, files, active(project, files, config.frameworks), config))


def own(application: Application) -> list[ReadFile]:
    """The PHP files that the application's makers wrote."""
    wanted = {
        file.path for file in application.project.files if file.role is FileRole.OWN and file.kind is FileKind.PHP
    }
    return [file for file in application.files if file.path in wanted]


def texts(application: Application) -> Iterator[Text]:
    """Every SQL text with the tables that it was linked to."""
    found: dict[tuple[str, int], set[str]] = defaultdict(set)
    for edge in application.linkage.dependencies:
        if edge.kind in (DependencyKind.READS, DependencyKind.WRITES) and edge.target.startswith("table:"):
            for place in edge.occurrences:
                found[place.path, place.line].add(f"{edge.target[6:]} {edge.kind.value[0]}")
    for file in own(application):
        for sql in (one for one in file.facts.sql if one.verb != PIECE):
            lines = range(sql.line, sql.line + sql.text.count("\n") + 1)
            tables = sorted({table for line in lines for table in found.get((file.path, line), ())})
            yield Text(application.name, file.path, sql, tuple(tables))


def row(application: Application) -> str:
    """One line of the table of results."""
    linkage = application.linkage
    touching = {
        edge.target
        for edge in linkage.dependencies
        if edge.kind in (DependencyKind.READS, DependencyKind.WRITES) and not edge.source.startswith("table:")
    }
    declared = [table for table in linkage.tables if table.place is not None]
    touched = sum("table:" + table.name in touching for table in declared)
    known = list(texts(application))
    open_lines = {(u.path, u.line) for u in linkage.unresolved if u.kind in TABLES_UNKNOWN}
    parsed = sum(text.sql.parsed for text in known)
    clear = sum((text.path, text.sql.line) not in open_lines for text in known)
    written = {
        (place.path, place.line)
        for edge in linkage.dependencies
        if edge.kind is DependencyKind.WRITES and edge.target.startswith("table:")
        for place in edge.occurrences
    }
    unknown = {
        (u.path, u.line)
        for u in linkage.unresolved
        if u.kind in TABLES_UNKNOWN and u.text.lstrip("( ").partition(" ")[0].lower() in WRITING
    }
    kinds = sum(unit.kind is UnitKind.TABLE for unit in linkage.units)
    return (
        f"| {application.name} | {len(declared)} of {kinds} | {_share(touched, len(declared))} | {len(known)} "
        f"| {_share(parsed, len(known))} | {_share(clear, len(known))} | {len(written | unknown)} "
        f"| {_share(len(written), len(written | unknown))} | {len(linkage.joins)} | {len(linkage.scopes)} |"
    )


def _share(part: int, whole: int) -> str:
    return f"{part / whole:.3f}" if whole else "–"


def main() -> None:
    """Print the table of results, and a sample."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("applications", nargs="+", metavar="NAME=DIRECTORY")
    parser.add_argument("--sample", type=int, default=0)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--texts", action="store_true")
    arguments = parser.parse_args()
    named = [one.partition("=")[::2] for one in arguments.applications]
    each = -(-arguments.sample // len(named))
    drawn: list[Text] = []
    print(HEAD)
    for name, root in named:
        application = load(name, Path(root))
        print(row(application), flush=True)
        if each:
            everything = list(texts(application))
            drawn += random.Random(arguments.seed).sample(everything, min(each, len(everything)))
    for text in sorted(drawn[: arguments.sample], key=lambda one: (one.application, one.path, one.sql.line)):
        said = ", ".join(text.tables) or "–"
        print(f"| {text.application} | {text.path}:{text.sql.line} | {'' if text.sql.parsed else '~'}{said} |  |")
        if arguments.texts:
            print("      " + " ".join(text.sql.text.split())[:600])


if __name__ == "__main__":
    main()

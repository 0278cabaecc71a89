"""`secateur why A B`: every occurrence behind the dependency of one unit, service or table on another."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from difflib import get_close_matches
from pathlib import Path
from shlex import quote
from typing import Any

import click

from analyzer.cli.main import Failure, printable
from analyzer.cli.options import at_path, options_of, with_common
from analyzer.cli.saved import saved_analysis
from analyzer.cli.session import analysis_of
from analyzer.model.analysis import Analysis
from analyzer.model.linkage import Dependency
from analyzer.report import counted


@click.command()
@click.argument("source", metavar="A")
@click.argument("target", metavar="B")
@at_path
@click.option("--rev", metavar="REV", help="Read a git revision instead of the working tree; no checkout.")
@click.option("--analysis", "saved", metavar="FILE", help="Take a saved analysis.json instead of analysing PATH.")
@with_common
def why(source: str, target: str, saved: str | None, **flags: Any) -> None:
    """List every place where A needs B: units, services or tables of the PHP code in PATH.

    A and B are ids (class:App\\Order, function:f, script:a.php, table:orders), bare names, or services.

    Exit codes: 0 fine, 2 the command or its configuration was wrong, 3 no PHP found.
    """
    options = options_of(flags)
    analysis = saved_analysis(Path(saved)) if saved else analysis_of(options)
    sources, targets = named(analysis, source), named(analysis, target)
    if sources == targets:
        raise Failure(f"{source!r} and {target!r} are the same here; name two different things")
    found = between(analysis.linkage.dependencies, sources, targets)
    back = between(analysis.linkage.dependencies, targets, sources)
    lines = _Lines(Path(options.path), readable=options.rev is None)
    if found:
        for line in told(found, lines):
            click.echo(line)
    else:
        click.echo(f"No direct need of {printable(target)} was found in {printable(source)}.")
        for line in _path(analysis, sources, targets):
            click.echo(line)
        unknown = _unresolved(analysis, sources)
        if unknown:
            click.echo(
                f"{counted(unknown, 'reference')} of {printable(source)} could not be resolved and may be one:"
                " see what we don't know in the report."
            )
    places = sum(len(row.occurrences) for row in back)
    if back:
        command = f"secateur why {quote(target)} {quote(source)}"
        click.echo(printable(f"The other way round: {counted(places, 'place')}, see {command}"))


def named(analysis: Analysis, name: str) -> frozenset[str]:
    """Return the ids of the units that a name means: an id, a service, a bare name; or fail with the nearest names."""
    ids = {unit.id for unit in analysis.linkage.units}
    if name in ids:
        return frozenset({name})
    for service in analysis.decomposition.services:
        if service.name == name:
            return frozenset(service.members)
    bare = name.lstrip("\\").lower()
    found = {id for id in ids if id.partition(":")[2].lower() == bare}
    if not found:
        found = {id for id in ids if id.lower() == bare or id.lower().endswith(("\\" + bare, "/" + bare))}
    if found:
        return frozenset(found)
    names = [service.name for service in analysis.decomposition.services]
    near = get_close_matches(name, [*names, *sorted(ids), *sorted(i.partition(":")[2] for i in ids)], 3, 0.5)
    hint = f"; near: {', '.join(near)}" if near else ""
    raise Failure(f"{name!r} is no unit, table or service here{hint}")


def between(rows: Iterable[Dependency], sources: frozenset[str], targets: frozenset[str]) -> list[Dependency]:
    """Return the dependencies from one set of units to another, the ones within both left out."""
    both = sources & targets
    return [
        row
        for row in rows
        if row.source in sources and row.target in targets and not (row.source in both and row.target in both)
    ]


def told(rows: Sequence[Dependency], lines: "_Lines") -> Iterator[str]:
    """Yield the report of dependencies, heaviest first, with the text of every place."""
    places = sum(len(row.occurrences) for row in rows)
    yield f"{counted(len(rows), 'dependency', 'dependencies')} at {counted(places, 'place')}"
    for row in sorted(rows, key=lambda row: (-len(row.occurrences), row)):
        yield ""
        yield printable(f"{row.source} {row.kind} {row.target} ({row.confidence}, via {row.via})")
        for place in row.occurrences:
            text = lines.text(place.path, place.line)
            yield printable(f"  {place.path}:{place.line}" + (f"  {text}" if text else ""))


class _Lines:
    """The source lines of the analysed files, as far as they lie on this disk."""

    def __init__(self, root: Path, readable: bool) -> None:
        self._root = root
        self._readable = readable
        self._files: dict[str, list[str]] = {}

    def text(self, path: str, line: int) -> str:
        """Return one line without its indentation, "" when it cannot be read."""
        if not self._readable:
            return ""
        if path not in self._files:
            try:
                content = (self._root / path).read_bytes().decode("utf-8", "replace")
            except (OSError, ValueError):
                content = ""
            self._files[path] = content.replace("\r\n", "\n").replace("\r", "\n").split("\n")
        lines = self._files[path]
        return lines[line - 1].strip()[:100] if 0 < line <= len(lines) else ""


def _unresolved(analysis: Analysis, units: frozenset[str]) -> int:
    """Return how many unresolved references stand in the lines of some units."""
    spans: dict[str, list[tuple[int, int]]] = {}
    for unit in analysis.linkage.units:
        if unit.id in units and not unit.id.startswith("table:"):
            spans.setdefault(unit.path, []).append((unit.line, unit.end_line))
    return sum(
        any(first <= row.line <= last for first, last in spans.get(row.path, ())) for row in analysis.linkage.unresolved
    )


def _path(analysis: Analysis, sources: frozenset[str], targets: frozenset[str]) -> Iterator[str]:
    """Yield the shortest chain of dependencies from one set to the other, or that there is none."""
    users: dict[str, list[Dependency]] = {}
    for row in analysis.linkage.dependencies:
        users.setdefault(row.source, []).append(row)
    chain = _chain(users, sources, targets)
    if not chain:
        yield "No chain of dependencies from the first to the second was found either."
        return
    yield f"The shortest chain has {counted(len(chain), 'step')}:"
    for row in chain:
        place = row.occurrences[0]
        yield printable(f"  {row.source} {row.kind} {row.target}  {place.path}:{place.line}")


def _chain(
    users: Mapping[str, Sequence[Dependency]], sources: frozenset[str], targets: frozenset[str]
) -> list[Dependency]:
    came: dict[str, Dependency | None] = dict.fromkeys(sorted(sources))
    waiting = sorted(sources)
    while waiting:
        following = []
        for unit in waiting:
            for row in users.get(unit, ()):
                if row.target in came:
                    continue
                came[row.target] = row
                if row.target in targets:
                    return _back(came, row)
                following.append(row.target)
        waiting = following
    return []


def _back(came: Mapping[str, Dependency | None], last: Dependency) -> list[Dependency]:
    chain: list[Dependency] = []
    row: Dependency | None = last
    while row is not None:
        chain.append(row)
        row = came[row.source]
    return chain[::-1]

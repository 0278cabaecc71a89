"""`Analysis` in, a summary of 80 columns on the terminal out."""

import shlex
from pathlib import Path

import click
from rich.console import Console
from rich.table import Table
from rich.text import Text

from analyzer.cli.main import printable
from analyzer.model.analysis import Analysis
from analyzer.model.earlier import Earlier
from analyzer.model.facts import ProblemKind
from analyzer.report import advise, asked, beside, counted, how_good, rewarding, warning, what_it_cost, where_to_stop
from analyzer.settings import Expected

WIDTH = 80
ADVISED = 3  # lines of configuration that are proposed
MOVED = 10  # patterns of the plan that match nothing
SHORT = 40  # a name that can be typed
REWARDING = 5  # references that one of them must resolve


class _Console(Console):
    """Leaves it to `main` what a reader that has gone means."""

    def on_broken_pipe(self) -> None:
        """Let the error through."""
        raise BrokenPipeError


def console() -> Console:
    """Return a console of at most 80 columns that neither guesses colours for numbers nor obeys markup."""
    out = _Console(highlight=False, markup=False, emoji=False, soft_wrap=False)
    out.width = min(out.width, WIDTH)
    return out


def names_kept(analysis: Analysis, previous: Earlier, source: Path | None) -> str:
    """Return where names come from, when an earlier analysis was found."""
    if source is None:
        return ""
    before = {service.name for service in previous.services}
    now = [service.name for service in analysis.decomposition.services]
    new, gone = [name for name in now if name not in before], sorted(before - set(now))
    said = f"Names as in {source}: {len(now) - len(new)} of {counted(len(now), 'service')}"
    said += f"; new: {', '.join(new)}" if new else ""
    said += f"; gone: {', '.join(gone)}" if gone else ""
    return f"{said}. {_elsewhere(analysis, previous)}"


def _elsewhere(analysis: Analysis, previous: Earlier) -> str:
    """Return how many units and tables that an earlier analysis had in a service or the kernel are elsewhere now."""
    there = {unit.id for unit in analysis.linkage.units}
    then: dict[str, str | None] = {unit: None for unit in previous.kernel if unit in there}
    then |= {member: one.name for one in previous.services for member in one.members if member in there}
    now = analysis.decomposition.service_of()
    changed = sum(now.get(unit) != name for unit, name in then.items())
    return f"{changed:,} of {len(then):,} units and tables are elsewhere than then."


def summary(analysis: Analysis, folder: Path, names: str = "", code: str = "") -> None:
    """Print what a reader wants to know first; `names` says where those of the services come from, `code` where the
    code lies."""
    out = console()
    inventory = analysis.inventory
    tables = sum(unit.id.startswith("table:") and not unit.test for unit in analysis.linkage.units)
    out.print(f"{printable(analysis.project)}: {inventory.files:,} files, {inventory.loc:,} lines, {tables:,} tables")
    if beside(inventory):
        out.print(f"Read beside them: {beside(inventory)}.")
    out.print()
    if warning(analysis):
        out.print(warning(analysis))
        out.print()
    out.print(_services(analysis))
    found = analysis.decomposition
    core = f", {len(found.core):,} of the rest of the monolith" if found.core else ""
    out.print(
        f"#: position in the order of extraction, which {how_good(analysis.roadmap)}. in, out: places that cross. "
        f"In no service: {len(found.kernel):,} units of a shared kernel, {len(found.orphans):,} orphans{core}."
    )
    _plan(analysis, out)
    for said in (asked(analysis.roadmap), where_to_stop(analysis.roadmap)):
        if said:
            out.print(printable(said))
    if what_it_cost(analysis):
        out.print(printable(what_it_cost(analysis)))
    out.print()
    out.print(_coverage(analysis))
    out.print("resolved = exact + inferred + guessed, of those that are not external.")
    _gaps(analysis, out)
    if names:
        out.print(printable(names))
    out.print(f"Report: {printable(str(folder / 'index.html'))}", soft_wrap=True)
    _next(analysis, folder, code, out)


def _next(analysis: Analysis, folder: Path, code: str, out: Console) -> None:
    """Print what to do with it, as commands that can be copied."""
    if not analysis.roadmap.steps:
        return
    saved = f"--analysis {shlex.quote(str(folder / 'analysis.json'))}"
    first = analysis.roadmap.steps[0].service
    commands = [["split", shlex.quote(first), saved]] if len(first) <= SHORT else []
    if code and not analysis.config.plan.services:
        commands.append(["accept", *([] if code == "." else [shlex.quote(code)]), saved])
    out.print("Next: read its contested units, try moves with --move, see what the first needs,")
    out.print("and take as a plan what is right:")
    for words in commands:
        begun = f"  secateur {printable(' '.join(words[:-1]))}"
        parts = [begun] if len(begun) <= WIDTH - 2 else [f"  secateur {words[0]}", *map(printable, words[1:-1])]
        parts.append(printable(words[-1]))
        whole = " ".join(parts)
        out.print(whole if len(whole) <= WIDTH else " \\\n    ".join(parts), soft_wrap=True)  # never broken elsewhere


def _plan(analysis: Analysis, out: Console) -> None:
    """Print what the accepted plan does not say, and what it says of code that is gone."""
    if not analysis.config.plan.services:
        return
    found = analysis.decomposition
    out.print(f"The services are those of secateur.yaml; {len(found.unplanned):,} units are in one by pull, unplanned.")
    for row in found.moved[:MOVED]:
        near = f"; now perhaps {', '.join(row.likely)}" if row.likely else ""
        out.print(printable(f"secateur.yaml:{row.line}: {row.service}: {row.pattern} matches nothing{near}"))
    if len(found.moved) > MOVED:
        out.print(f"and {len(found.moved) - MOVED:,} more patterns that match nothing; analysis.json has them all.")
    for one in found.overlaps[:MOVED]:
        out.print(printable(f"secateur.yaml:{one.other_line}: {one.said}"))
    if len(found.overlaps) > MOVED:
        out.print(f"and {len(found.overlaps) - MOVED:,} more claims that overlap; analysis.json has them all.")


def _services(analysis: Analysis) -> Table:
    table = Table(box=None, pad_edge=False, padding=(0, 1, 0, 0))
    table.add_column("#", justify="right")
    table.add_column("service", overflow="ellipsis", no_wrap=True, max_width=22)
    for name in ("units", "lines", "tables", "in", "out", "cohesion", "stable"):
        table.add_column(name, justify="right", no_wrap=True)
    scores = {row.service: row for row in analysis.scores.services}
    for step in analysis.roadmap.steps:
        row = scores[step.service]
        counts = (row.units, row.loc, row.tables_owned, row.calls_in, row.calls_out)
        stable = "–" if row.stability is None else f"{row.stability:.0%}"
        cells = (*(f"{n:,}" for n in counts), f"{row.cohesion:.0%}", stable)
        table.add_row(str(step.position), Text(printable(step.service)), *cells)
    return table


def _coverage(analysis: Analysis) -> Table:
    table = Table(box=None, pad_edge=False, padding=(0, 1, 0, 0))
    table.add_column("references", no_wrap=True)
    for name in ("all", "external", "unknown", "resolved", "exact", "inferred", "guessed"):
        table.add_column(name, justify="right", no_wrap=True)
    for row in analysis.linkage.coverage:
        counts = (row.total, row.external, row.unresolved)
        shares = (row.followed, *(row.of_inner(count) for count in (row.exact, row.inferred, row.guessed)))
        table.add_row(row.kind, *(f"{n:,}" for n in counts), *(f"{share:.1%}" for share in shares))
    return table


def _gaps(analysis: Analysis, out: Console) -> None:
    reasons: dict[str, int] = {}
    for row in analysis.linkage.unresolved:
        reasons[row.reason] = reasons.get(row.reason, 0) + 1
    if reasons:
        ranked = sorted(reasons.items(), key=lambda item: (-item[1], item[0]))
        out.print("Not resolved: " + ", ".join(f"{n:,} {reason}" for reason, n in ranked) + ".")
    _advice(analysis, out)
    if analysis.inventory.history:
        out.print(printable(f"History: {analysis.inventory.history}."))
    problems = len(analysis.linkage.problems)
    skipped = len(analysis.inventory.skipped)
    if problems or skipped:
        out.print(f"Problems: {problems:,} while reading; {skipped:,} files skipped. The report lists them.")
    out.print()


def _advice(analysis: Analysis, out: Console) -> None:
    """Print the lines of configuration that would resolve most, and those that speak of nothing."""
    for one in rewarding(advise(analysis.linkage.unresolved), ADVISED, REWARDING):
        out.print(printable(f"  {one.name} {one.sentence}:"))
        out.print(printable(f"    {one.setting or one.docblock}"))
    for problem in analysis.linkage.problems:
        if problem.kind is ProblemKind.SETTING:
            out.print(printable(f"{problem.path}:{problem.line}: {problem.message}"))


def agreement(analysis: Analysis, expected: Expected, where: str) -> None:
    """Print how the proposal agrees with the services that a person expects."""
    from analyzer.measure import agree  # noqa: PLC0415
    from analyzer.settings import match_expected  # noqa: PLC0415

    units, idle = match_expected(expected, analysis.linkage.units)
    for pattern in idle:
        click.echo(f"secateur: {where}: the pattern {printable(pattern)!r} matches nothing", err=True)
    table = Table(box=None, pad_edge=False, padding=(0, 1, 0, 0))
    for name in ("over", "compared", "found", "expected", "ARI", "NMI", "MoJoFM", "c2c .33", ".5", ".66"):
        table.add_column(name, justify="right", no_wrap=True)
    for row in agree(analysis.decomposition, units):
        scores = (f"{row.ari:.3f}", f"{row.nmi:.3f}", f"{row.mojofm:.1f}", *(f"{v:.0%}" for _, v in row.c2c))
        table.add_row(row.over, str(row.compared), str(row.services), str(row.expected), *scores)
    out = console()
    out.print()
    out.print(table)

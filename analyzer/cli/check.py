"""`secateur check`: the gate. Holds the code to the accepted plan, or compares it with an analysis, and may fail."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click
import msgspec

from analyzer.cli.main import BROKEN_GATE, Failure, printable
from analyzer.cli.options import Options, options_of, shared
from analyzer.cli.output import write_file
from analyzer.cli.saved import saved_analysis
from analyzer.cli.session import analysis_of, read_bytes

if TYPE_CHECKING:
    from analyzer.model.analysis import Analysis
    from analyzer.model.violation import Baseline, Outcome, Violation

BASELINE = "secateur-baseline.json"
SAME = 0.1  # of the baseline's units: with fewer left it guards another code base
BLAMED = 20  # violations whose line git is asked about
CLAIMS = 5  # that overlap and are told
NOBODYS = frozenset({"coverage-drop", "plan-moved", "service-limit"})  # who wrote the line did not break the rule
NAMES = ("text", "json", "sarif", "junit", "github", "gitlab", "markdown")


class _Report(click.ParamType[tuple[str, str]]):
    """A format and a file, as in `sarif=check.sarif`."""

    name = "format=file"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> tuple[str, str]:
        """Return both, or fail."""
        name, _, path = str(value).partition("=")
        if name not in NAMES or not path:
            self.fail(f"write FORMAT=FILE, with one of {', '.join(NAMES)}", param, ctx)
        return name, path


@click.command()
@shared
@click.option("--baseline", metavar="FILE", help=f"What is known (default: {BASELINE} in PATH), or an analysis.json.")
@click.option("--update-baseline", "update", is_flag=True, help="Write what is broken today as known; mended goes.")
@click.option("--prune-baseline", "prune", is_flag=True, help="Take what is mended out of the baseline; add nothing.")
@click.option("--strict", is_flag=True, help="Fail too when the baseline knows what is mended.")
@click.option("--analysis", "saved", metavar="FILE", help="Take a saved analysis.json instead of analysing PATH.")
@click.option("--format", "format_name", type=click.Choice(NAMES), default="text", help="Default: text.")
@click.option("--report", "reports", type=_Report(), multiple=True, help="Write a further format into a file.")
def check(  # noqa: PLR0913, PLR0917 (one argument an option)
    baseline: str | None,
    update: bool,
    prune: bool,
    strict: bool,
    saved: str | None,
    format_name: str,
    reports: Sequence[tuple[str, str]],
    **flags: Any,
) -> None:
    """Fail when the PHP code in PATH breaks the accepted plan in secateur.yaml.

    What the baseline knows is no failure. With an analysis.json as baseline, services that have grown together since
    then are, whatever plan there is.

    Exit codes: 0 fine, 1 a rule is broken, 2 the command or its configuration was wrong, 3 no PHP found.
    """
    from analyzer.check import FORMATS  # noqa: PLC0415

    options = options_of(flags)
    if update and prune:
        raise Failure("--update-baseline removes what is mended, too; choose it or --prune-baseline")
    path = Path(baseline) if baseline else Path(options.path) / BASELINE
    content = read_bytes(path) if (baseline and not update) or prune or path.is_file() else None
    if content is not None and not _is_baseline(content) and baseline:
        if update or prune:
            raise Failure(f"{path}: an analysis.json is never updated; name another file for the baseline")
        outcome = _compared(options, path, saved)
    else:
        outcome = _judged(options, path, content, (saved, "update" * update + "prune" * prune))
    outcome = msgspec.structs.replace(outcome, strict=strict)
    for name, target in reports:
        write_file(Path(target), FORMATS[name](outcome).encode("utf-8", "replace"))
    try:
        if outcome.new or outcome.stale or format_name != "text" or not options.quiet:
            click.echo(FORMATS[format_name](outcome), nl=False)
    finally:  # a gate stays broken when nobody reads to the end
        if outcome.broken:
            click.get_current_context().exit(BROKEN_GATE)


def _is_baseline(content: bytes) -> bool:
    from analyzer.check import is_baseline  # noqa: PLC0415

    return is_baseline(content)


def _compared(options: Options, path: Path, saved: str | None) -> Outcome:
    """Return what has grown together since an analysis."""
    from analyzer.check import check as violations_of  # noqa: PLC0415
    from analyzer.model.violation import Outcome  # noqa: PLC0415

    before = saved_analysis(path)
    today = saved_analysis(Path(saved)) if saved else analysis_of(options)
    known = {unit for unit in before.decomposition.service_of() if not unit.startswith("table:")}
    here = known & {unit.id for unit in today.linkage.units}
    if len(here) <= SAME * len(known):
        # Nothing could break: a gate that guards nothing must not look like one that holds.
        raise Failure(
            f"{path}: {len(here)} of the {len(known)} units of its services are in this code; it is of other code, "
            "or has no services"
        )
    return Outcome(_blamed(violations_of(today, before), options, saved), prefix=_prefix(options))


def _judged(options: Options, path: Path, content: bytes | None, how: tuple[str | None, str]) -> Outcome:
    """Return what breaks the plan. To `update` is to write the baseline that knows it, to `prune` the one without what
    is mended."""
    from analyzer.check import baseline_json, baseline_of, judge, pruned  # noqa: PLC0415
    from analyzer.model.violation import Outcome  # noqa: PLC0415

    saved, writing = how
    known = _loaded(path, content) if content is not None else None
    today = saved_analysis(Path(saved)) if saved else analysis_of(options)
    if not today.config.plan.services:
        raise Failure(
            "no service is accepted in secateur.yaml: there is no plan to hold the code to; run secateur accept, or "
            "give --baseline analysis.json to compare with an analysis"
        )
    renames, notes = _renames(options, path, known)
    outcome = judge(today, known, renames)
    if known is None and writing != "update":
        notes = (*notes, "there is no baseline: all that is there counts as new (check --update-baseline writes one)")
    notes = (*notes, *_overlaps(today))
    if not today.decomposition.services:
        notes = (*notes, "no pattern of the plan matches any unit: this gate guards nothing")
    if writing == "update":
        entries = (*outcome.new, *outcome.known)
        write_file(path, baseline_json(baseline_of(today, entries, "" if saved else _revision(options))))
        added, gone = len(outcome.new), len(outcome.stale)
        if not options.quiet:
            click.echo(printable(f"wrote {path}: {added:,} violations added, {gone:,} mended ones removed"), err=True)
        return Outcome(known=tuple(sorted(entries)), notes=notes, prefix=_prefix(options))
    if known is not None and writing == "prune":
        _prune(options, path, pruned(today, known, renames, outcome.stale), "" if saved else _revision(options))
        outcome = msgspec.structs.replace(outcome, stale=())
    new = _blamed(outcome.new, options, saved)
    return msgspec.structs.replace(outcome, new=new, notes=notes, prefix=_prefix(options))


def _overlaps(today: Analysis) -> list[str]:
    """Return what is to be said of units that two services claim."""
    found = today.decomposition.overlaps
    said = [f"secateur.yaml:{one.other_line}: {one.said}" for one in found[:CLAIMS]]
    return said + [f"and {len(found) - CLAIMS:,} more claims that overlap"] * (len(found) > CLAIMS)


def _prune(options: Options, path: Path, rest: Baseline | None, revision: str) -> None:
    """Write what is left of a baseline, unless it is all of it, and say so."""
    from analyzer.check import baseline_json  # noqa: PLC0415

    said = f"{path}: nothing is mended; it stays as it is"
    if rest is not None:
        write_file(path, baseline_json(msgspec.structs.replace(rest, revision=revision)))
        said = f"wrote {path}: what is mended is removed, {len(rest.entries):,} violations stay known"
    if not options.quiet:
        click.echo(printable(said), err=True)


def _loaded(path: Path, content: bytes) -> Baseline:
    from analyzer.check import BaselineError, load_baseline  # noqa: PLC0415

    try:
        return load_baseline(content)
    except BaselineError as error:
        raise Failure(f"{path}: {error}") from error


def _renames(options: Options, path: Path, known: Baseline | None) -> tuple[dict[str, str], tuple[str, ...]]:
    """Return the files that were renamed since the baseline, and what is to be said when nobody knows."""
    from analyzer.discover import renamed_since  # noqa: PLC0415

    if known is None or not known.revision:
        return {}, ()
    found = renamed_since(options.path, known.revision, options.rev, str(path.absolute()))
    if found is None:
        note = "git does not know the revision of the baseline: renamed files are not followed (a clone with all "
        return {}, (f"{note}history does, as fetch-depth: 0)",)
    return found, ()


def _blamed(violations: Sequence[Violation], options: Options, saved: str | None) -> tuple[Violation, ...]:
    """Return the violations with who introduced the first ones; a saved analysis may be of other lines than ours."""
    from analyzer.discover import introduced  # noqa: PLC0415

    if saved:
        return tuple(violations)
    asked = [violation for violation in violations if violation.places and violation.rule not in NOBODYS][:BLAMED]
    known = introduced(options.path, options.rev, dict.fromkeys(violation.places[0] for violation in asked))
    found = {id(violation): known.get(violation.places[0]) for violation in asked}
    return tuple(msgspec.structs.replace(violation, introduced=found.get(id(violation))) for violation in violations)


def _prefix(options: Options) -> str:
    from analyzer.discover import prefix_of  # noqa: PLC0415

    return prefix_of(options.path)


def _revision(options: Options) -> str:
    from analyzer.discover import revision_id  # noqa: PLC0415
    from analyzer.model.project import Source  # noqa: PLC0415

    return revision_id(Source(options.path, options.rev)).removesuffix("-dirty")

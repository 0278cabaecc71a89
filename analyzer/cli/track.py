"""`secateur track`: adds the numbers of what is there now to the history; the job of CI."""

from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import click

from analyzer.cli.main import NOTHING, Failure, printable
from analyzer.cli.options import Options, options_of, shared
from analyzer.cli.progress import Progress
from analyzer.cli.saved import saved_analysis
from analyzer.cli.session import analysis_of, configuration, existing
from analyzer.cli.storing import (
    cached,
    former,
    no_facts,
    open_store,
    snapshot_of,
    state_at,
    store_address,
    store_option,
)
from analyzer.model.analysis import Analysis
from analyzer.model.config import Config


@click.command()
@shared
@store_option
@click.option("--analysis", "saved", metavar="FILE", help="Take a saved analysis.json instead of reading PATH.")
@click.option("--import", "old", metavar="FILE", help="Take over a file of snapshots of an older secateur; no more.")
@click.option("--date", metavar="DATE", help="YYYY-MM-DD (default: of the commit; of changed files, today in UTC).")
@click.option("--revision", metavar="TEXT", help="What to call the revision (default: git's id of what is read).")
def track(store: str | None, saved: str | None, old: str | None, date: str | None, **flags: Any) -> None:
    """Add a snapshot of the PHP code in PATH to the history.

    A snapshot of the same project, date, revision, plan and version of secateur is replaced.

    Exit codes: 0 fine, 2 the command or its configuration was wrong, 3 no PHP found.
    """
    called = flags.pop("revision")
    options = options_of(flags)
    day = _day(date) if date else ""
    with open_store(store_address(store, options.config, options.path)) as opened:
        if old:
            found = former(Path(old))
            opened.put(found)
            click.echo(printable(f"{len(found):,} snapshots of {old} added to {opened.address}"))
            return
        config = configuration(options, existing(options.path))
        analysis, day, time, revision = _measured(options, config, saved, day)
        one = snapshot_of(analysis, config, (day, time, called if called is not None else revision))
        opened.put([one])
        if not options.quiet:
            click.echo(printable(f"{one.project} {one.date} {one.revision}".rstrip() + f": added to {opened.address}"))


def _measured(options: Options, config: Config, saved: str | None, day: str) -> tuple[Analysis, str, str, str]:
    """Return today's services with the day, the time and the revision of what was read."""
    from analyzer.discover import SourceError, committed, revision_id  # noqa: PLC0415
    from analyzer.model.project import Source  # noqa: PLC0415
    from analyzer.pipeline import NothingToAnalyse  # noqa: PLC0415

    now = datetime.now(UTC)
    day_now, time = now.date().isoformat(), now.strftime("%H:%M:%S")
    if saved:
        return saved_analysis(Path(saved)), day or day_now, time, ""
    source = Source(options.path, options.rev)
    revision = revision_id(source)
    commit = committed(options.path, revision) if revision and not revision.endswith("-dirty") else None
    day, time = day or (commit.date if commit else day_now), commit.time if commit else time
    if not config.plan.services:
        return analysis_of(options, config=config), day, time, revision
    try:
        with cached(no_facts(), not options.no_cache) as facts, Progress(options.quiet) as progress:
            return state_at(source, config, facts, options.jobs, progress.say), day, time, revision
    except SourceError as error:
        raise Failure(str(error)) from error
    except NothingToAnalyse as error:
        raise Failure(f"nothing to analyse in {options.path}: {error}", NOTHING) from error


def _day(date: str) -> str:
    try:
        return datetime.strptime(date, "%Y-%m-%d").date().isoformat()
    except ValueError as error:
        raise Failure(f"--date {date}: not a date; write it as 2026-01-31") from error

"""`secateur track` and `secateur trend`: add today's numbers to a file of snapshots; show the file as a table."""

from collections.abc import Sequence
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import click

from analyzer.cli.main import Failure, printable
from analyzer.cli.options import options_of, shared
from analyzer.cli.output import write_file
from analyzer.cli.saved import saved_analysis
from analyzer.cli.session import analysis_of, read_text

store_option = click.option("--store", required=True, metavar="FILE", help="The file of snapshots, one a line.")


@click.command()
@shared
@store_option
@click.option("--analysis", "saved", metavar="FILE", help="Take a saved analysis.json instead of analysing PATH.")
@click.option("--date", metavar="DATE", help="YYYY-MM-DD (default: of the commit with --rev, else today in UTC).")
@click.option("--revision", metavar="TEXT", help="What to call the revision (default: git's id of what is read).")
def track(store: str, saved: str | None, date: str | None, revision: str | None, **flags: Any) -> None:
    """Add a snapshot of the PHP code in PATH to a file.

    A snapshot of the same project, date and revision is replaced.

    Exit codes: 0 fine, 2 the command or its configuration was wrong, 3 no PHP found.
    """
    from analyzer.discover import revision_date, revision_id  # noqa: PLC0415 (`trend` needs none of this)
    from analyzer.model.project import Source  # noqa: PLC0415
    from analyzer.track import TrackError, append, load, snapshot  # noqa: PLC0415

    options = options_of(flags)
    path = Path(store)
    text = read_text(path) if path.exists() else ""
    try:
        load(text)  # a broken file is said before the long work, not after it
        source = Source(options.path, options.rev)
        day = _day(date) if date else revision_date(source) or datetime.now(UTC).date().isoformat()
        analysis = saved_analysis(Path(saved)) if saved else analysis_of(options)
        called = revision if revision is not None else "" if saved else revision_id(source)
        one = snapshot(analysis, day, called)
        write_file(path, append(text, one).encode("utf-8", "replace"))
    except TrackError as error:
        raise Failure(f"{store}: {error}") from error
    if not options.quiet:
        click.echo(printable(f"{one.project} {one.date} {one.revision}".rstrip() + f": added to {store}"))


@click.command()
@store_option
def trend(store: str) -> None:
    """Show the snapshots in a file and what has changed.

    Exit codes: 0 fine, 2 there is no such file, or it is none of ours.
    """
    from analyzer.track import TrackError, load, table  # noqa: PLC0415

    try:
        snapshots = load(read_text(Path(store)))
    except TrackError as error:
        raise Failure(f"{store}: {error}") from error
    if not snapshots:
        raise Failure(f"{store}: no snapshots yet; add one with secateur track --store {store}")
    for line in _aligned(table(snapshots)):
        click.echo(line)


def _aligned(rows: Sequence[Sequence[str]]) -> list[str]:
    """Return rows as lines: the first two columns to the left, numbers to the right."""
    clean = [[printable(cell) for cell in row] for row in rows]
    widths = [max(map(len, column)) for column in zip(*clean, strict=True)]
    return [
        "  ".join(
            cell.ljust(width) if column < 2 else cell.rjust(width)
            for column, (cell, width) in enumerate(zip(row, widths, strict=True))
        ).rstrip()
        for row in clean
    ]


def _day(date: str) -> str:
    try:
        return datetime.strptime(date, "%Y-%m-%d").date().isoformat()
    except ValueError as error:
        raise Failure(f"--date {date}: not a date; write it as 2026-01-31") from error

"""`secateur trend`: shows the history as a table, in files for machines, and as a page with figures."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path
from textwrap import wrap

import click

from analyzer.cli.main import Failure, printable
from analyzer.cli.options import at_path
from analyzer.cli.output import must_be_writable, write_file, write_folder
from analyzer.cli.storing import former, open_store, store_address, store_option
from analyzer.model.snapshot import Snapshot
from analyzer.model.trend import Trend

SHOWN = 24  # rows on a terminal, and
WIDTH = 80
OLDEST = 5  # broken rules: the files have all
NAMES = ("terminal", "csv", "json", "openmetrics", "badge", "html")


@click.command()
@at_path
@store_option
@click.option("--config", metavar="FILE", help="Where the plan is: the history lies beside it.")
@click.option("--project", metavar="NAME", help="Which project, when the store holds several.")
@click.option("--format", "form", type=click.Choice(NAMES), default="terminal", help="Default: terminal.")
@click.option("-o", "--output", metavar="PLACE", help="Write there instead: a file, or for html a folder.")
@click.option("--all", "everything", is_flag=True, help=f"All snapshots in the table, not the newest {SHOWN}.")
def trend(store: str | None, form: str, output: str | None, everything: bool, **where: str | None) -> None:
    """Show how the code base moves towards the plan, and when it would be half way there.

    Exit codes: 0 fine, 2 there is no such store, or nothing in it.
    """
    from analyzer.track import FORMATS, TrackError  # noqa: PLC0415
    from analyzer.track import trend as trend_of  # noqa: PLC0415

    address = store_address(store, where["config"], where["path"] or ".")
    if form == "html" and output is None:
        raise Failure("--format html: name a folder with -o")
    if form == "html" and output:
        must_be_writable(Path(output))
    try:
        found = trend_of(_snapshots(address), where["project"])
    except TrackError as error:
        raise Failure(f"{address}: {error}") from error
    if form == "html":
        from analyzer.report import render_trend  # noqa: PLC0415

        write_folder(Path(output or "."), render_trend(found))
        click.echo(printable(f"wrote {Path(output or '.') / 'index.html'}"))
        return
    said = FORMATS[form](found) if form in FORMATS else "".join(f"{line}\n" for line in _told(found, everything))
    if output:
        write_file(Path(output), said.encode("utf-8"))
    else:
        click.echo(said, nl=False)


def _snapshots(address: str) -> Sequence[Snapshot]:
    """Return what a store holds; a file of JSON lines of an older secateur is still read."""
    from analyzer.store.history import is_database  # noqa: PLC0415

    if not is_database(address):
        return former(Path(address))
    with open_store(address, create=False) as opened:
        return opened.load()


def _told(found: Trend, everything: bool) -> Iterator[str]:
    from analyzer.track import table  # noqa: PLC0415

    hidden = 0 if everything else max(len(found.snapshots) - SHOWN, 0)
    yield from _aligned(table(found, None if everything else SHOWN))
    if hidden:
        yield f"({hidden:,} older ones: --all)"
    yield ""
    for forecast in found.forecasts:
        yield from wrap(printable(forecast.sentence), WIDTH, subsequent_indent="  ", break_long_words=False)
    if found.breaches:
        yield ""
        yield f"{len(found.breaches):,} broken rules; the oldest:"
        for one in found.breaches[:OLDEST]:
            more = " or longer" if one.older else ""
            yield printable(f"  {one.days:,} days{more}: {one.rule}: {one.source} -> {one.target}")
    for remark in found.remarks:
        yield f"Note: {printable(remark)}."


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

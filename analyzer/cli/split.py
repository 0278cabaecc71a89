"""`secateur split SERVICE`: what taking one service out needs, on one page."""

from difflib import get_close_matches
from pathlib import Path
from typing import Any

import click

from analyzer.cli.graph import deliver
from analyzer.cli.main import Failure
from analyzer.cli.options import at_path, options_of, with_common
from analyzer.cli.saved import saved_analysis
from analyzer.cli.session import analysis_of
from analyzer.model.analysis import Analysis
from analyzer.model.split import Split

FORMATS = ("terminal", "markdown", "json")


@click.command()
@click.argument("service", metavar="SERVICE")
@at_path
@click.option("--rev", metavar="REV", help="Read a git revision instead of the working tree; no checkout.")
@click.option("--analysis", "saved", metavar="FILE", help="Take a saved analysis.json instead of analysing PATH.")
@click.option("--format", "format_name", type=click.Choice(FORMATS), default="terminal", help="Default: terminal.")
@click.option("-o", "--output", metavar="FILE", help="Write there instead of standard output.")
@with_common
def split(service: str, saved: str | None, format_name: str, output: str | None, **flags: Any) -> None:
    """Tell what taking SERVICE out of the PHP code in PATH needs.

    The contract that others call, its own calls, ways in, tables with verdicts, joins, keys, transactions and state
    that the boundary cuts, all cuts by their cost, and how each of its tables moves.

    Exit codes: 0 fine, 2 the command or its configuration was wrong, 3 no PHP found.
    """
    options = options_of(flags)
    page = _page(saved_analysis(Path(saved)) if saved else analysis_of(options), service)
    if format_name == "terminal":
        from analyzer.cli.splitpage import text_of  # noqa: PLC0415 (rich is slow to import)

        deliver(text_of(page), output)
    elif format_name == "markdown":
        from analyzer.report import split_document  # noqa: PLC0415

        deliver(split_document(page), output)
    else:
        from analyzer.export import split_json  # noqa: PLC0415

        deliver(split_json(page), output)


def _page(analysis: Analysis, name: str) -> Split:
    """Return the page of a service, or fail with the nearest name."""
    from analyzer.report import split_of  # noqa: PLC0415

    page = split_of(analysis, name)
    if page is not None:
        return page
    names = [service.name for service in analysis.decomposition.services]
    near = get_close_matches(name, names, 1, 0.4)
    known = f"did you mean {near[0]!r}?" if near else f"known: {', '.join(names) or 'none'}"
    raise Failure(f"{name!r} is no service here; {known}")

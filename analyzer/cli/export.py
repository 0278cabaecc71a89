"""`secateur export`: hand the proposed boundaries or the graph to other tools, from code or from a saved analysis."""

from pathlib import Path
from typing import Any

import click

from analyzer.cli.graph import deliver
from analyzer.cli.options import options_of, shared
from analyzer.cli.saved import saved_analysis
from analyzer.cli.session import analysis_of


@click.command()
@shared
@click.option("--format", "format_name", required=True, help="deptrac, json, graphml, dot, mermaid, csv, analysis.")
@click.option("--analysis", "saved", metavar="FILE", help="Take a saved analysis.json instead of analysing PATH.")
@click.option("-o", "--output", metavar="FILE", help="Write there instead of standard output.")
def export(format_name: str, saved: str | None, output: str | None, **flags: Any) -> None:
    """Hand the proposed services of PATH to another tool.

    Exit codes: 0 fine, 2 the command or its configuration was wrong, 3 no PHP found.
    """
    from analyzer.export import FORMATS  # noqa: PLC0415

    if format_name not in FORMATS:
        raise click.BadParameter(f"one of {', '.join(FORMATS)}", param_hint="--format")
    options = options_of(flags)
    analysis = saved_analysis(Path(saved)) if saved else analysis_of(options)
    deliver(FORMATS[format_name](analysis), output)

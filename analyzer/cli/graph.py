"""`secateur graph`: the dependency graph alone, in a format of other tools."""

import sys
from pathlib import Path
from typing import Any

import click

from analyzer.cli.options import options_of, shared
from analyzer.cli.output import write_file
from analyzer.cli.session import analysis_of

GRAPH_FORMATS = ("json", "graphml", "dot", "mermaid", "csv")


@click.command()
@shared
@click.option("--format", "format_name", type=click.Choice(GRAPH_FORMATS), default="json", help="Default: json.")
@click.option("-o", "--output", metavar="FILE", help="Write there instead of standard output.")
def graph(format_name: str, output: str | None, **flags: Any) -> None:
    """Write the dependency graph of the PHP code in PATH.

    Exit codes: 0 fine, 2 the command or its configuration was wrong, 3 no PHP found.
    """
    from analyzer.export import FORMATS  # noqa: PLC0415

    deliver(FORMATS[format_name](analysis_of(options_of(flags))), output)


def deliver(content: str | bytes, output: str | None) -> None:
    """Write content to a file, or to standard output when there is none."""
    data = content.encode("utf-8", "replace") if isinstance(content, str) else content
    if output:
        write_file(Path(output), data)
    else:
        sys.stdout.buffer.write(data)

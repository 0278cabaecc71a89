"""`secateur schema`: the JSON Schema of analysis.json."""

import sys

import click


@click.command()
def schema() -> None:
    """Print the JSON Schema of analysis.json."""
    from analyzer.export import json_schema  # noqa: PLC0415

    sys.stdout.buffer.write(json_schema())

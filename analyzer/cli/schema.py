"""`secateur schema`: the JSON Schemas of our formats."""

import sys

import click

NAMES = ("analysis", "split")


@click.command()
@click.argument("name", type=click.Choice(NAMES), default="analysis")
def schema(name: str) -> None:
    """Print a JSON Schema: of analysis.json (default), or of `secateur split --format json`."""
    from analyzer.export import json_schema, split_schema  # noqa: PLC0415

    sys.stdout.buffer.write(split_schema() if name == "split" else json_schema())

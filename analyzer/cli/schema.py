"""`secateur schema`: the JSON Schemas of our formats."""

import sys

import click

NAMES = ("analysis", "baseline", "violations")


@click.command()
@click.argument("name", type=click.Choice(NAMES), default="analysis", metavar=f"[{'|'.join(NAMES)}]")
def schema(name: str) -> None:
    """Print the JSON Schema of analysis.json, secateur-baseline.json, or what check --format json writes."""
    from analyzer.check import baseline_schema, violations_schema  # noqa: PLC0415
    from analyzer.export import json_schema  # noqa: PLC0415

    schemas = {"analysis": json_schema, "baseline": baseline_schema, "violations": violations_schema}
    sys.stdout.buffer.write(schemas[name]())

"""`secateur schema`: the JSON Schemas of our formats."""

import sys

import click

NAMES = ("analysis", "split", "baseline", "diff", "trend", "violations")


@click.command()
@click.argument("name", type=click.Choice(NAMES), default="analysis", metavar=f"[{'|'.join(NAMES)}]")
def schema(name: str) -> None:
    """Print the JSON Schema of analysis.json, secateur-baseline.json, or what split, diff, trend and check write."""
    from analyzer.check import baseline_schema, violations_schema  # noqa: PLC0415
    from analyzer.export import json_schema, split_schema  # noqa: PLC0415
    from analyzer.track import difference_schema, trend_schema  # noqa: PLC0415

    schemas = {
        "analysis": json_schema,
        "split": split_schema,
        "baseline": baseline_schema,
        "diff": difference_schema,
        "trend": trend_schema,
        "violations": violations_schema,
    }
    sys.stdout.buffer.write(schemas[name]())

"""`secateur check`: the gate. Compares the code with a baseline and fails when a rule is broken."""

from pathlib import Path
from typing import Any

import click

from analyzer.cli.main import BROKEN_GATE, Failure
from analyzer.cli.options import options_of, shared
from analyzer.cli.saved import saved_analysis
from analyzer.cli.session import analysis_of

SAME = 0.1  # of the baseline's units: with fewer left it guards another code base


@click.command()
@shared
@click.option("--baseline", required=True, metavar="FILE", help="The analysis.json to compare with.")
@click.option("--analysis", "saved", metavar="FILE", help="Take a saved analysis.json instead of analysing PATH.")
@click.option("--format", "format_name", type=click.Choice(("text", "json")), default="text", help="Default: text.")
def check(baseline: str, saved: str | None, format_name: str, **flags: Any) -> None:
    """Fail when PATH couples services in ways a baseline does not know.

    Exit codes: 0 fine, 1 a rule is broken, 2 the command or its configuration was wrong, 3 no PHP found.
    """
    from analyzer.check import as_json, as_text  # noqa: PLC0415
    from analyzer.check import check as violations_of  # noqa: PLC0415

    before = saved_analysis(Path(baseline))
    options = options_of(flags)
    today = saved_analysis(Path(saved)) if saved else analysis_of(options)
    known = {unit for unit in before.decomposition.service_of() if not unit.startswith("table:")}
    here = known & {unit.id for unit in today.linkage.units}
    if len(here) <= SAME * len(known):
        # Nothing could break: a gate that guards nothing must not look like one that holds.
        raise Failure(
            f"{baseline}: {len(here)} of the {len(known)} units of its services are in this code; it is of other code, "
            "or has no services"
        )
    violations = violations_of(today, before)
    try:
        if format_name == "json":
            click.echo(as_json(violations), nl=False)
        elif violations or not options.quiet:
            click.echo(as_text(violations), nl=False)
    finally:  # a gate stays broken when nobody reads to the end
        if violations:
            click.get_current_context().exit(BROKEN_GATE)

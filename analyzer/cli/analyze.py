"""`secateur analyze`: the main job. Writes the report folder and prints a summary."""

import hashlib
from collections.abc import Iterator
from contextlib import suppress
from itertools import pairwise
from pathlib import Path
from typing import Any

import click
import msgspec

from analyzer.cli.drawing import Drawers
from analyzer.cli.main import NOTHING, Failure
from analyzer.cli.options import Options, options_of, shared
from analyzer.cli.output import must_be_writable, write_folder
from analyzer.cli.program import program
from analyzer.cli.session import (
    analysis_of,
    configuration,
    contradiction,
    expected_services,
    now,
    open_memory,
    read_bytes,
)
from analyzer.export import ExportError, analysis_json, graph_json, load_graph
from analyzer.model.analysis import Analysis

ANALYSIS = "analysis.json"


@click.command()
@shared
@click.option("-o", "--output", metavar="DIR", help="Report folder (default: reports/<project>).")
@click.option("--graph", "graph_file", metavar="FILE", help="Start from a saved graph instead of PHP code.")
@click.option("--expected", metavar="FILE", help="Compare with expected services (ARI, NMI, MoJoFM, c2c).")
@click.option("--timings", is_flag=True, help="Print the seconds of each stage.")
def analyze(output: str | None, graph_file: str | None, expected: str | None, timings: bool, **flags: Any) -> None:
    """Propose services for the PHP code in PATH and write a report.

    Exit codes: 0 fine, 2 the command or its configuration was wrong, 3 no PHP found.
    """
    options = options_of(flags)
    drawers = Drawers(options.jobs)
    stages: list[tuple[str, float]] = [("start", now())]

    def watch(stage: str) -> None:
        stages.append((stage, now()))
        if stage == "link":
            drawers.prepare()

    # What cannot work at the end is said at the beginning.
    wanted = expected_services(Path(expected)) if expected else None
    must_be_writable(Path(output) if output else Path("reports"))
    try:
        analysis = _from_graph(options, graph_file) if graph_file else analysis_of(options, watch)
        stages.append(("report", now()))
        folder = Path(output) if output else Path("reports") / _folder_name(analysis.project)
        write_folder(folder, _remembered(analysis, drawers, options, recalled=("recall" in dict(stages))))
        stages.append(("end", now()))
    finally:
        drawers.close()
    from analyzer.cli.summary import agreement, summary  # noqa: PLC0415 (rich loads while nobody waits for it)

    summary(analysis, folder)
    if wanted is not None:
        agreement(analysis, wanted, str(expected))
    if timings:
        for (stage, begun), (_, ended) in pairwise(stages):
            click.echo(f"timing {stage} {ended - begun:.2f} s")


def _remembered(analysis: Analysis, drawers: Drawers, options: Options, recalled: bool) -> list[tuple[str, bytes]]:
    """Return the files of the report folder; a recalled analysis most probably has been written before."""
    if options.no_cache:
        return list(_files(analysis, drawers))
    with open_memory() as memory:
        if recalled:
            content = analysis_json(analysis)
            known = memory.get(_key(content))
            if known is not None:
                with suppress(msgspec.MsgspecError):
                    return [(ANALYSIS, content), *msgspec.msgpack.decode(known, type=list[tuple[str, bytes]])]
            drawers.prepare()
        files = list(_files(analysis, drawers))
        (_, content), *others = files
        memory.put(_key(content), msgspec.msgpack.encode(others))
    return files


def _key(content: bytes) -> str:
    return f"report {hashlib.sha256(content).hexdigest()} {program()}"


def _files(analysis: Analysis, drawers: Drawers) -> Iterator[tuple[str, bytes]]:
    from analyzer.report import drawing, render  # noqa: PLC0415

    figures = drawers.draw(drawing(analysis))  # first, so that others draw while we write
    yield ANALYSIS, analysis_json(analysis)
    yield "graph.json", graph_json(analysis)
    yield from render(analysis, lambda _: figures)


def _from_graph(options: Options, graph_file: str) -> Analysis:
    from analyzer.pipeline import ContradictionError, analyze_linkage, inventory_of  # noqa: PLC0415

    if options.rev:
        raise Failure("--graph and --rev exclude each other: a saved graph has no revisions")
    path = Path(graph_file)
    try:
        loaded = load_graph(read_bytes(path))
    except ExportError as error:
        raise Failure(f"{graph_file}: {error}") from error
    if not loaded.linkage.units:
        raise Failure(f"nothing to analyse in {graph_file}: the graph has no nodes", NOTHING)
    config = configuration(options, Path(options.path))
    name = options.name or loaded.name or path.stem
    try:
        return analyze_linkage(loaded.linkage, config, inventory_of(loaded.linkage), lambda *_: None, name)
    except ContradictionError as error:
        raise contradiction(error, options, Path(options.path)) from error


def _folder_name(project: str) -> str:
    """Return a project's name as one harmless path segment."""
    return "".join(c if c.isalnum() or c in "-_." else "-" for c in project).strip(".") or "project"

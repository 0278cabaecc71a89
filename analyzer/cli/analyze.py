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
from analyzer.cli.options import Options, Steering, options_of, shared, steering, steering_of
from analyzer.cli.output import must_be_writable, write_folder
from analyzer.cli.program import program
from analyzer.cli.saved import saved_analysis
from analyzer.cli.session import (
    analysis_of,
    configuration,
    contradiction,
    existing,
    expected_services,
    now,
    open_memory,
    read_bytes,
    starting,
    warn,
)
from analyzer.export import ExportError, analysis_json, graph_json, load_earlier, load_graph
from analyzer.model.analysis import Analysis
from analyzer.model.config import Config, Edit
from analyzer.model.earlier import NOTHING_EARLIER
from analyzer.model.plan import Plan

ANALYSIS = "analysis.json"


@click.command()
@shared
@steering
@click.option("-o", "--output", metavar="DIR", help="Report folder (default: reports/<project>).")
@click.option("--graph", "graph_file", metavar="FILE", help="Start from a saved graph instead of PHP code.")
@click.option("--expected", metavar="FILE", help="Compare with expected services (ARI, NMI, MoJoFM, c2c).")
@click.option("--propose", "afresh", is_flag=True, help="Propose afresh, whatever plan secateur.yaml holds.")
@click.option("--timings", is_flag=True, help="Print the seconds of each stage.")
def analyze(
    output: str | None, graph_file: str | None, expected: str | None, afresh: bool, timings: bool, **flags: Any
) -> None:
    """Propose services for the PHP code in PATH and write a report.

    When secateur.yaml holds accepted services, these are measured and put in order; --propose ignores them.

    With --move, --rename, --merge or --split, say what would change in every score, and write nothing unless --write or
    -o asks for it.

    Exit codes: 0 fine, 2 the command or its configuration was wrong, 3 no PHP found.
    """
    options, steer = options_of(flags), steering_of(flags)
    run = _Run(options, steer, output, graph_file)
    run.afresh = afresh
    # What cannot work at the end is said at the beginning.
    wanted = expected_services(Path(expected)) if expected else None
    edits = edits_of(steer)
    if run.writes:
        must_be_writable(Path(output) if output else Path("reports"))
    try:
        analysis = run.analysis()
        if steer.edits:
            analysis = tried(analysis, edits, steer.first)
        if run.writes:
            run.write(analysis)
    finally:
        run.drawers.close()
    if run.writes:
        from analyzer.cli.summary import agreement, names_kept, summary  # noqa: PLC0415 (loads while nobody waits)

        names = names_kept(analysis, run.previous, run.source)
        code = "" if graph_file or options.rev else options.path
        summary(analysis, run.folder(analysis.project), names, code)
        if wanted is not None:
            agreement(analysis, wanted, str(expected))
    if timings:
        for (stage, begun), (_, ended) in pairwise(run.stages):
            click.echo(f"timing {stage} {ended - begun:.2f} s")


class _Run:
    """One call: where the analysis comes from, which names it keeps, and where the report goes."""

    def __init__(self, options: Options, steer: Steering, output: str | None, graph_file: str | None) -> None:
        self.options, self.steer, self._output, self._graph_file = options, steer, output, graph_file
        self.drawers = Drawers(options.jobs)
        self.stages: list[tuple[str, float]] = [("start", now())]
        self.afresh = False  # whatever plan secateur.yaml holds
        self.previous = NOTHING_EARLIER
        self.source: Path | None = None
        if steer.saved and (graph_file or options.rev):
            raise Failure("--analysis excludes --graph and --rev: it says itself what was analysed")

    @property
    def writes(self) -> bool:
        """Whether a report is written: trying an edit writes nothing unless asked to."""
        return not self.steer.edits or self.steer.write or self._output is not None

    def folder(self, project: str) -> Path:
        """Return the report folder of a project."""
        return Path(self._output) if self._output else Path("reports") / folder_name(project)

    def analysis(self) -> Analysis:
        """Return the analysis that the flags ask for."""
        if self.steer.saved:
            return saved_analysis(Path(self.steer.saved))
        if self._graph_file:
            return self._from_graph(self._graph_file)
        config = starting(self._config(), () if self.steer.edits else self.steer.first)
        self._look_back(str(config.name))
        return analysis_of(self.options, self._watch, config, self.previous)

    def _config(self) -> Config:
        """Return the configuration, without the accepted plan when services are to be proposed afresh."""
        config = configuration(self.options, existing(self.options.path))
        if self.afresh:
            return msgspec.structs.replace(config, plan=Plan())
        if self.options.services is not None and config.plan.services:
            raise Failure("--services asks for a proposal, and secateur.yaml holds accepted services; add --propose")
        return config

    def write(self, analysis: Analysis) -> None:
        """Write the report folder."""
        self.stages.append(("report", now()))
        recalled = "recall" in dict(self.stages) and not self.steer.edits
        files = _remembered(analysis, self.drawers, self.options, recalled)
        write_folder(self.folder(analysis.project), files)
        self.stages.append(("end", now()))

    def _watch(self, stage: str) -> None:
        self.stages.append((stage, now()))
        if stage == "link" and self.writes:
            self.drawers.prepare()

    def _look_back(self, project: str) -> None:
        """Find the services of the analysis before this one."""
        if self.steer.no_previous and not self.steer.since:
            return
        given = Path(self.steer.since) if self.steer.since else self.folder(project) / ANALYSIS
        if not self.steer.since and not given.is_file():
            return
        try:
            self.previous, self.source = load_earlier(read_bytes(given)), given
        except ExportError as error:
            if self.steer.since:
                raise Failure(f"{given}: {error}") from error
            warn(f"{given} cannot be read, so that services may change their names: {error}")

    def _from_graph(self, graph_file: str) -> Analysis:
        from analyzer.pipeline import (  # noqa: PLC0415
            ContradictionError,
            Past,
            UnknownServiceError,
            analyze_linkage,
            inventory_of,
        )

        options = self.options
        if options.rev:
            raise Failure("--graph and --rev exclude each other: a saved graph has no revisions")
        path = Path(graph_file)
        try:
            loaded = load_graph(read_bytes(path))
        except ExportError as error:
            raise Failure(f"{graph_file}: {error}") from error
        if not loaded.linkage.units:
            raise Failure(f"nothing to analyse in {graph_file}: the graph has no nodes", NOTHING)
        config = starting(self._config(), self.steer.first)
        name = options.name or loaded.name or path.stem
        self._look_back(name)
        extent = inventory_of(loaded.linkage)
        try:
            past = Past(self.previous)
            return analyze_linkage(loaded.linkage, config, extent, lambda *_: None, name, past)
        except UnknownServiceError as error:
            raise Failure(str(error)) from error
        except ContradictionError as error:
            raise contradiction(error, options, Path(options.path)) from error


def edits_of(steer: Steering) -> list[Edit]:
    """Return what is to be tried, or fail in one line."""
    if not steer.edits:
        if steer.saved or steer.write:
            raise Failure(
                "--analysis and --write go with --move, --rename, --merge, --split or --first; name one of them"
            )
        return []
    from analyzer.settings import ConfigError, read_edits  # noqa: PLC0415

    try:
        return read_edits(steer.merge, steer.split, steer.move, steer.rename)
    except ConfigError as error:
        raise Failure(str(error)) from error


def tried(analysis: Analysis, edits: list[Edit], first: tuple[str, ...]) -> Analysis:
    """Return the analysis after the edits, and print what they change."""
    from analyzer.cli.whatif import tell_changes  # noqa: PLC0415
    from analyzer.pipeline import EditError, UnknownServiceError, what_if  # noqa: PLC0415

    try:
        after = what_if(analysis, edits, first)
    except (EditError, UnknownServiceError) as error:
        raise Failure(str(error)) from error
    tell_changes(analysis, after, edits)
    return after


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


def folder_name(project: str) -> str:
    """Return a project's name as one harmless path segment."""
    return "".join(c if c.isalnum() or c in "-_." else "-" for c in project).strip(".") or "project"

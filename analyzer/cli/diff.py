"""`secateur diff`: what a change did to the coupling of services."""

from __future__ import annotations

from contextlib import ExitStack
from typing import Any

import click

from analyzer.cli.main import NOTHING, Failure
from analyzer.cli.options import HERE, Options, at_path, common, options_of
from analyzer.cli.output import write_file
from analyzer.cli.program import program
from analyzer.cli.progress import Progress
from analyzer.cli.session import configuration, existing, open_cache, open_memory
from analyzer.cli.storing import snapshot_of, with_plan
from analyzer.model.analysis import Analysis
from analyzer.model.config import Config
from analyzer.model.snapshot import Snapshot


@click.command()
@click.argument("base")
@click.argument("head", required=False)
@at_path
@click.option("--format", "form", type=click.Choice(("terminal", "markdown", "json")), default="terminal")
@click.option("-o", "--output", metavar="FILE", help="Write into a file.")
def diff(base: str, head: str | None, form: str, output: str | None, **flags: Any) -> None:
    """Show what changed in PATH between the revisions BASE and HEAD (default: the work tree, with what is not
    committed; a directory is PATH).

    Both are read from git without a checkout, under the plan that secateur.yaml holds now; without one, under what is
    proposed for HEAD.

    Exit codes: 0 fine, 2 the command or its configuration was wrong, 3 no PHP found.
    """
    from pathlib import Path  # noqa: PLC0415

    from analyzer.discover import renamed_since, revision_id  # noqa: PLC0415
    from analyzer.model.project import Source  # noqa: PLC0415
    from analyzer.track import DIFFERENCES, Side, difference  # noqa: PLC0415

    head, flags["path"] = _where(head, flags["path"])
    options = options_of(flags)
    root = existing(options.path)
    names = [revision_id(Source(str(root), rev)) if rev else "" for rev in (base, head)]
    config = with_plan(configuration(options, root), options, head)
    remarks = ("no plan is accepted: the services are those proposed for the newer revision",)
    planned = bool(configuration(options, root).plan.services)
    sides = _sides(options, config, (base, head))
    before, after = (Side(name, *side) for name, side in zip(names, sides, strict=True))
    renames = renamed_since(str(root), base, head) or {}
    said = DIFFERENCES[form](difference(before, after, renames, () if planned else remarks))
    if output:
        write_file(Path(output), said.encode("utf-8", "replace"))
    else:
        click.echo(said, nl=False)


def _where(head: str | None, path: str) -> tuple[str | None, str]:
    """Return HEAD and PATH: who names a directory that is no revision has left HEAD out."""
    from pathlib import Path  # noqa: PLC0415

    from analyzer.discover import revision_id  # noqa: PLC0415
    from analyzer.model.project import Source  # noqa: PLC0415

    if head and path == HERE and Path(head).is_dir() and revision_id(Source(path, head)) == head:
        return None, head
    return head, path


def _sides(options: Options, config: Config, revs: tuple[str | None, str | None]) -> list[tuple[Analysis, Snapshot]]:
    """Return both revisions with their numbers; one that was compared before is recalled."""
    from analyzer.discover import SourceError  # noqa: PLC0415
    from analyzer.model.project import Source  # noqa: PLC0415
    from analyzer.pipeline import NothingToAnalyse, Work, follow  # noqa: PLC0415

    found = []
    try:
        with ExitStack() as stack:
            say = stack.enter_context(Progress(options.quiet)).say
            work = Work(options.jobs, say=say)
            if not options.no_cache:
                cache, memory = stack.enter_context(open_cache()), stack.enter_context(open_memory())
                work = Work(options.jobs, cache, memory, program(), say)
            for rev in revs:
                analysis = follow(Source(options.path, rev), config, work)
                found.append((analysis, snapshot_of(analysis, config, ("", "", rev or ""))))
    except SourceError as error:
        raise Failure(str(error)) from error
    except NothingToAnalyse as error:
        raise Failure(f"nothing to analyse in {options.path}: {error}", NOTHING) from error
    return found


for _decorate in reversed(common()):
    diff = _decorate(diff)

"""`secateur init`: a commented secateur.yaml with what was detected."""

from pathlib import Path

import click

from analyzer.cli.main import Failure, printable
from analyzer.cli.options import at_path
from analyzer.cli.output import write_file
from analyzer.cli.progress import Progress
from analyzer.cli.session import CONFIG_FILE, existing, open_cache
from analyzer.model.config import DiscoverConfig, FrameworkConfig
from analyzer.model.project import Source


@click.command()
@at_path
@click.option("--force", is_flag=True, help="Overwrite an existing secateur.yaml.")
@click.option("--quiet", is_flag=True, help="Say nothing but results and errors.")
@click.option("--name", metavar="NAME", help="Name of the project (default: of the directory).")
def init(path: str, force: bool, quiet: bool, name: str | None) -> None:
    """Write a commented secateur.yaml into PATH.

    It names what was detected, and every setting with its default.

    Exit codes: 0 fine, 2 there is one already, or PATH is no directory.
    """
    root = existing(path)
    target = root / CONFIG_FILE
    if not force and (target.exists() or target.is_symlink()):
        raise Failure(f"{target} exists already; edit it, or overwrite it with --force")
    write_file(target, _text(root, name or root.resolve().name or "project", quiet).encode("utf-8"))
    if not quiet:
        click.echo(f"wrote {printable(str(target))}")


def _text(root: Path, name: str, quiet: bool) -> str:
    from analyzer.discover import SourceError, discover  # noqa: PLC0415 (only a found directory needs the stages)
    from analyzer.frameworks import active  # noqa: PLC0415
    from analyzer.read import read_all  # noqa: PLC0415
    from analyzer.settings import starter  # noqa: PLC0415

    with Progress(quiet) as progress, open_cache() as cache:
        try:
            project, contents = discover(Source(str(root)), DiscoverConfig(), name)
        except SourceError as error:
            raise Failure(str(error)) from error
        # Some frameworks are known only by what the files say; the facts stay in the cache for the first analysis.
        files = read_all(project, contents, cache, say=lambda done, total: progress.say("read", done, total))
    return starter(project, [framework.name for framework in active(project, files, FrameworkConfig())])

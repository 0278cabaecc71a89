"""Flags that several commands share."""

import os
from collections.abc import Callable
from functools import wraps
from typing import Any, TypeVar

import click
import msgspec

from analyzer.cli.main import Failure

Command = TypeVar("Command", bound=Callable[..., Any])
HERE = "."  # PATH, where none is given


class Options(msgspec.Struct, frozen=True):
    """The shared flags of one call."""

    path: str
    rev: str | None
    config: str | None
    jobs: int
    no_cache: bool
    quiet: bool
    exclude: tuple[str, ...]
    services: int | None
    name: str | None
    pin: tuple[str, ...] = ()
    together: tuple[str, ...] = ()
    apart: tuple[str, ...] = ()
    git_log: str | None = None


def at_path(command: Callable[..., Any]) -> Callable[..., Any]:
    """Add PATH to a command, and --path DIR, which says the same; it receives `path`."""

    @wraps(command)
    def placed(path: str, other_path: str | None, **rest: Any) -> Any:
        if other_path is not None and path not in {HERE, other_path}:
            raise Failure(f"PATH is {path}, and --path {other_path}: name one of them")
        return command(path=path if other_path is None else other_path, **rest)

    placed = click.option("--path", "other_path", metavar="DIR", help="The same as PATH.")(placed)
    return click.argument("path", default=HERE, type=click.Path())(placed)


def shared(command: Command) -> Command:
    """Add PATH and the shared flags to a command; it receives them as one argument `options`."""
    decorators = (
        at_path,
        click.option("--rev", metavar="REV", help="Read a git revision instead of the working tree; no checkout."),
        *common(),
    )
    for decorator in reversed(decorators):
        command = decorator(command)
    return command


def common() -> tuple[Callable[[Command], Command], ...]:
    """Return the flags that say how to analyse, without PATH."""
    cores = max(1, len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1)
    return (
        click.option(
            "--config", metavar="FILE", help="Configuration (default: secateur.yaml in PATH, when it exists)."
        ),
        click.option("--jobs", metavar="N", type=click.IntRange(1), default=cores, help="Processes (default: cores)."),
        click.option("--no-cache", is_flag=True, help="Neither read nor write the caches."),
        click.option("--quiet", is_flag=True, help="Say nothing but results and errors."),
        click.option("--exclude", metavar="GLOB", multiple=True, help="Leave out, as in .gitignore; may be repeated."),
        click.option("--services", metavar="N", type=click.IntRange(1), help="Ask for a number of services."),
        click.option("--pin", metavar="P=SERVICE", multiple=True, help="Units that must be in a service; repeatable."),
        click.option("--together", metavar="P,P", multiple=True, help="Units that must share a service; repeatable."),
        click.option("--apart", metavar="P,P", multiple=True, help="Units that must not share one; repeatable."),
        click.option(
            "--git-log",
            metavar="FILE",
            help="History from a file instead of git: git log --no-merges --numstat --date=short "
            "--pretty=format:--%h--%ad--%aN",
        ),
        click.option("--name", metavar="NAME", help="Name of the project (default: of the directory)."),
    )


def with_common(command: Command) -> Command:
    """Add the flags that say how to analyse to a command with arguments of its own before PATH."""
    for decorator in reversed(common()):
        command = decorator(command)
    return command


NAMES = (
    "path",
    "rev",
    "config",
    "jobs",
    "no_cache",
    "quiet",
    "exclude",
    "services",
    "name",
    "pin",
    "together",
    "apart",
    "git_log",
)


def options_of(flags: dict[str, Any]) -> Options:
    """Take the shared flags out of a command's keyword arguments."""
    return Options(**{name: flags.pop(name, None) for name in NAMES})


class Steering(msgspec.Struct, frozen=True):
    """What the flags of `analyze` say of the proposal itself: earlier names, edits to be tried."""

    since: str | None
    no_previous: bool
    saved: str | None
    write: bool
    first: tuple[str, ...]
    move: tuple[str, ...]
    rename: tuple[str, ...]
    merge: tuple[str, ...]
    split: tuple[str, ...]

    @property
    def edits(self) -> bool:
        """Whether something is to be tried."""
        return bool((self.first and self.saved) or self.move or self.rename or self.merge or self.split)


def steering(command: Command) -> Command:
    """Add the flags that keep names and try edits to a command."""
    decorators = (
        click.option(
            "--since",
            metavar="FILE",
            help="Keep names and close calls of this analysis.json (default: the report folder's).",
        ),
        click.option(
            "--no-previous", is_flag=True, help="Find and name services without looking at an earlier analysis."
        ),
        click.option("--move", metavar="P=SERVICE", multiple=True, help="What if these units moved? Writes nothing."),
        click.option("--rename", metavar="OLD=NEW", multiple=True, help="What if a service were called so?"),
        click.option("--merge", metavar="A+B=NAME", multiple=True, help="What if these services were one?"),
        click.option("--split", metavar="S=P,P=NEW", multiple=True, help="What if these units left service S?"),
        click.option("--first", metavar="SERVICE", multiple=True, help="Extract this service first; repeatable."),
        click.option("--analysis", "saved", metavar="FILE", help="Try it on a saved analysis.json: no code is read."),
        click.option("--write", is_flag=True, help="Write the report of what was tried."),
    )
    for decorator in reversed(decorators):
        command = decorator(command)
    return command


def steering_of(flags: dict[str, Any]) -> Steering:
    """Take the steering flags out of a command's keyword arguments."""
    return Steering(**{name: flags.pop(name, None) for name in Steering.__struct_fields__})

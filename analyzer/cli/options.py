"""Flags that several commands share."""

import os
from collections.abc import Callable
from typing import Any, TypeVar

import click
import msgspec

Command = TypeVar("Command", bound=Callable[..., Any])


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
    git_log: str | None = None


def shared(command: Command) -> Command:
    """Add PATH and the shared flags to a command; it receives them as one argument `options`."""
    decorators = (
        click.argument("path", default=".", type=click.Path()),
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
        click.option(
            "--git-log",
            metavar="FILE",
            help="History from a file instead of git: git log --no-merges --numstat --date=short "
            "--pretty=format:--%h--%ad--%aN",
        ),
        click.option("--name", metavar="NAME", help="Name of the project (default: of the directory)."),
    )


NAMES = ("path", "rev", "config", "jobs", "no_cache", "quiet", "exclude", "services", "name", "git_log")


def options_of(flags: dict[str, Any]) -> Options:
    """Take the shared flags out of a command's keyword arguments."""
    return Options(**{name: flags.pop(name, None) for name in NAMES})

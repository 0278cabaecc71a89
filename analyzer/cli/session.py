"""Shared flags in, an `Analysis` out: finds the configuration, opens the cache, shows progress, words the errors."""

from __future__ import annotations

import gc
import os
import time
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

import msgspec

from analyzer.cli.main import NOTHING, Failure
from analyzer.cli.options import Options
from analyzer.cli.program import program
from analyzer.cli.progress import Progress
from analyzer.model.analysis import Analysis
from analyzer.model.config import Config
from analyzer.model.earlier import NOTHING_EARLIER, Earlier

if TYPE_CHECKING:
    from analyzer.pipeline import ContradictionError
    from analyzer.settings import Expected
    from analyzer.store import FactCache, ResultCache

CONFIG_FILE = "secateur.yaml"
FACTS, RESULTS = "facts.sqlite", "results.sqlite"


# Millions of facts take half a second to free one by one; the end of the process frees them at once.
_HELD: list[object] = []


def analysis_of(
    options: Options,
    watch: Callable[[str], None] | None = None,
    config: Config | None = None,
    previous: Earlier = NOTHING_EARLIER,
) -> Analysis:
    """Analyse what the flags name, with their configuration or another. `watch(stage)` is told when a stage begins;
    services that continue one of the `previous` analysis keep its name.
    """
    root = existing(options.path)
    config = config or configuration(options, root)
    from analyzer.discover import SourceError  # noqa: PLC0415 (only an analysis needs the stages)
    from analyzer.model.project import Source  # noqa: PLC0415
    from analyzer.pipeline import (  # noqa: PLC0415
        ContradictionError,
        NothingToAnalyse,
        UnknownServiceError,
        Work,
        analyze,
    )

    with ExitStack() as stack:
        say = stack.enter_context(Progress(options.quiet, watch)).say
        work = Work(options.jobs, say=say, held=_HELD)
        if not options.no_cache:
            cache, memory = stack.enter_context(open_cache()), stack.enter_context(open_memory())
            work = Work(options.jobs, cache, memory, program(), say, _HELD)
        try:
            analysis = analyze(Source(str(root), options.rev), config, work, previous)
        except SourceError as error:
            raise Failure(str(error)) from error
        except ContradictionError as error:
            raise contradiction(error, options, root) from error
        except UnknownServiceError as error:
            raise Failure(str(error)) from error
        except NothingToAnalyse as error:
            raise Failure(f"nothing to analyse in {options.path}: {error}", NOTHING) from error
    gc.freeze()  # it lives as long as we do: neither the report nor our end need to walk through it
    return analysis


def configuration(options: Options, root: Path) -> Config:
    """Return the configuration: file first, flags on top."""
    from analyzer.settings import ConfigError, load_config, with_overrides, with_rules  # noqa: PLC0415

    path = config_path(options, root)
    text = read_text(path) if options.config or path.is_file() else None
    try:
        config = load_config(text, str(path))
        if options.pin or options.together or options.apart:
            rules = with_rules(config.constraints, options.pin, options.together, options.apart)
            config = msgspec.structs.replace(config, constraints=rules)
    except ConfigError as error:
        raise Failure(str(error)) from error
    name = readable(options.name or config.name or root.resolve().name or "project")
    return with_overrides(
        config, exclude=options.exclude, services=options.services, name=name, git_log=options.git_log
    )


def starting(config: Config, first: tuple[str, ...]) -> Config:
    """Return the configuration with services that are to leave first."""
    return (
        msgspec.structs.replace(config, order=msgspec.structs.replace(config.order, first=first)) if first else config
    )


def config_path(options: Options, root: Path) -> Path:
    """Return where the configuration is, or would be."""
    return Path(options.config) if options.config else root / CONFIG_FILE


def contradiction(error: ContradictionError, options: Options, root: Path) -> Failure:
    """Return the one line for constraints that nothing can obey."""
    where = f"{config_path(options, root)}:{error.line}: constraints" if error.line else "constraints of the flags"
    return Failure(f"{where}: {error}")


def expected_services(path: Path) -> Expected:
    """Return the services that a person expects, or fail in one line."""
    from analyzer.settings import ConfigError, load_expected  # noqa: PLC0415

    try:
        return load_expected(read_text(path))
    except ConfigError as error:
        raise Failure(f"{path}: {error}") from error


def existing(path: str) -> Path:
    """Return a directory that exists, or fail."""
    root = Path(path)
    if not root.is_dir():
        raise Failure(f"{path}: no such directory; give the directory that holds the PHP code")
    return root


def readable(name: str) -> str:
    """Return a name from the command line or the disk as text: bytes that are not UTF-8 appear as \\xNN."""
    return os.fsencode(name).decode("utf-8", "backslashreplace")


def read_text(path: Path) -> str:
    """Return a file's text, or fail in one line."""
    return read_bytes(path).decode("utf-8", "replace")


def read_bytes(path: Path) -> bytes:
    """Return a file's bytes, or fail in one line."""
    try:
        return path.read_bytes()
    except OSError as error:
        raise Failure(f"{path}: {error.strerror or error}") from error


def cache_path(name: str = FACTS) -> Path:
    """Return where something is remembered, by the XDG rules: a relative XDG_CACHE_HOME counts as none."""
    home = Path(os.environ.get("XDG_CACHE_HOME", ""))
    try:
        return (home if home.is_absolute() else Path.home() / ".cache") / "secateur" / name
    except RuntimeError as error:
        raise Failure("no home directory for the fact cache; set XDG_CACHE_HOME, or use --no-cache") from error


@contextmanager
def open_cache() -> Iterator[FactCache]:
    """Open the fact cache; one that cannot be used is said, and never in the way."""
    from analyzer.read import FACTS_VERSION  # noqa: PLC0415
    from analyzer.store import FactCache  # noqa: PLC0415

    path = cache_path()
    with FactCache(path, FACTS_VERSION, warn) as cache:
        yield cache


@contextmanager
def open_memory() -> Iterator[ResultCache]:
    """Open the memory of whole results: an unchanged code base is neither analysed nor drawn again."""
    from analyzer.store import ResultCache  # noqa: PLC0415

    with ResultCache(cache_path(RESULTS), warn) as memory:
        yield memory


def warn(message: str) -> None:
    """Say on standard error what does not stop us."""
    import click  # noqa: PLC0415

    from analyzer.cli.main import printable  # noqa: PLC0415

    click.echo(f"secateur: {printable(message)}", err=True)


def now() -> float:
    """Return seconds of a clock that only goes forward."""
    return time.perf_counter()

"""Where the history is kept, and how one revision becomes a snapshot: what history, track and trend share."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

import click
import msgspec

import analyzer
from analyzer.cli.main import Failure
from analyzer.cli.options import Options
from analyzer.cli.session import CONFIG_FILE, cache_path, read_text, warn
from analyzer.model.analysis import Analysis
from analyzer.model.config import Config
from analyzer.model.project import Source
from analyzer.model.snapshot import Snapshot

if TYPE_CHECKING:
    from analyzer.discover import Dated
    from analyzer.read import DecodedFacts
    from analyzer.store.history import SnapshotStore

Command = TypeVar("Command", bound=Callable[..., Any])
STORE = "secateur-history.sqlite"  # beside secateur.yaml
# Rooms and libraries that shape the numbers of a snapshot; what only shows them may change without a new measuring.
_ROOMS = (
    "check", "discover", "frameworks", "graphs", "link", "markup", "measure", "model", "php", "propose", "read", "sql",
    "weigh",
)  # fmt: skip


def store_option(command: Command) -> Command:
    """Add --store to a command."""
    said = f"A file of SQLite (default: {STORE} beside secateur.yaml) or postgresql+psycopg://…"
    return click.option("--store", metavar="STORE", help=said)(command)


def store_address(store: str | None, config: str | None, path: str) -> str:
    """Return where the history is kept: as said, or beside the plan."""
    return store or str((Path(config).parent if config else Path(path)) / STORE)


@contextmanager
def open_store(address: str, create: bool = True) -> Iterator[SnapshotStore]:
    """Open a store; what is wrong with it is one line."""
    from analyzer.store.history import SnapshotStore, StoreError, is_database  # noqa: PLC0415

    try:
        if not is_database(address):
            raise Failure(
                f"{address}: no database; if it is a file of snapshots of an older secateur, take them into one with "
                f"secateur track --import {address}"
            )
        with SnapshotStore(address, create) as store:
            yield store
    except StoreError as error:
        raise Failure(str(error)) from error


def former(path: Path) -> tuple[Snapshot, ...]:
    """Return the snapshots of a file of JSON lines, as older versions of secateur wrote it."""
    from analyzer.track import TrackError, load_lines  # noqa: PLC0415

    try:
        return load_lines(read_text(path))
    except TrackError as error:
        raise Failure(f"{path}: {error}") from error


@cache
def measuring_program() -> str:
    """Return the version of secateur, with a digest of what of it shapes the numbers of a snapshot."""
    from analyzer.pipeline import VERSION  # noqa: PLC0415
    from analyzer.read import FACTS_VERSION  # noqa: PLC0415

    digest = hashlib.sha256(FACTS_VERSION.encode())
    root = Path(analyzer.__file__).parent
    for room in _ROOMS:
        for path in sorted((root / room).rglob("*.py")):
            digest.update(f"{path.relative_to(root).as_posix()} {path.stat().st_size}\n".encode())
            digest.update(path.read_bytes())
    return f"{VERSION}+{digest.hexdigest()[:12]}"


class Outcome(msgspec.Struct, frozen=True):
    """What became of a revision; `snapshot` is None when there is no PHP in it. `read`: blobs that were not known."""

    snapshot: Snapshot | None
    seconds: float
    files: int
    read: tuple[str, ...]


def no_facts() -> DecodedFacts:
    """Return a memory for facts with nothing in it."""
    from analyzer.read import DecodedFacts  # noqa: PLC0415

    return DecodedFacts()


@dataclass(frozen=True)
class Measuring:
    """How to measure revisions of one repository under one plan; can be sent to another process, where each keeps the
    facts of its last revision in memory."""

    root: str
    config: Config
    caching: bool
    facts: DecodedFacts = field(default_factory=no_facts)

    def __call__(self, commit: Dated) -> Outcome:
        """Return the snapshot of one commit."""
        from time import perf_counter  # noqa: PLC0415

        from analyzer.pipeline import NothingToAnalyse  # noqa: PLC0415

        started = perf_counter()
        with cached(self.facts, self.caching) as facts:
            try:
                state = state_at(Source(self.root, commit.id), self.config, facts, 1)
            except NothingToAnalyse:
                return Outcome(None, perf_counter() - started, 0, ())
            found = snapshot_of(state, self.config, (commit.date, commit.time, commit.id))
            return Outcome(found, perf_counter() - started, facts.asked, tuple(facts.read))


@contextmanager
def cached(facts: DecodedFacts, caching: bool) -> Iterator[DecodedFacts]:
    """Put the fact cache behind a memory, or nothing."""
    if not caching:
        yield facts
        return
    from analyzer.read import FACTS_VERSION  # noqa: PLC0415
    from analyzer.store import FactCache  # noqa: PLC0415

    with FactCache(cache_path(), FACTS_VERSION, warn) as cache, facts.before(cache):
        yield facts


def state_at(
    source: Source, config: Config, facts: DecodedFacts, jobs: int, say: Callable[[str, int, int], None] | None = None
) -> Analysis:
    """Return one revision under the plan of a configuration."""
    from analyzer.pipeline import Work, follow  # noqa: PLC0415

    return follow(source, config, Work(jobs, facts, say=say) if say else Work(jobs, facts))


def snapshot_of(analysis: Analysis, config: Config, dated: tuple[str, str, str]) -> Snapshot:
    """Return the snapshot of a revision, with the rules of the plan that it breaks."""
    from analyzer.check import judge  # noqa: PLC0415
    from analyzer.track import plan_digest, snapshot  # noqa: PLC0415

    violations = judge(analysis, None, {}).new if config.plan.services else None
    return snapshot(analysis, violations, dated, (plan_digest(config), measuring_program()))


def with_plan(config: Config, options: Options, rev: str | None) -> Config:
    """Return the configuration with a plan: the accepted one, or else the proposal for what is there today."""
    if config.plan.services:
        return config
    from analyzer.cli.session import analysis_of  # noqa: PLC0415
    from analyzer.pipeline import plan_of  # noqa: PLC0415

    today = analysis_of(msgspec.structs.replace(options, rev=rev), config=config)
    plan = plan_of(today)
    if not plan.services:
        raise Failure(f"{options.path}: neither a plan in {CONFIG_FILE} nor anything to propose")
    if not options.quiet:
        warn(
            f"no plan is accepted in {CONFIG_FILE}: following today's proposal of {len(plan.services)} services; "
            "accept one (secateur accept), for every new proposal is another plan"
        )
    return msgspec.structs.replace(config, plan=plan)

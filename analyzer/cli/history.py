"""`secateur history`: walks the revisions of a repository and keeps a snapshot of each."""

from __future__ import annotations

import re
import sys
import time
from datetime import datetime
from typing import TYPE_CHECKING, Any

import click

from analyzer.cli.main import NOTHING, Failure, printable
from analyzer.cli.options import at_path, common, options_of
from analyzer.cli.session import configuration, existing, warn
from analyzer.cli.storing import (
    Measuring,
    Outcome,
    measuring_program,
    open_store,
    store_address,
    store_option,
    with_plan,
)

if TYPE_CHECKING:
    from analyzer.model.config import Config
    from analyzer.store.history import SnapshotStore

EVERY = 5.0  # seconds between plain lines of progress


@click.command()
@at_path
@click.option("--every", default="month", metavar="month|week|N", help="Which commits (default: the last of a month).")
@click.option("--since", default="", metavar="DATE", help="YYYY-MM-DD: not before that day.")
@click.option("--until", default="HEAD", metavar="REV", help="The newest revision (default: HEAD).")
@click.option("--last", type=click.IntRange(1), metavar="N", help="Only the newest N of them.")
@click.option("--tags", is_flag=True, help="Only commits that have a tag, instead of --every.")
@click.option("--first-parent/--all-parents", default=True, help="The main line alone (default), or all.")
@click.option("--again", is_flag=True, help="Measure also what the store knows already.")
@click.option("--prune", is_flag=True, help="Then throw away what trend needs no more.")
@click.option("--timings", is_flag=True, help="Say for each revision how long it took.")
@store_option
def history(store: str | None, again: bool, prune: bool, timings: bool, **flags: Any) -> None:
    """Measure past revisions of PATH under today's plan, straight from git, and keep a snapshot of each.

    What the store knows of this plan and this version of secateur is not measured again: a run that was stopped goes on
    where it was.

    Exit codes: 0 fine, 2 the command or its configuration was wrong, 3 no revision holds PHP.
    """
    from analyzer.discover import SourceError, Wish, revisions  # noqa: PLC0415
    from analyzer.pipeline import WorkerDied, walk  # noqa: PLC0415
    from analyzer.track import plan_digest  # noqa: PLC0415

    wish = Wish(*(flags.pop(name) for name in ("until", "every", "since", "tags", "first_parent", "last")))
    _must_be_right(wish.every, wish.since)
    options = options_of(flags)
    root = existing(options.path)
    try:
        commits = revisions(str(root), wish)
    except SourceError as error:
        raise Failure(str(error)) from error
    if not commits:
        raise Failure(f"{options.path}: no revision since {wish.since or 'ever'} until {wish.until}", NOTHING)
    with open_store(store_address(store, options.config, options.path)) as opened:
        config = with_plan(configuration(options, root), options, wish.until)
        known = opened.known(config.name or "", plan_digest(config), measuring_program())
        left = [commit for commit in commits if again or commit.id not in known]
        told = _Told(len(left), len(commits) - len(left), options.quiet, timings)
        try:
            measure = Measuring(str(root), config, not options.no_cache)
            for commit, outcome in walk(tuple(reversed(left)), measure, options.jobs):
                if outcome.snapshot is not None:
                    opened.put([outcome.snapshot])
                told.one(commit.date, commit.id, outcome)
        except (SourceError, WorkerDied) as error:
            raise Failure(str(error)) from error
        finally:
            told.close()
        told.end(opened.address)
        if prune:
            _prune(opened, config, options.quiet)
        if not told.measured and not known:
            raise Failure(f"nothing to analyse in {len(commits)} revisions of {options.path}", NOTHING)


def _prune(store: SnapshotStore, config: Config, quiet: bool) -> None:
    from analyzer.track import plan_digest  # noqa: PLC0415

    name, plan = config.name or "", plan_digest(config)
    if any(newest.plan != plan for newest in store.load(name)[-1:]):
        warn("nothing is thrown away: trend shows another plan, that of the newest snapshot; measure up to it first")
        return
    gone = store.prune(name, plan, measuring_program())
    if not quiet:
        click.echo(f"{gone:,} older snapshots thrown away")


def _must_be_right(every: str, since: str) -> None:
    if every not in {"month", "week"} and not re.fullmatch(r"[1-9]\d{0,8}", every):
        raise Failure(f"--every {every}: write month, week or a number of commits")
    if since:
        try:
            datetime.strptime(since, "%Y-%m-%d")
        except ValueError as error:
            raise Failure(f"--since {since}: not a date; write it as 2026-01-31") from error


class _Told:
    """Progress on standard error, and what became of the walk."""

    def __init__(self, total: int, known: int, quiet: bool, timings: bool) -> None:
        self._total, self._known, self._quiet, self._timings = total, known, quiet, timings
        self._started = self._said = time.perf_counter()
        self._done = self.measured = self._files = 0
        self._read: list[str] = []
        self._bar: Any = None
        if not quiet and total and sys.stderr.isatty():
            self._bar = click.progressbar(length=total, label="measuring revisions", file=sys.stderr, show_pos=True)
            self._bar.render_progress()

    def one(self, day: str, commit: str, outcome: Outcome) -> None:
        """Take note of one revision."""
        self._done += 1
        self.measured += outcome.snapshot is not None
        self._files += outcome.files
        self._read += outcome.read
        if self._timings:
            click.echo(
                f"timing {day} {commit[:12]} {outcome.seconds:.2f} s, {outcome.files} files, {len(outcome.read)} read",
                err=True,
            )
        now = time.perf_counter()
        if self._bar is not None:
            self._bar.update(1)
        elif not self._quiet and now - self._said > EVERY:
            self._said = now
            left = (now - self._started) / self._done * (self._total - self._done)
            click.echo(f"{self._done:,} of {self._total:,} revisions, about {_span(left)} left", err=True)

    def close(self) -> None:
        """End the bar."""
        if self._bar is not None:
            self._bar.render_finish()
            self._bar = None

    def end(self, store: str) -> None:
        """Say what was done."""
        if self._quiet:
            return
        empty = self._done - self.measured
        parts = [f"{self.measured:,} revisions measured in {_span(time.perf_counter() - self._started)}"]
        if self._known:
            parts.append(f"{self._known:,} known before")
        if empty:
            parts.append(f"{empty:,} without PHP")
        click.echo(f"{'; '.join(parts)}: {printable(store)}")
        if self._done:
            once = len(set(self._read))
            more = len(self._read) - once
            click.echo(
                f"{self._files:,} files in them; {once:,} contents were new and read"
                + (f", {more:,} of them twice by neighbouring processes" if more else ", each once")
            )


def _span(seconds: float) -> str:
    whole = round(seconds)
    return f"{whole} s" if whole < 120 else f"{whole // 60} min {whole % 60} s"


for _decorate in reversed(common()):
    history = _decorate(history)

"""Stages and counts in, progress on standard error out: a bar on a terminal, plain lines in CI, nothing when quiet."""

import sys
import time
from collections.abc import Callable
from types import TracebackType
from typing import Any

import click

DOING = {
    "discover": "looking for files",
    "recall": "nothing has changed since an earlier run: taking its analysis",
    "read": "reading",
    "link": "linking",
    "cluster": "finding communities",
    "propose": "proposing services",
    "measure": "measuring",
    "order": "ordering the extraction",
    "report": "writing the report",
}
EVERY = 5.0  # seconds between plain lines within a stage


class Progress:
    """Shows where the work is; `timings` holds the seconds of every stage."""

    def __init__(self, quiet: bool, watch: Callable[[str], None] | None = None) -> None:
        self._quiet = quiet
        self._watch = watch
        self._terminal = sys.stderr.isatty()
        self._stage = ""
        self._since = self._said = time.perf_counter()
        self._bar: Any = None
        self.timings: list[tuple[str, float]] = []

    def __enter__(self) -> "Progress":
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._close()

    def say(self, stage: str, done: int, total: int) -> None:
        """Take note of a stage, and of how far it is."""
        if stage != self._stage:
            self._close()
            self._stage, self._since = stage, time.perf_counter()
            if self._watch:
                self._watch(stage)
            if not self._quiet:
                self._open(stage)
        if self._quiet or total <= 1:
            return
        if self._bar is not None:
            self._bar.length = total
            self._bar.update(done - self._bar.pos)
        elif time.perf_counter() - self._said > EVERY:
            self._said = time.perf_counter()
            click.echo(f"{DOING.get(stage, stage)}: {done:,} of {total:,}", err=True)

    def _open(self, stage: str) -> None:
        if self._terminal and stage == "read":
            self._bar = click.progressbar(length=1, label=DOING[stage], file=sys.stderr)
            self._bar.render_progress()
        else:
            click.echo(DOING.get(stage, stage), err=True)
            self._said = time.perf_counter()

    def _close(self) -> None:
        if self._bar is not None:
            self._bar.render_finish()
            self._bar = None
        if self._stage:
            self.timings.append((self._stage, time.perf_counter() - self._since))
            self._stage = ""

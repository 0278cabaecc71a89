"""Figures in other processes: they load matplotlib while this one still links, and draw while it writes the pages."""

import logging
from collections.abc import Iterator, Mapping
from concurrent.futures import Executor, Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from multiprocessing import get_all_start_methods, get_context

from analyzer.read import leave_with_parent
from analyzer.report import Drawing, draw, figures_of


class Drawers:
    """Draws all figures, in `jobs` processes when that is more than one."""

    def __init__(self, jobs: int) -> None:
        self._jobs = min(jobs, 2)
        self._pool: Executor | None = None
        # Matplotlib tells of its font cache and of homes that it cannot write to; no figure is worse for it.
        logging.getLogger("matplotlib").setLevel(logging.ERROR)

    def prepare(self) -> None:
        """Start the processes and let them load what they need."""
        if self._jobs > 1 and self._pool is None:
            method = "fork" if "fork" in get_all_start_methods() else None
            self._pool = ProcessPoolExecutor(self._jobs, get_context(method), leave_with_parent)
            for _ in range(self._jobs):
                self._pool.submit(load)

    def draw(self, what: Drawing) -> Mapping[str, Mapping[str, bytes]]:
        """Return every figure by name and format. Processes, when there are any, draw until a figure is asked for."""
        if self._pool is None:
            return {name: draw(name, what) for name in figures_of(what)}
        try:
            return _Drawn(what, {name: self._pool.submit(draw, name, what) for name in figures_of(what)})
        except BrokenProcessPool:
            return {name: draw(name, what) for name in figures_of(what)}

    def close(self) -> None:
        """End the processes; what they have not begun they leave."""
        if self._pool is not None:
            self._pool.shutdown(wait=True, cancel_futures=True)


class _Drawn(Mapping[str, Mapping[str, bytes]]):
    """Figures that other processes draw; a dead process costs time, not figures."""

    def __init__(self, what: Drawing, futures: Mapping[str, Future[dict[str, bytes]]]) -> None:
        self._what = what
        self._futures = futures

    def __getitem__(self, name: str) -> Mapping[str, bytes]:
        try:
            return self._futures[name].result()
        except BrokenProcessPool:
            return draw(name, self._what)

    def __iter__(self) -> Iterator[str]:
        return iter(self._futures)

    def __len__(self) -> int:
        return len(self._futures)


def load() -> None:
    """Load matplotlib's slow parts."""
    from analyzer.report import warm_up  # noqa: PLC0415

    warm_up()

"""Many inputs and what is to be done with each in; the outcomes, as they come, from several processes, out.

Neighbours go to the same process, one after the other: what one has read, the next finds in the caches.
"""

from __future__ import annotations

import gc
import multiprocessing
import queue
import signal
import sys
from collections import deque
from collections.abc import Callable, Iterator, Sequence
from itertools import pairwise
from typing import Any, TypeVar

from analyzer.read import leave_with_parent

BLOCK = 6  # neighbours that one process takes at a time
_SWEEP = 3  # items between two collections of what linking leaves in cycles: half a second each
_LOOK = 1.0  # seconds between looks whether the processes still live

Item = TypeVar("Item")
Outcome = TypeVar("Outcome")


class WorkerDied(Exception):
    """A process ended without an outcome: out of memory, most likely."""


def walk(items: Sequence[Item], do: Callable[[Item], Outcome], jobs: int) -> Iterator[tuple[Item, Outcome]]:
    """Yield every item with its outcome, in any order. An exception of `do` is raised here."""
    blocks = [items[start : start + BLOCK] for start in range(0, len(items), BLOCK)]
    count = min(jobs, len(blocks))
    if count < 2:
        for item in items:
            yield item, do(item)
        return
    context = multiprocessing.get_context("fork" if sys.platform == "linux" else None)
    results, tasks = context.Queue(), [context.Queue() for _ in range(count)]
    ways = _ways(blocks, count)
    for own in range(count):
        _hand_out(ways, tasks[own], own)
    processes = [
        context.Process(target=_work, args=(queue, results, own, do), daemon=True) for own, queue in enumerate(tasks)
    ]
    for process in processes:
        process.start()
    try:
        for _ in items:
            own, last, item, outcome, error = _next(results, processes)
            if error is not None:
                raise error
            if last:
                _hand_out(ways, tasks[own], own)
            yield item, outcome
    finally:
        for process in processes:
            process.terminate()
        for process in processes:
            process.join()


def _ways(blocks: Sequence[Sequence[Any]], count: int) -> list[deque[Sequence[Any]]]:
    """Return the blocks that each process goes through, every second one backwards: two that start at the same time
    start far from each other, and do not read the same contents at once."""
    bounds = [len(blocks) * i // count for i in range(count + 1)]
    spans = [list(blocks[low:high]) for low, high in pairwise(bounds)]
    return [deque(s if i % 2 == 0 else [block[::-1] for block in reversed(s)]) for i, s in enumerate(spans)]


def _hand_out(ways: Sequence[deque[Sequence[Any]]], tasks: Any, own: int) -> None:
    """Give a process its next block, the last one of the longest way when its own is done, None when all are."""
    longest = max(ways, key=len)
    tasks.put(ways[own].popleft() if ways[own] else longest.pop() if longest else None)


def _next(results: Any, processes: Sequence[Any]) -> tuple[int, bool, Any, Any, Exception | None]:
    while True:
        try:
            return results.get(timeout=_LOOK)  # type: ignore[no-any-return]
        except queue.Empty:
            if any(process.exitcode not in (None, 0) for process in processes):
                raise WorkerDied("a process of the walk died (out of memory?); try --jobs 1") from None


def _work(tasks: Any, results: Any, own: int, do: Callable[[Any], Any]) -> None:
    signal.signal(signal.SIGTERM, signal.SIG_DFL)
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # the main process says so to us
    leave_with_parent()
    gc.disable()  # else each end of a revision begins with a collection that finds little
    gc.freeze()
    done = 0
    while (block := tasks.get()) is not None:
        for number, item in enumerate(block, 1):
            last = number == len(block)
            try:
                results.put((own, last, item, do(item), None))
            except Exception as error:  # whatever it is, the main process tells it
                results.put((own, last, item, None, error))
            done += 1
            if done % _SWEEP == 0:
                gc.collect()
                gc.freeze()  # what is left are facts in memory for the next one: not to be looked through again

"""Chunks of files in; their encoded facts, read in several processes that may die, out."""

from __future__ import annotations

import gc
import multiprocessing
import signal
import sys
import threading
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import Executor, Future, ProcessPoolExecutor, as_completed
from concurrent.futures.process import BrokenProcessPool
from dataclasses import dataclass

import msgspec

from analyzer.model.facts import ProblemKind
from analyzer.model.project import SourceFile
from analyzer.read.contents import Contents
from analyzer.read.failure import failed

Chunk = tuple[SourceFile, ...]
_DIED = "the reading process died (out of memory, or a fault in a parser)"
_VANISHED = "changed or vanished while it was being read"
_YOUNG = 100_000  # new objects before the collector looks: facts hold no cycles, only a parser's trees do
_SMALL = 300_000  # bytes below which starting processes costs more than it saves
_CHUNKS_PER_WORKER = 12
_encode = msgspec.msgpack.Encoder().encode


def processes(count: int) -> Executor:
    """Return a pool of `count` processes, forked where that is safe, so that nothing is imported twice."""
    method = "fork" if sys.platform == "linux" else None
    return ProcessPoolExecutor(count, multiprocessing.get_context(method), _start)


@dataclass(frozen=True)
class Workers:
    """How many read at once, and where: `make(count)` returns an executor (of processes, machines, …)."""

    count: int
    make: Callable[[int], Executor] = processes

    def read(self, contents: Contents, files: Sequence[SourceFile]) -> Iterator[tuple[Chunk, list[bytes]]]:
        """Give (files, encoded facts of each), chunk by chunk, in any order."""
        import analyzer.read.file  # noqa: PLC0415, F401 - once, before the workers are forked

        chunks = _chunks(files, self.count)
        if self.count < 2 or sum(file.size for file in files) < _SMALL:
            yield from _here(contents, chunks)
            return
        try:
            executor = self.make(self.count)
        except (OSError, ImportError, NotImplementedError):  # no semaphores on this system
            yield from _here(contents, chunks)
            return
        left: list[Chunk] = []
        try:
            futures = {executor.submit(read_chunk, contents, chunk): chunk for chunk in chunks}
            for future in as_completed(futures):
                chunk = futures.pop(future)
                if isinstance(future.exception(), BrokenProcessPool):
                    left.append(chunk)
                else:
                    yield chunk, future.result()
        except BrokenProcessPool:  # died while we were still submitting
            left = chunks
        finally:
            executor.shutdown(wait=False, cancel_futures=True)
        yield from self._carefully(contents, left)

    def _carefully(self, contents: Contents, chunks: list[Chunk]) -> Iterator[tuple[Chunk, list[bytes]]]:
        """Read what was left when a process died: chunk by chunk, the deadly one file by file."""
        for chunk in sorted(chunks):
            result = self._alone(contents, chunk)
            if result is not None:
                yield chunk, result
                continue
            for file in chunk:
                yield (file,), self._alone(contents, (file,)) or [_encode(failed(0, ProblemKind.CRASH, _DIED))]

    def _alone(self, contents: Contents, chunk: Chunk) -> list[bytes] | None:
        with self.make(1) as executor:
            future: Future[list[bytes]] = executor.submit(read_chunk, contents, chunk)
            return None if isinstance(future.exception(), BrokenProcessPool) else future.result()


def read_chunk(contents: Contents, files: Chunk) -> list[bytes]:
    """Return the encoded facts of each file; runs in a worker."""
    from analyzer.read.file import read_file  # noqa: PLC0415 - loads the parsers, and only now they are needed

    encoded = []
    for file, content in zip(files, contents.load(files), strict=True):
        facts = failed(0, ProblemKind.VANISHED, _VANISHED) if content is None else read_file(content, file.kind)
        encoded.append(_encode(facts))
    return encoded


def _here(contents: Contents, chunks: list[Chunk]) -> Iterator[tuple[Chunk, list[bytes]]]:
    before = gc.get_threshold()
    gc.set_threshold(_YOUNG, 20, 100)
    try:
        for chunk in chunks:
            yield chunk, read_chunk(contents, chunk)
    finally:
        gc.set_threshold(*before)


def _chunks(files: Sequence[SourceFile], count: int) -> list[Chunk]:
    """Cut into chunks of about equal bytes, the biggest files first, so that all end together."""
    target = max(sum(file.size for file in files) // (count * _CHUNKS_PER_WORKER), 1)
    chunks: list[Chunk] = []
    chunk: list[SourceFile] = []
    weight = 0
    for file in sorted(files, key=lambda file: (-file.size, file.path)):
        chunk.append(file)
        weight += file.size
        if weight >= target:
            chunks.append(tuple(chunk))
            chunk, weight = [], 0
    return [*chunks, tuple(chunk)] if chunk else chunks


def leave_with_parent() -> None:
    """End this worker when the process that started it has gone: killed, it cannot tell its workers to stop."""
    parent = multiprocessing.parent_process()
    if parent is not None:
        threading.Thread(target=_outlive, args=(parent.join,), daemon=True).start()


def _outlive(wait: Callable[[], None]) -> None:
    wait()
    signal.raise_signal(signal.SIGTERM)


def _start() -> None:
    signal.signal(signal.SIGTERM, signal.SIG_DFL)  # the main process cleans up before it leaves; a worker just leaves
    leave_with_parent()
    gc.freeze()
    gc.set_threshold(_YOUNG, 20, 100)

"""A project, its contents and what is remembered in; `ReadFile`s sorted by path out."""

from __future__ import annotations

import gc
from collections.abc import Callable, Iterator
from contextlib import contextmanager

import msgspec

from analyzer.model.facts import PASSING, FileFacts, ReadFile
from analyzer.model.project import FileRole, Project, SourceFile
from analyzer.read.contents import Contents, FactCache, Key
from analyzer.read.decoded import DecodedFacts
from analyzer.read.workers import Workers

Say = Callable[[int, int], None]
_BATCH = 4_000_000  # bytes of facts per write to the cache


def read_all(
    project: Project,
    contents: Contents,
    cache: FactCache | None = None,
    jobs: int | Workers = 1,
    say: Say | None = None,
) -> tuple[ReadFile, ...]:
    """Return what every own and test file says, sorted by path; the same for any number of `jobs`.

    `jobs` is a number of processes, or `Workers` for another kind of executor; `say(done, total)` counts files.
    """
    wanted = [file for file in project.files if file.role is not FileRole.THIRD_PARTY]
    by_key: dict[Key, SourceFile] = {}
    for file in wanted:
        by_key.setdefault(_key(file), file)
    say = say or _silent
    with _no_collection():
        reading = _Reading(cache, len(by_key), say)
        reading.remember(list(by_key))
        missing = [file for key, file in by_key.items() if key not in reading.facts]
        if missing:
            reading.read(missing, contents, jobs)
        if isinstance(cache, DecodedFacts):
            cache.keep(reading.lasting())
        return tuple(ReadFile(file.path, reading.facts[_key(file)]) for file in wanted)


class _Reading:
    """Collects facts from the cache and from the workers, and gives the new ones to the cache."""

    def __init__(self, cache: FactCache | None, total: int, say: Say) -> None:
        self.facts: dict[Key, FileFacts] = {}
        self._cache = cache
        self._total = total
        self._say = say
        self._decode = msgspec.msgpack.Decoder(FileFacts).decode

    def remember(self, keys: list[Key]) -> None:
        """Take what the cache knows; facts that it has spoilt are read again."""
        if self._cache is None:
            return
        if isinstance(self._cache, DecodedFacts):
            self.facts = self._cache.decoded(keys)
            keys = [key for key in keys if key not in self.facts]
        for key, encoded in self._cache.get_many(keys).items():
            try:
                self.facts[key] = self._decode(encoded)
            except msgspec.MsgspecError:
                continue
        self._say(len(self.facts), self._total)

    def lasting(self) -> dict[Key, FileFacts]:
        """Return the facts that reading the same content again would give again."""
        return {
            key: facts
            for key, facts in self.facts.items()
            if not any(problem.kind in PASSING for problem in facts.problems)
        }

    def read(self, files: list[SourceFile], contents: Contents, jobs: int | Workers) -> None:
        """Read the files whose facts are not known."""
        workers = Workers(jobs) if isinstance(jobs, int) else jobs
        rows: list[tuple[Key, bytes]] = []
        weight = 0
        for chunk, results in workers.read(contents, files):
            for file, encoded in zip(chunk, results, strict=True):
                facts = self.facts[_key(file)] = self._decode(encoded)
                if not any(problem.kind in PASSING for problem in facts.problems):
                    rows.append((_key(file), encoded))
                    weight += len(encoded)
            self._say(len(self.facts), self._total)
            if self._cache is not None and weight > _BATCH:
                self._cache.put_many(rows)
                rows, weight = [], 0
        if self._cache is not None and rows:
            self._cache.put_many(rows)


def _key(file: SourceFile) -> Key:
    return file.blob, file.kind.value


def _silent(done: int, total: int) -> None:
    """Say nothing."""


@contextmanager
def _no_collection() -> Iterator[None]:
    """Facts hold no cycles; looking for some in a million of them takes longer than decoding them."""
    was = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was:
            gc.enable()

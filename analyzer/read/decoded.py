"""A fact cache in; one that also keeps what it gave last, decoded, for the next of many similar projects out."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager

from analyzer.model.facts import FileFacts
from analyzer.read.contents import FactCache, Key


class DecodedFacts:
    """Keeps in memory the facts of the project that was read last: its neighbours in time share nearly all of them.

    `asked` is the number of contents in that project, `read` are the blobs among them that were not known before.
    """

    def __init__(self) -> None:
        """Know nothing."""
        self.asked = 0
        self.read: list[str] = []
        self._cache: FactCache | None = None
        self._decoded: dict[Key, FileFacts] = {}

    @contextmanager
    def before(self, cache: FactCache) -> Iterator[None]:
        """Stand before a cache for a while."""
        self._cache = cache
        try:
            yield
        finally:
            self._cache = None

    def decoded(self, keys: Sequence[Key]) -> dict[Key, FileFacts]:
        """Return the facts of a whole project that are in memory."""
        self.asked, self.read = len(keys), []
        return {key: self._decoded[key] for key in keys if key in self._decoded}

    def keep(self, facts: Mapping[Key, FileFacts]) -> None:
        """Keep these facts, and no others."""
        self._decoded = dict(facts)

    def get_many(self, keys: Sequence[Key]) -> Mapping[Key, bytes]:
        """Return the encoded facts of those keys that the cache knows."""
        return {} if self._cache is None else self._cache.get_many(keys)

    def put_many(self, rows: Iterable[tuple[Key, bytes]]) -> None:
        """Remember facts."""
        told = list(rows)
        self.read.extend(blob for (blob, _), _ in told)
        if self._cache is not None:
            self._cache.put_many(told)

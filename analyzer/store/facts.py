"""Blob ids in, encoded facts out."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Sequence
from pathlib import Path

import msgspec

from analyzer.store.database import Database, Warn

Key = tuple[str, str]  # blob id, file kind

_BATCH = 500
_TABLE = """
    CREATE TABLE IF NOT EXISTS facts (
        version TEXT NOT NULL, blob TEXT NOT NULL, kind TEXT NOT NULL, facts BLOB NOT NULL,
        PRIMARY KEY (blob, kind, version)
    )
"""


class Statistics(msgspec.Struct, frozen=True):
    """What a cache holds: files with facts of the present version, their bytes, and the size on disk."""

    path: str
    files: int
    bytes: int
    size_on_disk: int


class FactCache(Database):
    """Facts by (blob, kind), of one facts version; those of other versions are deleted when it is opened."""

    def __init__(self, path: str | Path, version: str, warn: Warn | None = None) -> None:
        """Open or make the cache."""
        self._version = version
        super().__init__(path, "fact cache", self._tables, warn)

    def get_many(self, keys: Sequence[Key]) -> dict[Key, bytes]:
        """Return the facts of those keys that are known."""
        known: dict[Key, bytes] = {}
        if self.connection is None:
            return known
        wanted = set(keys)
        blobs = sorted({blob for blob, _ in keys})
        try:
            for start in range(0, len(blobs), _BATCH):
                batch = blobs[start : start + _BATCH]
                marks = ",".join("?" * len(batch))
                query = f"SELECT blob, kind, facts FROM facts WHERE version = ? AND blob IN ({marks})"
                for blob, kind, facts in self.connection.execute(query, (self._version, *batch)):
                    if (blob, kind) in wanted:
                        known[blob, kind] = facts
        except sqlite3.Error as error:
            self.failed(error)
            return {}
        return known

    def put_many(self, rows: Iterable[tuple[Key, bytes]]) -> None:
        """Remember facts; all of `rows` or, when the disk is full or another process holds on too long, none."""
        values = [(self._version, blob, kind, facts) for (blob, kind), facts in rows]
        self.change("facts", lambda c: c.executemany("INSERT OR REPLACE INTO facts VALUES (?, ?, ?, ?)", values))

    def clear(self) -> int:
        """Forget everything, of all versions; return how many files were known."""
        return self.empty("facts")

    def statistics(self) -> Statistics:
        """Return what the cache holds."""
        files, size = 0, 0
        if self.connection is not None:
            query = "SELECT COUNT(*), COALESCE(SUM(LENGTH(facts)), 0) FROM facts WHERE version = ?"
            files, size = self.connection.execute(query, (self._version,)).fetchone()
        return Statistics(str(self.path), files, size, self.size_on_disk())

    def _tables(self, connection: sqlite3.Connection) -> None:
        connection.execute(_TABLE)
        with connection:
            if connection.execute("SELECT 1 FROM facts WHERE version <> ? LIMIT 1", (self._version,)).fetchone():
                connection.execute("DELETE FROM facts WHERE version <> ?", (self._version,))

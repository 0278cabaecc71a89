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


class FactCache:
    """Facts by (blob, kind), of one facts version; those of other versions are deleted when it is opened."""

    def __init__(self, path: str | Path, version: str, warn: Warn | None = None) -> None:
        """Open or make the cache."""
        self._version = version
        self._database = Database(path, "fact cache", self._prepare, warn)

    def get_many(self, keys: Sequence[Key]) -> dict[Key, bytes]:
        """Return the facts of those keys that are known."""
        known: dict[Key, bytes] = {}
        if self._database.connection is None:
            return known
        wanted = set(keys)
        blobs = sorted({blob for blob, _ in keys})
        try:
            for start in range(0, len(blobs), _BATCH):
                batch = blobs[start : start + _BATCH]
                marks = ",".join("?" * len(batch))
                query = f"SELECT blob, kind, facts FROM facts WHERE version = ? AND blob IN ({marks})"
                for blob, kind, facts in self._database.connection.execute(query, (self._version, *batch)):
                    if (blob, kind) in wanted:
                        known[blob, kind] = facts
        except sqlite3.Error as error:
            self._database.failed(error)
            return {}
        return known

    def put_many(self, rows: Iterable[tuple[Key, bytes]]) -> None:
        """Remember facts; all of `rows` or, when the disk is full or another process holds on too long, none."""
        connection = self._database.connection
        if connection is None:
            return
        values = [(self._version, blob, kind, facts) for (blob, kind), facts in rows]
        try:
            with connection:
                connection.executemany("INSERT OR REPLACE INTO facts VALUES (?, ?, ?, ?)", values)
        except sqlite3.OperationalError as error:
            self._database.warn(f"{self._database.path}: facts are not remembered: {error}")
        except sqlite3.Error as error:
            self._database.failed(error)

    def clear(self) -> int:
        """Forget everything, of all versions; return how many files were known."""
        if self._database.connection is None:
            return 0
        with self._database.connection as connection:
            count = connection.execute("DELETE FROM facts").rowcount
        self._database.shrink()
        return count

    def statistics(self) -> Statistics:
        """Return what the cache holds."""
        files, size = 0, 0
        if self._database.connection is not None:
            query = "SELECT COUNT(*), COALESCE(SUM(LENGTH(facts)), 0) FROM facts WHERE version = ?"
            files, size = self._database.connection.execute(query, (self._version,)).fetchone()
        return Statistics(str(self._database.path), files, size, self._database.size_on_disk())

    def close(self) -> None:
        """Close the file; the cache then knows nothing."""
        self._database.close()

    def __enter__(self) -> FactCache:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def _prepare(self, connection: sqlite3.Connection) -> None:
        connection.execute(_TABLE)
        with connection:
            if connection.execute("SELECT 1 FROM facts WHERE version <> ? LIMIT 1", (self._version,)).fetchone():
                connection.execute("DELETE FROM facts WHERE version <> ?", (self._version,))

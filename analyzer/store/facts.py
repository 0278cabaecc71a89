"""Blob ids in, encoded facts out: a SQLite file that several processes use at once and that survives a kill.

The cache is a help, never a need: whatever is wrong with it is said once through `warn`, and the run goes on without.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Iterable, Sequence
from contextlib import suppress
from pathlib import Path
from types import TracebackType

import msgspec

Key = tuple[str, str]  # blob id, file kind
Warn = Callable[[str], None]

_APPLICATION = 0x53454341  # "SECA" in the file's header: this is one of ours
_WAIT = 10.0  # seconds for another process to finish writing
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
        """Open or make the cache; a file that is damaged or not ours is set aside as `<name>.broken`."""
        self.path = Path(path)
        self._version = version
        self._warn = warn or _silent
        self._connection = self._open()

    def get_many(self, keys: Sequence[Key]) -> dict[Key, bytes]:
        """Return the facts of those keys that are known."""
        known: dict[Key, bytes] = {}
        if self._connection is None:
            return known
        wanted = set(keys)
        blobs = sorted({blob for blob, _ in keys})
        try:
            for start in range(0, len(blobs), _BATCH):
                batch = blobs[start : start + _BATCH]
                marks = ",".join("?" * len(batch))
                query = f"SELECT blob, kind, facts FROM facts WHERE version = ? AND blob IN ({marks})"
                for blob, kind, facts in self._connection.execute(query, (self._version, *batch)):
                    if (blob, kind) in wanted:
                        known[blob, kind] = facts
        except sqlite3.Error as error:
            self._start_anew(error)
            return {}
        return known

    def put_many(self, rows: Iterable[tuple[Key, bytes]]) -> None:
        """Remember facts; all of `rows` or, when the disk is full or another process holds on too long, none."""
        if self._connection is None:
            return
        values = [(self._version, blob, kind, facts) for (blob, kind), facts in rows]
        try:
            with self._connection:
                self._connection.executemany("INSERT OR REPLACE INTO facts VALUES (?, ?, ?, ?)", values)
        except sqlite3.OperationalError as error:
            self._warn(f"{self.path}: facts are not remembered: {error}")
        except sqlite3.Error as error:
            self._start_anew(error)

    def clear(self) -> int:
        """Forget everything, of all versions; return how many files were known."""
        if self._connection is None:
            return 0
        with self._connection:
            count = self._connection.execute("DELETE FROM facts").rowcount
        with suppress(sqlite3.Error):  # another process is at work: the space is used again later
            self._connection.execute("VACUUM")
            self._connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
        return count

    def statistics(self) -> Statistics:
        """Return what the cache holds."""
        files, size = 0, 0
        if self._connection is not None:
            query = "SELECT COUNT(*), COALESCE(SUM(LENGTH(facts)), 0) FROM facts WHERE version = ?"
            files, size = self._connection.execute(query, (self._version,)).fetchone()
        on_disk = sum(path.stat().st_size for path in _parts(self.path) if path.is_file())
        return Statistics(str(self.path), files, size, on_disk)

    def close(self) -> None:
        """Close the file; the cache then knows nothing."""
        if self._connection is not None:
            with suppress(sqlite3.Error):
                self._connection.close()
        self._connection = None

    def __enter__(self) -> FactCache:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, traceback: TracebackType | None
    ) -> None:
        self.close()

    def _open(self) -> sqlite3.Connection | None:
        try:
            self.path.parent.mkdir(parents=True, exist_ok=True)
            return self._connect()
        except sqlite3.OperationalError as error:
            self._warn(f"{self.path}: running without a fact cache: {error}")
        except sqlite3.DatabaseError as error:
            return self._set_aside(str(error))
        except OSError as error:
            self._warn(f"{self.path}: running without a fact cache: {error.strerror}")
        return None

    def _connect(self) -> sqlite3.Connection:
        connection = sqlite3.connect(self.path, timeout=_WAIT)
        try:
            self._prepare(connection)
        except BaseException:
            connection.close()
            raise
        return connection

    def _prepare(self, connection: sqlite3.Connection) -> None:
        (owner,) = connection.execute("PRAGMA application_id").fetchone()
        if owner != _APPLICATION:
            if connection.execute("SELECT COUNT(*) FROM sqlite_master").fetchone() != (0,):
                raise sqlite3.DatabaseError("it is not a fact cache")
            connection.execute(f"PRAGMA application_id = {_APPLICATION}")
        connection.execute("PRAGMA journal_mode = WAL")
        connection.execute("PRAGMA synchronous = NORMAL")  # with WAL: a crash may lose the last facts, never the file
        connection.execute("PRAGMA mmap_size = 1073741824")
        connection.execute(_TABLE)
        with connection:
            if connection.execute("SELECT 1 FROM facts WHERE version <> ? LIMIT 1", (self._version,)).fetchone():
                connection.execute("DELETE FROM facts WHERE version <> ?", (self._version,))

    def _start_anew(self, error: sqlite3.Error) -> None:
        self.close()
        self._connection = self._set_aside(str(error))

    def _set_aside(self, reason: str) -> sqlite3.Connection | None:
        broken = self.path.with_name(self.path.name + ".broken")
        try:
            self.path.replace(broken)
            for part in _parts(self.path)[1:]:
                part.unlink(missing_ok=True)
            connection = self._connect()
        except (OSError, sqlite3.Error) as error:
            self._warn(f"{self.path}: running without a fact cache: {reason}; {error}")
            return None
        self._warn(f"{self.path}: {reason}; set aside as {broken.name} and started anew")
        return connection


def _parts(path: Path) -> list[Path]:
    """The file and what SQLite keeps beside it while it is open."""
    return [path, path.with_name(path.name + "-wal"), path.with_name(path.name + "-shm")]


def _silent(message: str) -> None:
    """Warn nobody."""

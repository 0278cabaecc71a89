"""A path in, one SQLite file of ours out: used by several processes at once, survives a kill, never in the way.

A memory is a help, never a need: what is wrong with its file is said once through `warn`, and the run goes on without.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from typing import Self

Warn = Callable[[str], None]
Prepare = Callable[[sqlite3.Connection], None]  # makes the tables, deletes what is outdated

_APPLICATION = 0x53454341  # "SECA" in the file's header: this is one of ours
_WAIT = 10.0  # seconds for another process to finish writing


class Database:
    """An open file, or none; `what` names it in warnings. The caches are databases with their own questions."""

    def __init__(self, path: str | Path, what: str, prepare: Prepare, warn: Warn | None = None) -> None:
        """Open or make the file; one that is damaged or not ours is set aside as `<name>.broken`."""
        self.path = Path(path)
        self._what = what
        self._prepare = prepare
        self.warn = warn or _silent
        self.connection = self._open()

    def failed(self, error: sqlite3.Error) -> None:
        """Begin anew after an error: what the file held cannot be trusted."""
        self.close()
        self.connection = self._set_aside(str(error))

    def change(self, noun: str, make: Callable[[sqlite3.Connection], object]) -> None:
        """Make changes: all or, when the disk is full or another process holds on too long, none; `noun` names them."""
        if self.connection is None:
            return
        try:
            with self.connection:
                make(self.connection)
        except sqlite3.OperationalError as error:
            self.warn(f"{self.path}: {noun} are not remembered: {error}")
        except sqlite3.Error as error:
            self.failed(error)

    def empty(self, table: str) -> int:
        """Forget all rows of a table, give their space back to the disk, and return how many they were."""
        if self.connection is None:
            return 0
        with self.connection:
            count = self.connection.execute(f"DELETE FROM {table}").rowcount
        with suppress(sqlite3.Error):  # another process is at work: the space is used again later
            self.connection.execute("VACUUM")
            self.connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
        return count

    def size_on_disk(self) -> int:
        """Return the bytes of the file and of what SQLite keeps beside it."""
        return sum(path.stat().st_size for path in _parts(self.path) if path.is_file())

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def close(self) -> None:
        """Close the file; what was in it is then not known."""
        if self.connection is not None:
            with suppress(sqlite3.Error):
                self.connection.close()
        self.connection = None

    def _open(self) -> sqlite3.Connection | None:
        try:
            self.path.parent.mkdir(parents=True, exist_ok=True)
            return self._connect()
        except sqlite3.OperationalError as error:
            self.warn(f"{self.path}: running without a {self._what}: {error}")
        except sqlite3.DatabaseError as error:
            return self._set_aside(str(error))
        except OSError as error:
            self.warn(f"{self.path}: running without a {self._what}: {error.strerror}")
        return None

    def _connect(self) -> sqlite3.Connection:
        connection = sqlite3.connect(self.path, timeout=_WAIT)
        try:
            (owner,) = connection.execute("PRAGMA application_id").fetchone()
            if owner != _APPLICATION:
                if connection.execute("SELECT COUNT(*) FROM sqlite_master").fetchone() != (0,):
                    raise sqlite3.DatabaseError(f"it is not a {self._what}")
                connection.execute(f"PRAGMA application_id = {_APPLICATION}")
            connection.execute("PRAGMA journal_mode = WAL")
            connection.execute(
                "PRAGMA synchronous = NORMAL"
            )  # with WAL: a crash may lose the last rows, never the file
            connection.execute("PRAGMA mmap_size = 1073741824")
            self._prepare(connection)
        except BaseException:
            connection.close()
            raise
        return connection

    def _set_aside(self, reason: str) -> sqlite3.Connection | None:
        broken = self.path.with_name(self.path.name + ".broken")
        try:
            self.path.replace(broken)
            for part in _parts(self.path)[1:]:
                part.unlink(missing_ok=True)
            connection = self._connect()
        except (OSError, sqlite3.Error) as error:
            self.warn(f"{self.path}: running without a {self._what}: {reason}; {error}")
            return None
        self.warn(f"{self.path}: {reason}; set aside as {broken.name} and started anew")
        return connection


def _parts(path: Path) -> list[Path]:
    """The file and what SQLite keeps beside it while it is open."""
    return [path, path.with_name(path.name + "-wal"), path.with_name(path.name + "-shm")]


def _silent(message: str) -> None:
    """Warn nobody."""

"""Digests in, whole results out: what was computed before from exactly the same input is not computed again."""

from __future__ import annotations

import sqlite3
import zlib
from pathlib import Path

from analyzer.store.database import Database, Warn

_KEPT = 24  # the newest: an analysis and a report each of a dozen code bases, or states of one
_FAST = 1  # zlib: a tenth of the size in a twentieth of a second
_TABLE = """
    CREATE TABLE IF NOT EXISTS results (
        number INTEGER PRIMARY KEY AUTOINCREMENT, key TEXT NOT NULL UNIQUE, content BLOB NOT NULL
    )
"""


class ResultCache(Database):
    """Contents by key, of which the last few are kept. A key must name everything that its content depends on."""

    def __init__(self, path: str | Path, warn: Warn | None = None) -> None:
        """Open or make the cache."""
        super().__init__(path, "result cache", _tables, warn)

    def get(self, key: str) -> bytes | None:
        """Return what was remembered under a key, or None."""
        connection = self.connection
        if connection is None:
            return None
        try:
            row = connection.execute("SELECT content FROM results WHERE key = ?", (key,)).fetchone()
            return None if row is None else zlib.decompress(row[0])
        except zlib.error:
            return None
        except sqlite3.Error as error:
            self.failed(error)
            return None

    def put(self, key: str, content: bytes) -> None:
        """Remember a content, and forget those that were remembered longest ago."""
        row = (key, zlib.compress(content, _FAST))

        def replace(connection: sqlite3.Connection) -> None:
            connection.execute("INSERT OR REPLACE INTO results (key, content) VALUES (?, ?)", row)
            connection.execute(
                "DELETE FROM results WHERE number NOT IN (SELECT number FROM results ORDER BY number DESC LIMIT ?)",
                (_KEPT,),
            )

        self.change("results", replace)

    def clear(self) -> int:
        """Forget everything; return how many results were known."""
        return self.empty("results")


def _tables(connection: sqlite3.Connection) -> None:
    connection.execute(_TABLE)

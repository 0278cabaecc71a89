"""The text of a store (one snapshot in JSON a line) in, snapshots out; a snapshot added, the new text out."""

from collections.abc import Iterator

import msgspec

from analyzer.model.snapshot import Snapshot


class TrackError(Exception):
    """The store is not ours; the message says in which line and what to do, in one line."""


def load(text: str) -> tuple[Snapshot, ...]:
    """Return the snapshots, by date; those of one date in the order of the file. Raises TrackError."""
    return tuple(sorted((found for _, found in _entries(text)), key=lambda one: one.date))


def append(text: str, snapshot: Snapshot) -> str:
    """Return the store's text with one more line; one of the same project, date and revision is replaced.

    Other lines stay as they are, byte for byte. Raises TrackError when one of them is no snapshot.
    """
    entries = list(_entries(text))
    line = msgspec.json.encode(snapshot).decode()
    lines = [line if _same(found, snapshot) else old for old, found in entries]
    if line not in lines:
        lines.append(line)
    return "\n".join(dict.fromkeys(lines)) + "\n"


def _entries(text: str) -> Iterator[tuple[str, Snapshot]]:
    """Yield each line with what it says. Lines end at newlines only: JSON may hold the other separators."""
    for number, line in enumerate(text.removeprefix("\ufeff").split("\n"), 1):
        line = line.rstrip("\r")
        if not line.strip():
            continue
        try:
            yield line, msgspec.json.decode(line, type=Snapshot)
        except (msgspec.DecodeError, UnicodeEncodeError) as error:
            message = " ".join(str(error).split())
            raise TrackError(f"line {number} is no snapshot ({message}); mend or remove the line") from error


def _same(one: Snapshot, other: Snapshot) -> bool:
    return (one.project, one.date, one.revision) == (other.project, other.date, other.revision)

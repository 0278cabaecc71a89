"""What a work tree and a git revision have in common: directories list entries, files can be inspected."""

from collections.abc import Iterator, Sequence
from enum import Enum
from typing import NamedTuple, Protocol

from analyzer.discover.kinds import Probe
from analyzer.model.project import FileKind, FileRole


class Sort(Enum):
    """What a directory entry is."""

    FILE = "file"
    DIRECTORY = "directory"
    LINK = "symbolic link"
    REPOSITORY = "git repository of its own"
    OTHER = "neither file nor directory"


class Entry(NamedTuple):
    """One name in a directory; bytes that are not UTF-8 are surrogate escapes, `blob` is known in a revision only."""

    name: str
    sort: Sort
    blob: str = ""


class Candidate(NamedTuple):
    """A file that its name does not rule out."""

    raw: str  # path as the disk or git knows it, with surrogate escapes
    kind: FileKind | None
    probe: Probe
    role: FileRole
    blob: str


class Inspected(NamedTuple):
    """What a closer look at a candidate gave: no kind: it is nothing for us; a reason: it must be skipped."""

    blob: str = ""
    size: int = 0
    kind: FileKind | None = None
    reason: str | None = None


class Volume(Protocol):
    """A source of directories and files."""

    def entries(self, directory: str) -> list[Entry] | str:
        """Return what lies in a directory (`a/b/`, "" for the root), or why that cannot be said."""
        ...

    def read(self, raw: str, blob: str) -> bytes | None:
        """Return a file's bytes, None when it cannot be read."""
        ...

    def inspect(self, candidates: Sequence[Candidate], limit: int) -> Iterator[Inspected]:
        """Look into every candidate, in order; files of more than `limit` bytes are not read."""
        ...


def printable(raw: str) -> str:
    r"""Return a path that can be printed and written as UTF-8: odd bytes and control characters appear as `\xNN`."""
    if raw.isascii() and raw.isprintable():
        return raw
    text = raw.encode("utf-8", "surrogateescape").decode("utf-8", "backslashreplace")
    return "".join(f"\\x{ord(c):02x}" if ord(c) < 32 or ord(c) == 127 else c for c in text)


def too_large(size: int, limit: int) -> str:
    """Return the reason for skipping a file of `size` bytes."""
    return f"larger than the limit of {limit} bytes ({size})"

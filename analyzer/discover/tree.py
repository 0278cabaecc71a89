"""A working tree as a volume, and the way to load its files in any process."""

import hashlib
import os
from collections.abc import Iterator, Sequence

from analyzer.discover.kinds import HEAD_BYTES, Probe, kind_by_content
from analyzer.discover.volume import Candidate, Entry, Inspected, Sort, too_large
from analyzer.model.project import FileRole, SourceFile


def git_blob(content: bytes) -> str:
    """Return git's blob id of some bytes: SHA-1 over a header and the bytes, in hex."""
    digest = hashlib.sha1(b"blob %d\0" % len(content), usedforsecurity=False)
    digest.update(content)
    return digest.hexdigest()


class WorkTree:
    """A directory on disk."""

    def __init__(self, root: str) -> None:
        """Take the directory; nothing is read yet."""
        self._root = root

    def entries(self, directory: str) -> list[Entry] | str:
        """Return what lies in a directory (see `Volume`)."""
        try:
            with os.scandir(f"{self._root}/{directory}") as found:
                return [Entry(entry.name, _sort(entry)) for entry in found]
        except OSError as error:
            return f"directory cannot be read: {_why(error)}"

    def read(self, raw: str, blob: str) -> bytes | None:  # noqa: ARG002 - a work tree knows no blobs
        """Return a file's bytes, None when it cannot be read."""
        try:
            with open(f"{self._root}/{raw}", "rb", buffering=0) as file:  # noqa: PTH123 - twice as fast as Path
                return file.read()
        except OSError:
            return None

    def inspect(self, candidates: Sequence[Candidate], limit: int) -> Iterator[Inspected]:
        """Look into every candidate (see `Volume`)."""
        for candidate in candidates:
            try:
                yield self._inspect(candidate, limit)
            except OSError as error:
                yield Inspected(reason=f"cannot be read: {_why(error)}")

    def _inspect(self, candidate: Candidate, limit: int) -> Inspected:
        path = f"{self._root}/{candidate.raw}"
        if candidate.role is FileRole.THIRD_PARTY:
            return Inspected(size=os.lstat(path).st_size, kind=candidate.kind)
        descriptor = os.open(path, os.O_RDONLY | os.O_CLOEXEC)
        try:
            size = os.fstat(descriptor).st_size
            if size > limit:
                unknown = candidate.kind is None
                return Inspected() if unknown else Inspected(size=size, reason=too_large(size, limit))
            if candidate.probe is Probe.HEAD:
                head = os.read(descriptor, HEAD_BYTES)
                if kind_by_content(None, Probe.HEAD, head) is None:
                    return Inspected()
                content = head + _rest(descriptor, size - len(head))
            else:
                content = _rest(descriptor, size)
        finally:
            os.close(descriptor)
        kind = kind_by_content(candidate.kind, candidate.probe, content)
        return Inspected(git_blob(content), len(content), kind) if kind else Inspected()


class TreeContents:
    """Loads files of a working tree; can be pickled into a worker. `raw` has the real names of unprintable paths."""

    def __init__(self, root: str, raw: dict[str, str]) -> None:
        """Take the directory and {printable path: real path} for those that differ."""
        self._root = root
        self._raw = raw

    def load(self, files: Sequence[SourceFile]) -> Iterator[bytes | None]:
        """Give the bytes of each file in order, None for one that vanished or changed since it was found."""
        for file in files:
            try:
                with open(f"{self._root}/{self._raw.get(file.path, file.path)}", "rb", buffering=0) as opened:  # noqa: PTH123
                    content = opened.read()
            except OSError:
                yield None
                continue
            yield content if git_blob(content) == file.blob else None


def _sort(entry: os.DirEntry[str]) -> Sort:
    if entry.is_symlink():
        return Sort.LINK
    if entry.is_dir(follow_symlinks=False):
        return Sort.DIRECTORY
    return Sort.FILE if entry.is_file(follow_symlinks=False) else Sort.OTHER


def _rest(descriptor: int, expected: int) -> bytes:
    parts = []
    while part := os.read(descriptor, max(expected, 0) + 1):
        parts.append(part)
        expected -= len(part)
        if expected == 0:  # the usual case: all there in one go
            break
    return parts[0] if len(parts) == 1 else b"".join(parts)


def _why(error: OSError) -> str:
    return (error.strerror or type(error).__name__).lower()

"""A git revision as a volume, and the way to load its files in any process; no checkout is made."""

from collections.abc import Iterator, Sequence

from analyzer.discover import git
from analyzer.discover.failure import SourceError
from analyzer.discover.kinds import Probe, kind_by_content
from analyzer.discover.volume import Candidate, Entry, Inspected, Sort, too_large
from analyzer.model.project import FileRole, SourceFile

_MISSING = "its content is not in this clone (partial clone)"
_SORTS = {b"120000": Sort.LINK, b"160000": Sort.REPOSITORY}


class Revision:
    """The tree of a revision, below the directory `root` of a repository's work tree (or of a bare repository)."""

    def __init__(self, root: str, rev: str) -> None:
        """Read the list of files; raises SourceError when there is no such repository, revision or directory in it."""
        self._root = root
        prefix = git.ask(root, "rev-parse", "--show-prefix").decode("utf-8", "surrogateescape").rstrip("\n")
        try:
            tree = _resolve(root, f"{rev}^{{tree}}")
        except SourceError:
            raise SourceError(f"{root}: unknown revision '{rev}'") from None
        if prefix:
            try:
                tree = _resolve(root, f"{tree}:{prefix}")
            except SourceError:
                raise SourceError(f"{root}: there is no directory '{prefix}' in revision '{rev}'") from None
        self._missing = git.missing_blobs(root, tree)
        self._directories = _directories(git.ask(root, "ls-tree", "-r", "-z", "--full-tree", tree))

    def entries(self, directory: str) -> list[Entry] | str:
        """Return what lies in a directory (see `Volume`)."""
        return self._directories.get(directory, [])

    def read(self, raw: str, blob: str) -> bytes | None:  # noqa: ARG002 - the blob is enough
        """Return a file's bytes, None when this clone has not got them."""
        return next(git.contents(self._root, [blob])) if blob not in self._missing else None

    def inspect(self, candidates: Sequence[Candidate], limit: int) -> Iterator[Inspected]:
        """Look into every candidate (see `Volume`): sizes first, then the bytes where a name is not enough."""
        present = [c.blob for c in candidates if c.blob not in self._missing]
        known = dict(zip(present, git.sizes(self._root, present), strict=True))
        probed = [
            c.blob
            for c in candidates
            if c.probe is not Probe.NONE and (known.get(c.blob) or 0) <= limit and c.blob in known
        ]
        content = git.contents(self._root, probed)
        for candidate in candidates:
            size = known.get(candidate.blob)
            if candidate.role is FileRole.THIRD_PARTY:
                yield Inspected(size=size or 0, kind=candidate.kind)
            elif size is None:
                yield Inspected(reason=_MISSING if candidate.kind else None)
            elif size > limit:
                yield Inspected(reason=too_large(size, limit) if candidate.kind else None)
            else:
                kind = candidate.kind
                if candidate.probe is not Probe.NONE:
                    kind = kind_by_content(kind, candidate.probe, next(content) or b"")
                yield Inspected(candidate.blob, size, kind) if kind else Inspected()


class RevisionContents:
    """Loads files from git objects; can be pickled into a worker, where it runs a git of its own."""

    def __init__(self, root: str) -> None:
        """Take a directory of the repository."""
        self._root = root

    def load(self, files: Sequence[SourceFile]) -> Iterator[bytes | None]:
        """Give the bytes of each file in order, None for one that is not there."""
        return git.contents(self._root, [file.blob for file in files])


def _resolve(root: str, name: str) -> str:
    return git.ask(root, "rev-parse", "--verify", "--quiet", "--end-of-options", name).decode("ascii").strip()


def _directories(listing: bytes) -> dict[str, list[Entry]]:
    """Fold the flat listing of `ls-tree` into {directory: entries}."""
    directories: dict[str, list[Entry]] = {"": []}
    for line in listing.split(b"\0"):
        if not line:
            continue
        head, _, path = line.partition(b"\t")
        mode, _, blob = head.split(b" ")
        directory, name = _split(path.decode("utf-8", "surrogateescape"))
        _ensure(directories, directory)
        directories[directory].append(Entry(name, _SORTS.get(mode, Sort.FILE), blob.decode("ascii")))
    return directories


def _ensure(directories: dict[str, list[Entry]], directory: str) -> None:
    while directory not in directories:
        directories[directory] = []
        directory, name = _split(directory[:-1])
        entry = Entry(name, Sort.DIRECTORY)
        if directory in directories:
            directories[directory].append(entry)
            return
        _ensure(directories, directory)
        directories[directory].append(entry)


def _split(path: str) -> tuple[str, str]:
    cut = path.rfind("/") + 1
    return path[:cut], path[cut:]

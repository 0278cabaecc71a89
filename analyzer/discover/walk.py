"""A volume in; what neither .gitignore nor the user nor a name rules out, and what is skipped, out."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field

from pathspec import GitIgnoreSpec

from analyzer.discover.ignore import Ignored
from analyzer.discover.kinds import Probe, kind_by_name, may_wire
from analyzer.discover.roles import Roles
from analyzer.discover.volume import Candidate, Entry, Sort, Volume, printable
from analyzer.model.project import FileKind, FileRole, Skipped

_LINK = "symbolic link, not followed"
_REPOSITORY = "a git repository of its own (submodule), not entered"
_OTHER = "not a regular file"


@dataclass
class _Directory:
    """A directory to be listed."""

    path: str  # raw, `a/b/` or "" for the root
    role: FileRole
    ignored: Ignored


@dataclass
class Walk:
    """One walk over a volume."""

    volume: Volume
    roles: Roles
    exclude: GitIgnoreSpec
    submodules: frozenset[str] = frozenset()  # raw paths, from .gitmodules
    candidates: list[Candidate] = field(default_factory=list)
    skipped: list[Skipped] = field(default_factory=list)

    def run(self) -> None:
        """Fill `candidates` and `skipped`, in no particular order."""
        waiting = [_Directory("", FileRole.OWN, Ignored())]
        while waiting:
            waiting.extend(self._list(waiting.pop()))

    def _list(self, directory: _Directory) -> Iterable[_Directory]:
        entries = self.volume.entries(directory.path)
        if isinstance(entries, str):
            self._skip(directory.path, entries)
            return
        if directory.path and any(entry.name == ".git" for entry in entries):
            self._skip(directory.path.rstrip("/"), _REPOSITORY)
            return
        for entry in entries:
            if entry.name == ".gitignore" and entry.sort is Sort.FILE:
                content = self.volume.read(directory.path + entry.name, entry.blob)
                directory.ignored = directory.ignored.below(directory.path, content or b"")
        for entry in entries:
            if entry.sort is Sort.DIRECTORY:
                if entry.name != ".git" and (below := self._descend(directory, entry)):
                    yield below
            elif entry.name != ".git":
                self._take(directory, entry)

    def _descend(self, directory: _Directory, entry: Entry) -> _Directory | None:
        path = directory.path + entry.name
        if self._hidden(directory, path + "/"):
            return None
        if path in self.submodules:
            self._skip(path, _REPOSITORY)
            return None
        role = self.roles.of_directory(path, entry.name, directory.role)
        return _Directory(path + "/", role, directory.ignored)

    def _take(self, directory: _Directory, entry: Entry) -> None:
        guess = kind_by_name(entry.name)
        if guess is None and entry.sort is not Sort.REPOSITORY:
            return
        path = directory.path + entry.name
        if self._hidden(directory, path):
            return
        role = self.roles.of_file(path, entry.name, directory.role)
        if entry.sort is Sort.FILE and guess is not None:
            kind, probe = guess
            if kind is FileKind.CONFIG and (role is not FileRole.OWN or not may_wire(path)):
                return
            if role is not FileRole.THIRD_PARTY:
                self.candidates.append(Candidate(path, kind, probe, role, entry.blob))
            elif kind is not None:  # not worth a look inside
                self.candidates.append(Candidate(path, kind, Probe.NONE, role, entry.blob))
        elif entry.sort is Sort.REPOSITORY:
            self._skip(path, _REPOSITORY)
        elif role is not FileRole.THIRD_PARTY:
            self._skip(path, _LINK if entry.sort is Sort.LINK else _OTHER)

    def _hidden(self, directory: _Directory, path: str) -> bool:
        return path in directory.ignored or (bool(self.exclude.patterns) and self.exclude.match_file(path))

    def _skip(self, raw: str, reason: str) -> None:
        self.skipped.append(Skipped(printable(raw), reason))

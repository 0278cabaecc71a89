"""A source and what to leave out in; the `Project`, sorted by path, and its contents out."""

from __future__ import annotations

import os
import re
from collections.abc import Set
from pathlib import Path

from pathspec import GitIgnoreSpec

from analyzer.discover.composer import Composer, read_composer
from analyzer.discover.failure import SourceError
from analyzer.discover.history import of_log, of_repository
from analyzer.discover.kinds import CONFIG_BYTES
from analyzer.discover.revision import Revision, RevisionContents
from analyzer.discover.roles import Roles
from analyzer.discover.tree import TreeContents, WorkTree
from analyzer.discover.volume import Entry, Sort, Volume, printable
from analyzer.discover.walk import Walk
from analyzer.model.config import DiscoverConfig
from analyzer.model.project import FileKind, History, Project, Skipped, Source, SourceFile

Contents = TreeContents | RevisionContents
_SUBMODULE = re.compile(rb"^\s*path\s*=\s*(.+?)\s*$", re.MULTILINE)


def discover(source: Source, config: DiscoverConfig, name: str | None = None) -> tuple[Project, Contents]:
    """Return the code base at `source` and a picklable loader of its bytes.

    A work tree and a revision with the same content give equal projects. Raises SourceError when the directory, the
    repository or the revision does not exist, or when a glob of the configuration makes no sense.
    """
    root = os.path.realpath(source.root)
    if not Path(root).is_dir():
        raise SourceError(f"{source.root}: no such directory")
    volume: Volume = WorkTree(root) if source.rev is None else Revision(root, source.rev)
    composer, submodules = _root_files(volume)
    roles = Roles(_globs(config.third_party), _globs(config.tests), composer.vendor_directory)
    walk = Walk(volume, roles, GitIgnoreSpec.from_lines(_globs(config.exclude)), submodules)
    walk.run()
    files, skipped, raw = _inspect(volume, walk, config.max_file_size)
    project = Project(
        name=name or os.path.basename(root) or "project",  # noqa: PTH119 - root is text
        files=tuple(sorted(files)),
        skipped=tuple(sorted({*skipped, *walk.skipped, *composer.skipped})),
        packages=composer.packages,
        autoload=composer.autoload,
        history=_history(source, root, config, {file.path for file in files}),
    )
    return project, (TreeContents(root, raw) if source.rev is None else RevisionContents(root))


def _history(source: Source, root: str, config: DiscoverConfig, known: Set[str]) -> History:
    if config.git_log:
        return of_log(config.git_log, known)
    return of_repository(root, source.rev, known) if config.history else History(note="the history was left out")


def _root_files(volume: Volume) -> tuple[Composer, frozenset[str]]:
    listed = volume.entries("")
    if isinstance(listed, str):
        raise SourceError(listed)

    def read(path: str) -> bytes | None:
        directory, _, name = path.rpartition("/")
        entries = listed if not directory else volume.entries(f"{directory}/")
        entry = _find(entries, name)
        return volume.read(path, entry.blob) if entry else None

    modules = read(".gitmodules") or b""
    paths = frozenset(path.decode("utf-8", "surrogateescape") for path in _SUBMODULE.findall(modules))
    return read_composer(read), paths


def _find(entries: list[Entry] | str, name: str) -> Entry | None:
    if isinstance(entries, str):
        return None
    return next((entry for entry in entries if entry.name == name and entry.sort is Sort.FILE), None)


def _inspect(volume: Volume, walk: Walk, limit: int) -> tuple[list[SourceFile], list[Skipped], dict[str, str]]:
    files: list[SourceFile] = []
    skipped: list[Skipped] = []
    raw: dict[str, str] = {}
    walk.candidates.sort()
    for candidate, seen in zip(walk.candidates, volume.inspect(walk.candidates, limit), strict=True):
        if seen.kind is None and seen.reason is None:
            continue
        path = printable(candidate.raw)
        if path != candidate.raw:
            raw[path] = candidate.raw
        if seen.reason is not None:
            skipped.append(Skipped(path, seen.reason))
        elif seen.kind is FileKind.CONFIG and seen.size > CONFIG_BYTES:
            skipped.append(Skipped(path, f"too large for a configuration file: {seen.size:,} bytes"))
        elif seen.kind is not None:
            files.append(SourceFile(path, seen.blob, seen.size, seen.kind, candidate.role))
    return files, skipped, raw


def _globs(globs: tuple[str, ...]) -> tuple[str, ...]:
    for glob in globs:
        try:
            GitIgnoreSpec.from_lines([glob])
        except ValueError as error:
            raise SourceError(f"'{glob}' is not a pattern as in .gitignore: {error}") from error
    return globs

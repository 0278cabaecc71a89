"""What was found on disk or in a git revision, before anything was read."""

from enum import StrEnum

import msgspec


class Source(msgspec.Struct, frozen=True):
    """Where the code base lies: a directory, and a git revision of it when not the working tree."""

    root: str
    rev: str | None = None


class FileKind(StrEnum):
    """Which reader a file is for."""

    PHP = "php"
    SQL = "sql"
    TEMPLATE = "template"  # twig, smarty, blade: markup that is not PHP
    CONFIG = "config"  # YAML, XML, JSON: what frameworks are told outside the code


class FileRole(StrEnum):
    """Whose code a file is: only `own` code is decomposed."""

    OWN = "own"
    TEST = "test"  # tests and fixtures: read, kept out of the services
    THIRD_PARTY = "third-party"  # vendor directories: known as external, not read


class SourceFile(msgspec.Struct, frozen=True, order=True):
    """A file by its content: `blob` is git's blob id (SHA-1 hex), the same in a work tree and in a revision."""

    path: str  # relative, `/`, printable: bytes that are not UTF-8 appear as \\xNN
    blob: str
    size: int  # bytes
    kind: FileKind
    role: FileRole


class Package(msgspec.Struct, frozen=True, order=True):
    """A third-party composer package; `prefixes` are the namespaces it autoloads, as far as composer.lock says."""

    name: str
    version: str
    prefixes: tuple[str, ...] = ()


class Autoload(msgspec.Struct, frozen=True):
    """composer.json's autoload rules of the code base itself: (prefix, directory) pairs, directories and files."""

    psr4: tuple[tuple[str, str], ...] = ()
    psr0: tuple[tuple[str, str], ...] = ()
    classmap: tuple[str, ...] = ()
    files: tuple[str, ...] = ()


class Skipped(msgspec.Struct, frozen=True, order=True):
    """A file that was seen and not read, and why: too large, unreadable, missing blob, looping link."""

    path: str
    reason: str


class Commit(msgspec.Struct, frozen=True):
    """One commit of the history, for co-change: its paths as they are named today, as far as they still exist."""

    id: str
    author: str
    date: str
    paths: tuple[str, ...]
    size: int = 0  # files that it changed, those that are gone or lie elsewhere included


class History(msgspec.Struct, frozen=True):
    """What is known of the changes of a code base, newest first, and what is not known."""

    commits: tuple[Commit, ...] = ()
    note: str = ""  # why there are none, or only a part; "" when all is well


class Activity(msgspec.Struct, frozen=True, order=True):
    """How often a file was changed in the history, and by whom: numbers of authors, not their names."""

    path: str
    revisions: int
    authors: tuple[int, ...]


class Project(msgspec.Struct, frozen=True):
    """A code base: everything later stages may know about the disk. Files are sorted by path."""

    name: str
    files: tuple[SourceFile, ...] = ()
    skipped: tuple[Skipped, ...] = ()
    packages: tuple[Package, ...] = ()
    autoload: Autoload = Autoload()
    history: History = History()

"""What a plug-in is: tables first, then code over facts."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from analyzer.frameworks.claims import Claim
from analyzer.model.facts import ReadFile
from analyzer.model.project import Project


@dataclass(frozen=True, slots=True)
class Framework:
    """One framework's knowledge. `interpret` turns literals of one file into claims; it must not raise."""

    name: str
    detect: Callable[[Project, Sequence[ReadFile]], bool]
    interpret: Callable[[ReadFile], Iterator[Claim]]
    namespaces: tuple[str, ...] = ()  # lower-case prefixes of its own classes: external when not declared here
    table_holders: frozenset[str] = frozenset()  # variables whose properties name tables, as `$wpdb->posts`


def has_package(project: Project, *names: str) -> bool:
    """Return whether composer knows a package of one of these names."""
    return any(package.name in names for package in project.packages)


def has_path(project: Project, *endings: str) -> bool:
    """Return whether a file's path ends with one of these (at a directory boundary)."""
    return any(("/" + file.path).endswith(tuple("/" + ending for ending in endings)) for file in project.files)

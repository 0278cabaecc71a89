"""The .gitignore files from the root down to a directory in; whether a path in it is ignored out."""

from __future__ import annotations

from collections.abc import Callable
from functools import lru_cache

from pathspec import GitIgnoreSpec

_FILES = 64  # of .gitignore whose answers are remembered: revisions have the same ones
_ANSWERS = 50_000  # of one file
Ask = Callable[[str], bool | None]  # a path → whether it is ignored, None when nothing speaks of it


class Ignored:
    """One directory's view of what is ignored: its own .gitignore first, then its parents'."""

    __slots__ = ("_levels",)

    def __init__(self, levels: tuple[tuple[int, Ask], ...] = ()) -> None:
        """Take (length of the directory's path with its `/`, what its patterns say) pairs, the deepest first."""
        self._levels = levels

    def below(self, directory: str, gitignore: bytes) -> Ignored:
        """Return the view from `directory` (`a/b/`, or "" for the root), whose .gitignore has these bytes."""
        return Ignored(((len(directory), _asking(gitignore)), *self._levels))

    def __contains__(self, path: str) -> bool:
        """Return whether `path` is ignored (directories end with `/`); the deepest .gitignore that speaks wins."""
        for length, ask in self._levels:
            included = ask(path[length:])
            if included is not None:
                return included
        return False


@lru_cache(maxsize=_FILES)
def _asking(gitignore: bytes) -> Ask:
    spec = _patterns(gitignore.decode("utf-8", "surrogateescape").splitlines())
    return lru_cache(maxsize=_ANSWERS)(lambda path: spec.check_file(path).include)


def _patterns(lines: list[str]) -> GitIgnoreSpec:
    """Compile what can be compiled: git, too, passes over a pattern that makes no sense."""
    try:
        return GitIgnoreSpec.from_lines(lines)
    except ValueError:
        return GitIgnoreSpec.from_lines([line for line in lines if _sensible(line)])


def _sensible(line: str) -> bool:
    try:
        GitIgnoreSpec.from_lines([line])
    except ValueError:
        return False
    return True

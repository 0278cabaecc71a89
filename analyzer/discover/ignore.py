"""The .gitignore files from the root down to a directory in; whether a path in it is ignored out."""

from __future__ import annotations

from pathspec import GitIgnoreSpec


class Ignored:
    """One directory's view of what is ignored: its own .gitignore first, then its parents'."""

    __slots__ = ("_levels",)

    def __init__(self, levels: tuple[tuple[int, GitIgnoreSpec], ...] = ()) -> None:
        """Take (length of the directory's path with its `/`, its patterns) pairs, the deepest first."""
        self._levels = levels

    def below(self, directory: str, gitignore: bytes) -> Ignored:
        """Return the view from `directory` (`a/b/`, or "" for the root), whose .gitignore has these bytes."""
        lines = gitignore.decode("utf-8", "surrogateescape").splitlines()
        return Ignored(((len(directory), _patterns(lines)), *self._levels))

    def __contains__(self, path: str) -> bool:
        """Return whether `path` is ignored (directories end with `/`); the deepest .gitignore that speaks wins."""
        for length, spec in self._levels:
            included = spec.check_file(path[length:]).include
            if included is not None:
                return included
        return False


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

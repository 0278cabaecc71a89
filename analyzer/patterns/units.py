"""Patterns of units: ids (`class:App\\Billing\\*`, `table:invoice*`) or paths, globs of .gitignore (`src/cart/**`)."""

import fnmatch
import re
from collections.abc import Iterable
from difflib import get_close_matches

from pathspec import GitIgnoreSpec

from analyzer.model.linkage import Unit, UnitKind

PREFIXES = ("class:", "function:", "script:", "table:", "template:")
CASELESS = ("class:", "function:")  # PHP compares their names without case
EXACT, WILD, FILES = 3, 2, 1  # how specific a pattern is: one id, many ids, a path
_WILD = re.compile(r"[*?\[]")


class PatternError(ValueError):
    """The text is no pattern; the message says why."""


def check_pattern(pattern: str) -> None:
    """Raise PatternError when a text can never name a unit."""
    if not pattern.startswith(PREFIXES):
        try:
            GitIgnoreSpec.from_lines([pattern])
        except ValueError as error:
            raise PatternError(f"'{pattern}' is no glob as in .gitignore; mend or remove it") from error


def rank(pattern: str) -> int:
    """Return how specific a pattern is: `EXACT`, `WILD` or `FILES`; the more specific one wins."""
    if not pattern.startswith(PREFIXES):
        return FILES
    return WILD if _WILD.search(pattern) else EXACT


class Units:
    """The own units of a code base (no tests, nothing external), to be found by pattern."""

    def __init__(self, units: Iterable[Unit]) -> None:
        own = sorted((u for u in units if not u.test and u.kind is not UnitKind.EXTERNAL), key=lambda u: u.id)
        self._ids = [unit.id for unit in own]
        self._filed: dict[str, list[str]] = {}
        for unit in own:
            if unit.path and unit.kind is not UnitKind.TABLE:
                self._filed.setdefault(unit.path, []).append(unit.id)

    def matching(self, pattern: str) -> tuple[str, ...]:
        """Return the ids that a pattern means, sorted: of ids, those it matches as a whole; of paths, all declared
        in the files that it matches."""
        if not pattern.startswith(PREFIXES):
            spec = GitIgnoreSpec.from_lines([pattern])
            return tuple(sorted(i for path, ids in self._filed.items() if spec.check_file(path).include for i in ids))
        flags = re.IGNORECASE if pattern.startswith(CASELESS) else 0
        literal = re.escape(pattern) if rank(pattern) == EXACT else fnmatch.translate(pattern)
        matches = re.compile(literal, flags).fullmatch
        return tuple(unit_id for unit_id in self._ids if matches(unit_id))

    def nearest(self, pattern: str) -> str | None:
        """Return the id that is spelt most like a pattern without `*`, or the path at any depth, if there is one."""
        if rank(pattern) == FILES:
            deeper = "**/" + pattern.lstrip("/")
            return deeper if deeper != pattern and self.matching(deeper) else None
        if rank(pattern) != EXACT:
            return None
        kind = pattern.partition(":")[0]
        found = get_close_matches(pattern, [i for i in self._ids if i.startswith(kind + ":")], 1, 0.7)
        return found[0] if found else None

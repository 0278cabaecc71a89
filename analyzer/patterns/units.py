r"""Units and a pattern in, the units that it means out.

A pattern is one of ids (`class:App\Billing\*`, `table:invoice*`), or a glob of paths as in .gitignore
(`src/Billing/**`), which covers every unit of its files but tables. Tests and external units are meant by nothing.
"""

import fnmatch
import re
from bisect import bisect_left
from collections.abc import Iterable, Sequence
from difflib import get_close_matches
from functools import cached_property
from itertools import islice, takewhile

from pathspec import GitIgnoreSpec

from analyzer.model.linkage import Unit, UnitKind

PREFIXES = ("class:", "function:", "script:", "table:", "template:")  # of ids; every other pattern is a glob of paths
EXACT, WILD, FILES = 3, 2, 1  # how specific a pattern is: one id, many ids, a path
_CASELESS = ("class:", "function:")  # PHP compares their names without case
_WILD = re.compile(r"[*?\[]")
_PLAIN = re.compile(r"[^*?\[\\!#\s]+")  # a glob in which nothing is special


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
    return WILD if is_wild(pattern) else EXACT


def narrowness(pattern: str) -> tuple[int, int]:
    """Return how specific a pattern is among all, to be compared: its rank, then how much of it stands before the first
    `*`, `?` or `[` (`src/Billing/**` is narrower than `src/**`; a name at any depth is widest)."""
    level = rank(pattern)
    if level == EXACT or (level == FILES and "/" not in pattern.rstrip("/")):
        return level, 0
    text = pattern.lstrip("/") if level == FILES else pattern
    wild = _WILD.search(text)
    return level, wild.start() if wild else len(text)


def is_wild(text: str) -> bool:
    """Return whether something in a text stands for more than itself."""
    return _WILD.search(text) is not None


def compared(pattern: str) -> str:
    """Return an id, or a pattern of ids, as it is compared: names of classes and functions without case."""
    return pattern.lower() if pattern.startswith(_CASELESS) else pattern


class Units:
    """The own units of a code base (no tests, nothing external), to be found by pattern."""

    def __init__(self, units: Iterable[Unit]) -> None:
        self.units = sorted((u for u in units if not u.test and u.kind is not UnitKind.EXTERNAL), key=lambda u: u.id)
        self.ids = [unit.id for unit in self.units]
        self._known: dict[str, tuple[str, ...]] = {}

    @cached_property
    def filed(self) -> dict[str, list[str]]:
        """Path → ids of the units that are declared there, tables apart."""
        filed: dict[str, list[str]] = {}
        for unit in self.units:
            if unit.path and unit.kind is not UnitKind.TABLE:
                filed.setdefault(unit.path, []).append(unit.id)
        return filed

    def matching(self, pattern: str) -> tuple[str, ...]:
        """Return the ids that a pattern means, sorted: of ids, those it matches as a whole; of paths, all declared
        in the files that it matches."""
        found = self._known.get(pattern)
        if found is None:
            found = self._known[pattern] = tuple(sorted(self._found(pattern)))
        return found

    def nearest(self, pattern: str) -> str | None:
        """Return the id that is spelt most like a pattern without `*`, or the path at any depth, if there is one."""
        if rank(pattern) == FILES:
            deeper = "**/" + pattern.lstrip("/")
            return deeper if deeper != pattern and self.matching(deeper) else None
        if rank(pattern) != EXACT:
            return None
        kind = pattern.partition(":")[0]
        found = get_close_matches(pattern, [i for i in self.ids if i.startswith(kind + ":")], 1, 0.7)
        return found[0] if found else None

    def _found(self, pattern: str) -> Sequence[str]:
        if not pattern.startswith(PREFIXES):
            return self._below(pattern)
        exact = self._by_key.get(compared(pattern), [])
        if exact or not is_wild(pattern):
            return exact
        head = compared(pattern[:-1])
        if pattern.endswith("*") and not is_wild(head):
            return self._beginning(head)
        match = re.compile(fnmatch.translate(compared(pattern))).match
        return [unit_id for unit_id in self.ids if match(compared(unit_id))]

    @cached_property
    def _by_key(self) -> dict[str, list[str]]:
        found: dict[str, list[str]] = {}
        for unit_id in self.ids:
            found.setdefault(compared(unit_id), []).append(unit_id)
        return found

    @cached_property
    def _keys(self) -> list[str]:
        return sorted(self._by_key)

    def _beginning(self, head: str) -> list[str]:
        """Return the ids that begin with a key."""
        return [unit_id for key in _from(self._keys, head) for unit_id in self._by_key[key]]

    def _below(self, pattern: str) -> list[str]:
        """Return the ids in the files that a glob of paths matches."""
        place = pattern.removesuffix("/**").removesuffix("/*").rstrip("/")
        if _PLAIN.fullmatch(place) and "/" in pattern.rstrip("/"):  # anchored, by .gitignore's rules
            place = place.lstrip("/")
            paths = _from(self._paths, f"{place}/")
            if not pattern.endswith(("/", "*")) and place in self.filed:
                paths = [place, *paths]
        else:
            spec = GitIgnoreSpec.from_lines([pattern])
            paths = [path for path in self._paths if spec.check_file(path).include]
        return [unit_id for path in paths for unit_id in self.filed[path]]

    @cached_property
    def _paths(self) -> list[str]:
        return sorted(self.filed)


def _from(texts: Sequence[str], beginning: str) -> list[str]:
    """Return those of sorted texts that begin with another."""
    start = bisect_left(texts, beginning)
    return list(takewhile(lambda text: text.startswith(beginning), islice(texts, start, None)))

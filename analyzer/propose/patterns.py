r"""Units in; which of them a pattern of the plan, or of expected.yaml, matches out.

A pattern is one of ids (`class:App\Billing\*`, `table:invoice*`), or a glob of paths as in .gitignore
(`src/Billing/**`), which covers every unit of its files but tables. Tests and external units are matched by nothing.
"""

import fnmatch
import re
from bisect import bisect_left
from collections.abc import Iterable, Sequence
from functools import cached_property
from itertools import islice, takewhile

from pathspec import GitIgnoreSpec

from analyzer.model.linkage import Unit, UnitKind
from analyzer.model.plan import PREFIXES

CASELESS = ("class:", "function:")  # PHP compares their names without case
WILD = re.compile(r"[*?\[]")
PLAIN = re.compile(r"[^*?\[\\!#\s]+")  # a glob in which nothing is special


class Patterns:
    """Matches patterns against the own units of one code base."""

    def __init__(self, units: Iterable[Unit]) -> None:
        self.units = sorted((u for u in units if not u.test and u.kind is not UnitKind.EXTERNAL), key=lambda u: u.id)
        self.ids = [unit.id for unit in self.units]
        self._known: dict[str, Sequence[str]] = {}

    @cached_property
    def filed(self) -> dict[str, list[str]]:
        """Path → ids of the units that are declared there, tables apart."""
        filed: dict[str, list[str]] = {}
        for unit in self.units:
            if unit.path and unit.kind is not UnitKind.TABLE:
                filed.setdefault(unit.path, []).append(unit.id)
        return filed

    @cached_property
    def _by_key(self) -> dict[str, list[str]]:
        found: dict[str, list[str]] = {}
        for unit_id in self.ids:
            found.setdefault(_key(unit_id), []).append(unit_id)
        return found

    def match(self, pattern: str) -> Sequence[str]:
        """Return the ids that a pattern matches, sorted for a pattern of ids."""
        found = self._known.get(pattern)
        if found is None:
            found = self._known[pattern] = self._match(pattern)
        return found

    def _match(self, pattern: str) -> Sequence[str]:
        if not pattern.startswith(PREFIXES):
            return self._below(pattern)
        exact = self._by_key.get(_key(pattern), [])
        if exact or not WILD.search(pattern):
            return exact
        head = _key(pattern[:-1])
        if pattern.endswith("*") and not WILD.search(head):
            return self._beginning(head)
        match = re.compile(fnmatch.translate(_key(pattern))).match
        return [unit_id for unit_id in self.ids if match(_key(unit_id))]

    def _beginning(self, head: str) -> list[str]:
        """Return the ids that begin with a key, sorted."""
        start = bisect_left(self._keys, head)
        keys = takewhile(lambda key: key.startswith(head), islice(self._keys, start, None))
        return sorted(unit_id for key in keys for unit_id in self._by_key[key])

    @cached_property
    def _keys(self) -> list[str]:
        return sorted(self._by_key)

    def _below(self, pattern: str) -> list[str]:
        place = pattern.removesuffix("/**").removesuffix("/*").rstrip("/")
        if PLAIN.fullmatch(place) and "/" in pattern.rstrip("/"):  # anchored, by .gitignore's rules
            place = place.lstrip("/")
            paths = self._inside(f"{place}/")
            if not pattern.endswith(("/", "*")) and place in self.filed:
                paths = [place, *paths]
        else:
            spec = GitIgnoreSpec.from_lines([pattern])
            paths = [path for path in self._paths if spec.check_file(path).include]
        return [unit_id for path in paths for unit_id in self.filed[path]]

    @cached_property
    def _paths(self) -> list[str]:
        return sorted(self.filed)

    def _inside(self, directory: str) -> list[str]:
        start = bisect_left(self._paths, directory)
        return list(takewhile(lambda path: path.startswith(directory), islice(self._paths, start, None)))


def rank(pattern: str) -> int:
    """Return how specific a pattern is, 0 the most: an id in full, a pattern of ids, a glob of paths."""
    if not pattern.startswith(PREFIXES):
        return 2
    return 1 if WILD.search(pattern) else 0


def _key(unit_id: str) -> str:
    """Return an id, or a pattern of ids, as it is compared."""
    return unit_id.lower() if unit_id.startswith(CASELESS) else unit_id

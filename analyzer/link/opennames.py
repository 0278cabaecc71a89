"""Names of which only a part is known, given or asked for, in; what fits them out.

`do_action("save_post_{$type}")` runs what listens to any `save_post_…`, and `add_action("save_{$what}", …)` is heard by
`do_action('save_post')`: guesses both, and only where enough of the name stands there.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple

from analyzer.link.symbols import Place
from analyzer.link.texts import HOLE
from analyzer.model.expression import Expression

SHORTEST = 10  # letters that must be known of a name: `delete_…` fits what it does not mean


class Given(NamedTuple):
    """A meaning of a name: the expression, where it stands, and who says so."""

    means: Expression
    place: Place
    via: str


class OpenNames:
    """The names with holes of each space."""

    def __init__(self) -> None:
        """Know none."""
        self._given: dict[str, list[tuple[re.Pattern[str], Given]]] = {}
        self._sorted: dict[str, list[str]] = {}  # the known names by space
        self._counted = 0  # names that are sorted

    def give(self, space: str, name: str, given: Given) -> None:
        """Give a meaning to every name that fits."""
        if is_telling(name):
            self._given.setdefault(space, []).append((_pattern(name), given))

    def fitting(self, space: str, name: str, known: Mapping[tuple[str, str], Sequence[Given]]) -> Iterator[Given]:
        """Yield what a name may mean beside what it was given itself; `known` has that, by space and name."""
        if HOLE not in name:
            yield from (given for pattern, given in self._given.get(space, ()) if pattern.fullmatch(name))
        elif is_telling(name):
            asked = _pattern(name)
            for other in self._names(space, known):
                if asked.fullmatch(other):
                    yield from known[space, other]

    def _names(self, space: str, known: Mapping[tuple[str, str], Sequence[Given]]) -> Sequence[str]:
        """The names of a space that are known, sorted again when some were added."""
        if len(known) != self._counted:
            self._counted, self._sorted = len(known), {}
            for of, name in sorted(known):
                self._sorted.setdefault(of, []).append(name)
        return self._sorted.get(space, ())


def is_telling(name: str) -> bool:
    """Whether enough of a name with holes is known."""
    return len(re.findall(r"\w", name)) >= SHORTEST


def _pattern(name: str) -> re.Pattern[str]:
    return re.compile(r"[^\s]+".join(map(re.escape, re.split(f"{HOLE}+", name))))

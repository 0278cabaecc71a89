"""The name of a class of which only pieces are known in; the declared classes that it may be out."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence

from analyzer.link.symbols import Symbols
from analyzer.link.texts import HOLE

SHORTEST = 4  # letters that must be known at one end of the name
MOST_MEANT = 4  # classes that a name with a hole may mean; more (all drivers of a database) say nothing
_ANYTHING = r"[\w\\]+"


class NamePatterns:
    """Finds classes by the beginning or the end of their names."""

    def __init__(self, symbols: Symbols) -> None:
        """Sort nothing yet."""
        self._symbols = symbols
        self._forward: list[str] = []
        self._backward: list[str] = []
        self._known: dict[str, Sequence[str]] = {}

    def matching(self, text: str) -> Sequence[str]:
        """Return the keys of the classes that a name with holes may be, sorted; none when too little is known."""
        name = text.strip("\\").lower()
        if name not in self._known:
            self._known[name] = tuple(sorted(self._matching(name)))
        return self._known[name]

    def meant(self, text: str) -> Sequence[str]:
        """Return the same, if a part of the class's own name is known: a name space alone may mean any."""
        own = text.rpartition("\\")[2].split(HOLE)
        found = self.matching(text) if max(map(len, own)) >= SHORTEST else ()
        return found if len(found) <= MOST_MEANT else ()

    def _matching(self, name: str) -> Iterator[str]:
        pieces = name.split(HOLE)
        if HOLE not in name or not all(re.fullmatch(r"[\w\\]*", piece) for piece in pieces):
            return
        if not self._forward:
            classes = self._symbols.classes
            self._forward = sorted(key for key, symbol in classes.items() if not symbol.anonymous)
            self._backward = sorted(key[::-1] for key in self._forward)
        whole = re.compile(_ANYTHING.join(re.escape(piece) for piece in pieces))
        start, end = pieces[0], pieces[-1][::-1]
        if len(start) >= SHORTEST:
            yield from (key for key in _beginning(self._forward, start) if whole.fullmatch(key))
        elif len(end) >= SHORTEST:
            yield from (key[::-1] for key in _beginning(self._backward, end) if whole.fullmatch(key[::-1]))


def _beginning(names: Sequence[str], start: str) -> Iterator[str]:
    for position in range(bisect_left(names, start), len(names)):
        if not names[position].startswith(start):
            return
        yield names[position]

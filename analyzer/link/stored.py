"""A method that keeps what it is given under a key in; what its callers keep under one key out.

`function set($key, $thing) { $this->things[$key] = $thing; }`: a name like `set` is called thousands of times, so calls
are found by the text that they give. Where a caller makes the key of its own parameter (`'model_' . $route`), that is
tried with every text that callers of the caller give.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import NamedTuple

from analyzer.link.callers import MOST_CALLERS, Callers, position_of
from analyzer.link.knowledge import Knowledge
from analyzer.link.mentions import mentioned
from analyzer.link.symbols import Place
from analyzer.model.expression import Text
from analyzer.model.facts import Call

MOST_MADE = 60  # calls of one body with a key that is no literal; more say nothing in time
MOST_TEXTS = 3000  # texts that callers give a function which makes a key of one


class _Made(NamedTuple):
    """A call that keeps something while its function runs for a text, and who calls that function with the text."""

    place: Place
    call: Call
    outer: tuple[tuple[Place, Call], ...]


class Stored:
    """Finds calls by the text that they give a parameter."""

    def __init__(self, knowledge: Knowledge, callers: Callers) -> None:
        """Index nothing yet."""
        self._knowledge = knowledge
        self._callers = callers
        self._made: dict[tuple[int, int, int], dict[str, list[_Made]]] = {}

    def under(self, place: Place, parameter: str, key: str) -> Iterator[tuple[Place, Call]]:
        """Yield the calls that reach the body of a place with this text, each with the place it stands in."""
        position = position_of(place, parameter)
        if position is None:
            return
        callers = self._callers
        for site in callers.by_text(place, position)[0].get(key, ())[:MOST_CALLERS]:
            if callers.arrives(site, place):
                yield site
        for made in self._by_key(place, position).get(key, ())[:MOST_CALLERS]:
            if self._runs(made):
                yield made.place, made.call

    def _runs(self, made: _Made) -> bool:
        """Whether one of those who say the text calls the function around; without any, it runs anyway."""
        return not made.outer or any(self._callers.arrives(one, made.place) for one in made.outer)

    def _by_key(self, place: Place, position: int) -> dict[str, list[_Made]]:
        """The calls of a body whose key is made, by the keys they make."""
        body = (place.file.order, place.index, position)
        found = self._made.get(body)
        if found is None:
            found = self._made[body] = {}  # a cycle sees what is there so far
            made_of = self._callers.by_text(place, position)[1]
            sites = [one for one in made_of if self._callers.arrives(one, place)]
            for site, call in sites if len(sites) <= MOST_MADE else ():
                for text, made in self._texts(site, call, position):
                    found.setdefault(text, []).append(made)
        return found

    def _texts(self, site: Place, call: Call, position: int) -> Iterable[tuple[str, _Made]]:
        argument = call.arguments[position]
        asked = sorted(mentioned(argument, site) & site.parameters.keys())
        if len(asked) != 1:
            return [(text, _Made(site, call, ())) for text in self._knowledge.texts(argument, site)]
        where = position_of(site, asked[0])
        said = self._callers.by_text(site, where)[0] if where is not None else {}
        found = []
        for text, outer in list(said.items())[:MOST_TEXTS]:
            there = site.called_with(((asked[0], Text(text)),))
            made = _Made(there, call, tuple(outer[:MOST_CALLERS]))
            found += [(key, made) for key in self._knowledge.texts(argument, there)]
        return found

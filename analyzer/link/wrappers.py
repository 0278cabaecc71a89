"""A function that includes, or makes, what its parameter names in; its callers, each with what it gives, out.

`function load_lib($name) { require LIB . "/$name.php"; }`: who calls `load_lib('cart')` needs `cart.php`.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from analyzer.link.fold import Folder
from analyzer.link.mentions import mentioned
from analyzer.link.symbols import Place
from analyzer.model.expression import Expression
from analyzer.model.facts import Call

MOST_CALLS = 4000  # calls of one function that are followed
DEEPEST = 3  # functions that hand a name on to functions


class Given(NamedTuple):
    """A caller: where it stands, and the wrapper's body while that call runs."""

    place: Place
    lines: tuple[int, ...]
    body: Place


class Wrappers:
    """Follows parameters to the arguments of callers."""

    def __init__(self, folder: Folder) -> None:
        """Index nothing yet."""
        self._folder = folder
        self._known: dict[tuple[int, int, frozenset[str]], list[Given]] = {}

    def of(self, path: Expression, place: Place) -> Sequence[Given]:
        """Return the callers of the function around an include, when its parameters have a say in the path."""
        if not place.signature:
            return ()
        asked = mentioned(path, place).intersection(place.parameters)
        return self._given(place, asked, 0) if asked else ()

    def _given(self, place: Place, asked: frozenset[str], depth: int) -> list[Given]:
        """The callers, with what they give the parameters asked for."""
        key = (place.file.order, place.index, asked)
        known = self._known.get(key)
        if known is None:
            self._known[key] = []  # what recursion sees
            known = [
                one
                for site in self._folder.evaluator.callers.of(place, MOST_CALLS)
                for one in self._call(site, (place, asked), depth)
            ]
            self._known[key] = known = known if len(known) <= MOST_CALLS else []
        return known

    def _call(self, site: tuple[Place, Call], body: tuple[Place, frozenset[str]], depth: int) -> list[Given]:
        caller, call = site
        pairs = zip(body[0].signature, call.arguments, strict=False)
        given = [(parameter.name, value) for parameter, value in pairs if parameter.name in body[1]]
        handed = frozenset[str]().union(*[mentioned(value, caller) for _, value in given])
        handed = handed.intersection(caller.parameters)
        if handed and depth < DEEPEST:
            outer = self._given(caller, handed, depth + 1)
            if outer:
                return [Given(one.place, one.lines, self._bound(body[0], given, one.body)) for one in outer]
        return [Given(caller, call.lines, self._bound(body[0], given, caller))]

    def _bound(self, body: Place, given: Sequence[tuple[str, Expression]], caller: Place) -> Place:
        bound = self._folder.bound(given, caller)
        return body.called_with(bound) if bound else body

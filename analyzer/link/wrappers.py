"""A function that includes what its parameter names in; its callers, each with what it gives, out.

`function load_lib($name) { require LIB . "/$name.php"; }`: who calls `load_lib('cart')` needs `cart.php`.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from analyzer.link.fold import Folder
from analyzer.link.mentions import mentioned
from analyzer.link.symbols import FileIn, Place, Symbols
from analyzer.model.expression import Expression
from analyzer.model.facts import Call

MOST_CALLS = 400  # calls of one function that are followed
DEEPEST = 3  # functions that hand a name on to functions


class Given(NamedTuple):
    """A caller: where it stands, and the wrapper's body while that call runs."""

    place: Place
    lines: tuple[int, ...]
    body: Place


class Wrappers:
    """Follows parameters to the arguments of callers."""

    def __init__(self, symbols: Symbols, folder: Folder) -> None:
        """Index nothing yet."""
        self._symbols = symbols
        self._folder = folder
        self._functions: dict[str, list[tuple[FileIn, Call]]] | None = None
        self._known: dict[tuple[int, int], list[Given]] = {}

    def of(self, path: Expression, place: Place) -> Sequence[Given]:
        """Return the callers of the function around an include, when its parameters have a say in the path."""
        if not place.signature or not mentioned(path, place) & place.parameters.keys():
            return ()
        return self._given(place, 0)

    def _given(self, place: Place, depth: int) -> list[Given]:
        key = (place.file.order, place.index)
        known = self._known.get(key)
        if known is None:
            self._known[key] = []  # what recursion sees
            known = self._known[key] = [one for call in self._calls(place) for one in self._call(call, place, depth)]
        return known

    def _call(self, site: tuple[Place, Call], body: Place, depth: int) -> list[Given]:
        caller, call = site
        handed = set[str]()
        for argument in call.arguments:
            handed |= mentioned(argument, caller) & caller.parameters.keys()
        if handed and depth < DEEPEST:
            outer = self._given(caller, depth + 1)
            if outer:
                return [Given(one.place, one.lines, self._bound(body, call, one.body)) for one in outer]
        return [Given(caller, call.lines, self._bound(body, call, caller))]

    def _bound(self, body: Place, call: Call, caller: Place) -> Place:
        given = self._folder.given(body, call.arguments, caller)
        return body.called_with(given) if given else body

    def _calls(self, place: Place) -> list[tuple[Place, Call]]:
        if place.function is None:
            return self._folder.evaluator.callers.of(place)
        if self._functions is None:
            self._functions = self._index()
        found = self._functions.get(place.function.key, ())
        if len(found) > MOST_CALLS:
            return []
        meant = [one for one in found if place.function.meant_by(one[0].path) == place.file.path]
        return [(self._symbols.place(file, call.scope), call) for file, call in meant]

    def _index(self) -> dict[str, list[tuple[FileIn, Call]]]:
        found: dict[str, list[tuple[FileIn, Call]]] = {}
        for file in self._symbols.files:
            for call in file.facts.calls:
                if call.receiver is None and call.arguments and not file.test:
                    function = self._symbols.function_named(call.name, call.fallback)
                    if function is not None:
                        found.setdefault(function.key, []).append((file, call))
        return found

"""An expression in; the name of the request's parameter that it is the whole value of, if it is one, out.

What cleans a value (`trim`, `preg_replace`, a method of the code's own) or takes a piece of it (`explode`) still hands
on what the request says; what is joined with other text does not: `'payment/' . $_GET['code']` chooses among a few.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from analyzer.link.builtin import BUILTIN_FUNCTIONS
from analyzer.link.callers import argument, position_of
from analyzer.link.evaluate import Evaluator
from analyzer.link.symbols import Place
from analyzer.model.expression import (
    Either,
    ElementOf,
    Expression,
    Property,
    ReturnOf,
    StaticProperty,
    Text,
    Variable,
)

ALL: Final = "*"  # every parameter, as an array
PATH: Final = ""  # the path of the request, or a parameter that is not known by name
MOST_STEPS = 400
MOST_SOURCES = 20
MOST_HOPS = 2  # parameters that are followed to the callers: what comes from further away only chooses a driver
FEW = 12  # callers who compute what they give, scripts that assign a global variable: more say nothing of this one
MOST_CALLERS = 4000
_ARRAYS = frozenset({"_GET", "_REQUEST"})  # routes are no form fields
_PATHS = frozenset({"REQUEST_URI", "PATH_INFO", "ORIG_PATH_INFO", "QUERY_STRING", "REDIRECT_URL", "SCRIPT_URL"})


class _Asking:
    """One question on its way back: what was seen, the calls that were entered, and the parameters gone through."""

    def __init__(self) -> None:
        self.seen: set[tuple[int, int, Expression]] = set()
        self.entered: dict[tuple[int, int], tuple[ReturnOf, Place]] = {}
        self.hops = 0


class Requests:
    """Follows values back to the request."""

    def __init__(self, evaluator: Evaluator) -> None:
        """Share the run's knowledge."""
        self._evaluator = evaluator

    def parameter(self, expression: Expression, place: Place) -> str | None:
        """Return the parameter's name, `PATH`, or None when the value is not what the request says."""
        found = self._asked(expression, place, _Asking())
        return PATH if found == ALL else found

    def _asked(self, value: Expression, place: Place, asking: _Asking) -> str | None:
        question = (place.file.order, place.index, value)
        if question in asking.seen or len(asking.seen) > MOST_STEPS:
            return None
        asking.seen.add(question)
        if isinstance(value, ElementOf):
            return self._element(value, place, asking)
        if isinstance(value, ReturnOf):
            return self._returned(value, place, asking)
        if isinstance(value, Variable) and value.name in _ARRAYS:
            return ALL
        found = self._first(self._sources(value, place), asking)
        if found is None and isinstance(value, Variable) and value.name in place.parameters:
            found = self._given(value.name, place, asking)
        return found

    def _first(self, sources: Iterator[tuple[Expression, Place]], asking: _Asking) -> str | None:
        return next((found for one, there in sources if (found := self._asked(one, there, asking)) is not None), None)

    def _sources(self, value: Expression, place: Place) -> Iterator[tuple[Expression, Place]]:
        """What an expression is, or is made of, whole."""
        if isinstance(value, Either):
            yield from ((option, place) for option in value.options)
        elif isinstance(value, Variable | Property | StaticProperty):
            sources = self._evaluator.sources(value, place)
            few = len(sources) <= FEW or not isinstance(value, Variable)
            yield from ((one, there) for there, one in sources[:MOST_SOURCES] if few or there.file is place.file)

    def _given(self, name: str, place: Place, asking: _Asking) -> str | None:
        """What the call that led here gives a parameter, else what any caller does."""
        entered = asking.entered.get((place.file.order, place.index))
        if entered is not None:
            call, there = entered
            position = position_of(place, name)
            known = position is not None and position < len(call.arguments)
            return self._asked(call.arguments[position or 0], there, asking) if known else None
        if asking.hops >= MOST_HOPS:
            return None
        given = [(argument(place, name, call), at) for at, call in self._evaluator.callers.of(place, MOST_CALLERS)]
        open_ended = [(one, at) for one, at in given if one is not None and not isinstance(one, Text)]
        asking.hops += 1
        found = self._first(iter(open_ended), asking) if len(open_ended) <= FEW else None
        asking.hops -= 1
        return found

    def _element(self, value: ElementOf, place: Place, asking: _Asking) -> str | None:
        if isinstance(value.of, Variable) and value.of.name == "_SERVER":
            return PATH if value.key in _PATHS else None
        found = self._asked(value.of, place, asking)
        key = value.key or ""
        if found == ALL:
            return self._named(key, place, asking)
        return found if key.isdecimal() else None  # a piece of a path; of an array in the request anything may be

    def _named(self, key: str, place: Place, asking: _Asking) -> str:
        """The parameter that a key names: `get('page')` gives `$_GET[$key]`."""
        if key[:1] != "$":
            return key or PATH
        call, _ = asking.entered.get((place.file.order, place.index), (None, place))
        position = position_of(place, key[1:])
        if call is None or position is None or position >= len(call.arguments):
            return PATH
        given = call.arguments[position]
        return given.text if isinstance(given, Text) else PATH

    def _returned(self, call: ReturnOf, place: Place, asking: _Asking) -> str | None:
        if call.of is None and call.name.rpartition("\\")[2] == "filter_input" and len(call.arguments) > 1:
            key = call.arguments[1]
            return key.text if isinstance(key, Text) else PATH
        if call.of is None and call.name.rpartition("\\")[2].lower() in BUILTIN_FUNCTIONS:
            return self._first(((one, place) for one in call.arguments), asking)
        for body, returned in self._bodies(call, place):
            scope = (body.file.order, body.index)
            outer = asking.entered.get(scope)
            asking.entered[scope] = (call, place)
            found = self._asked(returned, body, asking)
            if outer is None:
                del asking.entered[scope]
            else:
                asking.entered[scope] = outer
            if found is not None:
                return found
        return None

    def _bodies(self, call: ReturnOf, place: Place) -> Iterator[tuple[Place, Expression]]:
        """What the code's own function or method returns, with where that stands."""
        if call.of is None:
            function = self._evaluator.symbols.function_named(call.name, call.name.rpartition("\\")[2])
            for path in sorted(function.places) if function is not None else ():
                assert function is not None
                yield from ((function.places[path], one) for one in function.declaration(path).returned)
            return
        of = self._evaluator.class_of(call.of, place) if call.static else self._evaluator.evaluate(call.of, place)
        for key in of.types:
            symbol = self._evaluator.symbols.classes.get(key)
            member = self._evaluator.find_method(symbol, call.name.lower()) if symbol is not None else None
            if member is not None and member.body is not None:
                yield from ((member.body, one) for one in member.method.returned)

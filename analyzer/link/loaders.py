"""Registered autoloaders in; which includes load classes, and which file each would load a class from, out.

What an autoloader includes is said by those who name the classes: its own include is known, and makes no edge.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from analyzer.link.fold import Folder
from analyzer.link.mentions import mentioned
from analyzer.link.paths import Paths
from analyzer.link.symbols import FunctionSymbol, Place, Symbols
from analyzer.link.texts import HOLE
from analyzer.model.expression import Closure, Expression, Items, ReturnOf, Text, Variable
from analyzer.model.facts import Call, Include

DEEPEST = 3  # functions that an autoloader hands the class on to


class _Body(NamedTuple):
    """The body of an autoloader, a scope or a closure in it; or of what it (`outer`) calls with the class."""

    place: Place
    closure: int
    outer: tuple[_Body, Call] | None = None


class Loaders:
    """The autoloaders of a code base."""

    def __init__(self, symbols: Symbols, folder: Folder) -> None:
        """Find them: `__autoload`, what `spl_autoload_register` is given, and whom they hand the class on to."""
        self._symbols = symbols
        self._folder = folder
        self._bodies: dict[tuple[int, int, int], _Body] = {}
        magic = symbols.function_named("__autoload")
        found = [_Body(place, 0) for place in _bodies(magic)]
        for file in symbols.files:
            for call in file.facts.calls:
                if call.receiver is None and call.name.lower() == "spl_autoload_register" and call.arguments:
                    found += self._called(call.arguments[0], symbols.place(file, call.scope))
        for _ in range(DEEPEST):
            new = [body for body in found if _key(body) not in self._bodies]
            self._bodies.update((_key(body), body) for body in new)
            found = [inner for body in new for inner in self._handed(body)]

    @property
    def known(self) -> bool:
        """Whether there is any."""
        return bool(self._bodies)

    def loads(self, include: Include, place: Place) -> bool:
        """Whether an include stands in an autoloader and what it loads hangs on the class."""
        body = self._around(include, place)
        if body is None:
            return False
        if any(HOLE in value for value in self._folder.fold(include.path, place).values):
            return True
        return bool(self._class_names(mentioned(include.path, place), body))

    def expected(self, paths: Paths) -> dict[str, str]:
        """Return, for classes that several files declare, the file that an autoloader would load: by class key."""
        rules = [
            (include, body)
            for file in self._symbols.files
            for include in file.facts.includes
            if (body := self._around(include, self._symbols.place(file, include.scope))) is not None
        ]
        found: dict[str, str] = {}
        for key, symbol in self._symbols.classes.items() if rules else ():
            own = [file.path for file, _ in symbol.declarations]
            if len(own) < 2 or len(set(own)) < 2:
                continue
            for include, body in rules:
                loaded = [path for path in self._loaded(include, body, symbol.name, paths) if path in own]
                if len(loaded) == 1:
                    found[key] = loaded[0]
                    break
        return found

    def _loaded(self, include: Include, body: _Body, name: str, paths: Paths) -> Iterator[str]:
        """The files that an include loads for a class."""
        if not self._class_names(mentioned(include.path, body.place), body):
            return
        bound = self._bound(include.path, body, name)
        for value in self._folder.fold(include.path, bound).values:
            if HOLE not in value.lstrip(HOLE):
                yield from paths.find(value, body.place.file.path).paths

    def _bound(self, path: Expression, body: _Body, name: str) -> Place:
        """The body while it is asked for a class."""
        if body.outer is None:
            variables = self._class_names(mentioned(path, body.place), body)
            return body.place.called_with(tuple((variable, Text(name)) for variable in sorted(variables)))
        outer, call = body.outer
        caller = self._bound(Items(tuple((None, argument) for argument in call.arguments)), outer, name)
        return body.place.called_with(self._folder.given(body.place, call.arguments, caller))

    def _around(self, include: Include, place: Place) -> _Body | None:
        for closure in (include.closure, 0):
            found = self._bodies.get((place.file.order, place.index, closure))
            if found is not None:
                return found
        return None

    def _class_names(self, names: frozenset[str], body: _Body) -> set[str]:
        """Those of some variables that hold the class: the parameter; in a closure, what nobody assigns."""
        place = body.place
        if body.outer is not None:
            outer, call = body.outer
            given = zip(place.signature, call.arguments, strict=False)
            return {p.name for p, value in given if self._class_names(mentioned(value, outer.place), outer)} & names
        if not body.closure:
            return {parameter.name for parameter in place.signature[:1]} & names
        known = {"this", *place.parameters, *place.fact.globals}
        return {name for name in names if name not in known and not place.assigned(name)}

    def _handed(self, body: _Body) -> Iterator[_Body]:
        """Whom an autoloader calls with the class."""
        place = body.place
        for call in place.file.facts.calls:
            if call.scope != place.index or not call.arguments:
                continue
            names = frozenset[str]().union(*[mentioned(argument, place) for argument in call.arguments])
            if not self._class_names(names, body):
                continue
            if call.receiver is None:
                function = self._symbols.function_named(call.name, call.fallback)
                inner = [_Body(one, 0) for one in _bodies(function)]
            else:
                inner = list(self._methods(call.receiver, call.name, place))
            yield from (_Body(one.place, 0, (body, call)) for one in inner)

    def _called(self, callback: Expression, place: Place, depth: int = 0) -> list[_Body]:
        """The bodies that a callback means."""
        if isinstance(callback, Closure):
            called = callback.of
            if called is None:
                return [_Body(place, callback.number)]
            if isinstance(called, ReturnOf) and called.of is not None:
                return list(self._methods(called.of, called.name, place))
            return self._named(called.name, place) if isinstance(called, ReturnOf) else []
        if isinstance(callback, Items) and len(callback.pairs) == 2:
            names = self._folder.fold(callback.pairs[1][1], place).known
            return [body for name in names for body in self._methods(callback.pairs[0][1], name, place)]
        if isinstance(callback, Variable) and depth < DEEPEST:
            sources = self._folder.sources(callback, place)
            return [body for at, value in sources for body in self._called(value, at, depth + 1)]
        return [body for name in self._folder.fold(callback, place).known for body in self._named(name, place)]

    def _named(self, name: str, place: Place) -> list[_Body]:
        owner, colons, method = name.partition("::")
        if colons:
            return list(self._methods(Text(owner), method, place))
        return [_Body(inner, 0) for inner in _bodies(self._symbols.function_named(name, name.rpartition("\\")[2]))]

    def _methods(self, receiver: Expression, name: str, place: Place) -> Iterator[_Body]:
        evaluator = self._folder.evaluator
        keys = [*evaluator.class_of(receiver, place).types, *evaluator.evaluate(receiver, place).types]
        if isinstance(receiver, Text) and receiver.text.lower() in ("self", "static") and place.owner is not None:
            keys.append(place.owner.key)
        for key in dict.fromkeys(keys):
            symbol = self._symbols.classes.get(key)
            member = evaluator.find_method(symbol, name.lower()) if symbol else None
            body = member.owner.places.get(name.lower()) if member else None
            if body is not None:
                yield _Body(body, 0)


def _key(body: _Body) -> tuple[int, int, int]:
    return body.place.file.order, body.place.index, body.closure


def _bodies(function: FunctionSymbol | None) -> Sequence[Place]:
    return [function.places[path] for path in sorted(function.places)] if function is not None else ()

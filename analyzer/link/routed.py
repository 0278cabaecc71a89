"""Includes and `new` whose names the request gives in; the scripts and classes that it can so reach, with routes, out.

Plain PHP makes its own front controllers: `include "pages/$page.php"`, `$class = ucfirst($route) . 'Controller'`. The
route of a file is what stands for the hole in its path; that of a class is the text from which the code's own
expression makes the class's name, tried forwards: a class without such a text is none.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping
from itertools import islice, product
from typing import NamedTuple

from analyzer.link.branched import Branched
from analyzer.link.fold import Folder
from analyzer.link.mentions import mentioned
from analyzer.link.paths import Paths
from analyzer.link.patterns import NamePatterns
from analyzer.link.requests import PATH, Requests
from analyzer.link.symbols import ClassSymbol, FileIn, Place, Symbols
from analyzer.link.texts import HOLE, ROOT
from analyzer.model.expression import ElementOf, Expression, Items, Joined, Named, New, ReturnOf, Text, Variable
from analyzer.model.facts import Call, DeclarationKind, EntryKind, Include, StateKind
from analyzer.model.linkage import Entry
from analyzer.model.location import Location

VIA = "plain"
DEEPEST = 4  # variables assigned from variables
_ASKED = "\x03"
_ALIKE = frozenset({"basename", "ltrim", "realpath", "rtrim", "strtolower", "trim"})  # give back what they are given
MOST_SHAPES = 8  # paths that one include may mean
_TASTES = ("lang", "lng", "locale", "skin", "style", "theme")  # parameters that choose how, not what
_SEPARATORS = ("/", "_", ".", "-")
_WORDS = re.compile(r"(?<=[a-z0-9])(?=[A-Z])")


class _Asked(NamedTuple):
    """A parameter of the request (`PATH` for its path), and the variables that hold it where it is used."""

    parameter: str
    variables: tuple[str, ...]


class _Parameter(NamedTuple):
    """A piece of a path: what a parameter of the request says, whole."""

    name: str


_TOLD = frozenset({StateKind.GLOBAL, StateKind.CONSTANT})  # what data says, too
_Shape = tuple[str | _Parameter, ...]


def shown(said: Mapping[str, str]) -> str:
    """Return a route as a user would write it: `?page=orders`, `/orders`."""
    path = said.get(PATH, "")
    query = "&".join(f"{name}={value}" for name, value in said.items() if name != PATH)
    return ("/" + path.lstrip("/") if PATH in said else "") + ("?" + query if query else "")


class Routed:
    """Finds what home-made front controllers reach."""

    def __init__(self, symbols: Symbols, folder: Folder, paths: Paths) -> None:
        """Share the run's knowledge; `paths` finds files."""
        self._symbols = symbols
        self._folder = folder
        self._paths = paths
        self._requests = Requests(folder.evaluator)
        self._names = NamePatterns(symbols)
        self._branched = Branched(symbols, folder, paths, self._requests)
        self._data = {file.path for file in symbols.files if _is_data(file)}
        self._declared: dict[str, list[str]] = {}  # path → the classes declared there
        for symbol in symbols.classes.values():
            if not symbol.anonymous and symbol.kind is DeclarationKind.CLASS:
                self._declared.setdefault(symbol.file.path, []).append(symbol.id)

    def entries(self) -> list[Entry]:
        """Return a way into each unit, unsorted: by the front controller that reaches most."""
        found: list[Entry] = []
        for file in self._symbols.files:
            if not file.test:
                found += [entry for include in file.facts.includes for entry in self._included(include, file)]
                found += [entry for call in file.facts.calls for entry in self._made(call, file)]
        reached = Counter(entry.place for entry in found)
        first: dict[str, Entry] = {}
        for entry in sorted(found, key=lambda entry: (-reached[entry.place], entry)):
            first.setdefault(entry.unit, entry)
        return [*first.values(), *self._branches()]

    def _branches(self) -> list[Entry]:
        """Return the ways in that cases and comparisons make."""
        found: dict[tuple[str, str, str], Entry] = {}
        for file in self._symbols.files:
            for (unit, member, line), parameter, text in self._branched.ways(file) if not file.test else ():
                route, where = shown({parameter: text}), Location(file.path, line)
                entry = Entry(unit, EntryKind.CONTROLLER.value, route, "", member, VIA, where)
                found.setdefault((unit, member, route), entry)
        return list(found.values())

    def _included(self, include: Include, file: FileIn) -> Iterator[Entry]:
        if isinstance(include.path, Text):
            return
        place = self._symbols.place(file, include.scope)
        where = Location(file.path, include.line)
        for path, route in sorted(set(self._files(include.path, place))):
            if path not in self._data:
                declared = self._declared.get(path, ())
                unit = declared[0] if len(declared) == 1 else "script:" + path
                yield Entry(unit, EntryKind.CONTROLLER.value, route, "", "", VIA, where)

    def _files(self, path: Expression, place: Place) -> Iterator[tuple[str, str]]:
        """The files that an include may load, each with what the request must say."""
        for one in _through(path, place):
            key = one.key if isinstance(one, ElementOf) else None
            if isinstance(one, ElementOf) and key is not None and key[:1] == "$":  # `$pages[$page]`
                parameter = self._parameter(Variable(key[1:]), place)
                for name, value in self._pairs(one, place) if parameter is not None else ():
                    for text in self._folder.fold(value, place).known:
                        for file in self._paths.find(text, place.file.path).paths:
                            yield file, shown({parameter or PATH: name})
        for shape in self._shapes(path, place, 0):
            groups = {f"p{index}": piece.name for index, piece in enumerate(shape) if isinstance(piece, _Parameter)}
            if groups and _is_told(shape):
                for found, match in self._paths.shaped(_expression(shape), place.file.path):
                    yield found, shown({name: match[group] for group, name in groups.items()})

    def _shapes(self, path: Expression, place: Place, depth: int) -> list[_Shape]:
        """What a path is joined of: texts, parameters of the request, holes; several when it may be several."""
        if isinstance(path, Joined):
            parts = [self._shapes(part, place, depth) for part in path.parts]
            return [sum(combination, ()) for combination in islice(product(*parts), MOST_SHAPES)]
        if isinstance(path, ReturnOf) and path.of is None and path.name in _ALIKE and path.arguments:
            return self._shapes(path.arguments[0], place, depth)
        folded = self._folder.fold(path, place)
        if not any(HOLE in value for value in folded.values):
            return [(value,) for value in folded.known[:MOST_SHAPES]]
        if isinstance(path, Variable) and depth < DEEPEST:
            joined = [value for value in place.assigned(path.name) if isinstance(value, Joined)]
            if joined:
                return [shape for value in joined for shape in self._shapes(value, place, depth + 1)][:MOST_SHAPES]
        parameter = self._parameter(path, place)
        if parameter is not None:
            return [(_Parameter(parameter),)]
        return [(value,) for value in folded.values[:MOST_SHAPES]]

    def _parameter(self, value: Expression, place: Place) -> str | None:
        found = self._requests.parameter(value, place)
        return None if found is not None and found.lower().startswith(_TASTES) else found

    def _pairs(self, element: ElementOf, place: Place) -> Iterator[tuple[str, Expression]]:
        if isinstance(element.of, Variable) and (element.key or "")[:1] == "$":
            for _, value in self._folder.evaluator.sources(element.of, place):
                if isinstance(value, Items):
                    yield from ((key, one) for key, one in value.pairs if key is not None)

    def _made(self, call: Call, file: FileIn) -> Iterator[Entry]:
        """`new $class`, where the request has a say in the name: the classes that it may be."""
        if call.name != "__construct" or not isinstance(call.receiver, New) or isinstance(call.receiver.of, Named):
            return
        place = self._symbols.place(file, call.scope)
        of = call.receiver.of
        asked = self._asked(of, place)
        if asked is None:
            return
        where = Location(file.path, min(call.lines))
        known: dict[str, str] = {}
        for text in self._folder.fold(of, place).values:
            for key in self._names.matching(text) if HOLE in text else ():
                known.setdefault(key, _open_part(text, self._symbols.classes[key].name))
        for key, rest in sorted(known.items()):
            symbol = self._symbols.classes[key]
            if symbol.kind is DeclarationKind.CLASS and not symbol.abstract and not symbol.file.test:
                route = self._route(of, place, asked, symbol, rest)
                if route:
                    yield Entry(
                        symbol.id, EntryKind.CONTROLLER.value, shown({asked.parameter: route}), "", "", VIA, where
                    )

    def _route(self, of: Expression, place: Place, asked: _Asked, symbol: ClassSymbol, rest: str) -> str:
        """The text of which the code's own expression makes the class's name, "" when none is found.

        A file system that ignores case hides mistakes: the name as written comes first.
        """
        alike = ""
        for route in _routes(rest):
            for variable in asked.variables:
                bound = place.called_with(((variable, Text(route)),))
                folded = [text.strip("\\") for text in self._folder.fold(of, bound).values]
                if any(_fits(text, symbol.name) for text in folded):
                    return route
                if not alike and any(_fits(text.lower(), symbol.key) for text in folded):
                    alike = route
        return alike

    def _asked(self, expression: Expression, place: Place) -> _Asked | None:
        """The parameter of the request that has a say, and the variables that hold it here."""
        for one in _through(expression, place):
            key = one.key if isinstance(one, ElementOf) else None
            held = Variable(key[1:]) if key is not None and key[:1] == "$" else one
            parameter = self._parameter(held, place)
            if parameter is not None:
                names = sorted(mentioned(held, place))
                asked = (name for name in names if self._requests.parameter(Variable(name), place) is not None)
                return _Asked(parameter, tuple(asked))
        return None


def _expression(shape: _Shape) -> str:
    """A path's shape as a regular expression; a parameter stands for directories too, below one that is named."""
    found, named = "", False
    for index, piece in enumerate(shape):
        if isinstance(piece, str):
            lead = piece[: len(piece) - len(piece.lstrip(ROOT + HOLE))] if not found else ""
            found += lead + re.escape(piece.replace("\\", "/").lstrip(ROOT + HOLE))
            named = named or re.search(r"\w/", piece) is not None
        else:
            found += f"(?P<p{index}>{'[^/].*' if named else '[^/]+'})"
    return found


def _is_told(shape: _Shape) -> bool:
    """Whether enough of a path is known: at most its root is not, and then a directory is named."""
    text = "".join(piece if isinstance(piece, str) else _ASKED for piece in shape)
    if HOLE not in text:
        return re.search(r"\w", text) is not None
    return re.fullmatch(rf"{HOLE}[^{HOLE}{_ASKED}]*\w/[^{HOLE}]*", text) is not None


def _is_data(file: FileIn) -> bool:
    """Whether a file only says what names stand for: texts of a language, settings."""
    facts = file.facts
    does = bool(facts.calls or facts.includes or facts.declarations or facts.sql)
    does = does or any(
        use.kind not in _TOLD or (use.kind is StateKind.GLOBAL and not use.writes) for use in facts.state
    )
    said = facts.listings or facts.constants or any(scope.assignments for scope in facts.scopes)
    return bool(said) and not does


def _through(expression: Expression, place: Place, depth: int = 0) -> Iterator[Expression]:
    """An expression, and the pieces that it is joined of, through variables and PHP's own functions."""
    yield expression
    if isinstance(expression, Joined):
        for part in expression.parts:
            yield from _through(part, place, depth)
    elif isinstance(expression, ReturnOf) and expression.of is None and depth < DEEPEST:
        for argument in expression.arguments:
            yield from _through(argument, place, depth + 1)
    elif isinstance(expression, Variable) and depth < DEEPEST:
        for value in place.assigned(expression.name):
            if isinstance(value, Joined | ReturnOf | ElementOf):
                yield from _through(value, place, depth + 1)


def _routes(rest: str) -> Iterator[str]:
    """Texts that may make a part of a class's name, the plainest first."""
    parts = [part for part in re.split(r"[\\_]", rest) if part]
    snakes = [_WORDS.sub("_", part).lower() for part in parts]
    dashes = [_WORDS.sub("-", part).lower() for part in parts]
    for words in ([part.lower() for part in parts], snakes, dashes, [part[:1].lower() + part[1:] for part in parts]):
        yield from (separator.join(words) for separator in _SEPARATORS)


def _open_part(text: str, name: str) -> str:
    """What stands in a class's name for the last hole of a pattern."""
    pieces = [re.escape(piece) for piece in text.strip("\\").split(HOLE)]
    found = re.fullmatch(r"[\w\\]*".join(pieces[:-1]) + r"([\w\\]*)" + pieces[-1], name, re.IGNORECASE)
    return found[1] if found else name


def _fits(text: str, name: str) -> bool:
    """Whether a folded name means a class; a hole may be anything, but the name ends as the text does."""
    if HOLE not in text:
        return text == name
    last = text.rpartition(HOLE)[2]
    return bool(last.strip("\\")) and re.fullmatch(".*".join(map(re.escape, text.split(HOLE))), name) is not None

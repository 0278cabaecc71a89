"""Calls in; edges to the destructors that PHP runs when what a call gave is dropped out.

An object's life ends with whoever is given it and neither hands it on nor keeps it: `$lock = $this->lock()` unlocks at
the end of the function. What is returned, or assigned to a property, lives on.
"""

from __future__ import annotations

from collections.abc import Iterable

from analyzer.link.evaluate import Evaluator
from analyzer.link.evidence import Evidence, Support
from analyzer.link.symbols import ClassSymbol, FileIn, Place, Symbols
from analyzer.link.value import INFERRED, Value
from analyzer.model.expression import Either, Expression, Named, New, ReturnOf, Type, Variable
from analyzer.model.facts import Call

DESTRUCTOR = "__destruct"
DROPPED = Support(INFERRED, "php")


class EndingLinker:
    """Links those who drop an object to the class that declares its destructor."""

    def __init__(self, symbols: Symbols, evaluator: Evaluator, evidence: Evidence) -> None:
        """Look for destructors once: most code bases have few."""
        self._symbols = symbols
        self._evaluator = evaluator
        self._evidence = evidence
        self._destructors: dict[str, ClassSymbol] = {}  # class key → who declares its destructor
        waiting = [symbol for symbol in symbols.classes.values() if DESTRUCTOR in symbol.methods]
        while waiting:
            symbol = waiting.pop()
            member = evaluator.find_method(symbol, DESTRUCTOR)
            if member is not None and symbol.key not in self._destructors:
                self._destructors[symbol.key] = member.owner
                waiting.extend(symbol.subclasses)
        self._givers = self._names() if self._destructors else frozenset()

    def link_file(self, file: FileIn) -> None:
        """Link every call of a file whose result ends here."""
        if not self._destructors:
            return
        place, kept = self._symbols.place(file, 0), None
        for call in file.facts.calls:
            if place.index != call.scope:
                place, kept = self._symbols.place(file, call.scope), None
            if call.name.rpartition("\\")[2].lower() not in self._givers:
                continue
            ended = self._ended(call, place)
            if ended:
                kept = _kept(place) if kept is None else kept
                if (call.receiver, call.name) not in kept:
                    for owner in ended:
                        self._evidence.edge(place, owner, "calls", DROPPED, call.lines)

    def _names(self) -> frozenset[str]:
        """Return the names of methods and functions, lower case, that may give such an object: they declare or make it,
        or return what another of these names gives. What stands in a property is kept there."""
        found: set[str] = set()
        handed: dict[str, set[str]] = {}  # name → names that return what it gives
        for symbol in self._symbols.classes.values():
            for name, (method, _) in symbol.methods.items():
                place = symbol.places.get(name)
                self._gives(name, method.returns, _sources(method.returned, place), symbol, (found, handed))
        for function in self._symbols.functions.values():
            name = function.key.rpartition("\\")[2]
            for file, one in function.declarations:
                place = function.places.get(file.path)
                self._gives(name, one.returns, _sources(one.returned, place), None, (found, handed))
        waiting = list(found)
        while waiting:
            for name in handed.get(waiting.pop(), ()):
                if name not in found:
                    found.add(name)
                    waiting.append(name)
        return frozenset(found)

    def _gives(
        self,
        name: str,
        declared: Type | None,
        returned: Iterable[Expression],
        owner: ClassSymbol | None,
        known: tuple[set[str], dict[str, set[str]]],
    ) -> None:
        """Note whether a method or function gives such an object itself, and whose results it hands on."""
        ours = owner is not None and owner.key in self._destructors
        if declared is not None and any(self._meant(one, ours) for one in declared.names):
            known[0].add(name)
        for one in returned:
            match one:
                case New(Named(made)) if self._meant(made, ours):
                    known[0].add(name)
                case ReturnOf(_, called):
                    known[1].setdefault(called.rpartition("\\")[2].lower(), set()).add(name)

    def _meant(self, name: str, ours: bool) -> bool:
        """Whether a name in a class (`ours`: one with a destructor) is that of a class with a destructor."""
        if name in ("static", "self", "$this", "this"):
            return ours
        symbol = self._symbols.class_named(name)
        return symbol is not None and symbol.key in self._destructors

    def _ended(self, call: Call, place: Place) -> list[str]:
        """Return the units that declare the destructors of what a call gives."""
        keys: dict[str, None] = {}
        for value in self._given(call, place):
            keys.update(dict.fromkeys(key for key in value.types if key in self._destructors))
        return list(dict.fromkeys(self._destructors[key].id for key in keys))

    def _given(self, call: Call, place: Place) -> Iterable[Value]:
        returns = self._evaluator.returns
        if call.receiver is None:
            function = self._symbols.function_named(call.name, call.fallback)
            if function is not None:
                yield returns.plain_function(function, place)
            return
        of = self._evaluator.class_of if call.static else self._evaluator.evaluate
        for key in of(call.receiver, place).types:
            symbol = self._symbols.classes.get(key)
            member = self._evaluator.find_method(symbol, call.name.lower()) if symbol is not None else None
            if member is not None:
                yield returns.plain(member)


def _kept(place: Place) -> set[tuple[Expression | None, str]]:
    """Return the calls of a scope whose results live on: what it returns, and assigns to properties."""
    waiting: list[Expression] = list(_returned(place))
    waiting += [one.value for one in place.fact.assignments if "->" in one.variable or "::" in one.variable]
    kept: set[tuple[Expression | None, str]] = set()
    seen: set[str] = set()
    while waiting:
        match waiting.pop():
            case ReturnOf(of, name):
                kept.add((of, name))
            case Either(options):
                waiting.extend(options)
            case Variable(name) if name not in seen:
                seen.add(name)
                waiting.extend(place.assigned(name))
    return kept


def _sources(returned: Iterable[Expression], place: Place | None) -> Iterable[Expression]:
    """Yield what a body returns, and what its variables that it returns were assigned."""
    for one in returned:
        yield one
        if isinstance(one, Variable) and place is not None:
            yield from place.assigned(one.name)


def _returned(place: Place) -> Iterable[Expression]:
    if place.function is not None:
        return place.function.declaration(place.file.path).returned
    method = place.owner.methods.get(place.fact.member.lower()) if place.owner is not None else None
    return method[0].returned if method is not None else ()

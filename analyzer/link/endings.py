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
from analyzer.model.expression import Either, Expression, ReturnOf, Variable
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

    def link_file(self, file: FileIn) -> None:
        """Link every call of a file whose result ends here."""
        if not self._destructors:
            return
        place, kept = self._symbols.place(file, 0), None
        for call in file.facts.calls:
            if place.index != call.scope:
                place, kept = self._symbols.place(file, call.scope), None
            ended = self._ended(call, place)
            if ended:
                kept = _kept(place) if kept is None else kept
                if (call.receiver, call.name) not in kept:
                    for owner in ended:
                        self._evidence.edge(place, owner, "calls", DROPPED, call.lines)

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


def _returned(place: Place) -> Iterable[Expression]:
    if place.function is not None:
        return place.function.declaration(place.file.path).returned
    method = place.owner.methods.get(place.fact.member.lower()) if place.owner is not None else None
    return method[0].returned if method is not None else ()

"""The methods that code calls on something that nobody types in; the one family of classes that has them all out.

A guess, and the last thing that is asked: at least two methods, one of which no other family declares.
"""

from __future__ import annotations

from collections.abc import Iterable

from analyzer.link.symbols import ClassSymbol, FileIn, Place, Symbols
from analyzer.link.value import GUESSED, NOTHING, Value, of_class
from analyzer.model.expression import Expression, Property, This, Variable
from analyzer.model.facts import DeclarationKind

FEWEST = 2  # methods that must be called; one alone says little
MOST_HEIRS = 200


class Shapes:
    """Knows who calls what on which variable or property, and which classes could answer."""

    def __init__(self, symbols: Symbols) -> None:
        """Index nothing yet."""
        self._symbols = symbols
        self._called: dict[int, dict[tuple[int, str], set[str]]] = {}
        self._having: dict[str, frozenset[str]] = {}
        self._declaring: dict[str, list[ClassSymbol]] | None = None

    def of_variable(self, name: str, place: Place) -> Value:
        """Return the family of what a variable of a scope must be."""
        return self._family(self._calls(place.file).get((place.index, name), ()))

    def of_property(self, symbol: ClassSymbol, name: str) -> Value:
        """Return the family of what `$this->name` must be, as the class itself uses it."""
        methods: set[str] = set()
        for place in symbol.places.values():
            methods |= self._calls(place.file).get((place.index, "->" + name), set())
        return self._family(methods)

    def _calls(self, file: FileIn) -> dict[tuple[int, str], set[str]]:
        found = self._called.get(file.order)
        if found is None:
            found = self._called[file.order] = {}
            for call in file.facts.calls:
                holder = _holder(call.receiver)
                if holder and call.name.isidentifier() and not call.static:
                    found.setdefault((call.scope, holder), set()).add(call.name.lower())
        return found

    def _family(self, called: Iterable[str]) -> Value:
        methods = sorted(name for name in called if not name.startswith("__"))
        if len(methods) < FEWEST:
            return NOTHING
        tops = self._tops(frozenset.intersection(*(self._classes(name) for name in methods)))
        if len(tops) != 1:
            return NOTHING
        own = self._symbols.classes[tops[0]]
        if not any(self._is_of(own, name) for name in methods):
            return NOTHING
        return of_class(own.key, GUESSED)

    def _is_of(self, family: ClassSymbol, name: str) -> bool:
        """Whether only this family, its ancestors among them, declares a method."""
        line = {ancestor.key for ancestor in self._symbols.lineage(family)}
        return all(
            one.key in line or any(above.key == family.key for above in self._symbols.lineage(one))
            for one in self._index().get(name, ())
        )

    def _tops(self, keys: frozenset[str]) -> list[str]:
        """Those that inherit from no other of them."""
        lines = {key: self._symbols.lineage(self._symbols.classes[key])[1:] for key in sorted(keys)}
        return [key for key, line in lines.items() if not any(above.key in keys for above in line)]

    def _classes(self, name: str) -> frozenset[str]:
        """The classes that have a method, declared or inherited; traits are no classes."""
        if name not in self._having:
            waiting, found = list(self._index().get(name, ())), {}
            while waiting and len(found) < MOST_HEIRS:
                symbol = waiting.pop()
                if symbol.key not in found:
                    found[symbol.key] = symbol.kind
                    waiting.extend(symbol.subclasses)
            self._having[name] = frozenset(key for key, kind in found.items() if kind is not DeclarationKind.TRAIT)
        return self._having[name]

    def _index(self) -> dict[str, list[ClassSymbol]]:
        if self._declaring is None:
            self._declaring = {}
            for key in sorted(self._symbols.classes):
                symbol = self._symbols.classes[key]
                if not symbol.file.test and not symbol.anonymous:
                    for name in symbol.methods:
                        self._declaring.setdefault(name, []).append(symbol)
        return self._declaring


def _holder(receiver: Expression | None) -> str:
    match receiver:
        case Variable(name):
            return name
        case Property(This(), name):
            return "->" + name
    return ""

"""The methods that code calls on something that nobody types in; the one family of classes that has them all out.

A guess, and the last thing that is asked: two methods, one of which no other family declares, or one with a long name,
or three methods. Only where nearly every class comes from this tree: else what nobody types is mostly a package's.
"""

from __future__ import annotations

from collections.abc import Iterable

from analyzer.link.builtin import BUILTIN_CLASSES
from analyzer.link.symbols import ClassSymbol, FileIn, Place, Symbols
from analyzer.link.value import GUESSED, NOTHING, Value, of_class
from analyzer.model.expression import Expression, Property, This, Variable
from analyzer.model.facts import DeclarationKind

FEW = 3  # methods that only one family has together; fewer must have one that nobody else declares
LONG = 12  # letters of a name that nobody else declares, which is enough alone
WHOLE = 20  # one class in so many may inherit from what is not in the tree
MOST_HEIRS = 200


class Shapes:
    """Knows who calls what on which variable or property, and which classes could answer."""

    def __init__(self, symbols: Symbols) -> None:
        """Index nothing yet."""
        self._symbols = symbols
        self._called: dict[int, dict[tuple[int, str], set[str]]] = {}
        self._having: dict[str, frozenset[str]] = {}
        self._declaring: dict[str, list[ClassSymbol]] | None = None
        self._whole: bool | None = None

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
        if not methods or not self._is_whole():
            return NOTHING
        tops = self._tops(frozenset.intersection(*(self._classes(name) for name in methods)))
        if len(tops) != 1:
            return NOTHING
        family = self._symbols.classes[tops[0]]
        own = [name for name in methods if self._is_of(family, name)]
        telling = len(methods) >= FEW or (own and (len(methods) > 1 or len(own[0]) >= LONG))
        return of_class(family.key, GUESSED) if telling else NOTHING

    def _is_whole(self) -> bool:
        """Whether hardly a class inherits from what is neither declared here nor PHP's."""
        if self._whole is None:
            classes = self._symbols.classes.values()
            strange = sum(any(self._is_strange(name) for name in one.supertypes) for one in classes)
            self._whole = strange * WHOLE <= len(classes)
        return self._whole

    def _is_strange(self, name: str) -> bool:
        return self._symbols.class_named(name) is None and name.lower() not in BUILTIN_CLASSES

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
            waiting = list(self._index().get(name, ()))
            found: dict[str, DeclarationKind] = {}
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

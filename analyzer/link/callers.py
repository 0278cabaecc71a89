"""Every call of the code base in; who calls a method or a function, and with what arguments, out.

Old PHP declares no parameter types: what a parameter holds is what callers give. Calls are found by name, and count
only when their receiver is known to reach the method: a name alone says nothing.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from analyzer.link.knowledge import Knowledge, Member
from analyzer.link.patterns import NamePatterns
from analyzer.link.symbols import ClassSymbol, FileIn, Place, Symbols
from analyzer.model.expression import (
    Closure,
    Either,
    ElementOf,
    Expression,
    Items,
    Named,
    New,
    Property,
    ReturnOf,
    StaticProperty,
    Text,
    Variable,
)
from analyzer.model.facts import Call

MOST_CALLERS = 40  # calls of one name that are looked at; a name that is called more often says nothing in time
MOST_DYNAMIC = 1000  # places that make something of a computed name
WRITTEN = (Closure, Items)
PASSING = (Closure, Either, ElementOf, Items, Property, ReturnOf, StaticProperty, Text, Variable)  # may be a callable
Site = tuple[Place, Call]


class Callers:
    """Finds calls by whom they reach. Tests do not count: they give doubles."""

    def __init__(self, knowledge: Knowledge, names: NamePatterns) -> None:
        """Index nothing yet."""
        self._knowledge = knowledge
        self._methods: dict[str, list[tuple[FileIn, Call]]] | None = None
        self._functions: dict[str, list[tuple[FileIn, Call]]] = {}
        self._made: dict[str, list[tuple[FileIn, Call]]] = {}
        self._dynamic: list[tuple[FileIn, Call]] = []
        self._by_pattern: Mapping[str, list[Site]] | None = None
        self._names = names
        self._texts: dict[tuple[bool, str, int], tuple[dict[str, list[Site]], list[Site]]] = {}
        self._handing: dict[tuple[int, int, int], list[tuple[Place, Expression]]] = {}

    def of(self, place: Place, most: int = MOST_CALLERS) -> list[Site]:
        """Return the calls that reach the method or function whose body a place is; none when more have its name."""
        found = self._named(place)
        sites = [self._site(*one) for one in found] if len(found) <= most else []
        reached = [site for site in sites if self.arrives(site, place)]
        owner, name = place.owner, place.fact.member.lower()
        if place.function is None and owner is not None and name in ("__construct", owner.key.rpartition("\\")[2]):
            reached += self._creations(owner, name)
        return reached

    def learn(self) -> None:
        """Index all calls, and what makes classes of computed names, before anything else is evaluated.

        In the middle of another question, what leads back to that question would be taken for unknown.
        """
        self._indexed()
        self._computed()

    def by_text(self, place: Place, position: int) -> tuple[Mapping[str, Sequence[Site]], Sequence[Site]]:
        """Return the calls of a place's name by the literal that they give a parameter, and those that give no literal.

        Whether they arrive is not asked.
        """
        name = place.function.key if place.function is not None else place.fact.member.lower()
        key = (place.function is not None, name, position)
        if key not in self._texts:
            said: dict[str, list[Site]] = {}
            other: list[Site] = []
            for file, call in self._named(place):
                if position < len(call.arguments):
                    argument = call.arguments[position]
                    same = said.setdefault(argument.text, []) if isinstance(argument, Text) else other
                    same.append(self._site(file, call))
            self._texts[key] = (said, other)
        return self._texts[key]

    def _named(self, place: Place) -> Sequence[tuple[FileIn, Call]]:
        """The calls by the name of the method or function whose body a place is."""
        methods = self._indexed()
        if place.function is not None:
            return self._functions.get(place.function.key, ())
        return methods.get(place.fact.member.lower(), ()) if place.owner and place.fact.member else ()

    def _indexed(self) -> Mapping[str, Sequence[tuple[FileIn, Call]]]:
        """The calls of methods by their name, all calls being indexed the first time."""
        if self._methods is None:
            self._methods = self._index(self._knowledge.symbols)
        return self._methods

    def handing(self, name: str, place: Place) -> list[tuple[Place, Expression]]:
        """Return what calls give a parameter, however many, each with where it stands."""
        position = position_of(place, name)
        if position is None:
            return []
        key = (place.file.order, place.index, position)
        if key not in self._handing:
            self._handing[key] = list(self._handed(place, position))
        return self._handing[key]

    def _handed(self, place: Place, position: int) -> Iterator[tuple[Place, Expression]]:
        owner, name = place.owner, place.fact.member.lower()
        sites = self._named(place)
        passing = PASSING if place.function is not None or len(sites) <= MOST_CALLERS else WRITTEN
        for file, call in sites:
            if position < len(call.arguments) and isinstance(call.arguments[position], passing):
                site = self._site(file, call)
                if self.arrives(site, place):
                    yield site[0], call.arguments[position]
        if owner is not None and name == "__construct":
            for there, call in self._creations(owner, name, len(self._knowledge.symbols.files)):
                if position < len(call.arguments) and isinstance(call.arguments[position], PASSING):
                    yield there, call.arguments[position]

    def arrives(self, site: Site, place: Place) -> bool:
        """Say whether a call of that name reaches this body."""
        there, call = site
        if place.function is not None:
            return place.function.meant_by(there.file.path) == place.file.path
        assert place.owner is not None
        return self._reaches(site, place.owner, call.name.lower())

    def _creations(self, owner: ClassSymbol, name: str, most: int = MOST_CALLERS) -> Iterator[Site]:
        """`new X` of the class, and of classes below that have no constructor of their own."""
        waiting, seen = [owner], {owner.key}
        while waiting and len(seen) < most:
            symbol = waiting.pop()
            if symbol is not owner and name in symbol.methods:
                continue
            made = self._made.get(symbol.key, ())
            if len(made) <= most:
                yield from (self._site(*one) for one in made)
            yield from self._computed().get(symbol.key, ())
            waiting += [below for below in symbol.subclasses if below.key not in seen]
            seen.update(below.key for below in symbol.subclasses)

    def _computed(self) -> Mapping[str, list[Site]]:
        """`new $class($registry)`: what makes classes of whose names only a beginning or an end is known."""
        if self._by_pattern is None:
            self._by_pattern = {}  # what a cycle sees
            found: dict[str, list[Site]] = {}
            for file, call in self._dynamic[:MOST_DYNAMIC]:
                place = self._knowledge.symbols.place(file, call.scope)
                assert isinstance(call.receiver, New)
                texts = self._knowledge.patterns(call.receiver.of, place)
                for key in dict.fromkeys(key for text in texts for key in self._names.matching(text)):
                    found.setdefault(key, []).append((place, call))
            self._by_pattern = found
        return self._by_pattern

    def _reaches(self, site: Site, owner: ClassSymbol, name: str) -> bool:
        place, call = site
        assert call.receiver is not None
        ask = self._knowledge.class_of if call.static else self._knowledge.evaluate
        for key in ask(call.receiver, place).types:
            symbol = self._knowledge.symbols.classes.get(key)
            member: Member | None = self._knowledge.find_method(symbol, name) if symbol else None
            if member is not None and (member.owner is owner or _above(member, owner, self._knowledge.symbols)):
                return True
            if member is None and symbol is not None and symbol in self._knowledge.symbols.lineage(owner):
                return True  # a class is called that lacks the method, and an heir has it
        return False

    def _site(self, file: FileIn, call: Call) -> Site:
        return self._knowledge.symbols.place(file, call.scope), call

    def _index(self, symbols: Symbols) -> dict[str, list[tuple[FileIn, Call]]]:
        methods: dict[str, list[tuple[FileIn, Call]]] = {}
        for file in symbols.files:
            for call in file.facts.calls if not file.test else ():
                if call.receiver is None:
                    function = symbols.function_named(call.name, call.fallback) if call.arguments else None
                    if function is not None:
                        self._functions.setdefault(function.key, []).append((file, call))
                elif call.name == "__construct" and isinstance(call.receiver, New):
                    self._make(file, call, call.receiver.of)
                elif call.arguments:
                    methods.setdefault(call.name.lower(), []).append((file, call))
        return methods

    def _make(self, file: FileIn, call: Call, of: Expression) -> None:
        if not call.arguments:
            return
        if not isinstance(of, Named):
            self._dynamic.append((file, call))
            return
        made = self._knowledge.symbols.class_named(of.name)
        if made is not None:
            self._made.setdefault(made.key, []).append((file, call))


def argument(place: Place, name: str, call: Call) -> Expression | None:
    """Return what a call gives a parameter of the place that it reaches."""
    position = position_of(place, name)
    if position is None or position >= len(call.arguments):
        return None
    return call.arguments[position]


def position_of(place: Place, name: str) -> int | None:
    """Return where a parameter stands among those of the method or function around a place."""
    return next((i for i, parameter in enumerate(place.signature) if parameter.name == name), None)


def _above(member: Member, owner: ClassSymbol, symbols: Symbols) -> bool:
    """Whether a call of an abstract or interface method may reach the owner's."""
    return member.method.abstract and member.owner in symbols.lineage(owner)

"""`$x['key']`, `$x[]`, `foreach ($x as …)` in; what stands there out."""

from __future__ import annotations

from collections.abc import Sequence

from analyzer.link.callers import Callers, argument
from analyzer.link.generics import Generics
from analyzer.link.knowledge import Knowledge
from analyzer.link.memory import Memory
from analyzer.link.stored import Stored
from analyzer.link.symbols import ClassSymbol, Place
from analyzer.link.value import GUESSED, INFERRED, NOTHING, Value, at_best, held, listed, union
from analyzer.model.expression import (
    ElementOf,
    Expression,
    Items,
    Property,
    ReturnOf,
    StaticProperty,
    Text,
    Type,
    Typed,
    Variable,
)

MOST_SOURCES = 40
DEEPEST = 4  # variables that hold variables
MOST_KEYS = 20  # values of a variable key that are tried
_NO_SUCH_KEY = Value({}, {})
Pair = tuple[str | None, Expression, Place]


class Elements:
    """Follows arrays by key as far as keys are literal, and objects that can be looped over."""

    def __init__(self, knowledge: Knowledge, callers: Callers, memory: Memory) -> None:
        """Share the run's knowledge and memory."""
        self._knowledge = knowledge
        self._memory = memory
        self._generics = Generics(knowledge)
        self._kept = Stored(knowledge, callers)

    def of(self, element: ElementOf, place: Place) -> Value:
        """Return what stands under a key, or anywhere when no key is known."""
        keys: Sequence[str] = () if element.key is None else (element.key,)
        if element.key is not None and element.key[:1] == "$":
            keys = self._knowledge.texts(Variable(element.key[1:]), place)[:MOST_KEYS]
        if keys:
            found = [self._under(element.of, key, place) for key in keys]
            values = union(found)
            if values.known:
                return values
            if any(one is not _NO_SUCH_KEY for one in found) or self._by_name(element.of, place):
                neighbours = self._any(element, place)  # what is there is not known; if all others are alike, a guess
                return at_best(neighbours, GUESSED) if len(neighbours.types) == 1 else NOTHING
        return self._any(element, place)

    def of_items(self, items: Items, place: Place) -> Value:
        """Return what an array literal holds."""
        return listed(union(self._knowledge.evaluate(value, place) for _, value in items.pairs[:MOST_SOURCES]))

    def _any(self, element: ElementOf, place: Place) -> Value:
        value = self._knowledge.evaluate(element.of, place)
        looped = [at_best(self._looped(key, element.key, value, place), rank) for key, rank in value.types.items()]
        return union([held(value), *looped])

    def _looped(self, key: str, wanted: str | None, receiver: Value, place: Place) -> Value:
        """What an object gives when it is looped over, or asked for a key."""
        symbol = self._knowledge.symbols.classes.get(key)
        if symbol is None:
            return NOTHING
        each = ReturnOf(Typed(Type((symbol.name,))), "current")
        wired = self._knowledge.wiring.gives(each, place, True)
        if wired.known:
            return wired
        for name in ("offsetget", "current") if wanted is not None else ("current", "getiterator", "offsetget"):
            member = self._knowledge.find_method(symbol, name)
            if member is None or member.method.magic:
                continue
            value = self._knowledge.returned_by(member, key, receiver, ((), place))
            if name == "getiterator":
                value = union([held(value), *self._within(value, key, place)])
            if value.known:
                return value
        return self._generic(symbol, receiver)

    def _generic(self, symbol: ClassSymbol, receiver: Value) -> Value:
        """What `@extends Collection<Order>` says that a class holds."""
        for ancestor in self._knowledge.symbols.lineage(symbol)[1:]:
            if ancestor.chosen.templates:
                last = ancestor.chosen.templates[-1].name
                return self._generics.of_class(symbol, ancestor, last, Value({}, receiver.elements))
        return NOTHING

    def _within(self, iterator: Value, key: str, place: Place) -> list[Value]:
        return [self._looped(inner, None, iterator, place) for inner in iterator.types if inner != key]

    def _under(self, of: Expression, key: str, place: Place) -> Value:
        question = ("element", place.file.order, place.index, place.given, of, key)
        return self._memory.once(question, lambda: self._keyed(of, key, place))

    def _keyed(self, of: Expression, key: str, place: Place) -> Value:
        """Return what stands under a key of the literal arrays that an expression may be."""
        found: list[Value] = []
        seen = False
        for own, value, there in self._pairs(of, place):
            if own is not None and own[:1] == "$":
                given = self._stored(own[1:], key, value, there)
                seen = seen or bool(given)
                found += given
            elif own == key:
                seen = True
                found.append(self._knowledge.evaluate(value, there))
        return at_best(union(found), INFERRED) if seen else _NO_SUCH_KEY

    def _by_name(self, of: Expression, place: Place) -> bool:
        """Whether an array is filled under names, or under keys that callers choose."""
        return any(key is not None and not key.isdecimal() for key, _, _ in self._pairs(of, place))

    def _stored(self, parameter: str, key: str, value: Expression, place: Place) -> list[Value]:
        """What `function set($name, $thing) { $this->things[$name] = $thing; }` puts under a key."""
        if parameter not in place.parameters or place.given:
            return []
        if not isinstance(value, Variable) or value.name not in place.parameters:  # made for the key, on the spot
            made = self._knowledge.evaluate(value, place.called_with(((parameter, Text(key)),)))
            return [made] if made.known else []
        found = []
        for site, call in self._kept.under(place, parameter, key):
            given = argument(place, value.name, call)
            if given is not None:
                found.append(self._knowledge.evaluate(given, site))
        return found

    def _pairs(self, of: Expression, place: Place, depth: int = 0) -> list[Pair]:
        """The pairs of the literal arrays that an expression may be."""
        if isinstance(of, Items):
            return [(key, value, place) for key, value in numbered(of)]
        if depth > DEEPEST:
            return []
        sources: list[tuple[Place, Expression]] = []
        if isinstance(of, ElementOf) and of.key is not None:
            pairs = self._pairs(of.of, place, depth + 1)
            sources = [(there, value) for own, value, there in pairs if own == of.key]
        elif isinstance(of, Variable | Property | StaticProperty):
            sources = self._knowledge.sources(of, place)[:MOST_SOURCES]
        elif isinstance(of, ReturnOf):
            sources = results(self._knowledge, of, place)
        return [pair for there, value in sources for pair in self._pairs(value, there, depth + 1)]


def results(knowledge: Knowledge, call: ReturnOf, place: Place) -> list[tuple[Place, Expression]]:
    """Return what the body of a called function or method returns, each with where that stands."""
    symbols = knowledge.symbols
    if call.of is None:
        function = symbols.function_named(call.name, call.name.rpartition("\\")[2])
        body = function.places.get(function.meant_by(place.file.path)) if function else None
        if function is None or body is None:
            return []
        return [(body, value) for value in function.declaration(place.file.path).returned]
    found = []
    ask = knowledge.class_of if call.static else knowledge.evaluate
    for key in ask(call.of, place).types:
        symbol = symbols.classes.get(key)
        member = knowledge.find_method(symbol, call.name.lower()) if symbol else None
        body = member.owner.places.get(call.name.lower()) if member else None
        if member is not None and body is not None:
            found += [(body, value) for value in member.method.returned]
    return found


def numbered(items: Items) -> list[tuple[str | None, Expression]]:
    """Return the pairs of an array; in a list without keys, positions are the keys."""
    if len(items.pairs) > 1 and all(key is None for key, _ in items.pairs):
        return [(str(position), value) for position, (_, value) in enumerate(items.pairs)]
    return list(items.pairs)

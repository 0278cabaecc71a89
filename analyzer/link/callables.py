"""A callable as PHP writes it in; the functions and methods it stands for, and what calling it gives, out.

`'f'`, `'A::m'`, `[$object, 'm']`, `[A::class, 'm']`, closures, `f(...)`, objects with `__invoke`, and variables that
hold one of these.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from typing import NamedTuple

from analyzer.link.knowledge import Knowledge, Member
from analyzer.link.symbols import FunctionSymbol, Place
from analyzer.link.value import GUESSED, INFERRED, NOTHING, STATIC, Value, at_best, of_class, replaced, union
from analyzer.model.expression import (
    Closure,
    Constant,
    Either,
    ElementOf,
    Expression,
    Items,
    Named,
    Property,
    ReturnOf,
    StaticProperty,
    Text,
    Variable,
)

MOST_SOURCES = 12  # values of a variable that are tried as callables
DEEPEST = 6
CLOSURE = "{closure}"
HOLDING = (Variable, Property, StaticProperty, ElementOf, Constant)


class Target(NamedTuple):
    """What is called: a function, or a method and the class of its receiver; and how surely."""

    function: FunctionSymbol | None
    member: Member | None
    key: str
    rank: int


class Callables:
    """Follows callables."""

    def __init__(self, knowledge: Knowledge, function_returns: Callable[[FunctionSymbol, Place], Value]) -> None:
        """Share the run's knowledge."""
        self._knowledge = knowledge
        self._function_returns = function_returns
        self._closures: list[tuple[Closure, Place]] = []
        self._keys: dict[tuple[int, int, tuple[tuple[str, Expression], ...], Closure], str] = {}

    def closure(self, closure: Closure, place: Place) -> Value:
        """Return a closure as a value that can be called later."""
        question = (place.file.order, place.index, place.given, closure)
        key = self._keys.get(question)
        if key is None:
            key = self._keys[question] = f"{CLOSURE}{len(self._closures)}"
            self._closures.append((closure, place))
        return Value({"closure": 0, key: 0}, {})

    def targets(self, expression: Expression, place: Place, depth: int = 0) -> Iterator[Target]:
        """Yield what a callable stands for; nothing for what nobody knows, and for closures, which are no units."""
        if isinstance(expression, Text):
            yield from self._named(expression.text, place)
        elif isinstance(expression, Items) and len(expression.pairs) == 2:
            yield from self._pair(expression, place)
        elif isinstance(expression, Either):
            for option in expression.options:
                yield from self.targets(option, place, depth)
        elif isinstance(expression, HOLDING) and depth < DEEPEST:
            yield from self._held(expression, place, depth)
        yield from self._invoked(expression, place)

    def returns(self, expression: Expression, place: Place, arguments: Sequence[Expression] = ()) -> Value:
        """Return what calling a callable gives."""
        values = []
        for key, rank in self._knowledge.evaluate(expression, place).types.items():
            if key.startswith(CLOSURE):
                values.append(at_best(self._closure_returns(key), rank))
        for target in self.targets(expression, place):
            if target.function is not None:
                values.append(at_best(self._function_returns(target.function, place), target.rank))
            elif target.member is not None:
                given = self._knowledge.returned_by(target.member, target.key, NOTHING, (arguments, place))
                values.append(at_best(given, target.rank))
        return at_best(union(values), INFERRED)

    def closures(self, expression: Expression, place: Place) -> Iterator[Place]:
        """Yield where the closures stand that an expression may be: what they do is a part of the unit around them."""
        for key in self._knowledge.evaluate(expression, place).types:
            if key.startswith(CLOSURE):
                closure, there = self._closures[int(key[len(CLOSURE) :])]
                if closure.of is None:
                    yield there

    def _closure_returns(self, key: str) -> Value:
        closure, place = self._closures[int(key[len(CLOSURE) :])]
        if closure.of is not None:  # `f(...)`: what the call would give
            return self._knowledge.evaluate(closure.of, place)
        return union([self._knowledge.evaluate(value, place) for value in place.assigned(f"closure {closure.number}")])

    def _invoked(self, expression: Expression, place: Place) -> Iterator[Target]:
        """An object with `__invoke`."""
        if isinstance(expression, Text | Items | Named | Closure):
            return
        for key, rank in self._knowledge.evaluate(expression, place).types.items():
            if key.startswith(CLOSURE):
                closure, there = self._closures[int(key[len(CLOSURE) :])]
                yield from self.referred(closure, there)
                continue
            symbol = self._knowledge.symbols.classes.get(key)
            member = self._knowledge.find_method(symbol, "__invoke") if symbol else None
            if member is not None:
                yield Target(None, member, key, rank)

    def referred(self, closure: Closure, place: Place) -> Iterator[Target]:
        """Yield what calling `f(...)` or `$object->m(...)` calls."""
        call = closure.of
        if not isinstance(call, ReturnOf):
            return
        if call.of is None:
            function = self._knowledge.symbols.function_named(call.name, call.name.rpartition("\\")[2])
            if function is not None:
                yield Target(function, None, "", INFERRED)
            return
        ask = self._knowledge.class_of if call.static else self._knowledge.evaluate
        yield from self._methods(ask(call.of, place), call.name, INFERRED)

    def _named(self, text: str, place: Place) -> Iterator[Target]:
        of, separator, method = text.partition("::")
        if separator:
            symbol = self._knowledge.symbols.class_named(of.lstrip("\\"))
            value = of_class(symbol.key) if symbol else NOTHING
            if of in ("self", "static", "parent"):
                value = self._knowledge.evaluate(Named(of), place)
            yield from self._methods(value, method, GUESSED)
        else:
            function = self._knowledge.symbols.function_named(text.lstrip("\\"))
            if function is not None:
                yield Target(function, None, "", GUESSED)

    def _pair(self, items: Items, place: Place) -> Iterator[Target]:
        (_, of), (_, name) = items.pairs
        value = self._knowledge.class_of(of, place)
        names = (name.text,) if isinstance(name, Text) else self._knowledge.texts(name, place)
        for text in names[:MOST_SOURCES]:
            yield from self._methods(value, text.rpartition("::")[2], INFERRED)

    def _methods(self, value: Value, name: str, rank: int) -> Iterator[Target]:
        for key, known in value.types.items():
            symbol = self._knowledge.symbols.classes.get(key)
            member = self._knowledge.find_method(symbol, name.lower()) if symbol else None
            if member is not None:
                yield Target(None, member, key, max(rank, known))

    def _held(self, expression: Expression, place: Place, depth: int) -> Iterator[Target]:
        """What a variable, a property or an element may be, as far as it is a callable."""
        if isinstance(expression, Variable | Property | StaticProperty):
            for there, value in self._knowledge.sources(expression, place)[:MOST_SOURCES]:
                if isinstance(value, Text | Items | Either | Variable | Property):
                    yield from self.targets(value, there, depth + 1)
        for text in self._knowledge.texts(expression, place)[:MOST_SOURCES]:
            yield from self._named(text, place)


def received(value: Value, receiver: str) -> Value:
    """`static` becomes the receiver's class."""
    return replaced(value, STATIC, of_class(receiver))

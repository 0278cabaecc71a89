"""An expression before `::` or after `new` in; the classes that it names, or is an instance of, out."""

from __future__ import annotations

from collections.abc import Sequence

from analyzer.link.knowledge import Knowledge
from analyzer.link.patterns import NamePatterns
from analyzer.link.symbols import ClassSymbol, Place
from analyzer.link.texts import HOLE
from analyzer.link.value import (
    GUESSED,
    INFERRED,
    NOTHING,
    Value,
    at_best,
    class_name,
    of_class,
    union,
)
from analyzer.model.expression import (
    Constant,
    Either,
    ElementOf,
    Expression,
    Joined,
    Named,
    New,
    Property,
    ReturnOf,
    StaticProperty,
    Text,
    This,
    Typed,
    Variable,
)

MOST_SOURCES = 40
MOST_NAMES = 12  # classes that a computed name may mean
_OF_OBJECT = frozenset({"get_class", "get_parent_class", "get_debug_type"})
_FOLLOWED = (Text, Named, Either, Joined, Constant, ElementOf, ReturnOf, Property, StaticProperty, Variable)


class ClassNames:
    """Follows class strings: literals, `X::class`, computed names, constants, and whatever holds one of them."""

    def __init__(self, knowledge: Knowledge, patterns: NamePatterns) -> None:
        """Share the run's knowledge."""
        self._knowledge = knowledge
        self._patterns = patterns

    def of(self, expression: Expression, place: Place) -> Value:
        """Return the classes; `self` and the like mean the class around the place."""
        match expression:
            case Text(text):
                return self._literal(text)
            case Variable() | Property() | StaticProperty():
                return self._held(expression, place, self._knowledge.sources(expression, place))
            case Either(options):
                return union([self._knowledge.class_of(option, place) for option in options])
            case Constant(None, "__CLASS__"):
                return self._knowledge.evaluate(This(), place)
            case Joined():
                return self._computed(expression, place)
            case ReturnOf(None, name, _, arguments):
                return self._function(expression, name.rpartition("\\")[2].lower(), arguments, place)
            case ElementOf() | Constant() | ReturnOf():
                return self._or_named(expression, place)
        return self._strings_of(self._knowledge.evaluate(expression, place))

    def _literal(self, text: str) -> Value:
        symbol = self._knowledge.symbols.class_named(text.lstrip("\\")) if text else None
        return of_class(symbol.key, GUESSED) if symbol else NOTHING

    def _held(self, of: Expression, place: Place, sources: Sequence[tuple[Place, Expression]]) -> Value:
        """What a variable or property holds: objects, or names of classes."""
        values = [self._strings_of(self._knowledge.evaluate(of, place))]
        for there, value in sources[:MOST_SOURCES]:
            if isinstance(value, _FOLLOWED):
                values.append(at_best(self._knowledge.class_of(value, there), INFERRED))
            elif isinstance(value, New) or (isinstance(value, Typed) and value.type.documented):
                values.append(self._knowledge.evaluate(value, there))
        return union(values)

    def _or_named(self, expression: Expression, place: Place) -> Value:
        """An object, but for a guess, else whatever string the expression may be."""
        found = self._strings_of(self._knowledge.evaluate(expression, place))
        sure = any(rank < GUESSED for rank in found.types.values())
        return found if sure else self._computed(expression, place)

    def _computed(self, expression: Expression, place: Place) -> Value:
        """A name that is put together, as far as every part is known."""
        symbols: dict[str, ClassSymbol] = {}
        for text in self._knowledge.patterns(expression, place):
            for name in self._patterns.meant(text) if HOLE in text else (text.lstrip("\\"),):
                symbol = self._knowledge.symbols.class_named(name) if name else None
                if symbol is not None:
                    symbols[symbol.key] = symbol
        if len(symbols) > MOST_NAMES:
            return NOTHING
        rank = INFERRED if len(symbols) == 1 else GUESSED
        return Value(dict.fromkeys(symbols, rank), {})

    def _function(self, call: Expression, name: str, arguments: Sequence[Expression], place: Place) -> Value:
        if name in _OF_OBJECT:
            return self._knowledge.evaluate(arguments[0] if arguments else This(), place)
        if name == "get_called_class":
            return self._knowledge.evaluate(This(), place)
        return self._or_named(call, place)

    def _strings_of(self, value: Value) -> Value:
        """`class-string<X>` names X; anything else is an instance."""
        if not any(class_name(key) for key in value.types):
            return value
        return Value({class_name(key) or key: rank for key, rank in value.types.items()}, {})

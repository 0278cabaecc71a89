"""A scope in; the object for which a variable of it stands, because it is given that object's methods, out.

`foreach (get_class_methods($object) as $method) { $proxy->{$method} = …; }` with a `__call` that runs what was given:
whoever calls `$proxy->find()` reaches `find` of the object.
"""

from __future__ import annotations

from analyzer.link.knowledge import Knowledge
from analyzer.link.symbols import Place
from analyzer.link.value import INFERRED, NOTHING, Value, at_best, union
from analyzer.model.expression import ElementOf, Expression, ReturnOf


def stands_for(value: Value, place: Place, knowledge: Knowledge) -> Value:
    """Return what a value that a variable of a scope holds stands for; nothing when it is just itself."""
    copied = [of for one in place.fact.assignments if (of := _methods_of(one.value)) is not None]
    if not copied or not any(_answers_anything(key, knowledge) for key in value.types):
        return NOTHING
    originals = union([knowledge.class_of(of, place) for of in copied])
    others = {key: rank for key, rank in originals.types.items() if key not in value.types}
    return at_best(Value(others, {}), INFERRED)


def _methods_of(value: Expression) -> Expression | None:
    """`X` of an element of `get_class_methods(X)`."""
    if isinstance(value, ElementOf) and isinstance(value.of, ReturnOf) and value.of.of is None:
        name, arguments = value.of.name.rpartition("\\")[2].lower(), value.of.arguments
        return arguments[0] if name == "get_class_methods" and arguments else None
    return None


def _answers_anything(key: str, knowledge: Knowledge) -> bool:
    symbol = knowledge.symbols.classes.get(key)
    return symbol is not None and knowledge.find_method(symbol, "__call") is not None

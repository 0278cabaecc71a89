"""A value with type parameters and what is known of the call in; the value with them bound out.

`@template T` of a class is what its instance holds when T is its last parameter, or what a class between says with
`@extends Base<Order>`; `@template T` of a method or function is what the call's arguments make it.
"""

import re
from collections.abc import Callable, Sequence

from analyzer.link.knowledge import Knowledge
from analyzer.link.symbols import ClassSymbol, Place
from analyzer.link.value import NOTHING, Value, closed, held, is_open, of_class, replaced, union
from analyzer.model.expression import Expression
from analyzer.model.facts import Parameter

_PARAMETER = re.compile(r"\{(\w+)\}")
_DEEPEST = 8


class Generics:
    """Binds type parameters."""

    def __init__(self, knowledge: Knowledge) -> None:
        """Share the run's knowledge."""
        self._knowledge = knowledge

    def bind_call(
        self, value: Value, parameters: Sequence[Parameter], arguments: Sequence[Expression], place: Place
    ) -> Value:
        """Bind what the arguments of a call say: `@param class-string<T> $x`, `@param T $x`, `@param T[] $x`."""
        return _bind(value, lambda name: self._given(name, parameters, arguments, place)) if is_open(value) else value

    def bind_class(self, value: Value, receiver: ClassSymbol, owner: ClassSymbol, elements: Value) -> Value:
        """Bind the parameters of the class that declares a member, for a receiver that holds `elements`."""
        if not is_open(value):
            return value
        return closed(_bind(value, lambda name: self.of_class(receiver, owner, name, elements)))

    def of_class(self, receiver: ClassSymbol, owner: ClassSymbol, name: str, elements: Value, depth: int = 0) -> Value:
        """Return what a type parameter of `owner` is in `receiver`, whose own last parameter is `elements`."""
        if depth > _DEEPEST:
            return NOTHING
        if receiver is owner:
            templates = [template.name for template in owner.chosen.templates]
            return held(elements) if templates and templates[-1] == name else NOTHING
        for generic in receiver.chosen.generics:
            ancestor = self._knowledge.symbols.class_named(generic.name)
            if ancestor is None or owner not in self._knowledge.symbols.lineage(ancestor):
                continue
            given = [self._knowledge.typed(argument, receiver) for argument in generic.arguments]
            given = [_bind(v, lambda n: self.of_class(receiver, receiver, n, elements)) for v in given]
            if ancestor is not owner:
                last = given[-1] if given else NOTHING
                return self.of_class(ancestor, owner, name, Value({}, last.types), depth + 1)
            names = [template.name for template in owner.chosen.templates]
            position = names.index(name) if name in names else len(given)
            return given[position] if position < len(given) else NOTHING
        for parent in receiver.supertypes:
            ancestor = self._knowledge.symbols.class_named(parent)
            if ancestor is None or ancestor is receiver:
                continue
            if owner in self._knowledge.symbols.lineage(ancestor):
                return self.of_class(ancestor, owner, name, elements, depth + 1)
        return NOTHING

    def bounds(self, value: Value, owner: ClassSymbol) -> Value:
        """Return what unbound parameters of a class are at least: `@template T of Model`."""
        bounds = {template.name: template.bound for template in owner.chosen.templates}
        return _bind(value, lambda name: self._knowledge.typed(bounds.get(name), owner))

    def _given(
        self, name: str, parameters: Sequence[Parameter], arguments: Sequence[Expression], place: Place
    ) -> Value:
        wanted, found = "{" + name + "}", []
        for parameter, argument in zip(parameters, arguments, strict=False):
            declared = parameter.type
            if declared is None:
                continue
            if f"class-string<{wanted}>" in declared.names:
                found.append(self._knowledge.class_of(argument, place))
            elif wanted in declared.names:
                found.append(self._knowledge.evaluate(argument, place))
            elif wanted in declared.elements:
                found.append(held(self._knowledge.evaluate(argument, place)))
        return union(found)


def _bind(value: Value, answer: Callable[[str], Value]) -> Value:
    for name in dict.fromkeys(_PARAMETER.findall(" ".join((*value.types, *value.elements)))):
        bound = answer(name)
        if bound.known:
            value = replaced(value, "{" + name + "}", bound)
            named = union([of_class(f"class-string<{key}>", rank) for key, rank in bound.types.items()])
            value = replaced(value, f"class-string<{{{name}}}>", named)
    return value

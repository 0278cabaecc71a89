"""An expression and its place in; the variables it is made of, through what is assigned to them, out."""

from collections.abc import Iterator

import msgspec

from analyzer.link.symbols import Place
from analyzer.model.expression import Closure, ElementOf, Expression, Property, Variable

DEEPEST = 6  # variables assigned from variables


def mentioned(expression: Expression, place: Place) -> frozenset[str]:
    """Return the names of the variables whose value has a say in what the expression is."""
    found: dict[str, None] = {}
    pending = [(name, 0) for name in _names(expression)]
    while pending:
        name, depth = pending.pop()
        if name in found:
            continue
        found[name] = None
        if depth < DEEPEST:
            pending += [(inner, depth + 1) for value in place.assigned(name) for inner in _names(value)]
    return frozenset(found)


def _names(expression: Expression) -> Iterator[str]:
    if isinstance(expression, Variable):
        yield expression.name
        return
    if isinstance(expression, Closure):
        return
    if isinstance(expression, ElementOf) and expression.key is not None and expression.key[:1] == "$":
        yield expression.key[1:]
    if isinstance(expression, Property) and expression.name[:1] == "$":
        yield expression.name[1:]
    for field in expression.__struct_fields__:
        yield from _inside(getattr(expression, field))


def _inside(value: object) -> Iterator[str]:
    if isinstance(value, tuple):
        for one in value:
            yield from _inside(one)
    elif isinstance(value, msgspec.Struct) and hasattr(value, "__struct_fields__"):
        yield from _names(value)  # type: ignore[arg-type]

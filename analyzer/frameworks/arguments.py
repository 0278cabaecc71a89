"""An argument of a call in, the class or text that it names out; a method in, the callable that means it out."""

from collections.abc import Sequence

from analyzer.model.expression import Expression, Items, Named, Text


def class_name(argument: Expression | None) -> str:
    """Return the class that `X::class` or `'X'` names, "" for anything else."""
    if isinstance(argument, Named):
        return argument.name
    return argument.text if isinstance(argument, Text) else ""


def text_of(arguments: Sequence[Expression], position: int = 0) -> str:
    """Return the text at a position, or the only one of a list there; "" for anything else."""
    given = arguments[position] if position < len(arguments) else None
    if isinstance(given, Items) and len(given.pairs) == 1:
        given = given.pairs[0][1]
    return given.text if isinstance(given, Text) else ""


def method_of(of: Expression, name: str) -> Items:
    """Return `[$object, 'name']`, or `['Class', 'name']` when `of` is a text."""
    return Items(((None, of), (None, Text(name))))

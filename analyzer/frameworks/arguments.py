"""An argument of a call in, the class that it names out; a method in, the callable that means it out."""

from analyzer.model.expression import Expression, Items, Named, Text


def class_name(argument: Expression | None) -> str:
    """Return the class that `X::class` or `'X'` names, "" for anything else."""
    if isinstance(argument, Named):
        return argument.name
    return argument.text if isinstance(argument, Text) else ""


def method_of(of: Expression, name: str) -> Items:
    """Return `[$object, 'name']`, or `['Class', 'name']` when `of` is a text."""
    return Items(((None, of), (None, Text(name))))

"""Several classes that something may be, declared or guessed, in; those that say most of it out."""

from collections.abc import Callable

from analyzer.link.nearest import shared
from analyzer.link.symbols import Symbols
from analyzer.link.value import GUESSED, INFERRED, NOTHING, Value

MOST = 3  # concrete classes beside the declared one; more are any


def narrower(declared: Value, really: Callable[[], Value], symbols: Symbols) -> Value:
    """Return the descendants of the declared classes that code puts there; nothing when these are concrete already."""
    declaring = [symbols.classes.get(key) for key in declared.types]
    if not any(symbol is not None and symbol.abstract for symbol in declaring):
        return NOTHING
    below = {key: max(rank, INFERRED) for key, rank in really().types.items() if is_below(key, declared, symbols)}
    return Value(below, {}) if len(below) <= MOST else NOTHING


def is_below(key: str, declared: Value, symbols: Symbols) -> bool:
    """Say whether a class is a descendant of one of a value's, and none of them."""
    symbol = symbols.classes.get(key)
    above = [ancestor.key for ancestor in symbols.lineage(symbol)] if symbol is not None else []
    return key not in declared.types and any(ancestor in declared.types for ancestor in above)


def without_ancestors(said: Value, known: Value, symbols: Symbols) -> Value:
    """Return a value without the classes above those that are known: `instanceof Base` says no more than `new Heir`."""
    above = {
        ancestor.key
        for key in known.types
        if (symbol := symbols.classes.get(key)) is not None
        for ancestor in symbols.lineage(symbol)[1:]
    }
    left = {key: rank for key, rank in said.types.items() if key not in above}
    return said if len(left) == len(said.types) else Value(left, said.elements)


def says_more(value: Value, found: Value, symbols: Symbols) -> bool:
    """Say whether a value is below another, or the other is just something of a package."""
    others = [key for key in found.types if key[-1] != "*"]
    declared = [symbol for key in value.types if (symbol := symbols.classes.get(key)) is not None]
    lines = [symbols.ancestry(symbol) for symbol in declared]
    return not others or any(key in line for line in lines for key in others)


def nearest_guesses(value: Value, path: str, symbols: Symbols) -> Value:
    """Return a value without the guesses that lie farther from a file than others.

    A tree may hold two programs, each with models of its own.
    """
    guesses = [symbols.classes[key] for key, rank in value.types.items() if rank == GUESSED and key in symbols.classes]
    depths = {symbol.key: shared(symbol.file.path, path) for symbol in guesses}
    near = max(depths.values(), default=0)
    left = {key for key, depth in depths.items() if depth < near}
    return Value({key: rank for key, rank in value.types.items() if key not in left}, value.elements) if left else value

"""A declared interface or abstract class and what is really put there in; the concrete classes among it out."""

from collections.abc import Callable

from analyzer.link.symbols import Symbols
from analyzer.link.value import INFERRED, NOTHING, Value

MOST = 3  # concrete classes beside the declared one; more are any


def narrower(declared: Value, really: Callable[[], Value], symbols: Symbols) -> Value:
    """Return the descendants of the declared classes that code puts there; nothing when these are concrete already."""
    declaring = [symbols.classes.get(key) for key in declared.types]
    if not any(symbol is not None and symbol.abstract for symbol in declaring):
        return NOTHING
    below = {}
    for key, rank in really().types.items():
        symbol = symbols.classes.get(key)
        above = [ancestor.key for ancestor in symbols.lineage(symbol)] if symbol is not None else []
        if key not in declared.types and any(ancestor in declared.types for ancestor in above):
            below[key] = max(rank, INFERRED)
    return Value(below, {}) if len(below) <= MOST else NOTHING

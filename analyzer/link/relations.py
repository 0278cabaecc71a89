"""A property that a home-made record layer answers by `__get` in; the classes that the record's own arrays name out.

`static $meta = ['joins' => ['owner' => ['constraint' => ['owner_id' => 'User.id']]]]`: what an array of the class says
under the property's name. Whether it is one record or a list of them nobody can tell: both are guessed.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from analyzer.link.symbols import ClassSymbol, Symbols
from analyzer.link.value import GUESSED, NOTHING, Value
from analyzer.model.expression import Expression, Items, Named, Text

DEEPEST = 3  # arrays around the property's name, and below it
MOST_NAMED = 3  # classes that one relation names; more are a list of something else
_NAME = re.compile(r"\\?([A-Za-z_\x80-\uffff][\w\x80-\uffff\\]*)(?=\Z|\.|::)")


def related(symbol: ClassSymbol, name: str, symbols: Symbols) -> Value:
    """Return the records, or lists of them, that the arrays of a class and its ancestors name for a property."""
    for ancestor in symbols.lineage(symbol):
        arrays = [field.default for field in ancestor.fields.values()]
        arrays += [value.value for _, value in ancestor.constants.values()]
        named = {key for array in arrays if isinstance(array, Items) for key in _named(array, name, symbols)}
        if named and len(named) <= MOST_NAMED:
            ranks = dict.fromkeys(sorted(named), GUESSED)
            return Value(ranks, ranks)
    return NOTHING


def _named(array: Items, name: str, symbols: Symbols, depth: int = 0) -> Iterator[str]:
    """The classes under a name, wherever in the array it stands; below it the name is a column."""
    for key, value in array.pairs:
        if key == name:
            yield from _classes(value, symbols)
        elif isinstance(value, Items) and depth < DEEPEST - 1:
            yield from _named(value, name, symbols, depth + 1)


def _classes(value: Expression, symbols: Symbols, depth: int = 0) -> Iterator[str]:
    match value:
        case Items(pairs) if depth < DEEPEST:
            for _, held in pairs:
                yield from _classes(held, symbols, depth + 1)
        case Named(name) if (symbol := symbols.class_named(name)) is not None:
            yield symbol.key
        case Text(text) if (found := _NAME.match(text)) and (symbol := symbols.class_named(found[1])) is not None:
            yield symbol.key

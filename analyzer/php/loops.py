"""Loops over literal texts in; what their variable may be at a place out.

Within `foreach (['a', 'b'] as $x)` the variable is one of these texts, whatever it is elsewhere, until it is given
another value there.
"""

from __future__ import annotations

from tree_sitter import Node

from analyzer.model.expression import ElementOf, Expression, Items, Text, Variable
from analyzer.php.reading import Loop, Reading


def enter(reading: Reading, name: str, items: Expression, body: Node) -> None:
    """Note a loop over an array that holds texts alone."""
    if isinstance(items, Items) and items.pairs and all(isinstance(value, Text) for _, value in items.pairs):
        loop = Loop(reading.work.index, body.start_byte, body.end_byte, ElementOf(items))
        reading.loops.setdefault(name, []).append(loop)


def changed(reading: Reading, name: str, node: Node) -> None:
    """Note that a variable is given another value: behind it no loop around says what it is."""
    for loop in reading.loops.get(name, ()):
        if loop.scope == reading.work.index and loop.first <= node.start_byte < loop.after:
            loop.after = node.end_byte


def held(reading: Reading, node: Node, variable: Variable) -> Expression:
    """Return what the innermost loop around a variable says that it is, or itself."""
    for loop in reversed(reading.loops.get(variable.name, ())):
        if loop.scope == reading.work.index and loop.first <= node.start_byte < loop.after:
            return loop.value
    return variable

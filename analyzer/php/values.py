"""What was noted of a variable in; the expression it may hold out."""

from typing import cast

from tree_sitter import Node

from analyzer.model.expression import ElementOf, Expression, Items, Unknown
from analyzer.php.expressions import lower
from analyzer.php.reading import Noted, Raw, Reading


def lower_noted(reading: Reading, noted: Noted) -> Expression:
    """Lower what was noted of a variable."""
    if type(noted) is Node:
        return lower(reading, noted)
    return _lower_raw(reading, noted) if type(noted) is Raw else cast(Expression, noted)


def _lower_raw(reading: Reading, raw: Raw) -> Expression:
    value = raw.lowered if raw.lowered is not None else lower(reading, raw.node)
    if raw.form == "value" or type(value) is Unknown:
        return value
    if raw.form == "items":
        return _nested(raw.key, value)
    if raw.form == "nested":
        return ElementOf(ElementOf(value), raw.key)
    return ElementOf(value, raw.key)


def _nested(key: str | None, value: Expression) -> Items:
    """Return the array that `$x['a']['b'] = value` makes."""
    for part in reversed(key.split("\0") if key is not None else [None]):
        value = Items(((part or None, value),))
    return cast(Items, value)


def settle_assignments(reading: Reading) -> None:
    """Lower what was noted so far, for names are about to change their meaning."""
    for values in reading.work.assignments.values():
        for position, value in enumerate(values):
            raw = Raw("value", value) if isinstance(value, Node) else value
            if isinstance(raw, Raw) and raw.lowered is None:
                raw.lowered = lower(reading, raw.node)
                values[position] = raw

"""What was noted of a variable in; the expression it may hold out."""

from analyzer.model.expression import ElementOf, Expression, Items, Unknown
from analyzer.php.expressions import lower
from analyzer.php.reading import Raw, Reading


def lower_raw(reading: Reading, raw: Raw) -> Expression:
    """Lower one noted value."""
    value = raw.lowered if raw.lowered is not None else lower(reading, raw.node)
    if raw.form == "value" or type(value) is Unknown:
        return value
    if raw.form == "items":
        return Items(((raw.key, value),))
    if raw.form == "nested":
        return ElementOf(ElementOf(value), raw.key)
    return ElementOf(value, raw.key)


def settle_assignments(reading: Reading) -> None:
    """Lower what was noted so far, for names are about to change their meaning."""
    for values in reading.work.assignments.values():
        for value in values:
            if isinstance(value, Raw) and value.lowered is None:
                value.lowered = lower(reading, value.node)

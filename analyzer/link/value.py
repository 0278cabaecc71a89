"""What an expression may hold: classes by lower-case key, each with how surely we know.

A key may also be `{closure}3` (a callable that `Callables` knows), `{T}` (a type parameter that nobody has bound yet),
`class-string<order>` (the name of a class) or, among the elements, `order[]` (a list inside the list).
"""

from collections.abc import Iterable, Mapping
from typing import Final, NamedTuple

EXACT: Final = 0
INFERRED: Final = 1
GUESSED: Final = 2

STATIC: Final = "static"  # stands for the receiver's class in what a method returns
WIDEST: Final = 12  # a value of more classes than this is not known in any useful sense
_LIST: Final = "[]"
_NAME: Final = "class-string<"


class Value(NamedTuple):
    """Classes of the value itself and of what it holds when it is a collection; the number is the rank (0 exact)."""

    types: Mapping[str, int]
    elements: Mapping[str, int]

    @property
    def known(self) -> bool:
        """Whether anything is known."""
        return bool(self.types or self.elements)


NOTHING: Final = Value({}, {})


def of_class(key: str, rank: int = EXACT) -> Value:
    """Return an instance of one class."""
    return Value({key: rank}, {})


def at_best(value: Value, rank: int) -> Value:
    """Return the value known no better than `rank`."""
    if rank == EXACT or not value.known:
        return value
    return Value(
        {key: max(known, rank) for key, known in value.types.items()},
        {key: max(known, rank) for key, known in value.elements.items()},
    )


def union(values: Iterable[Value]) -> Value:
    """Return any of the values; each class as surely as its best mention; nothing when there are too many."""
    found = [value for value in values if value.known]
    if len(found) < 2:
        return found[0] if found else NOTHING
    types: dict[str, int] = {}
    elements: dict[str, int] = {}
    for value in found:
        _merge(types, value.types)
        _merge(elements, value.elements)
    return Value(types if len(types) <= WIDEST else {}, elements if len(elements) <= WIDEST else {})


def held(value: Value) -> Value:
    """Return one element of a collection."""
    if not value.elements:
        return NOTHING
    types = {key: rank for key, rank in value.elements.items() if not key.endswith(_LIST)}
    deeper = {key[: -len(_LIST)]: rank for key, rank in value.elements.items() if key.endswith(_LIST)}
    return Value(types, deeper)


def listed(value: Value) -> Value:
    """Return a list of such values; lists of lists of lists are not followed."""
    deeper = {key + _LIST: rank for key, rank in value.elements.items() if not key.endswith(_LIST * 2)}
    return Value({}, {**value.types, **deeper})


def replaced(value: Value, key: str, by: Value) -> Value:
    """Return the value with what stands for something else replaced by it: as itself and as what is held."""
    if not any(known.startswith(key) for known in (*value.types, *value.elements)):
        return value
    parts = [Value({k: r for k, r in value.types.items() if k != key}, _without(value.elements, key))]
    if key in value.types:
        parts.append(at_best(by, value.types[key]))
    if key in value.elements:
        parts.append(at_best(listed(by), value.elements[key]))
    if key + _LIST in value.elements:
        parts.append(at_best(listed(listed(by)), value.elements[key + _LIST]))
    return union(parts)


def class_name(key: str) -> str:
    """Return the class that `class-string<x>` names, "" when it is none."""
    return key[len(_NAME) : -1] if key.startswith(_NAME) else ""


def is_open(value: Value) -> bool:
    """Whether a type parameter in it waits for being bound."""
    for keys in value:
        for key in keys:
            if "{" in key and not key.startswith("{closure}"):
                return True
    return False


def closed(value: Value) -> Value:
    """Return the value without what nobody has bound."""
    if not is_open(value):
        return value
    return Value(_closed(value.types), _closed(value.elements))


def _closed(ranks: Mapping[str, int]) -> Mapping[str, int]:
    return {key: rank for key, rank in ranks.items() if "{" not in key or key.startswith("{closure}")}


def _without(ranks: Mapping[str, int], key: str) -> Mapping[str, int]:
    return {known: rank for known, rank in ranks.items() if known not in (key, key + _LIST)}


def _merge(into: dict[str, int], ranks: Mapping[str, int]) -> None:
    for key, rank in ranks.items():
        into[key] = min(rank, into.get(key, rank))

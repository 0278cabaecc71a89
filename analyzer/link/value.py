"""What an expression may hold: classes by lower-case key, each with how surely we know."""

from collections.abc import Iterable, Mapping
from typing import Final, NamedTuple

EXACT: Final = 0
INFERRED: Final = 1
GUESSED: Final = 2

STATIC: Final = "static"  # stands for the receiver's class in what a method returns
WIDEST: Final = 12  # a value of more classes than this is not known in any useful sense


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


def _merge(into: dict[str, int], ranks: Mapping[str, int]) -> None:
    for key, rank in ranks.items():
        into[key] = min(rank, into.get(key, rank))

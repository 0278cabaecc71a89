"""Texts that an expression may be in; what several of them, or all their combinations, make out."""

from collections.abc import Callable, Iterable, Sequence
from itertools import product
from typing import Final, NamedTuple

from analyzer.link.texts import HOLE
from analyzer.link.value import EXACT, GUESSED, INFERRED

MOST: Final = 60  # strings an expression may be; more are one hole


class Folded(NamedTuple):
    """The possible strings and how surely we know them."""

    values: tuple[str, ...]
    rank: int = EXACT

    @property
    def known(self) -> tuple[str, ...]:
        """The strings without a hole."""
        return tuple(value for value in self.values if HOLE not in value)


UNKNOWN: Final = Folded((HOLE,), GUESSED)


def any_of(folded: Iterable[Folded]) -> Folded:
    """Return any of the given strings; one hole when there are none or too many."""
    values: dict[str, None] = {}
    rank = EXACT
    for one in folded:
        values.update(dict.fromkeys(one.values))
        rank = max(rank, one.rank)
    if not values or len(values) > MOST:
        return UNKNOWN
    return Folded(tuple(values), rank if len(values) == 1 else max(rank, INFERRED))


def combined(parts: Sequence[Folded], make: Callable[[tuple[str, ...]], str] = "".join) -> Folded:
    """Return what every choice of one string per part makes; parts of many strings are holes when that is too much."""
    size = 1
    for part in parts:
        size *= len(part.values)
    if size > MOST:
        parts = [part if len(part.values) == 1 else UNKNOWN for part in parts]
    values = dict.fromkeys(make(choice) for choice in product(*(part.values for part in parts)))
    return Folded(tuple(values), max(part.rank for part in parts) if parts else EXACT)

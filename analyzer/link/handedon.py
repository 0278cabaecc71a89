"""An argument of a call to a framework in; the parameter of the method around that it hands on out."""

from __future__ import annotations

from typing import NamedTuple

from analyzer.link.symbols import Place
from analyzer.link.texts import HOLE
from analyzer.model.expression import ElementOf, Expression, Joined, Text, Variable


class HandedOn(NamedTuple):
    """A parameter, "" for none; whether it is a list of which one is handed on; the text that it stands in."""

    name: str = ""
    many: bool = False
    text: str = HOLE

    @property
    def partly(self) -> bool:
        """Whether a part of the name is known in any case."""
        return self.text != HOLE


def handed_on(given: Expression | None, place: Place) -> HandedOn:
    """Return the parameter that an argument is, untouched: `$name`, one of `$names`, `'order_' . $name`."""
    if isinstance(given, Joined):
        texts = [part.text if isinstance(part, Text) else HOLE for part in given.parts]
        held = [part for part in given.parts if not isinstance(part, Text)]
        return handed_on(held[0], place)._replace(text="".join(texts)) if len(held) == 1 else HandedOn()
    if not isinstance(given, Variable):
        return HandedOn()
    assigned = place.assigned(given.name)
    if given.name in place.parameters:
        return HandedOn("" if assigned else given.name)
    if len(assigned) == 1 and isinstance(assigned[0], ElementOf):
        return HandedOn(handed_on(assigned[0].of, place).name, many=True)
    return HandedOn()

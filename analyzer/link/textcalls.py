"""A call of one of PHP's own functions on strings, lists of strings or directories in; the strings it may give out.

What a directory holds is a question for who knows the files: `glob`, `scandir`, `readdir` and the directory iterators
give paths that end in `ENTRY`.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Protocol

from analyzer.link.folded import UNKNOWN, Folded, any_of, combined
from analyzer.link.symbols import Place
from analyzer.link.texts import ENTRY, HOLE, TEXTS, text_of
from analyzer.link.value import GUESSED, INFERRED
from analyzer.model.expression import ElementOf, Expression, Items, Named, New, ReturnOf, Text, Variable

DEEPEST = 5  # lists made of lists made of lists
_WILD = re.compile(r"\*+|\?|\[[^\]/]*\]")
_BRACES = re.compile(r"\{([^{}]*)\}")
_SAME_LIST = frozenset({
    "array_diff", "array_filter", "array_reverse", "array_slice", "array_unique", "array_values",
    "natsort", "iterator_to_array", "array_merge",
})  # fmt: skip
_ITERATORS = {"directoryiterator": ENTRY, "filesystemiterator": ENTRY, "recursivedirectoryiterator": HOLE}
_NAMES = frozenset({"getfilename", "getbasename", "getsubpathname"})
_PATHS = frozenset({"getpathname", "getrealpath", "__tostring"})
Pairs = Sequence[tuple[str | None, Expression, Place]]


class Folding(Protocol):
    """What this room asks of who folds expressions."""

    def fold(self, expression: Expression, place: Place) -> Folded:
        """Return the strings an expression may be."""
        ...

    def items(self, of: Expression, place: Place) -> Pairs:
        """Return the pairs of the literal arrays that an expression may be."""
        ...

    def sources(self, variable: Variable, place: Place) -> Sequence[tuple[Place, Expression]]:
        """Return everything assigned to a variable, each with where that stands."""
        ...


class TextCalls:
    """Folds calls of PHP's own functions."""

    def __init__(self, folding: Folding) -> None:
        """Ask back for what the arguments are."""
        self._folding = folding

    def function(self, name: str, call: ReturnOf, place: Place) -> Folded | None:
        """Return what a function by its lower-case name gives; None when it is none of those known here."""
        given = call.arguments
        if name == "readdir":
            return Folded((ENTRY,), GUESSED)
        if name in ("implode", "join") and given:
            return self._implode(given, place)
        if name in ("str_replace", "str_ireplace", "strtr") and any(isinstance(one, Items) for one in given):
            return self._replace_several(name, given, place)
        if name not in TEXTS:
            return None
        return combined([self._folding.fold(one, place) for one in given], lambda texts: text_of(name, texts))

    def method(self, call: ReturnOf, place: Place) -> Folded | None:
        """Return what an entry of a directory iterator says of itself; None when the receiver is none."""
        name = call.name.lower()
        if call.of is None or name not in _NAMES | _PATHS:
            return None
        directory = self._iterated(call.of, place)
        if directory is None or name in _PATHS:
            return directory
        return Folded((ENTRY,), GUESSED)

    def element(self, element: ElementOf, place: Place, depth: int = 0) -> Folded | None:
        """Return what stands in a list that one of PHP's functions gives; None when the list comes from elsewhere."""
        of = element.of
        if depth > DEEPEST:
            return None
        if isinstance(of, ReturnOf) and of.of is None:
            return self._listed(of, element, place, depth)
        if isinstance(of, Variable):
            sources = self._folding.sources(of, place)
            found = [self.element(ElementOf(one, element.key), at, depth + 1) for at, one in sources if one != of]
            lists = [one for one in found if one is not None]
            return any_of(lists) if lists else None
        return self._iterated(element, place)

    def _listed(self, call: ReturnOf, element: ElementOf, place: Place, depth: int) -> Folded | None:
        name, given = call.name.rpartition("\\")[2].lower(), call.arguments
        if not given:
            return None
        if name == "glob":
            patterns = self._folding.fold(given[0], place).values
            return any_of(Folded((_wild(value),), GUESSED) for pattern in patterns for value in _braced(pattern))
        if name == "scandir":
            return Folded((ENTRY,), GUESSED)
        if name == "pathinfo":
            part = {"dirname": "1", "basename": "2", "extension": "4", "filename": "8"}.get(element.key or "")
            path = self._folding.fold(given[0], place)
            return combined([path], lambda texts: text_of("pathinfo", (*texts, part))) if part else None
        if name in _SAME_LIST:
            found = [self.element(ElementOf(one), place, depth + 1) for one in given]
            lists = [one for one in found if one is not None]
            return any_of(lists) if lists else None
        return None

    def _iterated(self, of: Expression, place: Place) -> Folded | None:
        """The path of an entry, when the expression is an element of a directory iterator made in the same scope."""
        if not self._is_entry(of, place):
            return None
        made = [
            (call.receiver.of.name.lower(), call.arguments[0])
            for call in place.file.facts.calls
            if call.scope == place.index and call.arguments and isinstance(call.receiver, New)
            and isinstance(call.receiver.of, Named) and call.receiver.of.name.lower() in _ITERATORS
        ]  # fmt: skip
        if not made:
            return None
        return any_of(
            combined([self._folding.fold(directory, place), Folded(("/" + _ITERATORS[name],), GUESSED)])
            for name, directory in made
        )

    def _is_entry(self, of: Expression, place: Place, depth: int = 0) -> bool:
        if depth > DEEPEST:
            return False
        if isinstance(of, New) and isinstance(of.of, Named):
            return of.of.name.lower() in _ITERATORS or of.of.name.lower().endswith("iterator")
        if isinstance(of, ElementOf):
            return of.key is None and self._is_entry(of.of, place, depth + 1)
        if isinstance(of, Variable):
            return any(self._is_entry(one, at, depth + 1) for at, one in self._folding.sources(of, place) if one != of)
        options = getattr(of, "options", ())
        return any(self._is_entry(one, place, depth + 1) for one in options)

    def _implode(self, given: Sequence[Expression], place: Place) -> Folded:
        """`implode('/', $parts)`; the pieces of `explode` are put together again with another glue."""
        if isinstance(given[0], Items):
            given = (given[1] if len(given) > 1 else Text(""), given[0])
        glue = self._folding.fold(given[0], place) if len(given) > 1 else Folded(("",))
        pieces = given[-1]
        if isinstance(pieces, ReturnOf) and pieces.of is None and pieces.name.lower() == "explode":
            both = [self._folding.fold(one, place) for one in pieces.arguments[:2]]
            if len(both) > 1:
                return combined([both[0], glue, both[1]], lambda texts: text_of("str_replace", texts))
        pairs = self._folding.items(pieces, place)
        if not pairs or len(glue.values) != 1:
            return UNKNOWN
        parts: list[Folded] = []
        for _, value, there in pairs:
            parts += [glue] if parts else []
            parts.append(self._folding.fold(value, there))
        found = combined(parts)
        return Folded(found.values, max(found.rank, INFERRED) if isinstance(pieces, Variable) else found.rank)

    def _replace_several(self, name: str, given: Sequence[Expression], place: Place) -> Folded:
        """`str_replace(['_', '\\\\'], '/', $x)`, `strtr($x, ['_' => '/'])`: one after the other."""
        subject = self._folding.fold(given[0 if name == "strtr" else -1], place)
        steps: list[tuple[Folded, Folded]] = []
        if name == "strtr" and isinstance(given[-1], Items):
            steps = [(Folded((key or HOLE,)), self._folding.fold(value, place)) for key, value in given[-1].pairs]
        elif len(given) == 3 and isinstance(given[0], Items):
            by = given[1]
            values = [value for _, value in by.pairs] if isinstance(by, Items) else [by] * len(given[0].pairs)
            values += [Text("")] * (len(given[0].pairs) - len(values))
            pairs = zip(given[0].pairs, values, strict=False)
            steps = [(self._folding.fold(key, place), self._folding.fold(value, place)) for (_, key), value in pairs]
        else:
            return UNKNOWN
        for search, by_text in steps:
            subject = combined([search, by_text, subject], lambda texts: text_of("str_replace", texts))
        return subject


def _wild(pattern: str) -> str:
    return _WILD.sub(ENTRY, pattern)


def _braced(pattern: str) -> list[str]:
    """`{a,b}` of a glob, spelt out."""
    found = _BRACES.search(pattern)
    if found is None:
        return [pattern]
    return [
        pattern[: found.start()] + option + rest
        for option in found.group(1).split(",")
        for rest in _braced(pattern[found.end() :])
    ]

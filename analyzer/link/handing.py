"""What frameworks say that their calls hand to closures in; what a closure's first parameter holds, out."""

from __future__ import annotations

from collections.abc import Sequence

from analyzer.frameworks import Framework, Hands
from analyzer.link.evaluate import Evaluator
from analyzer.link.matching import Matcher
from analyzer.link.symbols import Place
from analyzer.link.value import INFERRED, NOTHING, Value, of_class
from analyzer.model.expression import Expression, Handed, Named, ReturnOf, Text, Type, Typed

RECEIVER, RELATION = "<receiver>", "<relation>"


class Handing:
    """Looks calls up in the tables of the active frameworks."""

    def __init__(self, evaluator: Evaluator, matcher: Matcher, frameworks: Sequence[Framework]) -> None:
        """Index the tables."""
        self._evaluator = evaluator
        self._matcher = matcher
        self._table: list[Hands] = [one for framework in frameworks for one in framework.hands]

    def of(self, handed: Handed, place: Place) -> Value:
        """Return what the first row that speaks of the call says."""
        call = handed.call
        name = call.name.lower()
        rows = [row for row in self._table if name in row.methods or not row.methods]
        if not rows or call.of is None or handed.parameter:
            return NOTHING
        ask = self._evaluator.class_of if call.static else self._evaluator.evaluate
        receiver = ask(call.of, place).types
        for row in rows:
            keys = [key for key in receiver if self._matcher.descends(key, row.bases)]
            if keys or (call.static and isinstance(call.of, Named) and call.of.name.lower() in row.bases):
                return self._said(row.what, handed, Value(dict.fromkeys(keys, INFERRED), {}), place)
        return NOTHING

    def _said(self, what: str, handed: Handed, receiver: Value, place: Place) -> Value:
        if what == RECEIVER:
            return receiver
        if what.endswith(RECEIVER):
            return Value({what.removesuffix(RECEIVER).lower(): INFERRED}, receiver.types)
        return self._relation(handed, receiver, place) if what == RELATION else of_class(what.lower(), INFERRED)

    def _relation(self, handed: Handed, receiver: Value, place: Place) -> Value:
        """What stands behind the methods that a name names, one after the other."""
        first = handed.call.arguments[0] if handed.call.arguments else None
        name = handed.key if handed.key is not None else first.text if isinstance(first, Text) else ""
        of: Expression = Typed(Type(tuple(sorted(receiver.types)), (), True))
        for step in name.partition(":")[0].partition(" ")[0].split("."):
            of = ReturnOf(of, step)
        return self._evaluator.evaluate(of, place) if name else NOTHING

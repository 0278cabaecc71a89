"""A closure's parameter in; what the call that is given the closure hands to it, out.

A framework's table may say it. Else whoever is called runs the closure in its own body, or passes it on; and what a
package's builder hands over is the package's own, but for collections, which hand over what they hold.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from analyzer.frameworks import RUN_AT_ONCE
from analyzer.link.builtin import FROM_PHP, from_package, is_library
from analyzer.link.knowledge import Knowledge
from analyzer.link.memory import Memory
from analyzer.link.symbols import Place
from analyzer.link.value import INFERRED, NOTHING, Value, at_best, union
from analyzer.model.expression import Expression, Handed, ReturnOf, Variable
from analyzer.model.facts import Call, Parameter

# Methods of collections → the parameter of their closure that is an element.
ELEMENT_BY = {
    **dict.fromkeys(
        """
        all any average avg contains countby doesntcontain each eachspread every exists filter find findfirst first
        firstwhere flatmap forall groupby keyby last map maptodictionary maptogroups mapwithkeys max median min
        partition reject search skipuntil skipwhile some sole sort sortby sortbydesc sum takeuntil takewhile transform
        unique uasort usort walk
        """.split(),  # noqa: SIM905 - one string, so that the list stays short
        0,
    ),
    "reduce": 1,
}
WHOLE = frozenset({"pipe", "tap", "when", "unless", "chunk"})
RUN_DIRECTLY = frozenset({"call_user_func", "forward_static_call"})
MOST_CALLS = 40  # calls of one body that are looked at


class Closures:
    """Follows what closures are called with."""

    def __init__(self, knowledge: Knowledge, memory: Memory) -> None:
        """Share the run's knowledge and memory."""
        self._knowledge = knowledge
        self._memory = memory

    def handed(self, handed: Handed, place: Place) -> Value:
        """Return what the parameter holds."""
        question = ("handed", place.file.order, place.index, place.given, handed)
        return self._memory.once(question, lambda: at_best(self._handed(handed, place), INFERRED))

    def _handed(self, handed: Handed, place: Place) -> Value:
        said = self._knowledge.wiring.hands(handed, place)
        if said.known:
            return said
        call = handed.call
        if call.of is None:
            function = self._knowledge.symbols.function_named(call.name, call.name.rpartition("\\")[2])
            body = function.places.get(function.meant_by(place.file.path)) if function is not None else None
            return self._run(body, body.signature, handed) if body is not None else NOTHING
        receiver = (self._knowledge.class_of if call.static else self._knowledge.evaluate)(call.of, place)
        return union(self._given(key, receiver, handed) for key in receiver.types or ([""] if receiver.known else ()))

    def _given(self, key: str, receiver: Value, handed: Handed) -> Value:
        name = handed.call.name.lower()
        symbol = self._knowledge.symbols.classes.get(key)
        member = self._knowledge.find_method(symbol, name) if symbol is not None else None
        if member is not None:
            body = member.body
            return self._run(body, member.method.parameters, handed) if body is not None else NOTHING
        if name in ELEMENT_BY:
            return Value(receiver.elements, {}) if handed.parameter == ELEMENT_BY[name] else NOTHING
        if name in WHOLE:
            return receiver if handed.parameter == 0 else NOTHING
        if is_library(key):
            return FROM_PHP
        packages = self._knowledge.symbols.foreign(symbol) if symbol is not None else (key,)
        return from_package(packages, name)

    def _run(self, body: Place, parameters: Sequence[Parameter], handed: Handed) -> Value:
        """What a body gives the callable that one of its parameters is, where it runs it or passes it on."""
        if handed.argument >= len(parameters) or handed.key is not None:
            return NOTHING
        callable_ = Variable(parameters[handed.argument].name)
        calls = [call for call in body.file.facts.calls if call.scope == body.index][:MOST_CALLS]
        return union(
            self._knowledge.evaluate(value, body) for call in calls for value in _hands(call, callable_, handed)
        )


def _hands(call: Call, callable_: Variable, handed: Handed) -> Iterator[Expression]:
    """What a call gives a parameter of a callable when it runs it, or when it is given it."""
    if call.receiver == callable_ and call.name == "__invoke":
        yield from call.arguments[handed.parameter : handed.parameter + 1]
    elif callable_ in call.arguments:
        position = call.arguments.index(callable_)
        if call.receiver is not None:
            passed = ReturnOf(call.receiver, call.name, call.static, call.arguments)
            yield Handed(passed, position, handed.parameter)
        elif (call.fallback or call.name).lower() in RUN_DIRECTLY:
            yield from call.arguments[handed.parameter + 1 : handed.parameter + 2]
        elif (call.fallback or call.name).lower() not in RUN_AT_ONCE:
            yield Handed(ReturnOf(None, call.name, False, call.arguments), position, handed.parameter)

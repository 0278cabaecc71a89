"""A callable where it is run in; the units whose code runs then, found by going back to who handed it over, out.

`$callback()` runs what callers give the parameter, what a property holds, or what stands in an array of either. Only
what the code passes on counts: closures, `[$object, 'm']`, `f(...)` and names, each as it was handed over.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Iterator
from itertools import count
from typing import NamedTuple

from analyzer.frameworks import RUN_AT_ONCE
from analyzer.link.callables import Callables
from analyzer.link.callers import PASSING, WRITTEN, Callers, position_of
from analyzer.link.elements import numbered, results
from analyzer.link.evaluate import MOST_GIVEN, Evaluator
from analyzer.link.evidence import Evidence, Support
from analyzer.link.knowledge import Knowledge
from analyzer.link.symbols import FileIn, Place, Symbols
from analyzer.link.value import GUESSED, INFERRED
from analyzer.model.expression import (
    Closure,
    Either,
    ElementOf,
    Expression,
    Items,
    Property,
    ReturnOf,
    StaticProperty,
    Text,
    This,
    Variable,
)
from analyzer.model.facts import Call

MOST_CALLS = 3  # calls within calls that are entered
MOST_UNITS = 50  # whose code one place may run; what runs more is a bus, and says nothing of who needs whom
MOST_KEYS = 6  # arrays in arrays
MOST_STEPS = 800  # expressions looked at for one callable
HOLDING = (Variable, Property, StaticProperty, ElementOf, Either, ReturnOf, Items)
SAME = frozenset({"array_merge", "array_filter", "array_values", "array_reverse", "array_unique"})
Keys = tuple[str | None, ...]


class Inside(NamedTuple):
    """The call through which a body was entered: what is given to its parameters, and where that stands."""

    number: int
    arguments: tuple[Expression, ...]
    place: Place
    outer: Inside | None


class Step(NamedTuple):
    """An expression, where it stands, what is still to be taken from it, and the call we are in."""

    of: Expression
    place: Place
    keys: Keys
    inside: Inside | None


class Handed:
    """Goes back from where callables are run to where they are written."""

    def __init__(self, knowledge: Knowledge, callers: Callers, callables: Callables) -> None:
        """Share the run's knowledge."""
        self._knowledge = knowledge
        self._callers = callers
        self._callables = callables
        self._numbers = count(1)

    def units(self, expression: Expression, place: Place) -> dict[str, int]:
        """Return the units whose code runs when a callable is called, each with how surely; none if nobody can tell."""
        found: dict[str, int] = {}
        waiting: deque[Step] = deque([Step(expression, place, (), None)])
        seen: set[tuple[int, int, Expression, Keys, int]] = set()
        steps = 0
        while waiting:
            step = waiting.popleft()
            if not isinstance(step.of, WRITTEN):  # these end soon, and are long to compare
                question = (
                    step.place.file.order,
                    step.place.index,
                    step.of,
                    step.keys,
                    step.inside.number if step.inside else 0,
                )
                if question in seen:
                    continue
                seen.add(question)
            steps += 1
            if steps > MOST_STEPS or len(found) > MOST_UNITS:
                return {}
            if not step.keys:
                for unit, known in self._written(step.of, step.place):
                    found[unit] = min(max(INFERRED, known), found.get(unit, known))
            if len(step.keys) <= MOST_KEYS:
                for before in self._before(step):
                    if isinstance(before.of, HOLDING if before.keys else PASSING):
                        waiting.append(before)
        return found

    def _written(self, expression: Expression, place: Place) -> Iterator[tuple[str, int]]:
        """What a callable that is written here runs."""
        if isinstance(expression, Closure) and expression.of is None:
            yield place.unit, INFERRED
        elif isinstance(expression, Closure | Text | Items):
            callables = self._callables
            ask = callables.referred if isinstance(expression, Closure) else callables.targets
            for target in ask(expression, place):  # type: ignore[arg-type]
                if target.function is not None:
                    yield target.function.unit_for(place.file.path), target.rank
                elif target.member is not None:
                    yield target.member.owner.id, target.rank

    def _before(self, step: Step) -> Iterator[Step]:
        """Where what an expression holds comes from."""
        match step.of:
            case Variable():
                yield from self._variable(step, step.of)
            case Property() | StaticProperty():
                sources = self._knowledge.sources(step.of, step.place) or self._promoted(step.of, step.place)
                yield from (Step(value, there, step.keys, None) for there, value in sources)
            case ElementOf(inner, key):
                yield step._replace(of=inner, keys=(key, *step.keys))
            case Items() if step.keys:
                held = [value for own, value in numbered(step.of) if _may_be(own, step.keys[0])]
                yield from (step._replace(of=value, keys=step.keys[1:]) for value in held)
            case Either(options):
                yield from (step._replace(of=option) for option in options)
            case ReturnOf():
                yield from self._result(step, step.of)

    def _result(self, step: Step, call: ReturnOf) -> Iterator[Step]:
        """What a call gives: what its body returns; of PHP's own functions, what they are given."""
        if call.of is None and call.name.rpartition("\\")[2].lower() in SAME:
            yield from (step._replace(of=one) for one in call.arguments)
            return
        inside = Inside(next(self._numbers), call.arguments, step.place, step.inside)
        if _deep(inside) <= MOST_CALLS:
            for there, value in results(self._knowledge, call, step.place):
                yield Step(value, there, step.keys, inside)

    def _variable(self, step: Step, variable: Variable) -> Iterator[Step]:
        """What is assigned, and what is given to a parameter: by the call we came through, else by every call."""
        place, inside, keys = step.place, step.inside, step.keys
        for there, value in self._knowledge.sources(variable, place):
            yield Step(value, there, keys, inside if there is place else None)
        if inside is None:
            given = self._callers.handing(variable.name, place)
            yield from (Step(value, site, keys, None) for site, value in given)
            return
        position = position_of(place, variable.name)
        if position is not None and position < len(inside.arguments):
            yield Step(inside.arguments[position], inside.place, keys, inside.outer)

    def _promoted(self, of: Property | StaticProperty, place: Place) -> list[tuple[Place, Expression]]:
        """A property that nobody assigns and that the constructor has as a parameter."""
        owner = place.owner if isinstance(of, Property) and isinstance(of.of, This) else None
        for ancestor in self._knowledge.symbols.lineage(owner) if owner else ():
            constructor = ancestor.places.get("__construct")
            if of.name in ancestor.fields and constructor is not None and of.name in constructor.parameters:
                return [(constructor, Variable(of.name))]
        return []


def _deep(inside: Inside | None) -> int:
    return 0 if inside is None else 1 + _deep(inside.outer)


def _may_be(own: str | None, wanted: str | None) -> bool:
    """Whether what is put under one key may be taken from under another."""
    unknown = own is None or wanted is None or own[:1] == "$" or wanted[:1] == "$"
    return unknown or own == wanted


RUNNING = {**RUN_AT_ONCE, "forward_static_call_array": 0}


def run_by(call: Call) -> Expression | None:
    """Return the callable that a call runs when it is not written there: `$f()`, `call_user_func($f)`."""
    callable_ = call.receiver
    if callable_ is None:
        position = RUNNING.get((call.fallback or call.name).lower())
        if position is not None and position < len(call.arguments):
            callable_ = call.arguments[position]
    elif call.name != "__invoke":
        return None
    return callable_ if isinstance(callable_, HOLDING) and not isinstance(callable_, Items) else None


class HandedLinker:
    """Links who runs callables with whose code they are, after everything else is linked."""

    def __init__(self, symbols: Symbols, evaluator: Evaluator, evidence: Evidence) -> None:
        """Share the run's tables."""
        self._symbols = symbols
        self._handed = Handed(evaluator, evaluator.callers, evaluator.callables)
        self._evidence = evidence

    def link_file(self, file: FileIn) -> None:
        """Link every callable that a file runs."""
        known: dict[tuple[int, Expression], dict[str, int]] = {}
        for call in file.facts.calls:
            callable_ = run_by(call)
            if callable_ is not None:
                place = self._symbols.place(file, call.scope)
                question = (call.scope, callable_)
                if question not in known:
                    known[question] = self._handed.units(callable_, place)
                units = {unit: rank for unit, rank in known[question].items() if unit != place.unit}
                several = GUESSED if len(units) > MOST_GIVEN else INFERRED
                for unit, rank in units.items():
                    self._evidence.edge(place, unit, "dispatches", Support(max(rank, several), "php"), call.lines)

"""A callable where it is run in; the units whose code runs then, found by going back to who handed it over, out.

`$callback()` runs what callers give the parameter, what a property holds, or what stands in an array of either. Only
what the code passes on counts: closures, `[$object, 'm']`, `f(...)` and names, each as it was handed over.
"""

from __future__ import annotations

from collections.abc import Iterator

from analyzer.link.callables import Callables
from analyzer.link.callers import Callers
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

DEEPEST = 12  # steps from where a callable is run to where it is written
MOST_UNITS = 50  # whose code one place may run; what runs more is a bus, and says nothing of who needs whom
MOST_STEPS = 3_000  # expressions looked at for one callable
HOLDING = (Variable, Property, StaticProperty, ElementOf, Either, ReturnOf)
SAME = frozenset({"array_merge", "array_filter", "array_values", "array_reverse", "array_unique"})
Keys = tuple[str | None, ...]
Step = tuple[Expression, Place, Keys, int, int]


class Handed:
    """Goes back from where callables are run to where they are written."""

    def __init__(self, knowledge: Knowledge, callers: Callers, callables: Callables) -> None:
        """Share the run's knowledge."""
        self._knowledge = knowledge
        self._callers = callers
        self._callables = callables

    def units(self, expression: Expression, place: Place) -> dict[str, int]:
        """Return the units whose code runs when a callable is called, each with how surely; in the order found."""
        found: dict[str, int] = {}
        waiting: list[Step] = [(expression, place, (), INFERRED, 0)]
        seen: set[tuple[int, int, Expression, Keys]] = set()
        while waiting and len(seen) < MOST_STEPS:
            expression, place, keys, rank, depth = waiting.pop()
            question = (place.file.order, place.index, expression, keys)
            if question in seen:
                continue
            seen.add(question)
            if not keys:
                for unit, known in self._written(expression, place):
                    found[unit] = min(max(rank, known), found.get(unit, known))
            if depth < DEEPEST:
                waiting += [(e, p, k, max(rank, r), depth + 1) for e, p, k, r in self._before(expression, place, keys)]
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

    def _before(self, of: Expression, place: Place, keys: Keys) -> Iterator[tuple[Expression, Place, Keys, int]]:
        """Where what an expression holds comes from; `keys` are what is still to be taken from it."""
        match of:
            case Variable():
                yield from ((value, there, keys, INFERRED) for there, value in self._knowledge.sources(of, place))
                yield from ((value, site, keys, rank) for site, value, rank in self._callers.handing(of.name, place))
            case Property() | StaticProperty():
                sources = self._knowledge.sources(of, place) or self._promoted(of, place)
                yield from ((value, there, keys, INFERRED) for there, value in sources)
            case ElementOf(inner, key):
                yield inner, place, (key, *keys), INFERRED
            case Items() if keys:
                for own, value in numbered(of):
                    if _may_be(own, keys[0]):
                        yield value, place, keys[1:], INFERRED
            case Either(options):
                yield from ((option, place, keys, INFERRED) for option in options)
            case ReturnOf(None, name, _, arguments) if name.rpartition("\\")[2].lower() in SAME:
                yield from ((one, place, keys, INFERRED) for one in arguments)
            case ReturnOf():
                found = results(self._knowledge, of, place)
                yield from ((value, there, keys, INFERRED) for there, value in found)

    def _promoted(self, of: Property | StaticProperty, place: Place) -> list[tuple[Place, Expression]]:
        """A property that nobody assigns and that the constructor has as a parameter."""
        owner = place.owner if isinstance(of, Property) and isinstance(of.of, This) else None
        for ancestor in self._knowledge.symbols.lineage(owner) if owner else ():
            constructor = ancestor.places.get("__construct")
            if of.name in ancestor.fields and constructor is not None and of.name in constructor.parameters:
                return [(constructor, Variable(of.name))]
        return []


def _may_be(own: str | None, wanted: str | None) -> bool:
    """Whether what is put under one key may be taken from under another."""
    unknown = own is None or wanted is None or own[:1] == "$" or wanted[:1] == "$"
    return unknown or own == wanted


RUNNING = {  # PHP's own functions that run a callable, and where it stands
    "array_filter": 1,
    "array_map": 0,
    "array_reduce": 1,
    "array_walk": 1,
    "array_walk_recursive": 1,
    "call_user_func": 0,
    "call_user_func_array": 0,
    "forward_static_call": 0,
    "forward_static_call_array": 0,
    "iterator_apply": 1,
    "preg_replace_callback": 1,
    "uasort": 1,
    "uksort": 1,
    "usort": 1,
}


def run_by(call: Call) -> Expression | None:
    """Return the callable that a call runs when it is not written there: `$f()`, `call_user_func($f)`."""
    callable_ = call.receiver
    if callable_ is None:
        position = RUNNING.get((call.fallback or call.name).lower())
        if position is not None and position < len(call.arguments):
            callable_ = call.arguments[position]
    elif call.name != "__invoke":
        return None
    return callable_ if isinstance(callable_, HOLDING) else None


class HandedLinker:
    """Links who runs callables with whose code they are, after everything else is linked."""

    def __init__(self, symbols: Symbols, evaluator: Evaluator, evidence: Evidence) -> None:
        """Share the run's tables."""
        self._symbols = symbols
        self._handed = Handed(evaluator, evaluator.callers, evaluator.callables)
        self._evidence = evidence

    def link_file(self, file: FileIn) -> None:
        """Link every callable that a file runs."""
        for call in file.facts.calls:
            callable_ = run_by(call)
            if callable_ is not None:
                place = self._symbols.place(file, call.scope)
                units = self._handed.units(callable_, place)
                units.pop(place.unit, None)
                several = GUESSED if len(units) > MOST_GIVEN else INFERRED
                for unit, rank in units.items() if len(units) <= MOST_UNITS else ():
                    self._evidence.edge(place, unit, "calls", Support(max(rank, several), "php"), call.lines)

"""A call and a pattern in; what the pattern captures there out."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from itertools import product
from typing import NamedTuple

from analyzer.frameworks import (
    Argument,
    CallPattern,
    Framework,
    Holds,
    Meaning,
    Rule,
    Space,
    gives_callables,
    only_types,
)
from analyzer.link.knowledge import Knowledge
from analyzer.link.show import show
from analyzer.link.symbols import ClassSymbol, Place, Symbols
from analyzer.link.texts import HOLE
from analyzer.model.expression import Expression, Items, Named, New, ReturnOf, Variable

MOST_NAMES = 12  # values that one argument may have
MERGES = frozenset({"array_merge", "array_replace", "merge"})
RELATIVE = frozenset({"self", "static", "parent"})


class Site(NamedTuple):
    """A call as an expression or as a fact: both have these parts."""

    of: Expression | None
    name: str
    static: bool
    arguments: Sequence[Expression]


class Match(NamedTuple):
    """What was captured: texts by name, values by name; `dynamic` when a text is not known, or has holes."""

    texts: Mapping[str, str]
    values: Mapping[str, Expression]
    dynamic: bool = False


class Known(NamedTuple):
    """A rule of a framework."""

    via: str
    rule: Rule

    @property
    def pattern(self) -> CallPattern:
        """The pattern of a rule about calls."""
        assert isinstance(self.rule.pattern, CallPattern)
        return self.rule.pattern


class Matcher:
    """Matches calls with the rules of the active frameworks."""

    def __init__(self, symbols: Symbols, knowledge: Knowledge, frameworks: Sequence[Framework]) -> None:
        """Index the rules by the name that is called."""
        self._symbols = symbols
        self._knowledge = knowledge
        self._calls: dict[str, list[Known]] = {}
        self._named: dict[str, list[Known]] = {}  # what a name was found to speak of
        self._parted: dict[str, tuple[list[Known], list[Known]]] = {}  # the same: rules that mean, that only type
        self._giving: dict[str, list[Known]] = {}  # the same: rules that give names a meaning
        self._open: list[tuple[str, Known]] = []  # by how the name begins
        for framework in frameworks:
            for rule in framework.rules:
                if isinstance(rule.pattern, CallPattern) and rule.pattern.name.endswith("*"):
                    self._open.append((rule.pattern.name[:-1], Known(framework.name, rule)))
                elif isinstance(rule.pattern, CallPattern):
                    self._calls.setdefault(rule.pattern.name, []).append(Known(framework.name, rule))

    def named(self, name: str) -> Sequence[Known]:
        """Return the rules about calls of a function or method by its name, in whatever namespace and case."""
        found = self._named.get(name)
        if found is None:
            bare = name.rpartition("\\")[2].lower()
            begun = [known for start, known in self._open if bare.startswith(start)]
            found = self._named[name] = [*self._calls.get(bare, ()), *begun]
        return found

    def telling(self, name: str, typed: bool) -> Sequence[Known]:
        """Return the rules about a name that only say of what type a call is, or (not `typed`) the others."""
        parted = self._parted.get(name)
        if parted is None:
            known = self.named(name)
            parted = self._parted[name] = (
                [one for one in known if not only_types(one.rule)],
                [one for one in known if only_types(one.rule)],
            )
        return parted[typed]

    def giving(self, name: str) -> Sequence[Known]:
        """Return the rules about a name that give other names a meaning."""
        found = self._giving.get(name)
        if found is None:
            found = [one for one in self.named(name) if any(meaning.gives for meaning in one.rule.meanings)]
            self._giving[name] = found
        return found

    def matches(self, pattern: CallPattern, site: Site, place: Place) -> Iterator[Match]:
        """Yield what the pattern captures: one match a combination of the texts that its arguments may be."""
        if not self._shaped(pattern, site):
            return
        options: dict[str, Sequence[str]] = {}
        values: dict[str, Expression] = {}
        dynamic = False
        for argument, given in zip(pattern.arguments, site.arguments, strict=False):
            if not self._fits(argument, given, place):
                return
            if argument.literal:
                options[argument.capture] = texts = self._texts(given, place)
                if not texts:
                    dynamic = True
                    options[argument.capture] = [one for one in self._knowledge.patterns(given, place) if HOLE in one]
            elif argument.capture:
                values[argument.capture] = given
        receivers = self._receivers(pattern, site, place)
        if receivers and not all(options.values()):
            yield Match({}, values, True)
            return
        around = {"class": place.owner.name} if place.owner is not None else {}
        for receiver in receivers:
            for texts in product(*options.values()):
                yield Match({**around, **receiver, **dict(zip(options, texts, strict=True))}, values, dynamic)

    def _fits(self, argument: Argument, given: Expression, place: Place) -> bool:
        """Whether an argument has the fixed text, or any name at all."""
        if argument.fixed is not None and argument.fixed not in self._texts(given, place):
            return False
        return not (argument.literal and isinstance(given, Items) and not given.pairs)

    def whole(self, pattern: CallPattern, site: Site, place: Place) -> Iterator[Match]:
        """Yield the matches of which every text is known."""
        return (match for match in self.matches(pattern, site, place) if not match.dynamic)

    def _receivers(self, pattern: CallPattern, site: Site, place: Place) -> Sequence[Mapping[str, str]]:
        """The classes that are called, as captures; none when the pattern speaks of others."""
        if not pattern.classes or site.of is None:
            return ({},)
        ask = self._knowledge.class_of if site.static else self._knowledge.evaluate
        keys = [key for key in ask(site.of, place).types if self.descends(key, pattern.classes)][:MOST_NAMES]
        if keys:
            symbols = [(self._symbols.classes.get(key), key) for key in keys]
            return [{"receiver": symbol.name if symbol else key} for symbol, key in symbols]
        written = pattern.static and isinstance(site.of, Named) and site.of.name.lower() in pattern.classes
        return ({},) if written else ()

    def _texts(self, given: Expression, place: Place) -> Sequence[str]:
        """The texts that an argument may be; of `X::class` and of an object the class, of a list all in it."""
        given = _described(given)
        if isinstance(given, Items):
            described = [value for key, value in given.pairs if key == "class"]  # an object as an array says it
            if described:
                return self._texts(described[0], place)
            return [text for _, value in given.pairs for text in self._texts(value, place)][:MOST_NAMES]
        if isinstance(given, Named) and given.name not in RELATIVE:
            return (given.name,)
        if isinstance(given, Named) and given.name != "parent" and place.owner is not None:
            return (place.owner.name,)
        texts = self._knowledge.texts(given, place)[:MOST_NAMES]
        return texts or list(self._objects(given, place))[:MOST_NAMES]

    def _objects(self, given: Expression, place: Place) -> Iterator[str]:
        """The classes of an object that stands where a name may: an event, a message."""
        if isinstance(given, New | Variable):
            for key in self._knowledge.evaluate(given, place).types:
                symbol = self._symbols.classes.get(key)
                if symbol is not None or (isinstance(given, New) and key.replace("\\", "").isidentifier()):
                    yield symbol.name if symbol is not None else key

    def descends(self, key: str, classes: Sequence[str]) -> bool:
        """Whether a class is one of some others, or below one; they need not be declared here."""
        if key in classes:
            return True
        symbol = self._symbols.classes.get(key)
        return symbol is not None and below(self._symbols, symbol, classes)

    def _shaped(self, pattern: CallPattern, site: Site) -> bool:
        if len(site.arguments) < len(pattern.arguments):
            return False
        if not pattern.classes and not pattern.receiver:
            return site.of is None
        if site.of is None:
            return False
        if pattern.classes:
            return not (site.static and isinstance(site.of, New))
        return pattern.static == site.static and pattern.receiver in ("*", show(site.of))


def _described(given: Expression) -> Expression:
    """An object's description that more is merged into: `array_merge(['class' => Grid::class], $options)`."""
    if isinstance(given, ReturnOf) and given.arguments and given.name.rpartition("\\")[2].lower() in MERGES:
        first = given.arguments[0]
        if isinstance(first, Items) and any(key == "class" for key, _ in first.pairs):
            return first
    return given


def below(symbols: Symbols, symbol: ClassSymbol, classes: Sequence[str]) -> bool:
    """Whether a declared class descends from one of some others (lower case), declared or not."""
    return not symbols.ancestry(symbol).isdisjoint(classes)


def label(via: str, meaning: Meaning) -> str:
    """Return the kind of reference that coverage counts: `wordpress hook`, `acme class`."""
    return f"{via} {meaning.space or meaning.head}"


def spaces(frameworks: Sequence[Framework]) -> dict[str, tuple[str, Space]]:
    """Return the spaces of the frameworks with who has them, and those that only their rules name."""
    found = {space.name: (framework.name, space) for framework in frameworks for space in framework.spaces}
    for framework in frameworks:
        called = {m.space for rule in framework.rules if gives_callables(rule) for m in rule.meanings if m.given}
        for rule in framework.rules:
            for meaning in rule.meanings:
                if meaning.space and meaning.space not in found:
                    is_called = meaning.space in called
                    holds = Holds.CALLABLE if is_called else Holds.INSTANCE
                    found[meaning.space] = (framework.name, Space(meaning.space, holds, quiet=is_called))
    return found

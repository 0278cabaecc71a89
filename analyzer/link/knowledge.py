"""What the parts of the evaluator ask of each other: a type, no code."""

from collections.abc import Iterable, Sequence
from typing import NamedTuple, Protocol

from analyzer.link.shapes import Shapes
from analyzer.link.symbols import ClassSymbol, FileIn, Place, Symbols
from analyzer.link.value import NOTHING, Value
from analyzer.model.expression import Expression, Handed, Property, ReturnOf, StaticProperty, Type, Variable
from analyzer.model.facts import Method


class Member(NamedTuple):
    """A method as found: the class that declares it, the declaration and the file it stands in."""

    owner: ClassSymbol
    method: Method
    file: FileIn

    @property
    def body(self) -> Place | None:
        """Where the code of the method stands, if it has any."""
        return self.owner.places.get(self.method.name.lower())


class Generation(NamedTuple):
    """A class that a framework writes: what it stands for, the method that makes one of these, and who says so.

    `names` are the declared classes that its own name mentions or means.
    """

    of: Value
    names: tuple[str, ...]
    method: str  # lower case; "" when the class is one of these itself
    via: str


class Stood(NamedTuple):
    """An object behind a method that a class lacks: its class, the methods that are meant, rank, and who says so."""

    key: str
    methods: tuple[str, ...]
    rank: int
    via: str


class Wired(Protocol):
    """What frameworks say that calls, properties, interfaces and facades give."""

    functions: frozenset[str]  # of the frameworks themselves, lower case

    def gives(self, call: ReturnOf, place: Place, typed: bool = False) -> Value:
        """Return what a call gives because a framework's rule names it; with `typed` because a rule gives its type."""
        ...

    def rendering(self, path: str) -> Value:
        """Return what `$this` is in a script that methods include."""
        ...

    def said(self, call: ReturnOf, place: Place) -> tuple[str, ...]:
        """Return the texts that a call gives because a framework's rule says so."""
        ...

    def property(self, key: str, name: str) -> Value:
        """Return what a property of a class, declared or not, holds because a framework's rule says so."""
        ...

    def concrete(self, key: str) -> Iterable[tuple[str, str]]:
        """Return the classes that a container gives for an interface or class, with who says so."""
        ...

    def also_called(self, symbol: ClassSymbol, name: str) -> Iterable[str]:
        """Return the lower-case names under which a method that a class lacks may be declared."""
        ...

    def variable(self, name: str, place: Place) -> Value:
        """Return what a variable of which nobody says anything holds because of the class around it."""
        ...

    def hands(self, handed: Handed, place: Place) -> Value:
        """Return what a call hands to the closure that it is given because a framework says so."""
        ...

    def generated(self, key: str) -> Generation | None:
        """Return what a class is made for that nobody declares, because a framework writes it."""
        ...

    def stand_ins(self, symbol: ClassSymbol) -> Iterable[tuple[str, str]]:
        """Return the classes to which a class passes on its static calls, with who says so."""
        ...

    def behind(self, key: str, name: str) -> Sequence[Stood]:
        """Return the objects behind a method that a class lacks."""
        ...

    def given_behind(self, key: str, call: ReturnOf, place: Place) -> Value:
        """Return what a class written by a framework makes, or the objects give that stand behind a method it lacks."""
        ...


class Unwired:
    """No framework says anything."""

    functions: frozenset[str] = frozenset()

    def gives(self, _call: ReturnOf, _place: Place, _typed: bool = False) -> Value:
        """Return nothing."""
        return NOTHING

    def rendering(self, _path: str) -> Value:
        """Return nothing."""
        return NOTHING

    def said(self, _call: ReturnOf, _place: Place) -> tuple[str, ...]:
        """Return nothing."""
        return ()

    def property(self, _key: str, _name: str) -> Value:
        """Return nothing."""
        return NOTHING

    def concrete(self, _key: str) -> Iterable[tuple[str, str]]:
        """Return nothing."""
        return ()

    def also_called(self, _symbol: ClassSymbol, _name: str) -> Iterable[str]:
        """Return nothing."""
        return ()

    def variable(self, _name: str, _place: Place) -> Value:
        """Return nothing."""
        return NOTHING

    def hands(self, _handed: Handed, _place: Place) -> Value:
        """Return nothing."""
        return NOTHING

    def generated(self, _key: str) -> Generation | None:
        """Return nothing."""
        return None

    def stand_ins(self, _symbol: ClassSymbol) -> Iterable[tuple[str, str]]:
        """Return nothing."""
        return ()

    def behind(self, _key: str, _name: str) -> Sequence[Stood]:
        """Return nothing."""
        return ()

    def given_behind(self, _key: str, _call: ReturnOf, _place: Place) -> Value:
        """Return nothing."""
        return NOTHING


class Knowledge(Protocol):
    """Questions about expressions and members; answers are remembered for one run."""

    symbols: Symbols
    wiring: Wired
    shapes: Shapes

    def evaluate(self, expression: Expression, place: Place) -> Value:
        """Return what the expression may be."""
        ...

    def class_of(self, expression: Expression, place: Place) -> Value:
        """Return the classes that an expression names or is an instance of."""
        ...

    def variable(self, name: str, place: Place) -> Value:
        """Return what a local variable, parameter or global may hold."""
        ...

    def global_variable(self, name: str) -> Value:
        """Return what a global variable may hold."""
        ...

    def texts(self, expression: Expression, place: Place) -> tuple[str, ...]:
        """Return the strings the expression may be, those that are known whole."""
        ...

    def patterns(self, expression: Expression, place: Place) -> tuple[str, ...]:
        """Return the strings the expression may be, with `HOLE` for what nobody can tell."""
        ...

    def typed(self, declared: Type | None, owner: ClassSymbol | None) -> Value:
        """Return the value of a declared type."""
        ...

    def is_real(self, value: Value) -> bool:
        """Return whether somebody has one of the classes: the code, PHP, a package."""
        ...

    def find_method(self, symbol: ClassSymbol, name: str) -> Member | None:
        """Return a method by its lower-case name as PHP finds it."""
        ...

    def returned_by(self, member: Member, key: str, receiver: Value, call: tuple[Sequence[Expression], Place]) -> Value:
        """Return what a method gives to a call with these arguments, on a receiver of the class `key`."""
        ...

    def sources(self, of: Variable | Property | StaticProperty, place: Place) -> list[tuple[Place, Expression]]:
        """Return everything assigned to a variable or a property, each with where that stands."""
        ...

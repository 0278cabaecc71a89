"""What the parts of the evaluator ask of each other: a type, no code."""

from collections.abc import Sequence
from typing import NamedTuple, Protocol

from analyzer.link.symbols import ClassSymbol, FileIn, Place, Symbols
from analyzer.link.value import Value
from analyzer.model.expression import Expression, Property, StaticProperty, Type, Variable
from analyzer.model.facts import Method


class Member(NamedTuple):
    """A method as found: the class that declares it, the declaration and the file it stands in."""

    owner: ClassSymbol
    method: Method
    file: FileIn


class Knowledge(Protocol):
    """Questions about expressions and members; answers are remembered for one run."""

    symbols: Symbols

    def evaluate(self, expression: Expression, place: Place) -> Value:
        """Return what the expression may be."""
        ...

    def class_of(self, expression: Expression, place: Place) -> Value:
        """Return the classes that an expression names or is an instance of."""
        ...

    def texts(self, expression: Expression, place: Place) -> tuple[str, ...]:
        """Return the strings the expression may be, those that are known whole."""
        ...

    def typed(self, declared: Type | None, owner: ClassSymbol | None) -> Value:
        """Return the value of a declared type."""
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

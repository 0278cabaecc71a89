"""The symbol table in; which names of variables, constants, classes and includes the code mentions at all, out."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import cached_property

import msgspec

from analyzer.link.evidence import shown
from analyzer.link.symbols import FileIn, Symbols
from analyzer.model.expression import Constant, ElementOf, Property, StaticProperty, Variable


class UsedNames:
    """Answers for the few names of a configuration; everything is looked through once, and only when asked."""

    def __init__(self, symbols: Symbols) -> None:
        """Look nothing up yet."""
        self._symbols = symbols

    def variable(self, name: str) -> bool:
        """Whether a script or a `global` statement names a variable."""
        return name in self._symbols.globals or name in self._variables

    def variables(self) -> Sequence[str]:
        """Global variables, sorted."""
        return sorted({*self._symbols.globals, *self._variables})

    def member(self, name: str) -> bool:
        """Whether a property of this name is used, of whatever class."""
        return name in self._members

    def constant(self, name: str) -> bool:
        """Whether the code names a constant."""
        return name in self._constants

    def class_name(self, name: str) -> bool:
        """Whether the code refers to a class."""
        return name.lower() in self._classes

    def class_names(self) -> Sequence[str]:
        """The names of all classes that are referred to and not declared, sorted."""
        return sorted(name for key, name in self._classes.items() if key not in self._symbols.classes)

    def include(self, text: str) -> bool:
        """Whether an include is written so."""
        return text in self._includes

    def includes(self) -> Sequence[str]:
        """The texts of all includes, sorted."""
        return sorted(self._includes)

    @cached_property
    def _includes(self) -> frozenset[str]:
        return frozenset(shown(one.text) for file in self._symbols.files for one in file.facts.includes)

    @cached_property
    def _classes(self) -> dict[str, str]:
        found: dict[str, str] = {}
        for file in self._symbols.files:
            for reference in file.facts.references:
                found.setdefault(reference.target.lower(), reference.target)
        return found

    @cached_property
    def _variables(self) -> frozenset[str]:
        named = {name for file in self._symbols.files for scope in file.facts.scopes for name in scope.globals}
        for file in self._symbols.files:
            for scope, expression in _expressions(file):
                script = not 0 <= scope < len(file.facts.scopes) or not file.facts.scopes[scope].unit
                for part in _parts(expression):
                    if isinstance(part, Variable) and script:
                        named.add(part.name)
                    elif isinstance(part, ElementOf) and isinstance(part.of, Variable) and part.of.name == "GLOBALS":
                        named.add(part.key or "")
        return frozenset(named - {"", "this"})

    @cached_property
    def _members(self) -> frozenset[str]:
        parts = (part for file in self._symbols.files for _, one in _expressions(file) for part in _parts(one))
        return frozenset(part.name for part in parts if isinstance(part, Property | StaticProperty))

    @cached_property
    def _constants(self) -> frozenset[str]:
        parts = (part for file in self._symbols.files for _, one in _expressions(file) for part in _parts(one))
        return frozenset(part.name.rpartition("\\")[2] for part in parts if isinstance(part, Constant))


def _expressions(file: FileIn) -> Iterator[tuple[int, object]]:
    """Yield every expression that was kept of a file, with the index of its scope."""
    facts = file.facts
    yield from ((call.scope, part) for call in facts.calls for part in (call.receiver, call.arguments))
    yield from ((include.scope, include.path) for include in facts.includes)
    yield from ((0, constant.value) for constant in facts.constants)
    for index, scope in enumerate(facts.scopes):
        yield from ((index, assignment.value) for assignment in scope.assignments)


def _parts(expression: object) -> Iterator[msgspec.Struct]:
    """Yield an expression and everything inside of it."""
    waiting: list[object] = [expression]
    while waiting:
        found = waiting.pop()
        if isinstance(found, msgspec.Struct):
            yield found
            waiting.extend(getattr(found, name) for name in found.__struct_fields__)
        elif isinstance(found, tuple):
            waiting.extend(found)

"""A property that names a table in a record layer of the code's own in; the tables that it may name out.

`$db->OrderLine` is a table where `__get` hands its name on; `$this->table` is one for each heir whose constructor says
`parent::__construct('orders')`. Both are guesses.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from analyzer.frameworks import table_names
from analyzer.link.callers import argument
from analyzer.link.evaluate import Evaluator
from analyzer.link.knowledge import Member
from analyzer.link.symbols import Place
from analyzer.link.tablenames import TableNames, clean
from analyzer.model.expression import Expression, Items, Joined, Property, ReturnOf, Text, This, Variable

MOST_CALLERS = 400  # calls of one constructor
DEEPEST = 4  # constructors that hand a name on to constructors


class Told(NamedTuple):
    """A table's name, and where it is said."""

    place: Place
    lines: Sequence[int]
    name: str


class RecordTables:
    """Asks what classes say of tables by `__get` and by what they give to their parents."""

    def __init__(self, evaluator: Evaluator, names: TableNames) -> None:
        """Only names that a schema declares count."""
        self._evaluator = evaluator
        self._names = names

    def by_magic(self, given: Property, place: Place) -> str:
        """Return the declared table that `$db->OrderLine` means, "" when no `__get` hands the name on."""
        if not self._names.knows_any:
            return ""
        for key in self._evaluator.evaluate(given.of, place).types:
            symbol = self._evaluator.symbols.classes.get(key)
            member = self._evaluator.find_method(symbol, "__get") if symbol is not None else None
            if symbol is None or member is None or not member.method.parameters:
                continue
            declared = any(given.name in above.fields for above in self._evaluator.symbols.lineage(symbol))
            if not declared and _hands_on(member):
                return next((one for one in table_names(given.name) if self._names.is_declared(one)), "")
        return ""

    def told(self, given: Expression, place: Place) -> list[Told]:
        """Return the tables that heirs and makers give a property of `$this`, each with where they do."""
        if not isinstance(given, Property) or not isinstance(given.of, This):
            return []
        found: dict[tuple[str, int, str], Told] = {}
        asked: set[tuple[int, int, str]] = set()
        for there, value in self._evaluator.sources(given, place):
            for told in self._given(there, value, asked):
                found.setdefault((told.place.file.path, min(told.lines, default=0), told.name), told)
        return [found[key] for key in sorted(found)]

    def _given(
        self, place: Place, value: Expression, asked: set[tuple[int, int, str]], depth: int = 0
    ) -> Iterator[Told]:
        """What callers give the parameter that a value is; each parameter is `asked` for once."""
        if depth > DEEPEST or not isinstance(value, Variable) or value.name not in place.parameters:
            return
        if (question := (place.file.order, place.index, value.name)) in asked:
            return
        asked.add(question)
        for there, call in self._evaluator.callers.of(place, MOST_CALLERS):
            given = argument(place, value.name, call)
            if given is None:
                continue
            texts = self._evaluator.texts(given, there)
            for text in texts:
                if "{" not in text and self._names.is_declared(clean(text)[1]):
                    yield Told(there, call.lines, text)
            if not texts:
                yield from self._given(there, given, asked, depth + 1)


def _hands_on(member: Member) -> bool:
    """Whether a `__get` makes what it gives of the name: of one that is said to give a text, its calls tell."""
    name, body = member.method.parameters[0].name, member.body
    if any(_passes(one, name) for one in member.method.returned):
        return True
    calls = member.file.facts.calls if body is not None and not member.method.returned else ()
    return any(
        body is not None
        and call.scope == body.index
        and Variable(name) in call.arguments
        and "table" in call.name.lower()
        for call in calls
    )


def _passes(returned: Expression, name: str) -> bool:
    """Whether what is returned is made by handing a parameter on: `$this->tableOf($name)`, `$this->prefix . $name`."""
    match returned:
        case ReturnOf():
            return any(one == Variable(name) for one in returned.arguments) or (
                returned.of is not None and _passes(returned.of, name)
            )
        case Joined():
            return any(one == Variable(name) for one in returned.parts)
    return False


def named(given: Expression) -> Sequence[Expression]:
    """Return what an argument names: of `['o' => $db->Order]` what is in it, of `$this->tables['orders'] . ' AS o'` the
    table alone.
    """
    values = [value for _, value in given.pairs] if isinstance(given, Items) else [given]
    return [value.parts[0] if _is_aliased(value) and isinstance(value, Joined) else value for value in values]


def _is_aliased(value: Expression) -> bool:
    second = value.parts[1] if isinstance(value, Joined) and len(value.parts) > 1 else None
    return isinstance(second, Text) and second.text.startswith(" ")

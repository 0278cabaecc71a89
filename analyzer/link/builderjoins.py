"""Joins of query builders (`->join('lines', 'lines.order_id', '=', 'orders.id')`) in; `Join`s of their tables out.

A builder's first table stands earlier in the chain, or in another statement on the same variable or property of the
same function. Conditions name tables by their aliases; one that cannot be read leaves the columns out, not the join.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from analyzer.link.joined import JoinLinker
from analyzer.link.symbols import Place
from analyzer.link.tables import TableLinker
from analyzer.model.expression import Expression, Items, ReturnOf, Text, Variable
from analyzer.model.facts import Call
from analyzer.model.location import Location

JOINERS = frozenset(
    """
    join innerjoin leftjoin rightjoin joinleft joininner joinright joincross crossjoin fulljoin left_join right_join
    inner_join straightjoin leftjoinwhere joinwhere leftouterjoin rightouterjoin addjoin
    """.split()  # noqa: SIM905
)
STARTERS = frozenset({"table", "from", "into", "fromtable", "select", "db_select"})
_ORDER = {"select": 1}  # Drupal's `select('orders', 'o')` names a table, everybody else's `select` columns
_COMPARED = re.compile(
    r"[`\"\[]?(\w+)[`\"\]]?\.[`\"\[]?(\w+)[`\"\]]?\s*=\s*[`\"\[]?(\w+)[`\"\]]?\.[`\"\[]?(\w+)[`\"\]]?"
)
_COLUMN = re.compile(r"(\w+)\.(\w+)")
_ALIASED = re.compile(r"([\w$.{}%#`\"\[\]]+)(?:\s+(?:as\s+)?[`\"]?(\w+)[`\"]?)?", re.IGNORECASE)
_WORD = re.compile(r"\w+")
MOST = 4  # tables that one name may mean

Pairs = list[tuple[str, str, str, str]]  # alias and column of one side, alias and column of the other


class _Step(NamedTuple):
    """A call that names a table: `from`, `join` and their kin."""

    name: str
    arguments: Sequence[Expression]
    line: int


class BuilderJoins:
    """Reads which tables a chain brings together."""

    def __init__(self, tables: TableLinker, joins: JoinLinker) -> None:
        """Share the run's tables; add to its joins."""
        self._tables = tables
        self._joins = joins

    def add(self, call: Call, place: Place) -> None:
        """Note the joins of a call of a builder's `join`."""
        if call.receiver is None or place.file.test:
            return
        known: dict[str, str] = {}  # alias → id of its table
        for step in self._before(call.receiver, place, call):
            for table, aliases in self._named(step, place):
                for alias in aliases:
                    known.setdefault(alias, table)
        for line in call.lines:
            self._join(_Step(call.name.lower(), call.arguments, line), place, known)

    def _join(self, step: _Step, place: Place, before: dict[str, str]) -> None:
        where = Location(place.file.path, step.line)
        for table, aliases in self._named(step, place):
            others: dict[str, list[tuple[str, str]]] = {}
            for one, column, other, its in _conditions(step):
                if other.lower() in aliases:
                    one, column, other, its = other, its, one, column
                if one.lower() in aliases and (found := self._of(other.lower(), before)):
                    others.setdefault(found, []).append((column, its))
            for other, columns in (others or {one: [] for one in list(before.values())[:1]}).items():
                if table != other:
                    self._joins.add(place.unit, where, (table, other), tuple(columns), _text(step))

    def _of(self, alias: str, known: dict[str, str]) -> str:
        """The table of an alias: that of the chain, else the declared table of that name, "" if there is none."""
        declared = alias not in known and self._tables.names.is_declared(alias)
        return self._tables.id_of(alias) if declared else known.get(alias, "")

    def _before(self, receiver: Expression, place: Place, call: Call) -> Iterator[_Step]:
        """What was named before, first of all the table that the chain begins with."""
        chain = list(_chain(receiver, place))
        root = _root(receiver)
        line = max(call.lines)
        apart = [
            _Step(one.name.lower(), one.arguments, at)
            for one in place.file.facts.calls
            if one.scope == call.scope and one is not call and _names_table(one.name)
            for at in one.lines
            if at <= line and (one.receiver is None or _root(one.receiver) == root)
        ]
        if not isinstance(root, ReturnOf):
            chain += sorted((one for one in apart if one.arguments), key=lambda one: -one.line)
        yield from sorted(chain, key=lambda one: _ORDER.get(one.name, 2 if one.name in JOINERS else 0))

    def _named(self, step: _Step, place: Place) -> Iterator[tuple[str, set[str]]]:
        """Each table that a step names, by its id, with what conditions may call it."""
        position = _position(step)
        given = step.arguments[position] if position < len(step.arguments) else Items(())
        pairs = given.pairs[:MOST] if isinstance(given, Items) else ((None, given),)
        for key, value in pairs:
            names = [value.text] if isinstance(value, Text) else self._tables.expression_names(value, place)
            for found in (_ALIASED.fullmatch(written.strip()) for written in names[:MOST]):
                if found is None or (step.name == "select" and not self._tables.names.is_declared(found.group(1))):
                    continue
                if table := self._tables.id_of(found.group(1)):
                    alias = key or found.group(2) or _alias(step, position)
                    bare = table.removeprefix("table:")
                    yield table, {alias.lower()} if alias else {bare.lower(), found.group(1).lower()}


def _position(step: _Step) -> int:
    """Where the table stands: Doctrine says first what is joined to, `leftJoin('o', 'lines', 'l', …)`."""
    simple = [isinstance(one, Text) and _WORD.fullmatch(one.text) is not None for one in step.arguments[:3]]
    return 1 if step.name in JOINERS and simple == [True] * 3 else 0


def _alias(step: _Step, position: int) -> str:
    following = step.arguments[position + 1] if len(step.arguments) > position + 1 else None
    return following.text if isinstance(following, Text) and _WORD.fullmatch(following.text) else ""


def _conditions(step: _Step) -> Pairs:
    """The pairs of columns that a join's arguments compare."""
    texts = [one.text for one in step.arguments[1:] if isinstance(one, Text)]
    found: Pairs = [match.groups() for text in texts for match in _COMPARED.finditer(text)]  # type: ignore[misc]
    columns = [match for text in texts if (match := _COLUMN.fullmatch(text.strip()))]
    if not found and len(columns) == 2:  # Laravel: 'lines.order_id', '=', 'orders.id'
        found = [(*columns[0].groups(), *columns[1].groups())]  # type: ignore[list-item]
    return found


def _text(step: _Step) -> str:
    return f"{step.name}({', '.join(one.text for one in step.arguments if isinstance(one, Text))})"


def _names_table(name: str) -> bool:
    bare = name.rpartition("\\")[2].lower()
    return bare in STARTERS or bare in JOINERS


def _chain(receiver: Expression, place: Place, depth: int = 0) -> Iterator[_Step]:
    """The calls before in the same chain, also through a variable."""
    at: Expression | None = receiver
    while isinstance(at, ReturnOf):
        if at.arguments and _names_table(at.name):
            yield _Step(at.name.rpartition("\\")[2].lower(), at.arguments, 0)
        at = at.of
    if isinstance(at, Variable) and depth < 2:
        for value in place.assigned(at.name)[:4]:
            yield from _chain(value, place, depth + 1)


def _root(receiver: Expression) -> Expression | None:
    """What a chain of calls hangs on: a variable, a property; the first call where there is neither."""
    at: Expression = receiver
    while isinstance(at, ReturnOf) and at.of is not None:
        at = at.of
    return at

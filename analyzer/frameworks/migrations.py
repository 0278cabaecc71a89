"""Migrations in: calls of one scope; the tables that they create or change, and their foreign keys, out.

Phinx and Doctrine's schema add columns one by one; Yii and CodeIgniter's forge create a table of an array.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from analyzer.frameworks.arguments import text_of
from analyzer.frameworks.claims import Declared
from analyzer.model.expression import Expression, Items, ReturnOf, Text, Variable
from analyzer.model.facts import Call, FileFacts
from analyzer.model.statements import Column, ForeignKey, TableDeclaration


def chained(facts: FileFacts, calls: Sequence[Call]) -> Iterator[Declared]:
    """Phinx: `$this->table('orders')->addColumn('a', 'integer')`; Doctrine: `$t = $schema->createTable('orders')`."""
    scope = facts.scopes[calls[0].scope] if facts.scopes else None
    held = {one.variable: one.value for one in scope.assignments} if scope is not None else {}
    columns: dict[str, list[Column]] = {}
    lines: dict[str, int] = {}
    for call in calls:
        name, table = call.name.lower(), _table_of(call.receiver, held)
        if name == "addforeignkey" and not table and len(call.arguments) > 3:  # Yii: key, table, column, target
            table, column, target = (text_of(call.arguments, position) for position in (1, 2, 3))
            if table and column and target:
                yield ForeignKey(table, (column,), target, (text_of(call.arguments, 4) or "id",), call.lines[0])
        elif table and name == "addcolumn" and text_of(call.arguments):
            columns.setdefault(table, []).append(Column(text_of(call.arguments), text_of(call.arguments, 1)))
            lines[table] = min(call.lines[0], lines.get(table, call.lines[0]))
        elif table and name in ("addforeignkey", "addforeignkeyconstraint"):
            first = 1 if name == "addforeignkey" else 0
            target, column = text_of(call.arguments, first), text_of(call.arguments, 1 - first)
            if column and target:
                yield ForeignKey(table, (column,), target, (text_of(call.arguments, 2) or "id",), call.lines[0])
    for table, found in columns.items():
        yield TableDeclaration(table, lines[table], tuple(found))


def _table_of(receiver: Expression | None, held: Mapping[str, Expression], depth: int = 0) -> str:
    at = receiver
    while isinstance(at, ReturnOf):
        if at.name.lower() in ("table", "createtable", "gettable") and text_of(at.arguments):
            return text_of(at.arguments)
        at = at.of
    if isinstance(at, Variable) and at.name in held and depth < 2:
        return _table_of(held[at.name], held, depth + 1)
    return ""


def created(calls: Sequence[Call]) -> Iterator[Declared]:
    """Yii: `createTable('t', ['a' => …])`; CodeIgniter: fields are added, then the table is created of them."""
    waiting: list[tuple[int, tuple[Column, ...]]] = []
    ordered = sorted(((line, call) for call in calls for line in call.lines), key=lambda pair: pair[0])
    for line, call in ordered:
        name, table = call.name.lower(), text_of(call.arguments)
        if name in ("add_field", "addfield") and call.arguments:
            waiting.append((line, _keys(call.arguments[0])))
        elif name in ("create_table", "createtable") and table:
            given = _keys(call.arguments[1]) if len(call.arguments) > 1 else ()
            columns = given or tuple(column for _, found in waiting for column in found)
            waiting = []
            if columns:
                yield TableDeclaration(table, line, columns)


def _keys(given: Expression) -> tuple[Column, ...]:
    pairs = given.pairs if isinstance(given, Items) else ()
    return tuple(
        Column(key, value.text if isinstance(value, Text) else "") for key, value in pairs if key and key[0] != "$"
    )

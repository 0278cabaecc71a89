"""Laravel's migrations in; the tables that they create, with columns and foreign keys, out."""

from __future__ import annotations

from collections.abc import Iterator

from analyzer.frameworks.claims import Claim, Declares, Origin
from analyzer.frameworks.inflection import plural
from analyzer.model.expression import Closure, Named, ReturnOf, Text, Variable
from analyzer.model.facts import Call, Column, ForeignKey, ReadFile, TableDeclaration

NOT_COLUMNS = frozenset(
    """
    comment drop dropcolumn dropforeign dropif dropindex dropprimary droptimestamps dropunique engine foreign fulltext
    index primary rawindex rename renamecolumn renameindex spatialindex unique
    """.split()  # noqa: SIM905 - one string, so that the list stays short
)
PLAIN = {"timestamps": ("created_at", "updated_at"), "softdeletes": ("deleted_at",), "id": ("id",)}


def created(file: ReadFile) -> Iterator[Claim]:
    """Yield the tables of `Schema::create('orders', function (Blueprint $table) {…})`."""
    facts = file.facts
    spans = {number: (first, last) for number, first, last in facts.closures}
    for call in facts.calls:
        if call.name not in ("create", "table") or len(call.arguments) < 2 or not _is_schema(call):
            continue
        name, closure = call.arguments[:2]
        if isinstance(name, Text) and isinstance(closure, Closure) and closure.number in spans:
            first, last = spans[closure.number]
            inside = [one for one in facts.calls if one.scope == call.scope and _any(one, first, last)]
            columns = tuple(dict.fromkeys(column for one in inside for column in _columns(one)))
            table = TableDeclaration(name.text, call.lines[0], columns) if call.name == "create" else None
            keys = tuple(key for one in inside for key in _keys(one, name.text, _any(one, first, last)))
            if table is not None or keys:
                yield Declares(Origin(call.scope, call.lines, "laravel"), table, keys)


def _is_schema(call: Call) -> bool:
    """`Schema::create`, `Schema::connection('x')->create`."""
    of = call.receiver
    while isinstance(of, ReturnOf):
        of = of.of
    return isinstance(of, Named) and of.name.rpartition("\\")[2].lower() == "schema"


def _any(call: Call, first: int, last: int) -> int:
    """The first line of a call between two lines, 0 when there is none."""
    return next((line for line in call.lines if first <= line <= last), 0)


def _columns(call: Call) -> Iterator[Column]:
    name = call.name.lower()
    if isinstance(call.receiver, Variable) and name not in NOT_COLUMNS:
        first = call.arguments[0] if call.arguments else None
        if isinstance(first, Text):
            yield Column(first.text, name)
        elif first is None:
            yield from (Column(one, name) for one in PLAIN.get(name, ()))


def _keys(call: Call, table: str, line: int) -> Iterator[ForeignKey]:
    """`foreign('order_id')->references('id')->on('orders')`, `foreignId('order_id')->constrained()`."""
    said = {call.name.lower(): call.arguments[0] if call.arguments else None}
    of = call.receiver
    while isinstance(of, ReturnOf):
        said[of.name.lower()] = of.arguments[0] if of.arguments else None
        of = of.of
    column, target = said.get("foreign", said.get("foreignid")), said.get("on", said.get("constrained"))
    if call.name.lower() not in ("on", "constrained") or not isinstance(column, Text):
        return
    guessed = plural(column.text.removesuffix("_id")) if "constrained" in said else ""
    name = target.text if isinstance(target, Text) else guessed
    there = said.get("references")
    if name:
        columns = (there.text,) if isinstance(there, Text) else ("id",)
        yield ForeignKey(table, (column.text,), name, columns, line)

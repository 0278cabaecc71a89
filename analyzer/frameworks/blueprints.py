"""Laravel's migrations in: calls of one scope; the tables that they create or change, and their foreign keys, out."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from analyzer.frameworks.arguments import text_of
from analyzer.frameworks.claims import Declared
from analyzer.frameworks.inflection import plural
from analyzer.model.expression import Closure, Expression, Named, Property, ReturnOf, Variable
from analyzer.model.facts import Call, FileFacts
from analyzer.model.statements import Column, ForeignKey, TableDeclaration

_NO_COLUMNS = frozenset(
    """
    foreign index unique primary dropcolumn dropforeign dropindex dropunique dropprimary renamecolumn comment engine
    charset collation fulltext spatialindex rawindex dropifexists after dropsoftdeletes droptimestamps dropmorphs rename
    drop dropif renameindex
    """.split()  # noqa: SIM905
)
_GIVEN_COLUMNS: Mapping[str, tuple[str, ...]] = {
    "timestamps": ("created_at", "updated_at"),
    "nullabletimestamps": ("created_at", "updated_at"),
    "timestampstz": ("created_at", "updated_at"),
    "softdeletes": ("deleted_at",),
    "softdeletestz": ("deleted_at",),
    "remembertoken": ("remember_token",),
    "id": ("id",),
}


def blueprints(facts: FileFacts, calls: Sequence[Call]) -> Iterator[Declared]:
    """`Schema::create('orders', function (Blueprint $table) { $table->string('name'); })`."""
    spans = {number: (first, last) for number, first, last in facts.closures}
    for call in calls:
        table, number = text_of(call.arguments), _closure(call.arguments[1:])
        if call.name.lower() not in ("create", "table") or not table or number not in spans:
            continue
        if not _is_schema(call.receiver):  # `Menu::create('admin', function ($menu) { … })`
            continue
        first, last = spans[number]
        inside = [(line, one) for one in calls for line in one.lines if first <= line <= last and one is not call]
        columns = [column for line, one in sorted(inside, key=_by_line) for column in _columns(one)]
        yield TableDeclaration(table, call.lines[0], tuple(columns))
        for line, one in inside:
            yield from _references(table, one, line)


def _is_schema(receiver: Expression | None) -> bool:
    """Whether something is a schema, by its name or that of the call that gives it."""
    while isinstance(receiver, ReturnOf) and "schema" not in receiver.name.lower():
        receiver = receiver.of
    name = receiver.name if isinstance(receiver, Named | Property | ReturnOf | Variable) else ""
    return "schema" in name.rpartition("\\")[2].lower()


def _by_line(pair: tuple[int, Call]) -> int:
    return pair[0]


def _columns(call: Call) -> Iterator[Column]:
    name = call.name.lower()
    if not isinstance(call.receiver, Variable) or call.receiver.name == "this" or name in _NO_COLUMNS:
        return
    text = text_of(call.arguments)
    if name in ("morphs", "nullablemorphs", "uuidmorphs") and text:
        yield from (Column(f"{text}_id", "bigint"), Column(f"{text}_type", "string"))
    elif text:
        yield Column(text, name)
    else:
        yield from (
            Column(column, "timestamp" if column.endswith("_at") else name) for column in _GIVEN_COLUMNS.get(name, ())
        )


def _references(table: str, call: Call, line: int) -> Iterator[ForeignKey]:
    """`foreign('a')->references('id')->on('b')`, `foreignId('b_id')->constrained()`."""
    name = call.name.lower()
    if name not in ("on", "constrained") or not isinstance(call.receiver, ReturnOf):
        return
    said: dict[str, str] = {}
    at: Expression | None = call.receiver
    while isinstance(at, ReturnOf):
        said[at.name.lower()] = text_of(at.arguments)
        at = at.of
    column = next(
        (said[key] for key in ("foreign", "foreignid", "foreignuuid", "unsignedbiginteger") if said.get(key)), ""
    )
    stem = column.removesuffix("_id")
    target = text_of(call.arguments) or (plural(stem) if name == "constrained" else "")
    if column and target:
        yield ForeignKey(table, (column,), target, (said.get("references") or "id",), line)


def _closure(arguments: Sequence[Expression]) -> int:
    return next((argument.number for argument in arguments if isinstance(argument, Closure)), 0)

"""What migrations, mappings and schema files say in code or markup in; the tables, columns and foreign keys out.

Laravel's Schema, Phinx, Doctrine's schema and mapping, CodeIgniter's forge, Yii's migrations, Drupal's hook_schema and
Magento's db_schema.xml. `CREATE TABLE` in SQL is read elsewhere.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from analyzer.link.symbols import FileIn
from analyzer.model.expression import Closure, Expression, Items, ReturnOf, Text, Variable
from analyzer.model.facts import Call, Column, ForeignKey, Node, TableDeclaration

Declared = TableDeclaration | ForeignKey
_NO_COLUMNS = frozenset(
    """
    foreign index unique primary dropcolumn dropforeign dropindex dropunique dropprimary renamecolumn comment engine
    charset collation fulltext spatialindex rawindex dropifexists after dropsoftdeletes droptimestamps dropmorphs rename
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
_MAPPING = "Doctrine\\ORM\\Mapping\\"


def migrated(file: FileIn) -> Iterator[Declared]:
    """Give what a file declares, besides SQL; names are as written."""
    by_scope: dict[int, list[Call]] = {}
    for call in file.facts.calls:
        if call.receiver is not None:
            by_scope.setdefault(call.scope, []).append(call)
    for calls in by_scope.values():
        yield from _called(file, calls)
    for listing in file.facts.listings:
        if listing.holder == "schema":
            named = [(listing.keys[0], listing.node)] if len(listing.keys) == 1 else []
            for name, node in named or [(child.name, child) for child in listing.node.children if not listing.keys]:
                yield from _hook_schema(name, node)
    for node in file.facts.nodes:
        if node.name == "schema":
            yield from _db_schema(node)
    if any(annotation.name.startswith(_MAPPING) for annotation in file.facts.annotations):
        yield from _mapped(file)


def _called(file: FileIn, calls: Sequence[Call]) -> Iterator[Declared]:
    """What the calls of one scope declare."""
    names = {call.name.lower() for call in calls}
    if names & {"create", "table"} and any(_closure(call.arguments) for call in calls):
        yield from _laravel(file, calls)
    if names & {"addcolumn", "addforeignkey", "addforeignkeyconstraint"}:
        yield from _chained(file, calls)
    if names & {"create_table", "createtable"}:
        yield from _created(calls)


def _closure(arguments: Sequence[Expression]) -> int:
    return next((argument.number for argument in arguments if isinstance(argument, Closure)), 0)


def _text(arguments: Sequence[Expression], position: int = 0) -> str:
    given = arguments[position] if position < len(arguments) else None
    if isinstance(given, Items) and len(given.pairs) == 1:
        given = given.pairs[0][1]
    return given.text if isinstance(given, Text) else ""


def _laravel(file: FileIn, calls: Sequence[Call]) -> Iterator[Declared]:
    """`Schema::create('orders', function (Blueprint $table) { $table->string('name'); })`."""
    spans = {number: (first, last) for number, first, last in file.facts.closures}
    for call in calls:
        table, number = _text(call.arguments), _closure(call.arguments[1:])
        if call.name.lower() not in ("create", "table") or not table or number not in spans:
            continue
        first, last = spans[number]
        inside = [(line, one) for one in calls for line in one.lines if first <= line <= last and one is not call]
        columns = [column for line, one in sorted(inside, key=_by_line) for column in _columns(one)]
        yield TableDeclaration(table, call.lines[0], tuple(columns))
        for line, one in inside:
            yield from _references(table, one, line)


def _by_line(pair: tuple[int, Call]) -> int:
    return pair[0]


def _columns(call: Call) -> Iterator[Column]:
    name = call.name.lower()
    if not isinstance(call.receiver, Variable) or call.receiver.name == "this" or name in _NO_COLUMNS:
        return
    text = _text(call.arguments)
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
        said[at.name.lower()] = _text(at.arguments)
        at = at.of
    column = next(
        (said[key] for key in ("foreign", "foreignid", "foreignuuid", "unsignedbiginteger") if said.get(key)), ""
    )
    stem = column.removesuffix("_id")
    target = _text(call.arguments) or (_plural(stem) if name == "constrained" else "")
    if column and target:
        yield ForeignKey(table, (column,), target, (said.get("references") or "id",), line)


def _plural(word: str) -> str:
    if word.endswith("y") and word[-2:-1] not in "aeiou":
        return word[:-1] + "ies"
    return word + ("es" if word.endswith(("s", "x", "ch", "sh")) else "s")


def _chained(file: FileIn, calls: Sequence[Call]) -> Iterator[Declared]:
    """Phinx: `$this->table('orders')->addColumn('a', 'integer')`; Doctrine: `$t = $schema->createTable('orders')`."""
    scope = file.facts.scopes[calls[0].scope] if file.facts.scopes else None
    held = {one.variable: one.value for one in scope.assignments} if scope is not None else {}
    columns: dict[str, list[Column]] = {}
    lines: dict[str, int] = {}
    for call in calls:
        name, table = call.name.lower(), _table_of(call.receiver, held)
        if name == "addforeignkey" and not table and len(call.arguments) > 3:  # Yii: key, table, column, target
            table, column, target = (_text(call.arguments, position) for position in (1, 2, 3))
            if table and column and target:
                yield ForeignKey(table, (column,), target, (_text(call.arguments, 4) or "id",), call.lines[0])
        elif table and name == "addcolumn" and _text(call.arguments):
            columns.setdefault(table, []).append(Column(_text(call.arguments), _text(call.arguments, 1)))
            lines[table] = min(call.lines[0], lines.get(table, call.lines[0]))
        elif table and name in ("addforeignkey", "addforeignkeyconstraint"):
            first = 1 if name == "addforeignkey" else 0
            target, column = _text(call.arguments, first), _text(call.arguments, 1 - first)
            if column and target:
                yield ForeignKey(table, (column,), target, (_text(call.arguments, 2) or "id",), call.lines[0])
    for table, found in columns.items():
        yield TableDeclaration(table, lines[table], tuple(found))


def _table_of(receiver: Expression | None, held: Mapping[str, Expression], depth: int = 0) -> str:
    at = receiver
    while isinstance(at, ReturnOf):
        if at.name.lower() in ("table", "createtable", "gettable") and _text(at.arguments):
            return _text(at.arguments)
        at = at.of
    if isinstance(at, Variable) and at.name in held and depth < 2:
        return _table_of(held[at.name], held, depth + 1)
    return ""


def _created(calls: Sequence[Call]) -> Iterator[Declared]:
    """Yii: `createTable('t', ['a' => …])`; CodeIgniter: fields are added, then the table is created of them."""
    waiting: list[tuple[int, tuple[Column, ...]]] = []
    ordered = sorted(((line, call) for call in calls for line in call.lines), key=_by_line)
    for line, call in ordered:
        name, table = call.name.lower(), _text(call.arguments)
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


def _hook_schema(name: str, node: Node) -> Iterator[Declared]:
    """`$schema['node'] = ['fields' => ['nid' => …], 'foreign keys' => …]`."""
    parts = {child.name: child for child in node.children}
    if not name or "fields" not in parts:
        return
    columns = tuple(Column(field.name, _value(field, "type")) for field in parts["fields"].children if field.name)
    yield TableDeclaration(name, node.line, columns)
    for key in parts["foreign keys"].children if "foreign keys" in parts else ():
        target = _value(key, "table")
        pairs = next((child.children for child in key.children if child.name == "columns"), ())
        if target and pairs:
            yield ForeignKey(name, tuple(p.name for p in pairs), target, tuple(p.value for p in pairs), key.line)


def _value(node: Node, name: str) -> str:
    return next((child.value for child in node.children if child.name == name), "")


def _db_schema(schema: Node) -> Iterator[Declared]:
    """Magento: `<table name="…"><column name="…"/><constraint referenceTable="…"/></table>`."""
    for table in schema.children:
        name = dict(table.attributes).get("name", "")
        if table.name != "table" or not name:
            continue
        said = [(child, dict(child.attributes)) for child in table.children]
        columns = [
            (of.get("name", ""), of.get("type", of.get("xsi:type", ""))) for child, of in said if child.name == "column"
        ]
        yield TableDeclaration(name, table.line, tuple(Column(*column) for column in columns if column[0]))
        for child, of in said:
            if of.get("referenceTable") and of.get("column"):
                target = of["referenceTable"], (of.get("referenceColumn", ""),)
                yield ForeignKey(name, (of["column"],), *target, child.line)


def _mapped(file: FileIn) -> Iterator[Declared]:
    """Doctrine: entities with their columns."""
    tables: dict[str, tuple[str, int]] = {}
    columns: dict[str, list[Column]] = {}
    for one in file.facts.annotations:
        short, said = one.name.removeprefix(_MAPPING), {node.name: node.value for node in one.arguments}
        if short == one.name:
            continue
        if short == "Table" and not one.member and (said.get("name") or said.get("")):
            tables[one.unit] = (said.get("name") or said[""], one.line)
        elif one.member.startswith("$") and short in ("Column", "JoinColumn"):
            default = _snake(one.member[1:]) + ("_id" if short == "JoinColumn" else "")
            columns.setdefault(one.unit, []).append(Column(said.get("name") or default, said.get("type", "")))
    for unit, (name, line) in tables.items():
        yield TableDeclaration(name.strip('`"'), line, tuple(columns.get(unit, ())))


def _snake(name: str) -> str:
    return "".join(
        "_" + letter.lower() if letter.isupper() and at else letter.lower() for at, letter in enumerate(name)
    )

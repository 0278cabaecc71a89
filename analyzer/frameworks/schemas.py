"""What migrations, mappings and schema files say in code or markup in; the tables, columns and foreign keys out.

Laravel's Schema, Phinx, Doctrine's schema and mapping, CodeIgniter's forge, Yii's migrations, Drupal's hook_schema, and
the XML of Magento 2 and Propel. They are read whether or not the framework is detected: libraries are used without it.
`CREATE TABLE` in SQL is read elsewhere.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from analyzer.frameworks.blueprints import blueprints
from analyzer.frameworks.claims import Declared
from analyzer.frameworks.inflection import snake
from analyzer.frameworks.migrations import chained, created
from analyzer.model.expression import Closure
from analyzer.model.facts import Call, FileFacts, Node, ReadFile
from analyzer.model.statements import Column, ForeignKey, TableDeclaration

_MAPPING = "Doctrine\\ORM\\Mapping\\"
_ROOTS = frozenset({"schema", "database"})


def declared(file: ReadFile) -> Iterator[Declared]:
    """Give what a file declares, besides SQL; names are as written."""
    facts = file.facts
    by_scope: dict[int, list[Call]] = {}
    for call in facts.calls:
        if call.receiver is not None:
            by_scope.setdefault(call.scope, []).append(call)
    for calls in by_scope.values():
        yield from _called(facts, calls)
    for listing in facts.listings:
        if listing.holder == "schema":
            named = [(listing.keys[0], listing.node)] if len(listing.keys) == 1 else []
            for name, node in named or [(child.name, child) for child in listing.node.children if not listing.keys]:
                yield from _hook_schema(name, node)
    for node in facts.nodes:
        if node.name in _ROOTS:
            yield from _xml(node)
    if any(annotation.name.startswith(_MAPPING) for annotation in facts.annotations):
        yield from _mapped(facts)


def _called(facts: FileFacts, calls: Sequence[Call]) -> Iterator[Declared]:
    """What the calls of one scope declare."""
    names = {call.name.lower() for call in calls}
    if names & {"create", "table"} and any(isinstance(a, Closure) for call in calls for a in call.arguments):
        yield from blueprints(facts, calls)
    if names & {"addcolumn", "addforeignkey", "addforeignkeyconstraint"}:
        yield from chained(facts, calls)
    if names & {"create_table", "createtable"}:
        yield from created(calls)


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


def _xml(schema: Node) -> Iterator[Declared]:
    """Magento: `<table name="a"><column name="b" type="int"/><constraint referenceTable="c" …/></table>`.

    Propel: `<table name="a"><column …/><foreign-key foreignTable="c"><reference local="b" foreign="d"/></foreign-key>`.
    """
    for table in schema.children:
        name = dict(table.attributes).get("name", "")
        if table.name != "table" or not name:
            continue
        said = [(child, dict(child.attributes)) for child in table.children]
        columns = [
            Column(of["name"], of.get("type", "")) for child, of in said if child.name == "column" and of.get("name")
        ]
        keys = [key for child, of in said for key in _xml_keys(name, child, of)]
        if schema.name == "schema" or columns:
            yield TableDeclaration(name, table.line, tuple(columns))
            yield from keys


def _xml_keys(table: str, node: Node, said: Mapping[str, str]) -> Iterator[ForeignKey]:
    if said.get("referenceTable") and said.get("column"):
        yield ForeignKey(
            table, (said["column"],), said["referenceTable"], (said.get("referenceColumn", ""),), node.line
        )
    elif node.name == "foreign-key" and said.get("foreignTable"):
        pairs = [dict(child.attributes) for child in node.children if child.name == "reference"]
        columns = tuple(pair.get("local", "") for pair in pairs)
        yield ForeignKey(
            table, columns, said["foreignTable"], tuple(pair.get("foreign", "") for pair in pairs), node.line
        )


def _mapped(facts: FileFacts) -> Iterator[Declared]:
    """Doctrine: entities with their columns."""
    tables: dict[str, tuple[str, int]] = {}
    columns: dict[str, list[Column]] = {}
    for one in facts.annotations:
        short, said = one.name.removeprefix(_MAPPING), {node.name: node.value for node in one.arguments}
        if short == one.name:
            continue
        if short == "Table" and not one.member and (said.get("name") or said.get("")):
            tables[one.unit] = (said.get("name") or said[""], one.line)
        elif one.member.startswith("$") and short in ("Column", "JoinColumn"):
            default = snake(one.member[1:]) + ("_id" if short == "JoinColumn" else "")
            columns.setdefault(one.unit, []).append(Column(said.get("name") or default, said.get("type", "")))
    for unit, (name, line) in tables.items():
        yield TableDeclaration(name.strip('`"'), line, tuple(columns.get(unit, ())))

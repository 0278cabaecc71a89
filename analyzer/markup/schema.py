"""The tree of an XML file in; the tables and foreign keys that it declares, as declarative schemas do, out.

Magento 2 writes `<schema><table name="a"><column name="b" type="int"/><constraint type="foreign" …/>`, Propel
`<database><table name="a"><column …/><foreign-key foreignTable="c"><reference local="b" foreign="d"/>`.
"""

from collections.abc import Iterator, Sequence

from analyzer.model.facts import Column, ForeignKey, Node, TableDeclaration

_ROOTS = frozenset({"schema", "database"})


def declared(nodes: Sequence[Node]) -> tuple[tuple[TableDeclaration, ...], tuple[ForeignKey, ...]]:
    """Return the tables with their columns, and the foreign keys; nothing of a tree that is no schema."""
    tables: list[TableDeclaration] = []
    keys: list[ForeignKey] = []
    for root in nodes:
        for table in root.children if root.name in _ROOTS else ():
            name = dict(table.attributes).get("name", "")
            columns = tuple(_columns(table))
            if table.name == "table" and name and columns:
                tables.append(TableDeclaration(name, table.line, columns))
                keys += _keys(table, name)
    return tuple(tables), tuple(keys)


def _columns(table: Node) -> Iterator[Column]:
    for node in table.children:
        said = dict(node.attributes)
        if node.name == "column" and said.get("name"):
            yield Column(said["name"], said.get("type", ""))


def _keys(table: Node, name: str) -> Iterator[ForeignKey]:
    for node in table.children:
        said = dict(node.attributes)
        if node.name == "constraint" and said.get("type") == "foreign" and said.get("referenceTable"):
            column, target = said.get("column", ""), said.get("referenceColumn", "")
            yield ForeignKey(name, (column,), said["referenceTable"], (target,), node.line)
        elif node.name == "foreign-key" and said.get("foreignTable"):
            pairs = [dict(child.attributes) for child in node.children if child.name == "reference"]
            columns = tuple(pair.get("local", "") for pair in pairs)
            targets = tuple(pair.get("foreign", "") for pair in pairs)
            yield ForeignKey(name, columns, said["foreignTable"], targets, node.line)

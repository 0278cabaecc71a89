"""`namespace` and `use` nodes in; the names they bring out."""

from collections.abc import Sequence

from tree_sitter import Node

from analyzer.php.grammar import F_ALIAS, F_BODY, F_NAME, F_TYPE, NAMES, only
from analyzer.php.names import Names
from analyzer.php.reading import Reading
from analyzer.php.values import settle_assignments

_CLAUSE = only("namespace_use_clause")
_GROUP = only("namespace_use_group")
_NAMESPACE_NAME = only("namespace_name")


def namespace(reading: Reading, node: Node) -> Sequence[Node]:
    """`namespace A;` or `namespace A {…}`: names start afresh."""
    settle_assignments(reading)
    name = node.child_by_field_id(F_NAME)
    reading.names = Names(reading.text(name) if name is not None else "")
    reading.lowering_cache.clear()
    body = node.child_by_field_id(F_BODY)
    return body.named_children if body is not None else ()


def use(reading: Reading, node: Node) -> Sequence[Node]:
    """`use A\\B as C, D;`, `use function f;`, `use A\\{B, C as D};`."""
    kind = _kind(reading, node)
    prefix = ""
    for child in node.named_children:
        number = child.kind_id
        if number == _NAMESPACE_NAME:
            prefix = reading.text(child).strip("\\") + "\\"
        elif number == _CLAUSE:
            _clause(reading, child, "", kind)
        elif number == _GROUP:
            for clause in child.named_children:
                if clause.kind_id == _CLAUSE:
                    _clause(reading, clause, prefix, kind)
    reading.lowering_cache.clear()
    return ()


def _clause(reading: Reading, node: Node, prefix: str, kind: str) -> None:
    alias = node.child_by_field_id(F_ALIAS)
    named = [child for child in node.named_children if child.kind_id in NAMES]
    if not named or named[0].is_missing:
        return
    name = prefix + reading.text(named[0]).lstrip("\\")
    short = reading.text(alias) if alias is not None else name.rpartition("\\")[2]
    kind = _kind(reading, node) or kind
    if kind == "function":
        reading.names.use_function(name, short)
    elif kind == "const":
        reading.names.use_constant(name, short)
    else:
        reading.names.use_class(name, short)


def _kind(reading: Reading, node: Node) -> str:
    found = node.child_by_field_id(F_TYPE)
    return reading.text(found).lower() if found is not None else ""

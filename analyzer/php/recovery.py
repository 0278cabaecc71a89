"""An ERROR node in; the class headers in its tokens declared, and the rest read like statements.

tree-sitter gives up on some files or classes and leaves `class X extends Y {` as loose tokens before loose members.
"""

from collections.abc import Sequence

from tree_sitter import Node

from analyzer.model.facts import DeclarationKind
from analyzer.php.builders import DeclarationBuilder
from analyzer.php.declarations import declare_class
from analyzer.php.grammar import NAME, kinds, token
from analyzer.php.reading import Reading

_HEADS = {
    token("class"): DeclarationKind.CLASS,
    token("interface"): DeclarationKind.INTERFACE,
    token("trait"): DeclarationKind.TRAIT,
}
_HEADER_PARTS = kinds("base_clause", "class_interface_clause")


def error(reading: Reading, node: Node) -> Sequence[Node]:
    """Read what lies below an ERROR; members after a loose class header belong to that class."""
    children = node.children
    if not any(child.kind_id in _HEADS for child in children):
        return node.named_children
    skipped = 0
    rest: list[Node] = []
    for index, child in enumerate(children):
        if index < skipped:
            continue
        following = children[index + 1] if index + 1 < len(children) else None
        if child.kind_id in _HEADS and following is not None and following.kind_id == NAME:
            skipped = index + 2
            header: list[Node] = []
            while skipped < len(children) and children[skipped].kind_id in _HEADER_PARTS:
                header.append(children[skipped])
                skipped += 1
            members, skipped = _members(children, skipped)
            _recover(reading, node, (_HEADS[child.kind_id], child, following), (header, members))
        elif child.is_named:
            rest.append(child)
    return rest


def _members(children: Sequence[Node], start: int) -> tuple[list[Node], int]:
    """Everything up to the next loose class header."""
    members: list[Node] = []
    index = start
    while index < len(children):
        if children[index].kind_id in _HEADS and index + 1 < len(children) and children[index + 1].kind_id == NAME:
            break
        if children[index].is_named:
            members.append(children[index])
        index += 1
    return members, index


def _recover(
    reading: Reading,
    _node: Node,
    head: tuple[DeclarationKind, Node, Node],
    parts: tuple[Sequence[Node], Sequence[Node]],
) -> None:
    kind, keyword, name = head
    declare_class(reading, keyword, kind, reading.text(name), parts)
    builder = reading.declared[-1] if not parts[1] else _latest(reading, kind)
    if isinstance(builder, DeclarationBuilder) and parts[1]:
        builder.end_line = max(builder.end_line, parts[1][-1].end_point[0] + 1)
        reading.spans.append((builder.line, builder.end_line))
        builder.work.end = builder.end_line
        builder.work.end_byte = parts[1][-1].end_byte


def _latest(reading: Reading, kind: DeclarationKind) -> object:
    return next((found for found in reversed(reading.declared) if getattr(found, "kind", None) is kind), None)

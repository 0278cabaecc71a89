"""`switch ($action) { case 'cart': … }`, `if ($page == 'cart') { … }` in; code that runs for one text only, out."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from tree_sitter import Node

from analyzer.model.expression import Expression, Unknown
from analyzer.model.facts import Branch
from analyzer.php.expressions import lower_receiver
from analyzer.php.grammar import (
    BINARY,
    COMMENT,
    F_BODY,
    F_CONDITION,
    F_VALUE,
    PARENTHESIZED,
    STRING,
    only,
    operator_of,
    token,
)
from analyzer.php.literals import literal_text
from analyzer.php.reading import Reading
from analyzer.php.trees import ARRAY

_CASE = only("case_statement")
_DEFAULT = only("default_statement")
_CALL = only("function_call_expression")
_EQUAL = frozenset({token("=="), token("===")})
_BOTH = frozenset({token("&&"), token("and"), token("||"), token("or")})
_NAME = re.compile(r"[A-Za-z][\w./:-]+\Z")  # as routes and actions are called


def cases(reading: Reading, node: Node) -> Sequence[Node]:
    """Note the cases of a `switch`; an empty one runs the code of the next."""
    condition, body = node.child_by_field_id(F_CONDITION), node.child_by_field_id(F_BODY)
    if condition is not None and body is not None:
        subject = _lowered(reading, condition)
        waiting: list[tuple[str, int]] = []
        for case in body.named_children if subject is not None else ():
            value = case.child_by_field_id(F_VALUE) if case.kind_id == _CASE else None
            text = _name(reading, value)
            if text:
                waiting.append((text, case.start_point[0] + 1))
            if case.kind_id in (_CASE, _DEFAULT) and not _falls(case, value):
                last = case.end_point[0] + 1
                assert subject is not None
                reading.branches += [Branch(reading.work.index, subject, text, line, last) for text, line in waiting]
                waiting.clear()
    return node.children


def test(reading: Reading, node: Node) -> Sequence[Node]:
    """Note what `if ($page == 'cart')` compares, and the code that it guards."""
    condition = node.child_by_field_id(F_CONDITION)
    body = node.child_by_field_id(F_BODY) if condition is not None and _has_text(reading, condition) else None
    if condition is not None and body is not None:
        for subject, text in _compared(reading, condition):
            line, last = body.start_point[0] + 1, body.end_point[0] + 1
            reading.branches.append(Branch(reading.work.index, subject, text, line, last))
    return node.children


def _has_text(reading: Reading, node: Node) -> bool:
    return reading.source.find(b"'", node.start_byte, node.end_byte) >= 0


def _compared(reading: Reading, condition: Node) -> Iterator[tuple[Expression, str]]:
    waiting = [condition]
    while waiting:
        node = waiting.pop()
        if node.kind_id == PARENTHESIZED:
            waiting += node.named_children
        elif node.kind_id == BINARY and operator_of(node) in _BOTH:
            waiting += (node.children[-1], node.children[0])
        elif node.kind_id == BINARY and operator_of(node) in _EQUAL:
            left, right = node.children[0], node.children[-1]
            if left.kind_id == STRING:
                left, right = right, left
            text = _name(reading, right)
            subject = _lowered(reading, left) if text else None
            if subject is not None:
                yield subject, text
        elif node.kind_id == _CALL and reading.text(node.children[0]).lower() == "in_array":
            yield from _listed(reading, node.children[-1].named_children)


def _listed(reading: Reading, arguments: Sequence[Node]) -> Iterator[tuple[Expression, str]]:
    """`in_array($page, ['home', 'cart'])`."""
    parts = [argument.named_children[0] for argument in arguments if argument.named_child_count == 1]
    if len(parts) > 1 and parts[1].kind_id == ARRAY:
        subject = _lowered(reading, parts[0])
        for element in parts[1].named_children if subject is not None else ():
            text = _name(reading, element.named_children[0] if element.named_child_count == 1 else None)
            if text and subject is not None:
                yield subject, text


def _lowered(reading: Reading, node: Node) -> Expression | None:
    while node.kind_id == PARENTHESIZED and node.named_child_count == 1:
        node = node.named_children[0]
    found = lower_receiver(reading, node)
    return None if isinstance(found, Unknown) else found


def _name(reading: Reading, node: Node | None) -> str:
    if node is None or node.kind_id != STRING:
        return ""
    text = literal_text(reading.source[node.start_byte : node.end_byte])
    return text if _NAME.match(text) else ""


def _falls(case: Node, value: Node | None) -> bool:
    """Whether a case has no code of its own."""
    return not [child for child in case.named_children if child != value and child.kind_id != COMMENT]

"""Strings, concatenations and `sprintf` formats in; the SQL among them, with holes for what is dynamic, out."""

import re
from collections.abc import Sequence

from tree_sitter import Node

from analyzer.model.expression import Expression, Text
from analyzer.model.statements import SqlText, TransactionMark
from analyzer.php.expressions import lower
from analyzer.php.grammar import BINARY, ENCAPSED, HEREDOC, NOWDOC, PARENTHESIZED, STRING, STRINGS, kinds
from analyzer.php.literals import string_text
from analyzer.php.pieces import flatten, interpolated
from analyzer.php.reading import Reading

_BODY = kinds("heredoc_body", "nowdoc_body")
_FORMAT = re.compile(r"%(?:%|(?:(\d+)\$)?[-+0 ]*(?:'.)?\d*(?:\.\d+)?[bcdeEfFgGhHosuxX])")
_MARKS = re.compile(r"\s*(start\s+transaction|begin|commit|rollback)\b", re.IGNORECASE)
_LONGEST = 200_000  # characters of a statement that are looked at
_SHORTEST = 4

Part = str | Node


def parts_of(reading: Reading, node: Node) -> list[Part]:
    """Return the texts and the dynamic nodes of a string or concatenation, in order."""
    parts: list[Part] = []
    for operand in flatten(node):
        kind = operand.kind_id
        if kind == STRING:
            parts.append(string_text(operand, reading.source))
        elif kind == ENCAPSED:
            parts += interpolated(operand, reading.source)
        elif kind in (HEREDOC, NOWDOC):
            parts += _heredoc(reading, operand)
        else:
            parts.append(operand)
    return parts


def is_text(node: Node) -> bool:
    """Whether a node is a string or may be a concatenation."""
    kind = node.kind_id
    return kind in STRINGS or kind in (BINARY, PARENTHESIZED)


def begins_at(node: Node) -> int:
    """Return the line on which a text begins: a heredoc's is the one below its label."""
    return node.start_point[0] + 1 + (node.kind_id in (HEREDOC, NOWDOC))


def find_statement(reading: Reading, parts: Sequence[Part], line: int, replaced: Sequence[Expression] = ()) -> bool:
    """Add the statement that these parts make, when they make one. `replaced` are holes already in the text."""
    if not parts or not isinstance(parts[0], str | Node):
        return False
    texts: list[str] = []
    nodes: list[Node] = []
    numbers: dict[bytes, int] = {}  # what is written in the same way is the same hole
    for part in parts:
        if isinstance(part, str):
            texts.append(part)
        else:
            number = numbers.setdefault(reading.source[part.start_byte : part.end_byte], len(nodes))
            texts.append(f"{{{number}}}")
            if number == len(nodes):
                nodes.append(part)
    text = "".join(texts)[:_LONGEST]
    if len(text) < _SHORTEST or not reading.is_statement(text):
        return False
    holes = tuple(replaced) or tuple(lower(reading, node) for node in nodes)
    reading.sql.append(SqlText(reading.work.index, line, text, holes, (), "", False))
    mark = _MARKS.match(text)
    if mark:
        reading.mark_transaction(_mark(mark.group(1)), line)
    return True


def find_formatted(reading: Reading, values: Sequence[Node], line: int) -> bool:
    """Add the statement that `sprintf(format, …)` makes; its own interpolations are holes as well."""
    if not values or not is_text(values[0]):
        return False
    holes: list[Node | None] = []
    position = 0
    texts: list[str] = []

    def replace(match: re.Match[str]) -> str:
        nonlocal position
        if match.group() == "%%":
            return "%"
        if not match.group(1):
            position += 1
        index = int(match.group(1)) if match.group(1) else position
        holes.append(values[index] if index < len(values) else None)
        return f"{{{len(holes) - 1}}}"

    for part in parts_of(reading, values[0]):
        if isinstance(part, str):
            texts.append(_FORMAT.sub(replace, part))
        else:
            holes.append(part)
            texts.append(f"{{{len(holes) - 1}}}")
    text = "".join(texts)
    if len(text) < _SHORTEST or not reading.is_statement(text):
        return False
    lowered = tuple(Text("") if hole is None else lower(reading, hole) for hole in holes)
    reading.sql.append(SqlText(reading.work.index, line, text[:_LONGEST], lowered, (), "", False))
    return True


def dynamic_nodes(parts: Sequence[Part]) -> list[Node]:
    """Return what has to be read on: the parts that are no text."""
    return [part for part in parts if not isinstance(part, str)]


def _heredoc(reading: Reading, node: Node) -> list[Part]:
    for child in node.named_children:
        if child.kind_id in _BODY:
            body = child
            if node.kind_id == NOWDOC:
                text = reading.text(body)
                at_label = body.start_point[0] == node.start_point[0]  # the line feed after the label is none of it
                return [text.partition("\n")[2] if at_label and not text.partition("\n")[0].strip() else text]
            return list(interpolated(body, reading.source))
    return []


def _mark(word: str) -> TransactionMark:
    lowered = word.lower()
    if lowered == "commit":
        return TransactionMark.COMMIT
    return TransactionMark.ROLLBACK if lowered == "rollback" else TransactionMark.BEGIN

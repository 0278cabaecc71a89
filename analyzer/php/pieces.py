"""Nodes or lowered expressions that are made of several in; their parts, or one expression of them, out."""

from collections.abc import Sequence

from tree_sitter import Node

from analyzer.model.expression import Either, Expression, Joined, Text, Unknown
from analyzer.php.grammar import (
    ARGUMENT,
    BINARY,
    COMMENT,
    DOT,
    HEREDOC_BODY,
    PARENTHESIZED,
    PLACEHOLDER,
    operator_of,
    sides,
    without_comments,
)
from analyzer.php.literals import CONTENT, ESCAPE, double_quoted


def flatten(node: Node) -> list[Node]:
    """Return the operands of a concatenation in order, without recursion: generated code has thousands."""
    operands: list[Node] = []
    pending = [node]
    while pending:
        part = pending.pop()
        kind = part.kind_id
        if kind == PARENTHESIZED:
            inside = without_comments(part)
            if len(inside) == 1 and inside[0].kind_id in (BINARY, PARENTHESIZED):
                pending.append(inside[0])
                continue
        elif kind == BINARY and operator_of(part) == DOT:
            both = sides(part)
            pending.extend((both[-1], both[0]))
            continue
        operands.append(part)
    return operands


def interpolated(node: Node, source: bytes) -> list[str | Node]:
    """Return the literal texts and the interpolated nodes of a double-quoted string or heredoc, in order."""
    if node.kind_id == HEREDOC_BODY:
        return _lines(node, source)
    parts: list[str | Node] = []
    for child in node.named_children:
        kind = child.kind_id
        if kind in CONTENT or kind in ESCAPE:
            text = double_quoted(source[child.start_byte : child.end_byte])
            if parts and isinstance(parts[-1], str):
                parts[-1] += text
            else:
                parts.append(text)
        elif kind != COMMENT:
            parts.append(child)
    return parts


def _lines(body: Node, source: bytes) -> list[str | Node]:
    """The same of a heredoc, whose line feeds stand between its nodes; the first one ends the line of the label."""
    parts: list[str | Node] = [""]
    end = body.start_byte
    for child in body.children:
        kind = child.kind_id
        text = source[end : child.start_byte].decode(errors="replace")
        end = child.end_byte
        if kind in CONTENT or kind in ESCAPE:
            text += double_quoted(source[child.start_byte : end])
        last = parts[-1]
        if isinstance(last, str):
            parts[-1] = last + text
        elif text:
            parts.append(text)
        if child.is_named and not (kind in CONTENT or kind in ESCAPE or kind == COMMENT):
            parts.append(child)
    parts[0] = str(parts[0]).partition("\n")[2]
    return parts if parts[0] else parts[1:]


def joined(parts: Sequence[Expression]) -> Expression:
    """Return a concatenation with neighbouring texts made one."""
    merged: list[Expression] = []
    for part in parts:
        for piece in part.parts if isinstance(part, Joined) else (part,):
            if merged and isinstance(piece, Text) and isinstance(merged[-1], Text):
                merged[-1] = Text(merged[-1].text + piece.text)
            else:
                merged.append(piece)
    return merged[0] if len(merged) == 1 else Joined(tuple(merged)) if merged else Text("")


def either(options: Sequence[Expression]) -> Expression:
    """Return one of several; options that say nothing are left out."""
    known: dict[Expression, None] = {}
    for option in options:
        for single in option.options if isinstance(option, Either) else (option,):
            if type(single) is not Unknown:
                known[single] = None
    if not known:
        return options[0] if options else Unknown("expression")
    return next(iter(known)) if len(known) == 1 else Either(tuple(known))


def argument_values(arguments: Node) -> list[Node]:
    """Return the value of each argument; a spread or a placeholder stands for itself."""
    values: list[Node] = []
    for child in arguments.children:
        kind = child.kind_id
        if kind == ARGUMENT:
            values.append(child.children[-1])
        elif kind != COMMENT and child.is_named:
            values.append(child)
    return values


def is_callable_reference(arguments: Node) -> bool:
    """Whether this is the `(...)` of a first-class callable."""
    return arguments.named_child_count == 1 and arguments.named_children[0].kind_id == PLACEHOLDER

"""A string literal's node in; its text, decoded as PHP would, out."""

import re
from functools import lru_cache

from tree_sitter import Node

from analyzer.php.grammar import kinds

CONTENT = kinds("string_content", "nowdoc_string")
ESCAPE = kinds("escape_sequence")
SHORT = 200  # bytes below which a literal is likely to be written again
_QUOTE = ord("'")
_SINGLE = re.compile(r"\\([\\'])")
_DOUBLE = re.compile(r"\\(?:([nrtvef\\$\"])|([0-7]{1,3})|x([0-9A-Fa-f]{1,2})|u\{([0-9A-Fa-f]+)\})")
_CONTROL = {"n": "\n", "r": "\r", "t": "\t", "v": "\v", "e": "\x1b", "f": "\f"}


def single_quoted(body: bytes) -> str:
    """Return the text of a single-quoted literal's inside."""
    text = body.decode(errors="replace")
    return _SINGLE.sub(r"\1", text) if "\\" in text else text


def double_quoted(body: bytes) -> str:
    """Return the text of a stretch of a double-quoted literal or heredoc without interpolation."""
    text = body.decode(errors="replace")
    return _DOUBLE.sub(_escape, text) if "\\" in text else text


def string_text(node: Node, source: bytes) -> str:
    """Return the text of a `string` node: single-quoted, with or without a `b` before it."""
    start, end = node.start_byte, node.end_byte
    written = source[start:end]
    return short_text(written) if end - start < SHORT else literal_text(written)


def literal_text(body: bytes) -> str:
    """Return the text of a literal as it is written, quotes included."""
    if body[0] == _QUOTE:
        return single_quoted(body[1:-1])
    if body[:1] in b"bB":
        body = body[1:]
    inside = body[1:-1]
    return single_quoted(inside) if body[:1] == b"'" else double_quoted(inside)


short_text = lru_cache(1 << 15)(literal_text)  # by the bytes of the literal: most are written more than once


def _escape(match: re.Match[str]) -> str:
    letter, octal, hexadecimal, point = match.groups()
    if letter:
        return _CONTROL.get(letter, letter)
    number = int(octal, 8) & 0xFF if octal else int(hexadecimal or point, 16)
    return chr(number) if number < 0xD800 or 0xDFFF < number <= 0x10FFFF else "\ufffd"

"""A node that is a value by itself in: a string, a number, a constant; a small expression out."""

from functools import lru_cache

from tree_sitter import Node

from analyzer.model.expression import Constant, Expression, Named, Text, Unknown
from analyzer.php.builtins import is_builtin_constant
from analyzer.php.literals import literal_text
from analyzer.php.reading import Reading

LONGEST_TEXT = 160  # longer literals name nothing

LITERAL = Unknown("literal")
FALSE = Unknown("false")
ARITHMETIC = Unknown("arithmetic")
LONG = Unknown("long text")

_MAGIC = frozenset(
    {"__DIR__", "__FILE__", "__LINE__", "__CLASS__", "__FUNCTION__", "__METHOD__", "__NAMESPACE__", "__TRAIT__"}
)


def constant(reading: Reading, node: Node, _depth: int) -> Expression:
    """A constant by its name; `self` and its like where a class may stand."""
    written = reading.text(node)
    if written.upper() in _MAGIC:
        return Constant(None, written.upper())
    if written.lower() in ("self", "static", "parent"):
        return Named(written.lower())
    first, fallback = reading.names.of_constant(written)
    if fallback is not None and is_builtin_constant(fallback):
        first = fallback
    return Constant(None, first)


def string(reading: Reading, node: Node, _depth: int) -> Expression:
    """A string without variables."""
    start, end = node.start_byte, node.end_byte
    return LONG if end - start > LONGEST_TEXT else _text_of(reading.source[start:end])


@lru_cache(1 << 15)
def _text_of(written: bytes) -> Text:
    return Text(literal_text(written))


def number(reading: Reading, node: Node, _depth: int) -> Expression:
    """A number, as it is written."""
    return Text(reading.text(node))


def signed(reading: Reading, node: Node, _depth: int) -> Expression:
    """`-8`: a number with its sign; any other operator makes something new."""
    written = reading.text(node).replace(" ", "")
    return Text(written) if written[:1] == "-" and written[1:].isdecimal() else ARITHMETIC


def literal(reading: Reading, node: Node, _depth: int) -> Expression:
    """`true`, `null` and the like name nothing; `false` may switch something off."""
    return FALSE if reading.text(node).lower() == "false" else LITERAL

"""A source and its tree in; the source with nothing but line feeds after `__halt_compiler();` out."""

import re

from tree_sitter import Tree

from analyzer.php.grammar import NAME

_SPELLINGS = (b"__halt_compiler", b"__HALT_COMPILER")
_HALT = re.compile(rb"\b__halt_compiler\s*\(\s*\)", re.IGNORECASE)


def before_halt(source: bytes, tree: Tree) -> bytes | None:
    """Return what the compiler sees, as many lines as before; None when the source is code to its end."""
    if not any(spelling in source for spelling in _SPELLINGS):
        return None
    for match in _HALT.finditer(source):
        node = tree.root_node.descendant_for_byte_range(match.start(), match.start() + 1)
        if node is not None and node.kind_id == NAME:  # neither in a string nor in a comment
            return source[: match.start()] + b"\n" * source.count(b"\n", match.start())
    return None

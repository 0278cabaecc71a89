"""Literals of PHP (arrays, strings, `X::class`, `new X`) in; configuration nodes with their lines out."""

from collections.abc import Sequence

from tree_sitter import Node as Syntax

from analyzer.model.facts import Node
from analyzer.php.grammar import ENCAPSED, NAMES, STRING, kinds, only, without_comments
from analyzer.php.literals import string_text
from analyzer.php.names import RELATIVE, Names

LONGEST = 200  # characters of a value; what is longer is prose
DEEPEST = 20  # arrays inside arrays

ARRAY = only("array_creation_expression")
ELEMENT = only("array_element_initializer")
PROPERTY = only("property_element")
SCALARS = kinds("integer", "float", "boolean")
CLASS_CONSTANT = kinds("class_constant_access_expression")
_SPREAD = kinds("variadic_unpacking")
_CREATION = kinds("object_creation_expression")


class Trees:
    """Makes nodes of literals, as long as the file's allowance lasts."""

    def __init__(self, source: bytes, names: Names, most: int) -> None:
        """`names` are those of the place being read, and may be changed."""
        self.source = source
        self.names = names
        self.left = most  # nodes that may still be made

    def node(self, name: str, line: int, value: Syntax, depth: int = 0) -> Node:
        """Return a value as a node; a value that is computed is empty."""
        self.left -= 1
        if value.kind_id == ARRAY:
            return Node(name, line, "", (), self.children(value, depth))
        return Node(name, line, self.value(value), (("new", ""),) if value.kind_id in _CREATION else ())

    def children(self, array: Syntax, depth: int = 0) -> tuple[Node, ...]:
        """Return the elements of an array literal; what is spread into it is left out."""
        found = []
        for element in array.named_children if depth <= DEEPEST else ():
            parts = without_comments(element) if element.kind_id == ELEMENT else []
            if parts and self.left > 0 and parts[0].kind_id not in _SPREAD:
                name = self.value(parts[0]) if len(parts) > 1 else ""
                found.append(self.node(name, parts[0].start_point[0] + 1, parts[-1], depth + 1))
        return tuple(found)

    def value(self, node: Syntax) -> str:
        """Return a literal's text, the class of `X::class` and `new X`, a constant as `X::Y`; else ""."""
        kind = node.kind_id
        if kind == STRING or (kind == ENCAPSED and b"$" not in self.source[node.start_byte : node.end_byte]):
            text = string_text(node, self.source)
            return text if len(text) <= LONGEST else ""
        if kind in SCALARS:
            return self.text(node)
        if kind in CLASS_CONSTANT:
            children, name = node.named_children, self._class(node.named_children)
            if len(children) != 2 or not name:
                return ""
            constant = self.text(children[1])
            return name if constant.lower() == "class" else f"{name}::{constant}"
        if kind in _CREATION:
            return self._class(node.named_children)
        return ""

    def text(self, node: Syntax) -> str:
        """Return a node's source."""
        return self.source[node.start_byte : node.end_byte].decode(errors="replace")

    def _class(self, children: Sequence[Syntax]) -> str:
        if not children or children[0].kind_id not in NAMES:
            return ""
        name = self.names.of_class(self.text(children[0]))
        return "" if name in RELATIVE else name

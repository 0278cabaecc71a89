"""A type in a signature in; the classes it names as a `Type`, and references to them, out."""

from tree_sitter import Node

from analyzer.model.expression import Type
from analyzer.model.facts import ReferenceKind
from analyzer.php.doctypes import is_scalar
from analyzer.php.grammar import NAMES, kinds
from analyzer.php.reading import Reading

_PRUNED = kinds("primitive_type", "bottom_type", "comment", "static_modifier")
_NO_CLASS = frozenset(
    {
        "mixed",
        "object",
        "iterable",
        "false",
        "true",
        "null",
        "never",
        "void",
        "callable",
        "string",
        "int",
        "float",
        "bool",
        "array",
    }
)


def read_type_node(reading: Reading, node: Node | None, kind: ReferenceKind) -> Type | None:
    """Return the classes that a type node names, and refer to each; None without a type."""
    if node is None:
        return None
    found: dict[str, None] = {}
    pending = [node]
    while pending:
        part = pending.pop()
        number = part.kind_id
        if number in NAMES:
            if reading.text(part).lower() in _NO_CLASS:
                continue
            name = reading.class_name(part)
            found[name] = None
            reading.refer(kind, name, part.start_point[0] + 1)
        elif number not in _PRUNED:
            pending.extend(reversed(part.named_children))
    return Type(tuple(found), scalar=not found and is_scalar(reading.text(node)))


def better(declared: Type | None, documented: Type | None) -> Type | None:
    """Return the declared type, with what a docblock adds: elements, or classes where PHP says `object`."""
    if declared is None:
        return documented
    if documented is None:
        return declared
    if (not declared.names and documented.names) or any(name[0] == "{" for name in documented.names):
        return documented
    if documented.elements and not declared.elements:
        return Type(declared.names, documented.elements)
    return declared

"""A comment in; the docblock it holds, its class references and inline variable types out."""

from tree_sitter import Node

from analyzer.model.expression import Typed
from analyzer.model.facts import ReferenceKind
from analyzer.php.docblock import Docblock, read_docblock
from analyzer.php.reading import Reading

_NONE: frozenset[str] = frozenset()


def comment(reading: Reading, node: Node) -> tuple[Node, ...]:
    """Remember a docblock for the declaration that follows; what none takes speaks of the code around it."""
    written = reading.source[node.start_byte : node.end_byte]
    if b"@" in written and written.startswith(b"/*"):
        settle(reading)
        templates = reading.owner.templates if reading.owner is not None else _NONE
        text = written.decode(errors="replace")
        found = read_docblock(text, node.start_point[0] + 1, reading.names, templates)
        if found is not None:
            reading.docblock = (node.end_byte, found)
    return ()


def take(reading: Reading, node: Node) -> Docblock | None:
    """Return the docblock that stands right before a node."""
    if reading.docblock is None:
        return None
    end, found = reading.docblock
    if end > node.start_byte or reading.source[end : node.start_byte].strip():
        return None
    reading.docblock = None
    return found


def settle(reading: Reading) -> None:
    """Let a docblock that no declaration took speak of the current scope."""
    if reading.docblock is not None:
        _, found = reading.docblock
        reading.docblock = None
        refer(reading, found)
        apply(reading, found)


def refer(reading: Reading, docblock: Docblock) -> None:
    """Add the class references of a docblock to the current scope."""
    for name, line in docblock.references:
        reading.refer(ReferenceKind.DOCBLOCK, name, line)


def apply(reading: Reading, docblock: Docblock) -> None:
    """Note the variables that a docblock types in the current scope."""
    for name, found in (*docblock.variables, *docblock.globals):
        if found.names or found.elements:
            reading.work.assign(name, Typed(found))

"""A node after an arrow, before brackets, or without a name of its own in; how we call what it means out."""

from tree_sitter import Node

from analyzer.php.builtins import BUILTIN_FUNCTIONS
from analyzer.php.grammar import NAME, VARIABLE
from analyzer.php.names import FunctionName
from analyzer.php.reading import Reading

ANONYMOUS_NAME = "class@anonymous"


def function_name(reading: Reading, node: Node) -> FunctionName:
    """Return a called function's qualified name and the global one it falls back to; PHP's own are global."""
    written = reading.source[node.start_byte : node.end_byte]
    found = reading.names.functions.get(written)
    if found is None:
        first, fallback = reading.names.of_function(written.decode(errors="replace"))
        if fallback is not None and fallback.lower() in BUILTIN_FUNCTIONS:
            first, fallback = fallback, None
        own = first.lower() if first.lower() in BUILTIN_FUNCTIONS else ""
        found = reading.names.functions[written] = FunctionName(first, fallback, own)
    return found


def member_name(reading: Reading, name: Node) -> str:
    """Return the name after an arrow; `$variable` when a variable has it, "" for any other dynamic name."""
    if name.kind_id == NAME:
        return "" if name.named_child_count else reading.text(name)
    if name.kind_id != VARIABLE:
        return ""
    written = reading.text(name)
    reading.work.needed[written[1:]] = None
    return written if written[1:].isidentifier() else ""


def anonymous_name(node: Node) -> str:
    """Return what we call an anonymous class: no two of a file begin at the same place."""
    line, column = node.start_point
    return f"{ANONYMOUS_NAME}:{line + 1}:{column + 1}"


def closure_number(node: Node) -> int:
    """Return the number of a closure in its file."""
    return node.start_byte

"""The facts of a file in; whether its script part is a way into the program out.

By content only, and conservatively: a file that only declares is none, nor is one that refuses to be called
directly (`defined('X') or die`). A command-line script has a shebang, reads `$argv`, calls `getopt`, or refuses every
other SAPI. A web script reads the request, sends headers, or prints and also includes something; a script that only
prints may be a template, which one file cannot tell.
"""

import re

from tree_sitter import Node

from analyzer.model.facts import EntryKind, EntryPoint, StateKind
from analyzer.php.grammar import kinds
from analyzer.php.reading import Reading

_SAPI = re.compile(
    rb"(?:PHP_SAPI|php_sapi_name\s*\(\s*\))\s*!==?\s*['\"]cli|['\"]cli['\"]\s*!==?\s*(?:PHP_SAPI|php_sapi_name\s*\(\s*\))"
)
_ARGUMENTS = re.compile(rb"\$(?:argv|argc)\b|['\"]argv['\"]|\bgetopt\s*\(")
_GUARD = re.compile(
    rb"(?:!\s*defined\s*\([^)]*\)\s*\)?\s*(?:\)|&&|\{|:|and\b)?\s*\{?[^;{}]*\b(?:exit|die|return)\b)"
    rb"|(?:\bdefined\s*\([^)]*\)\s*(?:or|\|\|)\s*(?:exit|die)\b)",
    re.IGNORECASE,
)
_REQUEST = (StateKind.REQUEST, StateKind.COOKIE, StateKind.SESSION)
_GUARD_REACH = 4000  # bytes from the start in which a guard stands
_TEXT = kinds("text")


def find_entry(reading: Reading, root: Node, script_loc: int) -> EntryPoint | None:
    """Return the entry point that the script part is, if it is one."""
    if not script_loc:
        return None
    if reading.source.startswith(b"#!") or _speaks_to_a_terminal(reading):
        return EntryPoint(0, EntryKind.CLI, 1)
    if _GUARD.search(reading.source, 0, _GUARD_REACH):
        return None
    requested = any(index == 0 and kind in _REQUEST for index, kind, *_ in reading.state)
    prints = reading.prints or any(
        child.kind_id in _TEXT and reading.source[child.start_byte : child.end_byte].strip()
        for child in root.named_children
    )
    includes = any(include.scope == 0 for include in reading.includes)
    if requested or reading.sends or (prints and includes):
        return EntryPoint(0, EntryKind.WEB, 1)
    return None


def _speaks_to_a_terminal(reading: Reading) -> bool:
    source = reading.source
    if (b"argv" in source or b"argc" in source or b"getopt" in source) and _in_script(reading, _ARGUMENTS):
        return True
    return (b"'cli'" in source or b'"cli"' in source) and _in_script(reading, _SAPI)


def _in_script(reading: Reading, pattern: re.Pattern[bytes]) -> bool:
    for match in pattern.finditer(reading.source):
        line = reading.source.count(b"\n", 0, match.start()) + 1
        if not any(first <= line <= last for first, last in reading.spans):
            start = reading.source.rfind(b"\n", 0, match.start()) + 1
            if not reading.source[start : match.start()].lstrip().startswith((b"*", b"//", b"#", b"/*")):
                return True
    return False

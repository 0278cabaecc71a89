"""Superglobals and variables of the script part in; uses of shared state out.

Superglobals are rare among variables, so they are searched in the source; only these places are looked up in the tree.
"""

import re

from tree_sitter import Node, Tree

from analyzer.model.facts import StateKind
from analyzer.php.grammar import SUBSCRIPT, VARIABLE, kinds, without_comments
from analyzer.php.literals import string_text
from analyzer.php.reading import Reading
from analyzer.php.scopes import Scopes

_SUPERGLOBAL = re.compile(
    rb"\$(_SESSION|_COOKIE|_GET|_POST|_REQUEST|_FILES|_SERVER|_ENV|GLOBALS|HTTP_(?:GET|POST|COOKIE|SERVER|ENV|SESSION)_VARS"
    rb"|HTTP_POST_FILES)\b"
)
_KINDS = {
    b"_SESSION": StateKind.SESSION,
    b"HTTP_SESSION_VARS": StateKind.SESSION,
    b"_COOKIE": StateKind.COOKIE,
    b"HTTP_COOKIE_VARS": StateKind.COOKIE,
    b"_SERVER": StateKind.SERVER,
    b"_ENV": StateKind.ENVIRONMENT,
    b"HTTP_SERVER_VARS": StateKind.SERVER,
    b"HTTP_ENV_VARS": StateKind.ENVIRONMENT,
    b"GLOBALS": StateKind.GLOBAL,
}
_ASSIGNMENTS = kinds("assignment_expression", "augmented_assignment_expression", "reference_assignment_expression")
_UPDATES = kinds("update_expression", "unset_statement")
_STRING = kinds("string", "encapsed_string")
_NAME = kinds("name")


def find_superglobals(reading: Reading, tree: Tree) -> None:
    """Add the uses of superglobals, in the scopes in which they stand."""
    matches = list(_SUPERGLOBAL.finditer(reading.source))
    if not matches:
        return
    scopes = Scopes(reading)
    for match in matches:
        node = tree.root_node.named_descendant_for_byte_range(match.start(), match.end())
        if node is not None and node.kind_id in _NAME:
            node = node.parent
        if node is None or node.kind_id != VARIABLE:
            continue
        key, writes = _use(reading, node)
        line = node.start_point[0] + 1
        kind = _KINDS.get(match.group(1), StateKind.REQUEST)
        index = scopes.at(match.start())
        reading.state.setdefault((index, kind, key, writes, None), []).append(line)


def _use(reading: Reading, node: Node) -> tuple[str, bool]:
    """Return the literal key and whether the place is written."""
    key = ""
    parent = node.parent
    if parent is not None and parent.kind_id in SUBSCRIPT:
        children = without_comments(parent)
        if children[0].start_byte == node.start_byte and len(children) > 1:
            key = _key(reading, children[1])
    while parent is not None and parent.kind_id in SUBSCRIPT and parent.start_byte == node.start_byte:
        node, parent = parent, parent.parent
    if parent is None:
        return key, False
    if parent.kind_id in _ASSIGNMENTS:
        return key, parent.named_children[0].start_byte == node.start_byte
    return key, parent.kind_id in _UPDATES


def _key(reading: Reading, node: Node) -> str:
    if node.kind_id in _STRING:
        return "" if b"$" in reading.source[node.start_byte : node.end_byte] else string_text(node, reading.source)
    return reading.text(node) if node.kind_id in _NAME else ""

"""Assignments, loops, `catch`, `instanceof`, strings in; what variables may hold, and SQL, out.

Each reader returns what is to be read on.
"""

from collections.abc import Sequence

from tree_sitter import Node

from analyzer.model.expression import Type, Typed
from analyzer.model.facts import INDEX, LOOP, ReferenceKind
from analyzer.php.calls import add_call
from analyzer.php.expressions import lower, lower_receiver
from analyzer.php.grammar import (
    BINARY,
    DOT,
    F_BODY,
    F_NAME,
    F_TYPE,
    INSTANCEOF,
    MEMBER_ACCESS,
    NAMES,
    STRING,
    STRINGS,
    SUBSCRIPT,
    VARIABLE,
    kinds,
    only,
    operator_of,
    token,
    without_comments,
)
from analyzer.php.literals import SHORT, literal_text, short_text
from analyzer.php.loops import changed, enter
from analyzer.php.narrowing import LOGICAL, assigned, narrow
from analyzer.php.reading import Raw, Reading
from analyzer.php.strings import begins_at, dynamic_nodes, find_statement, is_text, parts_of
from analyzer.php.targets import LISTS, assign, destructure, target_nodes
from analyzer.php.trees import ARRAY, ELEMENT
from analyzer.php.types import read_type_node

Nodes = Sequence[Node]

_PAIR = only("pair")
_LOOPED = MEMBER_ACCESS | kinds(
    "variable_name", "member_call_expression", "scoped_call_expression", "function_call_expression"
)
_NAMING = kinds("string", "class_constant_access_expression")  # what a declared `string` may still name
_SHORTEST = 6  # bytes of a literal that may hold a statement
_ONE_WORD = range(7, 12)  # lengths of `commit` and the like with their quotes: other statements have blanks
_APPEND = token(".=")
_COALESCE = token("??=")
_FROM = token("from")


def assignment(reading: Reading, node: Node) -> Nodes:
    """`left = right`, `left =& right`."""
    children = node.children
    left, right = children[0], children[-1]
    if right.kind_id == ARRAY or left.kind_id in SUBSCRIPT:
        reading.list_array(left, right)
    if left.kind_id == VARIABLE:
        name = reading.source[left.start_byte + 1 : left.end_byte].decode(errors="replace")
        reading.work.assign(name, right)
        if reading.narrowed:
            assigned(reading, name, node)
        if reading.loops:
            changed(reading, name, node)
        return _assigned_text(reading, name, right)
    assign(reading, left, "value", right, None)
    rest = target_nodes(reading, left)
    if left.kind_id in MEMBER_ACCESS and is_text(right):
        return (*rest, *_assigned_text(reading, reading.text(left), right))
    return (*rest, right)


def augmented(reading: Reading, node: Node) -> Nodes:
    """`left .= right`, `left ??= right`, …"""
    children = node.children
    left, right = children[0], children[-1]
    kind = operator_of(node)
    rest = target_nodes(reading, left)
    if reading.loops and left.kind_id == VARIABLE:
        changed(reading, reading.text(left)[1:], node)
    if kind == _COALESCE:
        assign(reading, left, "value", right, None)
    elif kind == _APPEND:
        sequence = reading.work.statements.get(reading.text(left))
        if sequence is None and left.kind_id == VARIABLE:
            sequence = reading.work.statements.get(reading.text(left)[1:])
        if sequence is not None:
            sequence.append(right)
            return (*rest, *dynamic_nodes(parts_of(reading, right)))
    return (*rest, right)


def flush_statements(reading: Reading, name: str | None = None) -> None:
    """Look for SQL in what was assigned and appended to a variable, or to all of them."""
    statements = reading.work.statements
    for variable in [name] if name is not None else list(statements):
        nodes = statements.pop(variable, None)
        if not nodes:
            continue
        parts = [part for node in nodes for part in parts_of(reading, node)]
        if not find_statement(reading, parts, begins_at(nodes[0])):
            for node in nodes[1:]:
                find_statement(reading, parts_of(reading, node), begins_at(node))


def text_value(reading: Reading, node: Node) -> Nodes:
    """A string, heredoc, nowdoc or interpolated string on its own."""
    if node.kind_id == STRING:
        start, end = node.start_byte, node.end_byte
        length = end - start
        if length < _SHORTEST:
            return ()
        written = reading.source[start:end]
        if b" " in written or length in _ONE_WORD or len(written.split(None, 1)) > 1:
            text = short_text(written) if length < SHORT else literal_text(written)
            if reading.is_statement(text):
                find_statement(reading, (text,), node.start_point[0] + 1)
        return ()
    parts = parts_of(reading, node)
    find_statement(reading, parts, begins_at(node))
    return dynamic_nodes(parts)


def binary(reading: Reading, node: Node) -> Nodes:
    """A concatenation is looked at as a whole; `instanceof` names a class; the rest is read on."""
    kind = operator_of(node)
    if kind == DOT:
        parts = parts_of(reading, node)
        find_statement(reading, parts, node.start_point[0] + 1)
        return dynamic_nodes(parts)
    children = node.children
    if kind == INSTANCEOF:
        left, right = children[0], children[-1]
        if right.kind_id in NAMES:
            name = reading.class_name(right)
            reading.refer(ReferenceKind.INSTANCEOF, name, right.start_point[0] + 1)
            _narrow(reading, node, left, name)
            return (left,)
    elif kind in LOGICAL:
        for child in children:
            reading.above[child.id] = node
    return children


def _narrow(reading: Reading, test: Node, left: Node, name: str) -> None:
    """Note what `instanceof` says of a variable, or of a property by how it is written."""
    if left.kind_id == VARIABLE:
        variable = reading.text(left)[1:]
        if variable != "this":
            narrow(reading, test, variable, name)
        reading.work.assign(variable, Typed(Type((name,))))
    elif left.kind_id in MEMBER_ACCESS:
        written = reading.text(left).replace("?->", "->")
        reading.work.assign(written, Typed(Type((name,))))
        reading.work.needed[written] = None


def echoed(reading: Reading, node: Node) -> Nodes:
    """`echo`, `print`: a text that is printed is no statement."""
    if not reading.work.index:
        reading.prints = True
    found: list[Node] = []
    for child in node.named_children:
        kind = child.kind_id
        if kind in STRINGS or kind == BINARY:
            found += dynamic_nodes(parts_of(reading, child)) if not _instance_test(child) else [child]
        else:
            found.append(child)
    return [child for child in found if child is not node]


def foreach(reading: Reading, node: Node) -> Nodes:
    """`foreach (collection as $key => $value)`."""
    children = without_comments(node)
    if len(children) < 2:
        return children
    collection, target = children[0], children[1]
    if target.kind_id == _PAIR:
        target = without_comments(target)[-1]
    if target.kind_id in LISTS:
        destructure(reading, target, collection, 1)
    else:
        assign(reading, target, "element", collection, None)
    if collection.kind_id == ARRAY and target.kind_id == VARIABLE:
        enter(reading, reading.text(target)[1:], lower(reading, collection), children[-1])
    if collection.kind_id in _LOOPED:
        key = (reading.work.index, lower_receiver(reading, collection), LOOP, False, None, ())
        add_call(reading, key, collection)
    return (collection, *target_nodes(reading, target), *children[2:])


def subscript(reading: Reading, node: Node) -> Nodes:
    """`holder[key]`: of an object, a call; most are arrays, so only those are noted that say they are objects."""
    children = node.children
    holder = children[0]
    if reading.work.objects and holder.kind_id == VARIABLE and reading.text(holder)[1:] in reading.work.objects:
        key = (reading.work.index, lower_receiver(reading, holder), INDEX, False, None, ())
        add_call(reading, key, holder)
    return children


def catch(reading: Reading, node: Node) -> Nodes:
    """`catch (A | B $e)`."""
    caught = read_type_node(reading, node.child_by_field_id(F_TYPE), ReferenceKind.CATCH)
    name = node.child_by_field_id(F_NAME)
    if caught is not None and name is not None:
        reading.work.assign(reading.text(name)[1:], Typed(caught))
    body = node.child_by_field_id(F_BODY)
    return body.named_children if body is not None else node.named_children


def global_declaration(reading: Reading, node: Node) -> Nodes:
    """`global $a, $b`."""
    for child in node.named_children:
        if child.kind_id == VARIABLE:
            name, line = reading.text(child)[1:], child.start_point[0] + 1
            if name == "_":  # what `repair` makes of a variable variable
                continue
            reading.work.globals.setdefault(name, line)
    return ()


def static_variable(reading: Reading, node: Node) -> Nodes:
    """`static $x = value`."""
    children = without_comments(node)
    if len(children) > 1 and children[0].kind_id == VARIABLE:
        reading.work.assign(reading.text(children[0])[1:], children[-1])
    return children[1:]


def returned(reading: Reading, node: Node) -> Nodes:
    """`return value`."""
    children = without_comments(node)
    if children:
        _give(reading, children[0])
        if children[0].kind_id == ARRAY:
            reading.list_array(None, children[0])
    return children


def yielded(reading: Reading, node: Node) -> Nodes:
    """`yield value`, `yield key => value`, `yield from values`."""
    children = without_comments(node)
    if children:
        value = children[-1]
        value = without_comments(value)[-1] if value.kind_id == ELEMENT else value
        delegates = any(child.kind_id == _FROM for child in node.children)
        _give(reading, value if delegates else Raw("items", value))
    return children


def _give(reading: Reading, value: Node | Raw) -> None:
    """Note what the function, or the closure, around a statement gives."""
    if not reading.inner:
        if reading.work.wants_returns or (isinstance(value, Node) and value.kind_id in _NAMING):
            reading.work.returns.append(value)
    elif reading.closure:
        reading.work.assign(f"closure {reading.closure}", value)


def _assigned_text(reading: Reading, name: str, right: Node) -> Nodes:
    """Keep a string until its scope ends when the file appends to variables, for the statement may go on."""
    if reading.work.statements:
        flush_statements(reading, name)
    if not reading.appends or (right.kind_id not in STRINGS and not _is_concatenation(right)):
        return (right,)
    reading.work.statements[name] = [right]
    return dynamic_nodes(parts_of(reading, right))


def _is_concatenation(node: Node) -> bool:
    if node.kind_id != BINARY:
        return False
    return operator_of(node) == DOT


def _instance_test(node: Node) -> bool:
    return node.kind_id == BINARY and not _is_concatenation(node)

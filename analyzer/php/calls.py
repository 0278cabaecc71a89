"""Call, `new`, static and include nodes in; calls, class references and includes out. Each returns what to read on."""

import re
from collections.abc import Sequence

from tree_sitter import Node

from analyzer.model.expression import Expression, Named, New, StaticProperty, Text
from analyzer.model.facts import ConstantValue, Include, ReferenceKind, StateKind, TransactionMark
from analyzer.php.builtins import BUILTIN_FUNCTIONS, KEPT
from analyzer.php.expressions import function_name, lower, lower_arguments, lower_class, lower_receiver
from analyzer.php.grammar import (
    ARGUMENTS,
    COMMENT,
    F_NAME,
    NAME,
    NAMES,
    RELATIVE_SCOPE,
    VARIABLE,
    only,
    without_comments,
)
from analyzer.php.reading import Reading
from analyzer.php.strings import dynamic_nodes, find_formatted, parts_of

Nodes = Sequence[Node]

TRANSACTIONS = {
    "begintransaction": TransactionMark.BEGIN,
    "begin_transaction": TransactionMark.BEGIN,
    "starttransaction": TransactionMark.BEGIN,
    "start_transaction": TransactionMark.BEGIN,
    "begintrans": TransactionMark.BEGIN,
    "starttrans": TransactionMark.BEGIN,
    "begin": TransactionMark.BEGIN,
    "transaction": TransactionMark.BEGIN,
    "transactional": TransactionMark.BEGIN,
    "wrapintransaction": TransactionMark.BEGIN,
    "commit": TransactionMark.COMMIT,
    "committrans": TransactionMark.COMMIT,
    "completetrans": TransactionMark.COMMIT,
    "rollback": TransactionMark.ROLLBACK,
    "rollbacktrans": TransactionMark.ROLLBACK,
    "roll_back": TransactionMark.ROLLBACK,
}
_TRANSACTION_FUNCTIONS = {
    f"{prefix}_{name}": mark
    for prefix in ("mysqli", "oci", "odbc", "sqlsrv", "db2", "ibase", "fbird")
    for name, mark in (
        ("begin_transaction", TransactionMark.BEGIN),
        ("trans", TransactionMark.BEGIN),
        ("commit", TransactionMark.COMMIT),
        ("rollback", TransactionMark.ROLLBACK),
    )
}
_SENDS = frozenset({"header", "setcookie", "setrawcookie", "session_start", "http_response_code"})
_PRINTS = frozenset({"printf", "vprintf", "print_r", "var_dump", "readfile", "passthru", "fpassthru"})
_FORMATS = frozenset({"sprintf", "vsprintf"})
_SESSION_FUNCTIONS = frozenset({"session_register", "session_unregister", "session_is_registered"})
_ANONYMOUS = only("anonymous_class")
_LONGEST_PATH = 200
_BLANK = re.compile(r"\s+")


def function_call(reading: Reading, node: Node) -> Nodes:
    """`name(…)`, or a call of a value: a variable, a closure, the result of another call."""
    children = node.named_children
    function, arguments = children[0], children[-1]
    if arguments.kind_id != ARGUMENTS:
        return children
    given = arguments.named_children
    if function.kind_id not in NAMES:
        add_call(reading, lower_receiver(reading, function), "__invoke", False, node, arguments)
        return (function, *given) if function.kind_id != VARIABLE else given
    name, fallback = function_name(reading, function)
    lowered = name.lower()
    if lowered in BUILTIN_FUNCTIONS:
        return _builtin(reading, lowered, function, arguments)
    line = function.start_point[0] + 1
    values = lower_arguments(reading, arguments) if given else ()
    _note(reading, (reading.work.index, None, name, False, fallback, values), line)
    return given


def add_call(
    reading: Reading, receiver: Expression, name: str, static: bool, node: Node, arguments: Node | None
) -> None:
    """Add a call of a method on the line of the node."""
    values = lower_arguments(reading, arguments) if arguments is not None else ()
    _note(reading, (reading.work.index, receiver, name, static, None, values), node.start_point[0] + 1)


def method_call(reading: Reading, node: Node) -> Nodes:
    """`object->name(…)`; a dynamic name is the empty name."""
    children = node.named_children
    object_, arguments = children[0], children[-1]
    name = children[1] if len(children) == 3 else node.child_by_field_id(F_NAME)
    if name is None or arguments.kind_id != ARGUMENTS:
        return children
    written = ""
    if name.kind_id == NAME and not name.named_child_count:
        written = reading.text(name)
    _transaction(reading, written, name)
    add_call(reading, lower_receiver(reading, object_), written, False, name, arguments)
    given = arguments.named_children
    if object_.kind_id == VARIABLE:
        return given if written else (name, *given)
    return (object_, *given) if written else (object_, name, *given)


def static_call(reading: Reading, node: Node) -> Nodes:
    """`Class::name(…)`, `parent::name(…)`, `$class::name(…)`."""
    children = without_comments(node)
    scope, arguments = children[0], children[-1]
    name = children[1]
    if len(children) != 3 or arguments.kind_id != ARGUMENTS:
        return children
    written = ""
    if name.kind_id == NAME and not name.named_child_count:
        written = reading.text(name)
    _transaction(reading, written, name)
    rest = _scope(reading, scope, ReferenceKind.STATIC_CALL)
    add_call(reading, lower_class(reading, scope), written, True, name, arguments)
    return (*rest, *arguments.named_children) if written else (*rest, name, *arguments.named_children)


def creation(reading: Reading, node: Node) -> Nodes:
    """`new Class(…)`, `new $class`, `new class(…) {…}`."""
    children = without_comments(node)
    if not children or children[0].kind_id == _ANONYMOUS:
        return children
    of = children[0]
    arguments = children[-1] if children[-1].kind_id == ARGUMENTS else None
    rest = _scope(reading, of, ReferenceKind.NEW)
    add_call(reading, New(lower_class(reading, of)), "__construct", False, of, arguments)
    return (*rest, *arguments.named_children) if arguments is not None else rest


def class_constant(reading: Reading, node: Node) -> Nodes:
    """`Class::NAME`, `Class::class`."""
    children = without_comments(node)
    if len(children) < 2:
        return children
    scope, name = children[0], children[-1]
    if name.kind_id != NAME or name.named_child_count:
        return (*_scope(reading, scope, ReferenceKind.CONSTANT), name)
    kind = ReferenceKind.CLASS_NAME if reading.text(name).lower() == "class" else ReferenceKind.CONSTANT
    return _scope(reading, scope, kind)


def static_property(reading: Reading, node: Node) -> Nodes:
    """`Class::$name`, read."""
    return use_static_property(reading, node, False)


def use_static_property(reading: Reading, node: Node, writes: bool) -> Nodes:
    """`Class::$name`, read or written: a reference, and shared state."""
    children = without_comments(node)
    if len(children) < 2:
        return children
    rest = _scope(reading, children[0], ReferenceKind.STATIC_PROPERTY)
    value = lower(reading, node)
    if not isinstance(value, StaticProperty):
        return (*rest, children[-1])
    owner = value.of.name if isinstance(value.of, Named) else ""
    if owner in ("self", "static"):
        owner = reading.owner.name if reading.owner else ""
    elif owner == "parent":
        owner = (reading.owner.parent if reading.owner else None) or ""
    if owner:
        reading.use_state(StateKind.STATIC, f"{owner}::{value.name}", writes, node.start_point[0] + 1)
    return rest


def include(reading: Reading, node: Node, once: bool = False) -> Nodes:
    """`include path`, `require path`."""
    children = without_comments(node)
    if not children:
        return ()
    path = children[-1]
    written = _BLANK.sub(" ", reading.text(path))[:_LONGEST_PATH]
    while written.startswith("(") and written.endswith(")") and _wraps(written):
        written = written[1:-1].strip()
    line = node.start_point[0] + 1
    reading.includes.append(Include(reading.work.index, lower(reading, path), line, written, once))
    return children


def include_once(reading: Reading, node: Node) -> Nodes:
    """`include_once path`, `require_once path`."""
    return include(reading, node, True)


def _wraps(text: str) -> bool:
    """Whether the first bracket closes with the last."""
    depth = 0
    for position, letter in enumerate(text):
        depth += (letter == "(") - (letter == ")")
        if not depth:
            return position == len(text) - 1
    return False


def _scope(reading: Reading, scope: Node, kind: ReferenceKind) -> Nodes:
    """Refer to the class before `::` or after `new`; an expression there is read on."""
    if scope.kind_id in NAMES or scope.kind_id == RELATIVE_SCOPE:
        reading.refer(kind, reading.class_name(scope), scope.start_point[0] + 1)
        return ()
    return () if scope.kind_id == VARIABLE else (scope,)


def _note(
    reading: Reading, key: tuple[int, Expression | None, str, bool, str | None, tuple[Expression, ...]], line: int
) -> None:
    found = reading.calls.get(key)
    if found is None:
        reading.calls[key] = [line]
    else:
        found.append(line)


def _transaction(reading: Reading, name: str, node: Node) -> None:
    mark = TRANSACTIONS.get(name.lower())
    if mark is not None:
        reading.mark_transaction(mark, node.start_point[0] + 1)


def _builtin(reading: Reading, name: str, function: Node, arguments: Node) -> Nodes:
    """One of PHP's own functions: counted; kept with its arguments when these name code, tables or state."""
    reading.builtin_calls[name] = reading.builtin_calls.get(name, 0) + 1
    if not reading.work.index:
        reading.sends = reading.sends or name in _SENDS
        reading.prints = reading.prints or name in _PRINTS
    special = _SPECIAL.get(name)
    if special is not None:
        rest = special(reading, function, arguments)
        if rest is not None:
            return rest
    if name in KEPT:
        line = function.start_point[0] + 1
        _note(reading, (reading.work.index, None, name, False, None, lower_arguments(reading, arguments)), line)
    return arguments.named_children


def _define(reading: Reading, function: Node, arguments: Node) -> None:
    given = [child for child in arguments.named_children if child.kind_id != COMMENT]
    if len(given) < 2:
        return
    name = lower(reading, given[0].named_children[-1])
    if isinstance(name, Text):
        value = lower(reading, given[1].named_children[-1])
        reading.constants.append(ConstantValue(name.text.lstrip("\\"), function.start_point[0] + 1, value))


def _alias(reading: Reading, function: Node, arguments: Node) -> None:
    values = lower_arguments(reading, arguments)
    if len(values) > 1 and all(isinstance(value, Text | Named) for value in values[:2]):
        original, alias = (
            (value.text if isinstance(value, Text) else value.name if isinstance(value, Named) else "").lstrip("\\")
            for value in values[:2]
        )
        reading.aliases.append((alias, original))
        if isinstance(values[0], Text):
            reading.refer(ReferenceKind.CLASS_NAME, original, function.start_point[0] + 1)


def _format(reading: Reading, function: Node, arguments: Node) -> Nodes | None:
    given = arguments.named_children
    if not find_formatted(reading, given, given[0].start_point[0] + 1 if given else 0):
        return None
    return (*dynamic_nodes(parts_of(reading, given[0].named_children[-1])), *given[1:])


def _environment(reading: Reading, function: Node, arguments: Node) -> None:
    values = lower_arguments(reading, arguments)
    key = values[0].text if values and isinstance(values[0], Text) else ""
    reading.use_state(StateKind.SERVER, key, False, function.start_point[0] + 1)


def _session(reading: Reading, function: Node, arguments: Node) -> None:
    values = lower_arguments(reading, arguments)
    key = values[0].text if values and isinstance(values[0], Text) else ""
    reading.use_state(StateKind.SESSION, key, True, function.start_point[0] + 1)


def _cookie(reading: Reading, function: Node, arguments: Node) -> None:
    values = lower_arguments(reading, arguments)
    key = values[0].text if values and isinstance(values[0], Text) else ""
    reading.use_state(StateKind.COOKIE, key, True, function.start_point[0] + 1)


def _mark(reading: Reading, function: Node, arguments: Node) -> None:
    mark = _TRANSACTION_FUNCTIONS[reading.text(function).lower().lstrip("\\")]
    reading.mark_transaction(mark, function.start_point[0] + 1)


_SPECIAL = {
    "define": _define,
    "class_alias": _alias,
    "getenv": _environment,
    "setcookie": _cookie,
    "setrawcookie": _cookie,
    **dict.fromkeys(_FORMATS, _format),
    **dict.fromkeys(_SESSION_FUNCTIONS, _session),
    **dict.fromkeys(_TRANSACTION_FUNCTIONS, _mark),
}

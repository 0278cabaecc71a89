"""Call, `new`, static and include nodes in; calls, class references and includes out. Each returns what to read on."""

import re
from collections.abc import Sequence

from tree_sitter import Node

from analyzer.model.expression import Expression, Named, New, StaticProperty, Text, Unknown
from analyzer.model.facts import ConstantValue, Include, ReferenceKind, StateKind
from analyzer.model.statements import TransactionMark
from analyzer.php.builtins import KEPT
from analyzer.php.callbacks import GIVEN, give, hand
from analyzer.php.expressions import lower, lower_arguments, lower_class, lower_given, lower_receiver
from analyzer.php.grammar import (
    ARGUMENTS,
    F_NAME,
    NAME,
    NAMES,
    RELATIVE_SCOPE,
    VARIABLE,
    only,
    without_comments,
)
from analyzer.php.naming import function_name, member_name
from analyzer.php.pieces import argument_values
from analyzer.php.reading import CallKey, Reading
from analyzer.php.sharing import SHARING, Special
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
_ANONYMOUS = only("anonymous_class")
_LONGEST_PATH = 200
_BLANK = re.compile(r"\s+")


def function_call(reading: Reading, node: Node) -> Nodes:
    """`name(…)`, or a call of a value: a variable, a closure, the result of another call."""
    children = node.children
    function, arguments = children[0], children[-1]
    if arguments.kind_id != ARGUMENTS:
        return children
    given = argument_values(arguments)
    if function.kind_id not in NAMES:
        values = lower_given(reading, arguments, given)
        key: CallKey = (reading.work.index, lower_receiver(reading, function), "__invoke", False, None, values)
        add_call(reading, key, function)
        return [function, *given] if function.kind_id != VARIABLE else given
    name, fallback, own = function_name(reading, function)
    if own:
        reading.builtin_calls[own] = reading.builtin_calls.get(own, 0) + 1
        if own in GIVEN:
            give(reading, GIVEN[own], given)
        return _builtin(reading, own, node, given) if own in _NOTABLE else given
    values = lower_given(reading, arguments, given) if given else ()
    key = (reading.work.index, None, name, False, fallback, values)
    add_call(reading, key, function)
    hand(reading, key, given)
    return given


def add_call(reading: Reading, key: CallKey, named: Node) -> None:
    """Add a call on the line of the node that names what is called."""
    line = named.start_point[0] + 1
    found = reading.calls.get(key)
    if found is None:
        reading.calls[key] = [line]
    else:
        found.append(line)


def method_call(reading: Reading, node: Node) -> Nodes:
    """`object->name(…)`; a dynamic name is the empty name."""
    children = node.children
    object_, arguments = children[0], children[-1]
    name = children[2] if len(children) == 4 else node.child_by_field_id(F_NAME)
    if name is None or arguments.kind_id != ARGUMENTS:
        return children
    written = _called(reading, name)
    given = argument_values(arguments)
    values = lower_given(reading, arguments, given) if given else ()
    key = (reading.work.index, lower_receiver(reading, object_), written, False, None, values)
    add_call(reading, key, name)
    hand(reading, key, given)
    before = [] if object_.kind_id == VARIABLE else [object_]
    return [*before, *given] if written and written[0] != "$" else [*before, name, *given]


def static_call(reading: Reading, node: Node) -> Nodes:
    """`Class::name(…)`, `parent::name(…)`, `$class::name(…)`."""
    children = node.children
    children = [children[0], *children[2:]] if len(children) == 4 else without_comments(node)
    if len(children) != 3 or children[-1].kind_id != ARGUMENTS:
        return children
    scope, name, arguments = children
    written = _called(reading, name)
    before = _scope(reading, scope, ReferenceKind.STATIC_CALL)
    given = argument_values(arguments)
    values = lower_given(reading, arguments, given) if given else ()
    key = (reading.work.index, lower_class(reading, scope), written, True, None, values)
    add_call(reading, key, name)
    hand(reading, key, given)
    return [*before, *given] if written and written[0] != "$" else [*before, name, *given]


def creation(reading: Reading, node: Node) -> Nodes:
    """`new Class(…)`, `new $class`, `new class(…) {…}`."""
    children = without_comments(node)
    if not children or children[0].kind_id == _ANONYMOUS:
        return children
    of = children[0]
    arguments = children[-1] if children[-1].kind_id == ARGUMENTS else None
    given = argument_values(arguments) if arguments is not None else []
    before = _scope(reading, of, ReferenceKind.NEW)
    construct(reading, lower_class(reading, of), of, arguments)
    return [*before, *given]


def construct(reading: Reading, of: Expression, node: Node, arguments: Node | None) -> None:
    """Add the call of a constructor on the line of a node."""
    values = lower_arguments(reading, arguments) if arguments is not None else ()
    key = (reading.work.index, New(of), "__construct", False, None, values)
    add_call(reading, key, node)
    if arguments is not None and values:
        hand(reading, key, argument_values(arguments))


def class_constant(reading: Reading, node: Node) -> Nodes:
    """`Class::NAME`, `Class::class`."""
    children = without_comments(node)
    if len(children) < 2:
        return children
    scope, name = children[0], children[-1]
    if name.kind_id != NAME or name.named_child_count:
        return (*_scope(reading, scope, ReferenceKind.CONSTANT), *name.named_children)
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
    closure = reading.closure if reading.inner else 0
    reading.work.shares = True
    reading.includes.append(Include(reading.work.index, lower(reading, path), line, written, once, closure))
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


def _called(reading: Reading, name: Node) -> str:
    """Return a method's name as `Call` has it; note what its name says of a transaction."""
    written = member_name(reading, name)
    mark = TRANSACTIONS.get(written.lower())
    if mark is not None:
        reading.mark_transaction(mark, name.start_point[0] + 1, written)
    return written


def _builtin(reading: Reading, name: str, node: Node, given: Nodes) -> Nodes:
    """One of PHP's own functions that says something: kept with its arguments when these name code, tables or state."""
    function, arguments = node.children[0], node.children[-1]
    line = function.start_point[0] + 1
    if not reading.work.index:
        reading.sends = reading.sends or name in _SENDS
        reading.prints = reading.prints or name in _PRINTS
    if name in KEPT:
        values = lower_given(reading, arguments, given)
        add_call(reading, (reading.work.index, None, name, False, None, values), function)
    if name in _FORMATS and given and find_formatted(reading, given, given[0].start_point[0] + 1):
        return [*dynamic_nodes(parts_of(reading, given[0])), *given[1:]]
    special = _SPECIAL.get(name)
    if special is not None and given:
        special(reading, line, lower_arguments(reading, arguments))
    mark = _TRANSACTION_FUNCTIONS.get(name)
    if mark is not None:
        reading.mark_transaction(mark, line)
    return given


def _define(reading: Reading, line: int, values: Sequence[Expression]) -> None:
    if values and isinstance(values[0], Text):
        value = values[1] if len(values) > 1 else Unknown("expression")
        reading.constants.append(ConstantValue(values[0].text.lstrip("\\"), line, value))
        reading.use_state(StateKind.CONSTANT, values[0].text.lstrip("\\"), True, line)


def _alias(reading: Reading, line: int, values: Sequence[Expression]) -> None:
    if len(values) < 2:
        return
    original, alias = (_class_in(value) for value in values[:2])
    if original and alias:
        reading.aliases.append((alias, original))
        if isinstance(values[0], Text):
            reading.refer(ReferenceKind.CLASS_NAME, original, line)


def _class_in(value: Expression) -> str:
    written = value.text if isinstance(value, Text) else value.name if isinstance(value, Named) else ""
    return written.lstrip("\\")


_SPECIAL: dict[str, Special] = {
    "define": _define,
    "class_alias": _alias,
    **SHARING,
}
_NOTABLE = KEPT | _FORMATS | _SENDS | _PRINTS | _SPECIAL.keys() | _TRANSACTION_FUNCTIONS.keys()

"""A syntax tree in; every fact that one pass over it finds, in a `Reading`, out.

The pass is a stack of nodes and a table from node kind to handler; a handler returns what of its node to read on.
Scopes are read one after the other, so a handler needs no notice of where a function ends, and depth costs nothing.
"""

from collections.abc import Callable, Sequence
from itertools import islice

from tree_sitter import Node

from analyzer.model.expression import Expression, Unknown
from analyzer.model.facts import StateKind
from analyzer.php import branches, calls, comments, declarations, flow, imports, nested, recovery, sharing
from analyzer.php.globals import uses
from analyzer.php.grammar import ERROR, TABLE_SIZE, is_named, kinds
from analyzer.php.reading import Body, Noted, Raw, Reading, Work
from analyzer.php.values import lower_noted

Handler = Callable[[Reading, Node], Sequence[Node]]

MOST_RETURNS = 8
MOST_ASSIGNMENTS = 60  # per variable; more are alike


def _skip(_reading: Reading, _node: Node) -> Sequence[Node]:
    return ()


def _descend(_reading: Reading, node: Node) -> Sequence[Node]:
    return node.children


def _named(_reading: Reading, node: Node) -> Sequence[Node]:
    return node.named_children


def _inside(_reading: Reading, node: Node) -> Sequence[Node]:
    only = node.named_child(0) if node.named_child_count == 1 else None
    return node.named_children if only is None else (only,)


_ROWS: dict[tuple[str, ...], Handler] = {
    (
        "qualified_name", "relative_name", "variable_name", "integer", "float", "boolean", "null",
        "text", "php_tag", "php_end_tag", "string_content", "escape_sequence", "primitive_type", "cast_type",
        "namespace_name", "visibility_modifier", "static_modifier", "final_modifier", "abstract_modifier",
        "readonly_modifier", "var_modifier", "relative_scope", "variadic_placeholder", "heredoc_start",
        "heredoc_end", "nowdoc_string", "bottom_type", "operation", "empty_statement", "break_statement",
        "continue_statement", "goto_statement", "named_label_statement", "declare_directive", "use_list",
        "anonymous_function_use_clause", "text_interpolation",
    ): _skip,
    ("name",): sharing.constant,
    # with commas, it is quicker to leave them out; with one child, to ask for that one
    ("array_creation_expression", "arguments", "formal_parameters", "list_literal"): _named,
    ("expression_statement", "parenthesized_expression", "unary_op_expression"): _inside,
    ("function_call_expression",): calls.function_call,
    ("member_call_expression", "nullsafe_member_call_expression"): calls.method_call,
    ("scoped_call_expression",): calls.static_call,
    ("object_creation_expression",): calls.creation,
    ("class_constant_access_expression",): calls.class_constant,
    ("scoped_property_access_expression",): calls.static_property,
    ("include_expression", "require_expression"): calls.include,
    ("include_once_expression", "require_once_expression"): calls.include_once,
    ("assignment_expression", "reference_assignment_expression"): flow.assignment,
    ("augmented_assignment_expression",): flow.augmented,
    ("string", "encapsed_string", "heredoc", "nowdoc"): flow.text_value,
    ("binary_expression",): flow.binary,
    ("echo_statement", "print_intrinsic"): flow.echoed,
    ("foreach_statement",): flow.foreach,
    ("switch_statement",): branches.cases,
    ("if_statement", "else_if_clause"): branches.test,
    ("catch_clause",): flow.catch,
    ("subscript_expression",): flow.subscript,
    ("global_declaration",): flow.global_declaration,
    ("static_variable_declaration",): flow.static_variable,
    ("return_statement",): flow.returned,
    ("yield_expression",): flow.yielded,
    ("class_declaration", "interface_declaration", "trait_declaration", "enum_declaration"): declarations.class_like,
    ("anonymous_class",): nested.anonymous_class,
    ("function_definition",): declarations.function,
    ("anonymous_function", "arrow_function", "property_hook"): nested.closure,
    ("method_declaration",): nested.method_elsewhere,
    ("property_declaration",): nested.property_elsewhere,
    ("const_declaration",): declarations.constants,
    ("use_declaration",): nested.trait_use,
    ("attribute",): declarations.attribute,
    ("comment",): comments.comment,
    ("namespace_definition",): imports.namespace,
    ("namespace_use_declaration",): imports.use,
}  # fmt: skip

_TABLE: list[Handler] = [_descend if is_named(number) else _skip for number in range(TABLE_SIZE)]
for _names, _handler in _ROWS.items():
    for _number in kinds(*_names):
        _TABLE[_number] = _handler
_TABLE[ERROR] = recovery.error


def walk(reading: Reading, root: Node) -> None:
    """Read the script part, then every scope that was found on the way, in the order of finding."""
    reading.works[0].bodies.append(Body((root,), None, reading.names, False))
    position = 0
    while position < len(reading.works):
        _read_scope(reading, reading.works[position])
        position += 1


def _read_scope(reading: Reading, work: Work) -> None:
    reading.work = work
    position = 0
    while position < len(work.bodies):
        body = work.bodies[position]
        reading.owner = body.owner
        reading.names = body.names
        reading.inner = body.inner
        reading.closure = body.closure
        _read(reading, body.nodes)
        comments.settle(reading)
        flow.flush_statements(reading)
        position += 1
    if work.bodies:
        reading.owner = work.bodies[0].owner
        if work.index:
            reading.names = work.names
        else:
            work.names = reading.names
    _finish(reading, work)
    work.bodies.clear()


def _read(reading: Reading, nodes: Sequence[Node]) -> None:
    table = _TABLE
    stack = list(nodes[::-1])
    pop = stack.pop
    while stack:
        node = pop()
        handler = table[node.kind_id]
        if handler is _skip:
            continue
        found = node.children if handler is _descend else handler(reading, node)
        if found:
            stack += found[::-1] if len(found) > 1 else found


def _finish(reading: Reading, work: Work) -> None:
    """Lower what the scope returns and what its needed variables may hold; note the globals it writes."""
    if work.returns:
        returned: dict[Expression, None] = {}
        for node in work.returns:
            value = lower_noted(reading, node)
            if type(value) is not Unknown:
                returned[value] = None
        work.returned = tuple(returned)[:MOST_RETURNS]
    _use_globals(reading, work)
    for name in work.assignments:
        outlives = not work.index or name in work.globals or "::" in name or name.startswith(("this->", "global "))
        if outlives or work.shares:
            work.needed[name] = None
    lowered: dict[str, list[Expression]] = {}
    done = 0
    while done < len(work.needed):  # lowering one variable may need others
        names = list(islice(work.needed, done, None))
        done += len(names)
        for name in names:
            noted = work.assignments.get(name)
            if noted is not None:
                lowered[name] = _values(reading, noted)
    work.lowered = tuple([(name, value) for name in sorted(lowered) for value in lowered[name]])
    work.assignments.clear()
    work.returns.clear()


def _values(reading: Reading, noted: Sequence[Noted]) -> list[Expression]:
    if len(noted) == 1:
        value = lower_noted(reading, noted[0])
        return [] if type(value) is Unknown else [value]
    found: dict[Expression, None] = {}
    for one in noted[:MOST_ASSIGNMENTS]:
        value = lower_noted(reading, one)
        if type(value) is not Unknown:
            found[value] = None
    return list(found)


def _use_globals(reading: Reading, work: Work) -> None:
    for name, line in work.globals.items():
        read, changed = uses(reading.source, work.start_byte, work.end_byte or len(reading.source), name)
        if read:
            reading.use_state(StateKind.GLOBAL, name, False, line)
        for at in changed:
            reading.use_state(
                StateKind.GLOBAL, name, True, reading.source.count(b"\n", work.start_byte, at) + work.line
            )
    for name, values in work.assignments.items():
        if name.startswith("global "):
            continue
        if name in work.globals or (not work.index and "->" not in name and "::" not in name):
            for noted in values:
                node = noted.node if isinstance(noted, Raw) else noted
                if isinstance(node, Node):
                    reading.use_state(StateKind.GLOBAL, name, True, node.start_point[0] + 1)

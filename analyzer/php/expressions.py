"""A syntax node in; a small expression that needs no other file out.

Every local variable that an expression mentions becomes needed in its scope, so that its assignments are lowered too.
"""

from collections.abc import Callable, Sequence
from functools import lru_cache

from tree_sitter import Node

from analyzer.model.expression import (
    Closure,
    Constant,
    Either,
    ElementOf,
    Expression,
    Items,
    Named,
    New,
    Property,
    ReturnOf,
    StaticProperty,
    Text,
    This,
    Unknown,
    Variable,
)
from analyzer.php.grammar import (
    ARGUMENTS,
    COALESCE,
    DOT,
    F_NAME,
    NAME,
    NAMES,
    RELATIVE_SCOPE,
    VARIABLE,
    kinds,
    only,
    operator_of,
    sides,
    token,
    without_comments,
)
from analyzer.php.loops import held
from analyzer.php.naming import ANONYMOUS_NAME, anonymous_name, closure_number, function_name, member_name
from analyzer.php.narrowing import narrowed
from analyzer.php.pieces import argument_values, either, flatten, interpolated, is_callable_reference, joined
from analyzer.php.reading import Reading
from analyzer.php.scalars import ARITHMETIC, LONG, LONGEST_TEXT, constant, literal, number, signed, string

DEEPEST = 40  # nested expressions; deeper ones are not worth following
LONGEST_CHAIN = 150  # calls of calls
MOST_ITEMS = 200
MOST_ARGUMENTS = 12

THIS = This()
EXPRESSION = Unknown("expression")
DYNAMIC = Unknown("dynamic name")
DEEP = Unknown("too deep")

_ANONYMOUS = only("anonymous_class")
_UNPACKING = only("variadic_unpacking")
_BY_REFERENCE = only("by_ref")
_CALL_PARTS = 4  # `a->b(…)`, `a::b(…)`, and also `a[b]`: object, token, name, arguments
_ELVIS = only("conditional_expression")
_CONDITIONAL_MATCH = kinds("match_conditional_expression", "match_default_expression")
_ARITHMETIC = frozenset(token(sign) for sign in ("+", "-", "*", "/", "%", "**", "&", "|", "^", "<<", ">>"))
_LITERALS = kinds("boolean", "null")

Lower = Callable[[Reading, Node, int], Expression]


def lower(reading: Reading, node: Node, depth: int = 0) -> Expression:
    """Return what a node's value is; `Unknown` when nothing is known of it."""
    function = _LOWER.get(node.kind_id)
    if function is None:
        return EXPRESSION
    if depth > DEEPEST:
        reading.deep = reading.deep or node.start_point[0] + 1
        return DEEP
    return function(reading, node, depth + 1)


def lower_receiver(reading: Reading, node: Node) -> Expression:
    """Lower what stands before an arrow; `$this->a->b` is lowered once however often it stands in the file."""
    written = reading.source[node.start_byte : node.end_byte]
    if written == b"$this":
        return _variable(reading, node, 0)
    if node.kind_id == VARIABLE:
        return _object(reading, node, 0)
    if written.startswith(b"$this->") and written.count(b"$") == 1 and reading.owner and not reading.owner.anonymous:
        found = reading.lowering_cache.get(written)
        if found is None:
            found = reading.lowering_cache[written] = lower(reading, node)
        return found
    return lower(reading, node)


def lower_class(reading: Reading, node: Node, depth: int = 0) -> Expression:
    """Lower what stands before `::` or after `new`: a name, `self`, `static`, `parent`, or an expression."""
    kind = node.kind_id
    if kind in NAMES or kind == RELATIVE_SCOPE:
        name = reading.class_name(node)
        owner = reading.owner
        if owner is not None and owner.anonymous and name in ("self", "static", "parent"):
            return Named(owner.parent or ANONYMOUS_NAME) if name == "parent" else Named(owner.anonymous.name)
        return Named(name)
    return lower(reading, node, depth)


def lower_arguments(reading: Reading, node: Node, depth: int = 0) -> tuple[Expression, ...]:
    """Lower an `arguments` node; trailing unknown ones are cut off."""
    if not node.named_child_count:
        return ()
    number = node.id
    found = reading.lowered_arguments.get(number)
    if found is None:
        found = reading.lowered_arguments[number] = lower_values(reading, argument_values(node), depth)
    return found


def lower_given(reading: Reading, node: Node, given: Sequence[Node]) -> tuple[Expression, ...]:
    """Lower an `arguments` node whose values are at hand."""
    number = node.id
    found = reading.lowered_arguments.get(number)
    if found is None:
        found = reading.lowered_arguments[number] = lower_values(reading, given)
    return found


def lower_values(reading: Reading, values: Sequence[Node], depth: int = 0) -> tuple[Expression, ...]:
    """Lower the values of arguments; trailing unknown ones are cut off."""
    found: list[Expression] = []
    known = 0
    for value in values[:MOST_ARGUMENTS]:
        function = _LOWER.get(value.kind_id)
        if function is None or depth > DEEPEST:
            found.append(EXPRESSION)
            continue
        lowered = function(reading, value, depth + 1)
        found.append(lowered)
        if type(lowered) is not Unknown:
            known = len(found)
    return tuple(found[:known])


def _variable(reading: Reading, node: Node, _depth: int) -> Expression:
    written = reading.source[node.start_byte + 1 : node.end_byte]
    if written == b"this":
        anonymous = reading.owner.anonymous if reading.owner is not None else None
        return New(Named(anonymous.name)) if anonymous is not None else THIS
    variable = _variable_of(written)
    reading.work.needed[variable.name] = None
    return held(reading, node, variable) if reading.loops else variable


@lru_cache(1 << 14)
def _variable_of(written: bytes) -> Variable:
    return Variable(written.decode(errors="replace"))


def _object(reading: Reading, node: Node, depth: int) -> Expression:
    """Lower what a member is asked of: a variable is what a test around it says."""
    value = lower(reading, node, depth)
    return narrowed(reading, node, value) if reading.narrowed and isinstance(value, Variable) else value


def _property(reading: Reading, node: Node, depth: int) -> Expression:
    children = sides(node)
    name = member_name(reading, children[-1])
    if len(children) < 2 or not name:
        return DYNAMIC
    return Property(_object(reading, children[0], depth), name)


def _static_property(reading: Reading, node: Node, depth: int) -> Expression:
    children = without_comments(node)
    if len(children) < 2 or children[-1].kind_id != VARIABLE:
        return DYNAMIC
    return StaticProperty(lower_class(reading, children[0], depth), reading.text(children[-1])[1:])


def _class_constant(reading: Reading, node: Node, depth: int) -> Expression:
    children = without_comments(node)
    name = children[-1]
    if len(children) < 2 or name.kind_id != NAME or name.named_child_count:
        return DYNAMIC
    of = lower_class(reading, children[0], depth)
    written = reading.text(name)
    if written.lower() == "class":
        return of
    return Constant(of, written)


def _interpolation(reading: Reading, node: Node, depth: int) -> Expression:
    if node.end_byte - node.start_byte > LONGEST_TEXT * 2:
        return LONG
    parts = interpolated(node, reading.source)
    return joined([Text(part) if isinstance(part, str) else lower(reading, part, depth) for part in parts])


def _heredoc(reading: Reading, node: Node, depth: int) -> Expression:
    body = next((child for child in node.named_children if child.type in ("heredoc_body", "nowdoc_body")), None)
    return _interpolation(reading, body, depth) if body is not None else Text("")


def _binary(reading: Reading, node: Node, depth: int) -> Expression:
    kind = operator_of(node)
    if kind == DOT:
        operands = flatten(node)
        if len(operands) > 60:
            return LONG
        return joined([lower(reading, operand, depth) for operand in operands])
    if kind == COALESCE:
        return either([lower(reading, side, depth) for side in sides(node)])
    return ARITHMETIC if kind in _ARITHMETIC else EXPRESSION


def _conditional(reading: Reading, node: Node, depth: int) -> Expression:
    children = without_comments(node)
    branches = children[1:] if len(children) == 3 else children
    return either([lower(reading, branch, depth) for branch in branches])


def _match(reading: Reading, node: Node, depth: int) -> Expression:
    block = without_comments(node)[-1]
    arms = [arm for arm in block.named_children if arm.kind_id in _CONDITIONAL_MATCH]
    return either([lower(reading, without_comments(arm)[-1], depth) for arm in arms])


def _call(reading: Reading, node: Node, depth: int) -> Expression:
    found = reading.lowered_calls.get(node.id)
    if found is not None:
        return found
    chain = [node]  # `$a->b()->c()->…`: from the first link on, for a builder's may have a hundred
    before = node.children[0]
    while before.kind_id in _CALLS and before.id not in reading.lowered_calls:
        chain.append(before)
        before = before.children[0]
        if len(chain) > LONGEST_CHAIN:
            reading.deep = reading.deep or node.start_point[0] + 1
            return DEEP
    for link in reversed(chain):
        found = reading.lowered_calls[link.id] = _CALLS[link.kind_id](reading, link, depth)
    return found or EXPRESSION


def _function_call(reading: Reading, node: Node, depth: int) -> Expression:
    children = node.children
    function, arguments = children[0], children[-1]
    if function.kind_id in NAMES:
        name = function_name(reading, function).name
        called: Expression = ReturnOf(None, name, False, lower_arguments(reading, arguments, depth))
    else:
        of = lower(reading, function, depth)
        called = ReturnOf(of, "__invoke", False, lower_arguments(reading, arguments, depth))
    return Closure(called) if is_callable_reference(arguments) else called


def _method_call(reading: Reading, node: Node, depth: int) -> Expression:
    return _member_call(reading, node, _object(reading, node.children[0], depth), False, depth)


def _static_call(reading: Reading, node: Node, depth: int) -> Expression:
    return _member_call(reading, node, lower_class(reading, node.children[0], depth), True, depth)


def _member_call(reading: Reading, node: Node, of: Expression, static: bool, depth: int) -> Expression:
    children = node.children
    name, arguments = children[2] if len(children) == _CALL_PARTS else node.child_by_field_id(F_NAME), children[-1]
    written = member_name(reading, name) if name is not None else ""
    if not written:
        return DYNAMIC
    called = ReturnOf(of, written, static, lower_arguments(reading, arguments, depth))
    return Closure(called) if is_callable_reference(arguments) else called


def _new(reading: Reading, node: Node, depth: int) -> Expression:
    children = without_comments(node)
    if not children:
        return EXPRESSION
    if children[0].kind_id == _ANONYMOUS:
        return New(Named(anonymous_name(children[0])))
    made = New(lower_class(reading, children[0], depth))
    if children[-1].kind_id == ARGUMENTS and isinstance(made.of, Named) and made.of.name.lower() in _HOLDERS:
        held = lower_arguments(reading, children[-1], depth)
        if held:
            return Either((made, ReturnOf(None, "iterator_to_array", False, held[:1])))
    return made


def _element(reading: Reading, node: Node, depth: int) -> Expression:
    children = node.children
    children = [children[0], children[2]] if len(children) == _CALL_PARTS else without_comments(node)
    of = lower(reading, children[0], depth)
    key = literal_key(reading, children[1]) if len(children) > 1 else None
    return of if type(of) is Unknown else ElementOf(of, key)


def literal_key(reading: Reading, node: Node) -> str | None:
    """Return an array key when it is a literal, a bare word inside a string too; `$variable` when a variable has it."""
    if node.kind_id == VARIABLE:
        written = reading.text(node)
        reading.work.needed[written[1:]] = None
        return written if written[1:].isidentifier() else None
    if node.kind_id == NAME:
        around = node.parent.parent if node.parent is not None else None
        return reading.text(node) if around is not None and around.kind_id in _INTERPOLATED else None
    value = lower(reading, node) if node.kind_id in _KEYS else None
    return value.text if isinstance(value, Text) and value.text[:1] != "$" else None


def _items(reading: Reading, node: Node, depth: int) -> Expression:
    pairs: list[tuple[str | None, Expression]] = []
    for element in node.named_children[:MOST_ITEMS]:
        if element.kind_id not in _ELEMENTS:
            continue
        parts = element.children
        parts = parts if len(parts) == 1 else sides(element)
        if not parts or parts[0].kind_id == _UNPACKING:
            continue
        key = literal_key(reading, parts[0]) if len(parts) > 1 else None
        pairs.append((key, lower(reading, parts[-1], depth)))
    return Items(tuple(pairs))


def _closure(reading: Reading, node: Node, _depth: int) -> Expression:
    number = closure_number(node)
    reading.work.needed[f"closure {number}"] = None
    return Closure(None, number)


def _last(reading: Reading, node: Node, depth: int) -> Expression:
    children = without_comments(node)
    return lower(reading, children[-1], depth) if children else EXPRESSION


_HOLDERS = frozenset({"arrayiterator", "arrayobject", "cachingiterator", "iteratoriterator", "splfixedarray"})
_ELEMENTS = kinds("array_element_initializer")
_KEYS = kinds("string", "encapsed_string", "integer")
_INTERPOLATED = kinds("encapsed_string", "heredoc_body")


def _table(rows: dict[tuple[str, ...], Lower]) -> dict[int, Lower]:
    return {number: function for names, function in rows.items() for number in kinds(*names)}


_CALLS: dict[int, Lower] = _table(
    {
        ("function_call_expression",): _function_call,
        ("member_call_expression", "nullsafe_member_call_expression"): _method_call,
        ("scoped_call_expression",): _static_call,
    }
)
_LOWER: dict[int, Lower] = dict.fromkeys(_CALLS, _call) | _table(
    {
        ("variable_name",): _variable,
        ("member_access_expression", "nullsafe_member_access_expression"): _property,
        ("scoped_property_access_expression",): _static_property,
        ("class_constant_access_expression",): _class_constant,
        ("name", "qualified_name", "relative_name"): constant,
        ("string",): string,
        ("encapsed_string",): _interpolation,
        ("heredoc", "nowdoc"): _heredoc,
        ("integer", "float"): number,
        ("unary_op_expression",): signed,
        ("boolean", "null"): literal,
        ("binary_expression",): _binary,
        ("conditional_expression",): _conditional,
        ("match_expression",): _match,
        ("object_creation_expression",): _new,
        ("subscript_expression",): _element,
        ("array_creation_expression",): _items,
        ("anonymous_function", "arrow_function"): _closure,
        ("parenthesized_expression", "error_suppression_expression", "clone_expression", "cast_expression"): _last,
        ("assignment_expression", "reference_assignment_expression", "by_ref"): _last,
    }
)

"""Closures and anonymous classes in; what they give, and their code as part of the scope around them, out."""

from collections.abc import Sequence

from tree_sitter import Node

from analyzer.model.expression import Typed
from analyzer.model.facts import DeclarationKind, ReferenceKind
from analyzer.php.builders import DeclarationBuilder, MethodBuilder
from analyzer.php.comments import apply, refer, take
from analyzer.php.declarations import add_method, add_property, add_traits, refer_to
from analyzer.php.grammar import (
    ARGUMENTS,
    ATTRIBUTES,
    F_BODY,
    F_DEFAULT,
    F_NAME,
    F_PARAMETERS,
    F_RETURN_TYPE,
    F_TYPE,
    HOOKS,
    only,
)
from analyzer.php.naming import anonymous_name, closure_number
from analyzer.php.narrowing import shadow
from analyzer.php.reading import Owner, Reading
from analyzer.php.signatures import attributes, declared_at, read_parameters
from analyzer.php.types import better, read_type_node

Nodes = Sequence[Node]

_EXTENDS = only("base_clause")
_IMPLEMENTS = only("class_interface_clause")
_STATIC = only("static_modifier")
_PROPERTY_ELEMENT = only("property_element")
_BLOCK = only("compound_statement")


def anonymous_class(reading: Reading, node: Node) -> Nodes:
    """`class(…) extends A {…}` after `new`: all of it belongs to the scope around it."""
    body = node.child_by_field_id(F_BODY)
    builder = DeclarationBuilder(DeclarationKind.CLASS, anonymous_name(node), reading.work)
    builder.anonymous = True
    builder.line, builder.end_line = node.start_point[0] + 1, node.end_point[0] + 1
    reading.declared.append(builder)
    rest: list[Node] = []
    for child in node.named_children:
        number = child.kind_id
        if number == _EXTENDS:
            builder.extends = tuple(refer_to(reading, child, ReferenceKind.EXTENDS))
        elif number == _IMPLEMENTS:
            builder.implements = tuple(refer_to(reading, child, ReferenceKind.IMPLEMENTS))
        elif number == ARGUMENTS:
            rest += child.named_children
        elif number == ATTRIBUTES:
            rest.append(child)
    if body is not None:
        parent = builder.extends[0] if builder.extends else None
        reading.later(body.named_children, Owner("", parent, builder))
    return rest


def closure(reading: Reading, node: Node) -> Nodes:
    """A closure, an arrow function or a property's hook: its code belongs to the scope around it."""
    return _closure(reading, node, None)


def _closure(reading: Reading, node: Node, method: MethodBuilder | None) -> Nodes:
    docblock = take(reading, node)
    if docblock is not None:
        refer(reading, docblock)
        apply(reading, docblock)
    rest = attributes(reading, node)
    builder = reading.owner.anonymous if reading.owner is not None and method is not None else None
    parameters = read_parameters(reading, node.child_by_field_id(F_PARAMETERS), docblock, builder, rest)
    if reading.narrowed:
        shadow(reading, node, {parameter.name: parameter.type for parameter in parameters})
    for parameter in parameters:
        if parameter.type is not None and parameter.type.names + parameter.type.elements:
            reading.work.assign(parameter.name, Typed(parameter.type))
    declared = read_type_node(reading, node.child_by_field_id(F_RETURN_TYPE), ReferenceKind.RETURN_TYPE)
    returns = better(declared, docblock.returns if docblock is not None else None)
    number = closure_number(node)
    reading.closures.append((number, node.start_point[0] + 1, node.end_point[0] + 1))
    if returns is not None and returns.names + returns.elements:
        reading.work.assign(f"closure {number}", Typed(returns))
    if method is not None:
        method.parameters, method.returns, method.closure = parameters, returns, number
        reading.work.needed[f"closure {number}"] = None
    body = node.child_by_field_id(F_BODY)
    if body is not None and body.kind_id == _BLOCK:
        reading.later(body.named_children, reading.owner, number)
    elif body is not None:
        reading.work.assign(f"closure {number}", body)
        reading.later((body,), reading.owner, number)
    return rest


def method_elsewhere(reading: Reading, node: Node) -> Nodes:
    """A method that is read as a statement: of an anonymous class, or below an ERROR."""
    if reading.recovering is not None:
        add_method(reading, reading.recovering, node)
        return ()
    name = node.child_by_field_id(F_NAME)
    if name is None or reading.owner is None or not reading.owner.anonymous:
        return closure(reading, node)
    method = MethodBuilder(reading.text(name), declared_at(node), node.end_point[0] + 1, reading.work)
    method.static = any(child.kind_id == _STATIC for child in node.named_children)
    reading.owner.anonymous.methods.append(method)
    return _closure(reading, node, method)


def trait_use(reading: Reading, node: Node) -> Nodes:
    """`use A;` in an anonymous class."""
    if reading.owner is not None and reading.owner.anonymous:
        add_traits(reading, reading.owner.anonymous, node)
    else:
        refer_to(reading, node, ReferenceKind.USES_TRAIT)
    return ()


def property_elsewhere(reading: Reading, node: Node) -> Nodes:
    """A property of an anonymous class, or below an ERROR."""
    if reading.owner is not None and reading.owner.anonymous:
        add_property(reading, reading.owner.anonymous, node)
        return ()
    read_type_node(reading, node.child_by_field_id(F_TYPE), ReferenceKind.PROPERTY_TYPE)
    defaults = (
        child.child_by_field_id(F_DEFAULT) for child in node.named_children if child.kind_id == _PROPERTY_ELEMENT
    )
    hooks = [child for child in node.named_children if child.kind_id == HOOKS]
    return [*attributes(reading, node), *(default for default in defaults if default is not None), *hooks]

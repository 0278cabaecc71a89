"""Class, function, closure and member nodes in; declarations, and scopes to be read later, out."""

from collections.abc import Sequence

from tree_sitter import Node

from analyzer.model.expression import Named, New, Type
from analyzer.model.facts import (
    ConstantValue,
    DeclarationKind,
    Field,
    Generic,
    Method,
    ReferenceKind,
    StateKind,
    TypeParameter,
)
from analyzer.php.builders import DeclarationBuilder, MethodBuilder
from analyzer.php.calls import construct
from analyzer.php.comments import comment, refer, settle, take
from analyzer.php.docblock import Docblock
from analyzer.php.expressions import lower
from analyzer.php.grammar import (
    ARGUMENTS,
    ATTRIBUTES,
    COMMENT,
    DECLARATION_LISTS,
    ERROR,
    F_BODY,
    F_DEFAULT,
    F_NAME,
    F_TYPE,
    HOOKS,
    NAMES,
    kinds,
    only,
    without_comments,
)
from analyzer.php.pieces import argument_values
from analyzer.php.reading import Body, Owner, Reading
from analyzer.php.signatures import (
    attributes,
    declared_at,
    read_signature,
    trait_rule,
    visibility,
    visibility_of,
)
from analyzer.php.trees import ARRAY
from analyzer.php.types import better, read_type_node

Nodes = Sequence[Node]

_KINDS = {
    **dict.fromkeys(kinds("class_declaration"), DeclarationKind.CLASS),
    **dict.fromkeys(kinds("interface_declaration"), DeclarationKind.INTERFACE),
    **dict.fromkeys(kinds("trait_declaration"), DeclarationKind.TRAIT),
    **dict.fromkeys(kinds("enum_declaration"), DeclarationKind.ENUM),
}
_EXTENDS = only("base_clause")
_IMPLEMENTS = only("class_interface_clause")
_ABSTRACT = only("abstract_modifier")
_STATIC = only("static_modifier")
_VISIBILITY = only("visibility_modifier")
_ATTRIBUTE = only("attribute")
_ATTRIBUTE_GROUP = only("attribute_group")
_PROMOTED = only("property_promotion_parameter")
_PARAMETERS = kinds("simple_parameter", "variadic_parameter", "property_promotion_parameter")
_PROPERTY_ELEMENT = only("property_element")
_CONSTANT_ELEMENT = kinds("const_element")
_UNCONDITIONAL = kinds("program", "namespace_definition") | {ERROR}
_BLOCK = only("compound_statement")
_RULES = only("use_list")
_RULE = kinds("use_instead_of_clause", "use_as_clause")
_NOTHING = Type((), (), True)


def class_like(reading: Reading, node: Node) -> Nodes:
    """A class, interface, trait or enum: its body is a scope, each method another."""
    name = node.child_by_field_id(F_NAME)
    if name is None:
        return node.named_children
    body = node.child_by_field_id(F_BODY)
    header = [child for child in node.named_children if child.kind_id not in DECLARATION_LISTS]
    members = body.named_children if body is not None else []
    declare_class(reading, node, _KINDS[node.kind_id], reading.text(name), (header, members))
    return ()


def declare_class(
    reading: Reading, node: Node, kind: DeclarationKind, name: str, parts: tuple[Sequence[Node], Sequence[Node]]
) -> None:
    """Declare a class-like from the nodes of its header and of its body."""
    header, members = parts
    docblock = take(reading, node)
    settle(reading)
    qualified = reading.names.declared(name)
    conditional = reading.work.index != 0 or not _unconditional(node)
    work = reading.open_scope(qualified, "", kind, node)
    builder = DeclarationBuilder(kind, qualified, work)
    builder.conditional = conditional
    builder.line = declared_at(node)
    reading.declared.append(builder)
    reading.spans.append((work.line, work.end))
    outer = reading.enter(work, None)
    _header(reading, builder, header)
    reading.owner = Owner(qualified, builder.extends[0] if builder.extends and kind is DeclarationKind.CLASS else None)
    if docblock is not None:
        reading.owner.templates = docblock.templates
        _class_docblock(reading, builder, docblock)
    read_members(reading, builder, members)
    settle(reading)
    reading.leave(outer)


def function(reading: Reading, node: Node) -> Nodes:
    """A free function: a unit of its own."""
    name = node.child_by_field_id(F_NAME)
    if name is None:
        return node.named_children
    if reading.recovering is not None:
        add_method(reading, reading.recovering, node)
        return ()
    docblock = take(reading, node)
    settle(reading)
    qualified = reading.names.declared(reading.text(name))
    conditional = reading.work.index != 0 or not _unconditional(node)
    work = reading.open_scope(qualified, "", DeclarationKind.FUNCTION, node)
    builder = DeclarationBuilder(DeclarationKind.FUNCTION, qualified, work)
    builder.conditional = conditional
    builder.line = declared_at(node)
    reading.declared.append(builder)
    reading.spans.append((work.line, work.end))
    outer = reading.enter(work, None)
    builder.parameters, builder.returns = read_signature(reading, node, docblock, None)
    reading.leave(outer)
    return ()


def read_members(reading: Reading, builder: DeclarationBuilder, members: Sequence[Node]) -> None:
    """Read the members of a class body."""
    for member in members:
        reader = _MEMBERS.get(member.kind_id)
        if reader is not None:
            reader(reading, builder, member)
        elif member.kind_id == COMMENT:
            comment(reading, member)
        else:
            builder.work.bodies.append(Body((member,), reading.owner, reading.names, True))


def add_method(reading: Reading, builder: DeclarationBuilder, node: Node) -> None:
    """Add a method, and its scope to be read later."""
    name = node.child_by_field_id(F_NAME)
    if name is None:
        return
    docblock = take(reading, node)
    settle(reading)
    written = reading.text(name)
    work = reading.open_scope(builder.name, written, builder.kind, node)
    method = MethodBuilder(written, declared_at(node), work.end, work)
    for child in node.named_children:
        if child.kind_id == _VISIBILITY:
            method.visibility = visibility(reading, child)
        elif child.kind_id == _STATIC:
            method.static = True
        elif child.kind_id == _ABSTRACT:
            method.abstract = True
    if builder.kind is DeclarationKind.INTERFACE:
        method.abstract = True
    outer = reading.enter(work, reading.owner)
    method.parameters, method.returns = read_signature(reading, node, docblock, builder)
    reading.leave(outer)
    builder.methods.append(method)


def add_property(reading: Reading, builder: DeclarationBuilder, node: Node) -> None:
    """Add the properties of one declaration."""
    docblock = take(reading, node)
    settle(reading)
    if docblock is not None:
        refer(reading, docblock)
    static = any(child.kind_id == _STATIC for child in node.named_children)
    visibility = visibility_of(reading, node)
    declared = read_type_node(reading, node.child_by_field_id(F_TYPE), ReferenceKind.PROPERTY_TYPE)
    kind = better(declared, docblock.variable if docblock is not None else None)
    rest = attributes(reading, node)
    for element in node.named_children:
        if element.kind_id != _PROPERTY_ELEMENT:
            if element.kind_id == HOOKS:
                rest.append(element)
            continue
        name = element.child_by_field_id(F_NAME)
        default = element.child_by_field_id(F_DEFAULT)
        if name is None:
            continue
        value = lower(reading, default) if default is not None else None
        line = element.start_point[0] + 1
        builder.fields.append(Field(reading.text(name)[1:], line, kind, value, visibility, static))
        if default is not None:
            rest.append(default)
            if default.kind_id == ARRAY:
                reading.list_array(name, default)
    if rest:
        builder.work.bodies.append(Body(tuple(rest), reading.owner, reading.names, True))


def add_constants(reading: Reading, builder: DeclarationBuilder, node: Node) -> None:
    """Add class constants."""
    settle(reading)
    read_type_node(reading, node.child_by_field_id(F_TYPE), ReferenceKind.PROPERTY_TYPE)
    rest = attributes(reading, node)
    _constants(reading, node, builder.name, rest)
    builder.work.bodies.append(Body(tuple(rest), reading.owner, reading.names, True))


def constants(reading: Reading, node: Node) -> Nodes:
    """`const A = 1, B = 2;` outside a class; of an anonymous class it is nobody's."""
    rest = attributes(reading, node)
    if reading.owner is None:
        _constants(reading, node, None, rest)
        return rest
    read_type_node(reading, node.child_by_field_id(F_TYPE), ReferenceKind.PROPERTY_TYPE)
    elements = [child for child in node.named_children if child.kind_id in _CONSTANT_ELEMENT]
    return [*rest, *(part for element in elements for part in without_comments(element)[1:])]


def add_case(reading: Reading, builder: DeclarationBuilder, node: Node) -> None:
    """Add an enum case."""
    settle(reading)
    name = node.child_by_field_id(F_NAME)
    children = without_comments(node)
    if name is None:
        return
    value = children[-1] if children[-1].id != name.id else None
    lowered = lower(reading, value) if value is not None else New(Named("self"))
    builder_line = name.start_point[0] + 1
    reading.constants.append(ConstantValue(reading.text(name), builder_line, lowered, builder.name))
    rest = attributes(reading, node)
    if value is not None and value.kind_id != ATTRIBUTES:
        rest.append(value)
    builder.work.bodies.append(Body(tuple(rest), reading.owner, reading.names, True))


def add_traits(reading: Reading, builder: DeclarationBuilder, node: Node) -> None:
    """`use A, B {…}` in a class."""
    docblock = take(reading, node)
    if docblock is not None:
        refer(reading, docblock)
        builder.generics += [Generic(name, arguments) for name, arguments in docblock.generics]
    builder.uses += refer_to(reading, node, ReferenceKind.USES_TRAIT)
    for child in node.named_children:
        if child.kind_id == _RULES:
            builder.rules += [trait_rule(reading, rule) for rule in child.named_children if rule.kind_id in _RULE]


def attribute(reading: Reading, node: Node) -> Nodes:
    """`#[Name(…)]`: a reference, and a construction whose arguments frameworks read."""
    children = without_comments(node)
    if not children or children[0].kind_id not in NAMES:
        return children
    name = reading.class_name(children[0])
    reading.refer(ReferenceKind.ATTRIBUTE, name, children[0].start_point[0] + 1)
    if children[-1].kind_id != ARGUMENTS:
        return ()
    construct(reading, Named(name), children[0], children[-1])
    return argument_values(children[-1])


def _header(reading: Reading, builder: DeclarationBuilder, header: Sequence[Node]) -> None:
    for child in header:
        number = child.kind_id
        if number == _EXTENDS:
            builder.extends = tuple(refer_to(reading, child, ReferenceKind.EXTENDS))
        elif number == _IMPLEMENTS:
            builder.implements = tuple(refer_to(reading, child, ReferenceKind.IMPLEMENTS))
        elif number == _ABSTRACT:
            builder.abstract = True
        elif number == ATTRIBUTES:
            builder.work.bodies.append(Body((child,), None, reading.names, True))


def refer_to(reading: Reading, node: Node, kind: ReferenceKind) -> list[str]:
    """Refer to every class that a clause names, and return them."""
    found: list[str] = []
    for child in node.named_children:
        if child.kind_id in NAMES:
            name = reading.class_name(child)
            found.append(name)
            reading.refer(kind, name, child.start_point[0] + 1)
    return found


def _class_docblock(reading: Reading, builder: DeclarationBuilder, docblock: Docblock) -> None:
    refer(reading, docblock)
    builder.mixins += docblock.mixins
    for name, found, line in docblock.fields:
        builder.fields.append(Field(name, line, found, magic=True))
    builder.templates += [TypeParameter(name, bound) for name, bound in docblock.bounds]
    builder.generics += [Generic(name, arguments) for name, arguments in docblock.generics]
    for method in docblock.methods:
        builder.magic_methods.append(
            Method(method.name, method.line, method.line, returns=method.returns, static=method.static, magic=True)
        )


def _constants(reading: Reading, node: Node, owner: str | None, rest: list[Node]) -> None:
    for element in node.named_children:
        if element.kind_id not in _CONSTANT_ELEMENT:
            continue
        children = without_comments(element)
        if len(children) < 2:
            continue
        written = reading.text(children[0])
        name = written if owner is not None else reading.names.declared(written)
        line = children[0].start_point[0] + 1
        reading.constants.append(ConstantValue(name, line, lower(reading, children[-1]), owner))
        if owner is None:
            reading.use_state(StateKind.CONSTANT, name, True, line)
        rest.append(children[-1])
        if children[-1].kind_id == ARRAY:
            reading.list_array(children[0], children[-1])


def _unconditional(node: Node) -> bool:
    parent = node.parent
    if parent is not None and parent.kind_id == _BLOCK:
        parent = parent.parent
        return parent is not None and parent.kind_id in kinds("namespace_definition")
    return parent is None or parent.kind_id in _UNCONDITIONAL


_MEMBERS = {
    **dict.fromkeys(kinds("method_declaration"), add_method),
    **dict.fromkeys(kinds("property_declaration"), add_property),
    **dict.fromkeys(kinds("const_declaration"), add_constants),
    **dict.fromkeys(kinds("enum_case"), add_case),
    **dict.fromkeys(kinds("use_declaration"), add_traits),
}

"""Parameters, results, modifiers and attributes of declarations in; what they declare out."""

from tree_sitter import Node

from analyzer.model.expression import Type
from analyzer.model.facts import Field, Parameter, ReferenceKind, TraitRule, Visibility
from analyzer.php.builders import DeclarationBuilder
from analyzer.php.comments import apply, refer
from analyzer.php.docblock import Docblock
from analyzer.php.grammar import (
    ATTRIBUTES,
    COMMENT,
    ERROR,
    F_BODY,
    F_DEFAULT,
    F_NAME,
    F_PARAMETERS,
    F_RETURN_TYPE,
    F_TYPE,
    HOOKS,
    NAMES,
    kinds,
    only,
)
from analyzer.php.reading import Body, Reading
from analyzer.php.types import better, read_type_node

_BEFORE = (ATTRIBUTES, COMMENT)
_STATIC = only("static_modifier")
_VISIBILITY = only("visibility_modifier")
_PROMOTED = only("property_promotion_parameter")
_PARAMETERS = kinds("simple_parameter", "variadic_parameter", "property_promotion_parameter")
_INSTEAD = only("use_instead_of_clause")
_SCOPED = only("class_constant_access_expression")


def read_signature(
    reading: Reading, node: Node, docblock: Docblock | None, builder: DeclarationBuilder | None
) -> tuple[tuple[Parameter, ...], Type | None]:
    """Read parameters and result of the function whose scope is the current one; queue its body."""
    if docblock is not None:
        refer(reading, docblock)
        apply(reading, docblock)
    rest = attributes(reading, node)
    parameters = read_parameters(reading, node.child_by_field_id(F_PARAMETERS), docblock, builder, rest)
    declared = read_type_node(reading, node.child_by_field_id(F_RETURN_TYPE), ReferenceKind.RETURN_TYPE)
    returns = better(declared, docblock.returns if docblock is not None else None)
    reading.work.wants_returns = returns is None or not returns.scalar  # a factory may give less than it declares
    body = node.child_by_field_id(F_BODY)
    nodes = body.named_children if body is not None else []
    reading.work.bodies.append(Body(nodes, reading.owner, reading.names, False))
    if rest:
        reading.work.bodies.append(Body(tuple(rest), reading.owner, reading.names, True))
    reading.work.objects = frozenset([one.name for one in parameters if one.type is not None and one.type.names])
    return parameters, returns


def read_parameters(
    reading: Reading,
    node: Node | None,
    docblock: Docblock | None,
    builder: DeclarationBuilder | None,
    rest: list[Node],
) -> tuple[Parameter, ...]:
    """Read parameters; promoted ones become fields of the class; defaults and attributes are added to `rest`."""
    found: list[Parameter] = []
    for child in node.named_children if node is not None else ():
        if child.kind_id not in _PARAMETERS:
            continue
        name = child.child_by_field_id(F_NAME)
        if name is None:
            continue
        written = reading.text(name).lstrip("&.")[1:]
        declared = read_type_node(reading, child.child_by_field_id(F_TYPE), ReferenceKind.PARAMETER_TYPE)
        kind = better(declared, docblock.parameters.get(written) if docblock is not None else None)
        found.append(Parameter(written, kind))
        rest += attributes(reading, child)
        default = child.child_by_field_id(F_DEFAULT)
        if default is not None:
            rest.append(default)
        if child.kind_id == _PROMOTED:
            rest += [part for part in child.named_children if part.kind_id == HOOKS]
        if child.kind_id == _PROMOTED and builder is not None:
            visibility = visibility_of(reading, child)
            builder.fields.append(Field(written, name.start_point[0] + 1, kind, None, visibility))
    return tuple(found)


def trait_rule(reading: Reading, node: Node) -> TraitRule:
    """Read `A::method insteadof B, C`, `A::method as name`, `method as private name`."""
    first, *rest = [child for child in node.named_children if child.kind_id != COMMENT]
    trait, method = "", reading.text(first)
    if first.kind_id == _SCOPED:
        of, name = first.named_children[0], first.named_children[-1]
        trait, method = reading.class_name(of), reading.text(name)
    names = [name for part in rest for name in (part.named_children if part.kind_id == ERROR else (part,))]
    names = [name for name in names if name.kind_id in NAMES]
    if node.kind_id == _INSTEAD:
        return TraitRule(method, trait, "", tuple([reading.class_name(name) for name in names]))
    return TraitRule(method, trait, reading.text(names[0]) if names else "")


def declared_at(node: Node) -> int:
    """Return the line on which a declaration begins after its attributes, and comments between them."""
    if node.named_child_count and node.named_children[0].kind_id == ATTRIBUTES:
        return next((child.start_point[0] for child in node.children if child.kind_id not in _BEFORE), 0) + 1
    return node.start_point[0] + 1


def attributes(_reading: Reading, node: Node) -> list[Node]:
    """Return the attributes of a declaration, to be read like code."""
    return [child for child in node.named_children if child.kind_id == ATTRIBUTES]


def visibility(reading: Reading, node: Node) -> Visibility:
    """Return the visibility that a modifier says."""
    written = reading.text(node).lower()
    return Visibility(written) if written in ("public", "protected", "private") else Visibility.PUBLIC


def visibility_of(reading: Reading, node: Node) -> Visibility:
    """Return the visibility of a property or of a promoted parameter."""
    for child in node.named_children:
        if child.kind_id == _VISIBILITY and not child.named_child_count:
            return visibility(reading, child)
    return Visibility.PUBLIC

"""The left side of an assignment, a loop or a destructuring in; what variables and members may hold out."""

from collections.abc import Sequence

from tree_sitter import Node

from analyzer.php.calls import use_static_property
from analyzer.php.expressions import literal_key
from analyzer.php.grammar import (
    COMMENT,
    MEMBER_ACCESS,
    NAME,
    SUBSCRIPT,
    VARIABLE,
    kinds,
    only,
    token,
    without_comments,
)
from analyzer.php.loops import changed
from analyzer.php.reading import Raw, Reading
from analyzer.php.trees import ELEMENT

Nodes = Sequence[Node]

LISTS = kinds("list_literal", "array_creation_expression")
_STATIC_PROPERTY = kinds("scoped_property_access_expression")
_OBJECTS = kinds(
    "object_creation_expression", "function_call_expression", "member_call_expression", "scoped_call_expression",
    "variable_name", "clone_expression",
)  # fmt: skip
_BY_REFERENCE = only("by_ref")
_COMMA = token(",")
_ARROW = token("=>")


def assign(reading: Reading, left: Node, form: str, right: Node, key: str | None) -> None:
    """Note what the left side of an assignment, a loop or a destructuring may hold."""
    kind = left.kind_id
    if kind == VARIABLE:
        name = reading.source[left.start_byte + 1 : left.end_byte].decode(errors="replace")
        reading.work.assign(name, right if form == "value" else Raw(form, right, key))
        if reading.loops:
            changed(reading, name, left)
    elif kind in LISTS:
        if form == "value":
            destructure(reading, left, right)
    elif kind in MEMBER_ACCESS or kind in _STATIC_PROPERTY:
        name = _member(reading, left) or _outside(reading, left, right)
        if name:
            reading.work.assign(name, right if form == "value" else Raw(form, right, key))
    elif kind in SUBSCRIPT and form == "value":
        _element(reading, left, right)
    elif kind == _BY_REFERENCE:
        assign(reading, without_comments(left)[-1], form, right, key)


def target_nodes(reading: Reading, left: Node) -> Nodes:
    """Return what of the left side has to be read on."""
    kind = left.kind_id
    if kind == VARIABLE:
        return ()
    if kind in _STATIC_PROPERTY:
        return use_static_property(reading, left, True)
    if kind in SUBSCRIPT:
        children = left.named_children
        return (*target_nodes(reading, children[0]), *children[1:])
    return (left,)


def _member(reading: Reading, left: Node) -> str:
    """`this->name`, `self::name` or `` when it is a member of something else."""
    written = reading.text(left)
    children = without_comments(left)
    if len(children) != 2 or (reading.owner is not None and reading.owner.anonymous):
        return ""
    name = children[-1]
    if left.kind_id in MEMBER_ACCESS:
        simple = name.kind_id == NAME and not name.named_child_count
        return (
            "this->" + reading.text(name)
            if simple and written.startswith(("$this->", "$this?->")) and children[0].kind_id == VARIABLE
            else ""
        )
    if name.kind_id != VARIABLE or children[0].kind_id == VARIABLE:
        return ""
    owner = reading.class_name(children[0])
    own = owner in ("self", "static") or (reading.owner is not None and owner == reading.owner.name)
    return f"{'self' if own else owner}::{reading.text(name)[1:]}"


def _outside(reading: Reading, left: Node, right: Node) -> str:
    """`$object->name` for `$object->name = …` from outside its class, when the value may be an object.

    The object may be a property of `$this`: `$this->view->name`."""
    if left.kind_id not in MEMBER_ACCESS or right.kind_id not in _OBJECTS:
        return ""
    children = without_comments(left)
    if len(children) != 2 or children[1].kind_id != NAME or children[1].named_child_count:
        return ""
    if children[0].kind_id in MEMBER_ACCESS and _member(reading, children[0]):
        written = f"${_member(reading, children[0])}->{reading.text(children[1])}"
        reading.work.needed[written] = None
        return written
    if children[0].kind_id != VARIABLE or reading.text(children[0]) == "$this":
        return ""
    written = f"{reading.text(children[0])}->{reading.text(children[1])}"
    reading.work.needed[written] = None
    reading.work.needed[reading.text(children[0])[1:]] = None
    return written


def _element(reading: Reading, left: Node, right: Node) -> None:
    """`$GLOBALS['x'] = …`, `$list[] = …`, `$this->list['key'] = …`."""
    children = without_comments(left)
    holder = children[0]
    key = literal_key(reading, children[1]) if len(children) > 1 else None
    while holder.kind_id in SUBSCRIPT:
        children = without_comments(holder)
        holder = children[0]
        outer = literal_key(reading, children[1]) if len(children) > 1 else None
        key = f"{outer or ''}\0{key or ''}"
    if holder.kind_id == VARIABLE:
        name = reading.text(holder)[1:]
        if name == "GLOBALS":
            first, _, deeper = (key or "").partition("\0")
            if first:
                reading.work.assign("global " + first, Raw("items", right, deeper) if deeper else right)
            return
        if not name.startswith("_"):
            reading.work.assign(name, Raw("items", right, key))
    elif holder.kind_id in MEMBER_ACCESS or holder.kind_id in _STATIC_PROPERTY:
        member = _member(reading, holder)
        if member:
            reading.work.assign(member, Raw("items", right, key))


def destructure(reading: Reading, pattern: Node, right: Node, deeper: int = 0) -> None:
    """`[$a, 'k' => $b] = right`; with `deeper`, of every element of right."""
    position = 0
    key: str | None = None
    target: Node | None = None
    for part in [*pattern.children, None]:
        if part is None or part.kind_id == _COMMA:
            if target is not None:
                _destructure_into(reading, target, Raw("nested" if deeper else "element", right, key or str(position)))
            position, key, target = position + 1, None, None
        elif part.kind_id == ELEMENT:
            inside = without_comments(part)
            key = literal_key(reading, inside[0]) if len(inside) > 1 else None
            target = inside[-1] if inside else None
        elif part.kind_id == _ARROW:
            key, target = (literal_key(reading, target) if target is not None else None), None
        elif part.is_named and part.kind_id != COMMENT:
            target = part


def _destructure_into(reading: Reading, target: Node, raw: Raw) -> None:
    if target.kind_id == VARIABLE:
        reading.work.assign(reading.text(target)[1:], raw)
        if reading.loops:
            changed(reading, reading.text(target)[1:], target)
    elif target.kind_id in MEMBER_ACCESS:
        member = _member(reading, target)
        if member:
            reading.work.assign(member, raw)

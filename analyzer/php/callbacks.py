"""A closure handed to a call in; what its parameters may hold out: of PHP's own functions said here, else by `link`."""

from collections.abc import Mapping, Sequence

from tree_sitter import Node

from analyzer.model.expression import Handed, ReturnOf
from analyzer.php.expressions import literal_key
from analyzer.php.grammar import F_NAME, F_PARAMETERS, F_TYPE, kinds, without_comments
from analyzer.php.reading import CallKey, Raw, Reading
from analyzer.php.trees import ARRAY, ELEMENT

_CLOSURES = kinds("anonymous_function", "arrow_function")
_HOLDING = _CLOSURES | {ARRAY}
_PARAMETERS = kinds("simple_parameter", "variadic_parameter")

# Position of the callback, and for each of its parameters the argument that it gets: an element of it, or ("=") itself.
Given = tuple[int, Sequence[tuple[int, str]]]
GIVEN: Mapping[str, Given] = {
    "array_map": (0, ((1, "element"), (2, "element"), (3, "element"), (4, "element"))),
    "array_filter": (1, ((0, "element"),)),
    "array_walk": (1, ((0, "element"),)),
    "array_reduce": (1, ((2, "value"), (0, "element"))),
    "array_find": (1, ((0, "element"),)),
    "array_any": (1, ((0, "element"),)),
    "array_all": (1, ((0, "element"),)),
    "usort": (1, ((0, "element"), (0, "element"))),
    "uasort": (1, ((0, "element"), (0, "element"))),
    "array_udiff": (2, ((0, "element"), (1, "element"))),
    "array_uintersect": (2, ((0, "element"), (1, "element"))),
    "call_user_func": (0, ((1, "value"), (2, "value"), (3, "value"), (4, "value"))),
}


def give(reading: Reading, what: Given, given: Sequence[Node]) -> None:
    """Note what the parameters of a literal closure get; a callback of another sort has its own scope."""
    position, sources = what
    if position >= len(given) or given[position].kind_id not in _CLOSURES:
        return
    for parameter, (source, form) in zip(_parameters(given[position]), sources, strict=False):
        name = parameter.child_by_field_id(F_NAME)
        if name is not None and source < len(given):
            written = reading.text(name).lstrip("&.")[1:]
            reading.work.assign(written, given[source] if form == "value" else Raw(form, given[source]))


def hand(reading: Reading, key: CallKey, given: Sequence[Node]) -> None:
    """Note that the parameters of literal closures, also of those in an array, get what the call hands them."""
    if not any(node.kind_id in _HOLDING for node in given):
        return
    call = ReturnOf(key[1], key[2], key[3], key[5])
    for position, node in enumerate(given):
        if node.kind_id in _CLOSURES:
            _hand(reading, node, call, position)
        elif node.kind_id == ARRAY:
            for element in node.named_children:
                inside = without_comments(element) if element.kind_id == ELEMENT else ()
                if inside and inside[-1].kind_id in _CLOSURES:
                    under = literal_key(reading, inside[0]) if len(inside) > 1 else None
                    _hand(reading, inside[-1], call, position, under)


def _hand(reading: Reading, closure: Node, call: ReturnOf, position: int, key: str | None = None) -> None:
    for number, parameter in enumerate(_parameters(closure)):
        name = parameter.child_by_field_id(F_NAME)
        if name is not None and parameter.child_by_field_id(F_TYPE) is None:
            reading.work.assign(reading.text(name).lstrip("&.")[1:], Handed(call, position, number, key))


def _parameters(closure: Node) -> Sequence[Node]:
    listed = closure.child_by_field_id(F_PARAMETERS)
    return [child for child in without_comments(listed) if child.kind_id in _PARAMETERS] if listed else ()

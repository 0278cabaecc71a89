"""A closure handed to one of PHP's own functions in; what its parameters may hold out."""

from collections.abc import Mapping, Sequence

from tree_sitter import Node

from analyzer.php.grammar import F_NAME, F_PARAMETERS, kinds, without_comments
from analyzer.php.reading import Raw, Reading

_CLOSURES = kinds("anonymous_function", "arrow_function")
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
    listed = given[position].child_by_field_id(F_PARAMETERS)
    parameters = [child for child in without_comments(listed) if child.kind_id in _PARAMETERS] if listed else []
    for parameter, (source, form) in zip(parameters, sources, strict=False):
        name = parameter.child_by_field_id(F_NAME)
        if name is not None and source < len(given):
            written = reading.text(name).lstrip("&.")[1:]
            reading.work.assign(written, given[source] if form == "value" else Raw(form, given[source]))

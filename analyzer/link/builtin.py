"""PHP's own names, as the room `php` knows them, and what its functions and classes give back."""

from collections.abc import Iterable

from analyzer.frameworks import given_by
from analyzer.link.value import INFERRED, NOTHING, Value
from analyzer.php import BUILTIN_CLASSES, BUILTIN_FUNCTIONS

__all__ = [
    "BUILTIN_CLASSES",
    "BUILTIN_FUNCTIONS",
    "ELEMENT_OF",
    "FROM_PHP",
    "LIST_OF",
    "SAME_ELEMENTS",
    "from_package",
    "gives_objects",
    "is_library",
    "is_traversable",
]

FROM_PHP = Value({"(php)": INFERRED}, {"(php)": INFERRED})  # some object of PHP's own, and a collection of such

ELEMENT_OF = frozenset(
    {"current", "reset", "end", "next", "prev", "pos", "array_pop", "array_shift", "array_find", "max", "min"}
)
SAME_ELEMENTS = frozenset(
    {
        "array_filter",
        "array_merge",
        "array_reverse",
        "array_slice",
        "array_unique",
        "array_values",
        "array_diff_key",
        "array_intersect_key",
        "array_combine",
        "array_diff",
        "array_diff_assoc",
        "array_intersect",
        "array_merge_recursive",
        "array_pad",
        "array_replace",
        "array_splice",
        "array_udiff",
        "array_uintersect",
    }
)
TAKES_ONE = frozenset({"current", "first", "last", "offsetget", "getrow", "pop", "shift"})  # methods of collections
LIST_OF = {"array_fill": 2, "array_fill_keys": 1}  # lists of one of their arguments
_LOOPED = frozenset(
    {"arrayobject", "generator", "splobjectstorage", "splfixedarray", "dateperiod", "spldoublylinkedlist"}
)
_HOLDERS = ("array", "iterator", "spl", "closure", "generator", "reflection", "weak", "callback", "recursive")
_OBJECTS = ("date_", "simplexml_", "dom_", "mysqli_", "numfmt_", "collator_", "datefmt_", "tidy_", "timezone_", "curl_")


def is_library(key: str) -> bool:
    """Whether what a class's methods give is PHP's own too; what holds or calls the user's objects is not."""
    return key == "(php)" or (key in BUILTIN_CLASSES and not any(holder in key for holder in _HOLDERS))


def from_package(keys: Iterable[str], member: str, receiver: Value = NOTHING) -> Value:
    """Return what a member of a package's class gives, when that is surely none of the application's objects.

    A collection whose elements are known gives one of them.
    """
    if receiver.elements and member in TAKES_ONE:
        return Value(receiver.elements, {})
    given = dict.fromkeys([given for key in keys if (given := given_by(key, member))], INFERRED)
    return Value(given, given)


def is_traversable(key: str) -> bool:
    """Whether a class of PHP's own can be looped over."""
    return key in BUILTIN_CLASSES and (key == "traversable" or "iterator" in key or key in _LOOPED)


def gives_objects(function: str) -> bool:
    """Whether a function of PHP's own (lower case) gives objects of PHP's own."""
    return function.startswith(_OBJECTS)

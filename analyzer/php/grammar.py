"""The names of tree-sitter-php's node kinds and fields in; their numbers, and a parser, out."""

import tree_sitter_php
from tree_sitter import Language, Node, Parser, Tree

LANGUAGE = Language(tree_sitter_php.language_php())
ERROR = 0xFFFF
TABLE_SIZE = ERROR + 1

_BY_NAME: dict[str, list[int]] = {}
for _id in range(LANGUAGE.node_kind_count):
    if LANGUAGE.node_kind_is_named(_id) and LANGUAGE.node_kind_is_visible(_id):
        _BY_NAME.setdefault(LANGUAGE.node_kind_for_id(_id) or "", []).append(_id)


_NAMED = frozenset(number for numbers in _BY_NAME.values() for number in numbers) | {ERROR}

_TOKENS = (LANGUAGE.node_kind_for_id(number) or "" for number in range(LANGUAGE.node_kind_count))
KEYWORDS = tuple(
    sorted({text for text in _TOKENS if text.isalpha() and text.islower()} | {"include_once", "require_once"})
)


def is_named(number: int) -> bool:
    """Whether nodes of this kind are more than a token such as `(`."""
    return number in _NAMED


def kinds(*names: str) -> frozenset[int]:
    """Return the numbers of the named node kinds; a grammar may give one name several numbers, or not know it."""
    return frozenset(number for name in names for number in _BY_NAME.get(name, ()))


def token(text: str) -> int:
    """Return the number of an anonymous token such as `.`; -1 when the grammar has none."""
    found = LANGUAGE.id_for_node_kind(text, False)
    return -1 if found is None else found


def field(name: str) -> int:
    """Return the number of a field."""
    found = LANGUAGE.field_id_for_name(name)
    return 0 if found is None else found


def only(name: str) -> int:
    """Return the number of a node kind that has exactly one."""
    (number,) = _BY_NAME[name]
    return number


NAME = only("name")
QUALIFIED = only("qualified_name")
RELATIVE_NAME = only("relative_name")
NAMES = frozenset({NAME, QUALIFIED, RELATIVE_NAME})
RELATIVE_SCOPE = only("relative_scope")
VARIABLE = only("variable_name")
COMMENT = only("comment")
STRING = only("string")
ENCAPSED = only("encapsed_string")
HEREDOC = only("heredoc")
HEREDOC_BODY = only("heredoc_body")
NOWDOC = only("nowdoc")
STRINGS = frozenset({STRING, ENCAPSED, HEREDOC, NOWDOC})
BINARY = only("binary_expression")
PARENTHESIZED = only("parenthesized_expression")
MEMBER_ACCESS = kinds("member_access_expression", "nullsafe_member_access_expression")
SUBSCRIPT = kinds("subscript_expression")
ARGUMENTS = only("arguments")
ARGUMENT = only("argument")
DECLARATION_LISTS = kinds("declaration_list", "enum_declaration_list")
ATTRIBUTES = only("attribute_list")
HOOKS = only("property_hook_list")
PLACEHOLDER = only("variadic_placeholder")

DOT = token(".")
INSTANCEOF = token("instanceof")
COALESCE = token("??")

F_NAME = field("name")
F_TYPE = field("type")
F_BODY = field("body")
F_CONDITION = field("condition")
F_PARAMETERS = field("parameters")
F_RETURN_TYPE = field("return_type")
F_OPERATOR = field("operator")
F_DEFAULT = field("default_value")
F_OBJECT = field("object")
F_SCOPE = field("scope")
F_ALIAS = field("alias")
F_VALUE = field("value")

_THREE = 3  # children of a node that has two sides and no comments
_PARSER = Parser(LANGUAGE)


def parse(source: bytes) -> Tree:
    """Parse UTF-8 bytes; never fails, errors are nodes."""
    return _PARSER.parse(source)


def without_comments(node: Node) -> list[Node]:
    """Return the named children that are not comments."""
    return [child for child in node.children if child.is_named and child.kind_id != COMMENT]


def sides(node: Node) -> list[Node]:
    """Return what stands before and after the token in the middle, as in `a + b` or `a->b`; comments left out."""
    children = node.children
    return [children[0], children[2]] if len(children) == _THREE else without_comments(node)


def operator_of(node: Node) -> int:
    """Return the kind of a binary expression's operator; -1 without one."""
    children = node.children
    operator = children[1] if len(children) == _THREE else node.child_by_field_id(F_OPERATOR)
    return -1 if operator is None else operator.kind_id

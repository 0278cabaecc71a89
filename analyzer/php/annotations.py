"""Attributes and the annotations of docblocks in; what they say of which declaration out.

`#[Route('/x', name: 'y')]` and `@Route("/x", name="y")` (Doctrine's language) give the same value. Of docblocks only
tags that name a class are annotations: those that begin with a capital letter or have a backslash inside.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from tree_sitter import Node as Syntax
from tree_sitter import Tree

from analyzer.model.facts import Annotation, Node
from analyzer.php.doctrine import read_arguments
from analyzer.php.grammar import ARGUMENT, ARGUMENTS, COMMENT, F_NAME, NAMES, kinds, without_comments
from analyzer.php.reading import Reading
from analyzer.php.scopes import Scopes
from analyzer.php.trees import Trees

MOST = 4_000  # nodes of all annotations of a file
_GROUP = re.compile(rb"#\[")
_TAG = re.compile(r"(?:/\*\*|\n[ \t]*\*)[ \t]*@(\\?[A-Z]\w*(?:\\\w+)*|\w+(?:\\\w+)+)")
_CAPITAL = re.compile(rb"@(?:\\?[A-Z]|\w+\\\w)")  # quicker, for it begins with one character
_ANNOTATED = re.compile(rb"\*[ \t]*@(?:\\?[A-Z]|\w+\\\w)")
_ATTRIBUTE = kinds("attribute")
_UNITS = kinds(
    "class_declaration", "interface_declaration", "trait_declaration", "enum_declaration", "function_definition"
)
_METHODS = kinds("method_declaration")
_PROPERTIES = kinds("property_declaration")
_ELEMENTS = kinds("property_element", "const_element")
_PROMOTED = kinds("property_promotion_parameter")
_OTHERS = kinds("const_declaration", "enum_case")
_DECLARED = _UNITS | _METHODS | _PROPERTIES | _PROMOTED | _OTHERS


def find_annotations(reading: Reading, tree: Tree) -> list[Annotation]:
    """Return the annotations of a file, in the order of the file."""
    source = reading.source
    found: list[Annotation] = []
    finder = None
    if b"#[" in source:
        finder = _Finder(reading)
        for token in _nodes(tree, _GROUP.finditer(source)):
            group = token.parent
            for node in group.named_children if group is not None else ():
                if node.kind_id in _ATTRIBUTE:
                    found += finder.attribute(node)
    if _CAPITAL.search(source) and _ANNOTATED.search(source):
        finder = finder or _Finder(reading)
        for node in _nodes(tree, _ANNOTATED.finditer(source)):
            if node.kind_id == COMMENT:
                found += finder.docblock(node)
    return sorted(found, key=lambda one: (one.line, one.name))


def _nodes(tree: Tree, matches: Iterable[re.Match[bytes]]) -> Iterator[Syntax]:
    """The smallest nodes where something is written, each once; a query would look at every node of the tree."""
    last = -1
    for match in matches:
        node = tree.root_node.descendant_for_byte_range(*match.span())
        if node is not None and node.start_byte != last:
            last = node.start_byte
            yield node


class _Finder:
    """Reads annotations, as long as the file's allowance lasts."""

    def __init__(self, reading: Reading) -> None:
        self._works = reading.works
        self._scopes = Scopes(reading)
        self._trees = Trees(reading.source, reading.names, MOST)

    def attribute(self, node: Syntax) -> Iterator[Annotation]:
        """An attribute of a class, function, method, property, constant, case or promoted parameter."""
        declared = node.parent
        while declared is not None and declared.kind_id not in _DECLARED:
            declared = declared.parent
        children = without_comments(node)
        if declared is None or not children or children[0].kind_id not in NAMES or self._trees.left <= 0:
            return
        self._at(declared)
        unit, member = self._declared(declared)
        name = self._trees.names.of_class(self._trees.text(children[0]))
        given = children[-1] if children[-1].kind_id == ARGUMENTS else None
        arguments = (
            tuple(self._argument(one) for one in given.named_children if one.kind_id == ARGUMENT) if given else ()
        )
        yield Annotation(unit, member, name, children[0].start_point[0] + 1, arguments)

    def docblock(self, node: Syntax) -> Iterator[Annotation]:
        """The annotations in a docblock, of the declaration that follows it."""
        declared = node.next_named_sibling
        while declared is not None and declared.kind_id == COMMENT:
            declared = declared.next_named_sibling
        if declared is None or declared.kind_id not in _DECLARED:
            return
        self._at(declared)
        unit, member = self._declared(declared)
        text, first = self._trees.text(node), node.start_point[0] + 1
        end = 0
        for tag in _TAG.finditer(text):
            if tag.start() < end or self._trees.left <= 0:
                continue
            arguments, end = read_arguments(text, tag.end(), first, self._trees.names.of_class)
            self._trees.left -= 1 + len(arguments)
            name = self._trees.names.of_class(tag.group(1))
            yield Annotation(unit, member, name, first + text.count("\n", 0, tag.start(1)), arguments)

    def _argument(self, node: Syntax) -> Node:
        name = node.child_by_field_id(F_NAME)
        value = without_comments(node)[-1]
        return self._trees.node(self._trees.text(name) if name else "", node.start_point[0] + 1, value)

    def _at(self, node: Syntax) -> None:
        """Let names mean what they mean at a declaration."""
        self._trees.names = self._works[self._scopes.at(node.start_byte)].names

    def _declared(self, node: Syntax) -> tuple[str, str]:
        """The unit and the member that a declaration node declares."""
        kind = node.kind_id
        if kind in _UNITS:
            return self._unit(node), ""
        around = node.parent
        while around is not None and around.kind_id not in _UNITS:
            around = around.parent
        unit = self._unit(around) if around is not None else ""
        if kind in _PROPERTIES or kind in _OTHERS:
            element = next((child for child in node.named_children if child.kind_id in _ELEMENTS), node)
            name = element.child_by_field_id(F_NAME) or (element.named_children[0] if element is not node else None)
        else:
            name = node.child_by_field_id(F_NAME)
        return unit, self._trees.text(name) if name is not None else ""

    def _unit(self, node: Syntax) -> str:
        name = node.child_by_field_id(F_NAME)
        return self._trees.names.declared(self._trees.text(name)) if name is not None else ""

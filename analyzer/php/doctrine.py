"""The text behind `@Name` in a docblock (Doctrine's annotation language) in; its arguments as nodes out."""

from __future__ import annotations

import contextlib
import re
from collections.abc import Callable

from analyzer.model.facts import Node

DEEPEST = 12  # annotations and lists inside one another
_SPACE = re.compile(r"(?:\n[ \t]*\*(?!/)|\s)*")
_KEY = re.compile(r"(?:([\w\\-]+)|\"([^\"]*)\"|'([^']*)')\s*[=:](?!:)")
_TEXT = re.compile(r"\"((?:[^\"]|\"\")*)\"|'((?:[^']|'')*)'")
_WORD = re.compile(r"[\w\\.:+-]+")
_NAME = re.compile(r"@(\\?\w+(?:\\\w+)*)")
_STAR = re.compile(r"\n[ \t]*\*[ \t]?")


class _Stop(Exception):
    """What comes next is no argument."""


def read_arguments(text: str, position: int, line: int, qualify: Callable[[str], str]) -> tuple[tuple[Node, ...], int]:
    """Return the arguments of an annotation whose name ends at a position, and where they end.

    `line` is that of the text's beginning; `qualify` gives a class its full name. What cannot be read ends the list.
    """
    reader = _Reader(text, line, qualify)
    reader.at = position
    if text[position : position + 1] != "(":
        return (), position
    found: list[Node] = []
    with contextlib.suppress(_Stop):
        reader.group("(", ")", found, 0)
    return tuple(found), reader.at


class _Reader:
    """Goes through the text; `at` is where it stands."""

    def __init__(self, text: str, line: int, qualify: Callable[[str], str]) -> None:
        self.text = text
        self.line = line
        self.qualify = qualify
        self.at = 0

    def group(self, opening: str, closing: str, found: list[Node], depth: int) -> None:
        """Read values between brackets."""
        if depth > DEEPEST:
            raise _Stop
        self.take(opening)
        while not self.next_is(closing):
            found.append(self.value(depth))
            if self.next_is(","):
                self.take(",")
            elif not self.next_is(closing):
                raise _Stop
        self.take(closing)

    def value(self, depth: int) -> Node:
        """Read a value, with its key when it has one."""
        self.skip()
        line = self.line + self.text.count("\n", 0, self.at)
        name = ""
        key = _KEY.match(self.text, self.at)
        if key:
            name = next((part for part in key.groups() if part is not None), "")
            self.at = key.end()
            self.skip()
        begin = self.text[self.at : self.at + 1]
        if begin == "{":
            children: list[Node] = []
            self.group("{", "}", children, depth + 1)
            return Node(name, line, "", (), tuple(children))
        if begin == "@":
            return self.nested(name, line, depth)
        text = _TEXT.match(self.text, self.at)
        if text:
            self.at = text.end()
            quoted = text.group(1) if text.group(1) is not None else text.group(2)
            return Node(name, line, _STAR.sub(" ", quoted.replace('""', '"')))
        word = _WORD.match(self.text, self.at)
        if not word:
            raise _Stop
        self.at = word.end()
        of, _, member = word.group().partition("::")
        return Node(name, line, self.qualify(of) if member == "class" else word.group())

    def nested(self, key: str, line: int, depth: int) -> Node:
        """Read an annotation inside an annotation."""
        name = _NAME.match(self.text, self.at)
        if not name:
            raise _Stop
        self.at = name.end()
        children: list[Node] = []
        if self.text[self.at : self.at + 1] == "(":
            self.group("(", ")", children, depth + 1)
        return Node(key, line, self.qualify(name.group(1)), (), tuple(children))

    def next_is(self, character: str) -> bool:
        """Whether a character comes next."""
        self.skip()
        return self.text.startswith(character, self.at)

    def take(self, character: str) -> None:
        """Go past a character that must come next."""
        if not self.next_is(character):
            raise _Stop
        self.at += 1

    def skip(self) -> None:
        """Go past blanks and the stars that begin a line."""
        found = _SPACE.match(self.text, self.at)
        self.at = found.end() if found else self.at

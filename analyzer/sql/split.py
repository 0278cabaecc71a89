"""A script of SQL statements in; its statements with their lines out. Knows quotes, comments, DELIMITER, GO, COPY."""

import re
from collections.abc import Iterator
from typing import NamedTuple

_SKIP = r"""
    '(?:[^'\\]|\\.|'')*' | "(?:[^"\\]|\\.|"")*" | `[^`]*`
  | --(?:[ \t][^\n]*|(?=\n|\Z)) | \#(?!_)[^\n]* | /\*.*?\*/ | \$(\w*)\$.*?\$\1\$
"""
_STOP = re.compile(
    rf"(?:{_SKIP}) | (?P<end>;|^[ \t]*(?i:go)[ \t]*\r?$) | ^[ \t]*(?i:delimiter)[ \t]+(?P<delimiter>\S+)[ \t]*$",
    re.VERBOSE | re.DOTALL | re.MULTILINE,
)
_BLANK = re.compile(r"(?:\s+|--(?:[ \t][^\n]*|(?=\n|\Z))|\#(?!_)[^\n]*|/\*(?!!).*?\*/)*", re.DOTALL)
_COPY = re.compile(r"copy\b[^;]*\bfrom\s+stdin\b", re.IGNORECASE)
_COPY_END = re.compile(r"^\\\.$", re.MULTILINE)


class Piece(NamedTuple):
    """One statement without its `;`, and the line on which it begins."""

    text: str
    line: int


def split(text: str) -> Iterator[Piece]:
    """Give the statements of a script in order; comments before a statement are cut off."""
    line, counted = 1, 0
    for begin, end in _bounds(text):
        blank = _BLANK.match(text, begin, end)
        start = blank.end() if blank else begin
        if start < end:
            line += text.count("\n", counted, start)
            counted = start
            yield Piece(text[start:end], line)


def _bounds(text: str) -> Iterator[tuple[int, int]]:
    """Give (begin, end) of each statement."""
    begin = at = 0
    while (match := _STOP.search(text, at)) is not None:
        at = match.end()
        if match.group("delimiter"):
            yield begin, match.start()
            begin = at
            if match.group("delimiter") != ";":
                for end, after in _until_reset(text, at, match.group("delimiter")):
                    yield begin, end
                    begin = at = after
        elif match.group("end"):
            end = match.start()
            first = _BLANK.match(text, begin, end)
            if first and _COPY.match(text, first.end(), end) and (stop := _COPY_END.search(text, at)):
                at = stop.end()
            yield begin, end
            begin = at
    yield begin, len(text)


def _until_reset(text: str, at: int, delimiter: str) -> Iterator[tuple[int, int]]:
    """Give (end, next begin) of the statements that end with another delimiter, until it is changed again."""
    reset = re.compile(r"^[ \t]*delimiter[ \t]+\S+", re.IGNORECASE | re.MULTILINE).search(text, at)
    stop = reset.start() if reset else len(text)
    while (end := text.find(delimiter, at, stop)) >= 0:
        at = end + len(delimiter)
        yield end, at

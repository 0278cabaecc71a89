"""A source in; the same for the parser, which takes what looks like a comment or `?>` in a heredoc for one, out."""

import re

_HEREDOC = re.compile(rb"<<<[ \t]*(['\"]?)([\w\x80-\xff]+)\1\r?\n(.*?\n)[ \t]*\2(?![\w\x80-\xff])", re.DOTALL)
_EXTRA = re.compile(rb"//|/\*|#|\?>")


def without_extras(source: bytes) -> bytes:
    """Return the source, as long as it was, with brackets for the `//`, `/*`, `#` and `?>` of its heredocs.

    A closing bracket is text in a heredoc and an error anywhere else, so that a mistaken heredoc does not go unnoticed.
    """
    return _HEREDOC.sub(_disguise, source) if b"<<<" in source else source


def _disguise(match: re.Match[bytes]) -> bytes:
    start, end = match.start(), match.end()
    body, ending = match.start(3), match.end(3)
    whole = match.string
    return whole[start:body] + _EXTRA.sub(_brackets, whole[body:ending]) + whole[ending:end]


def _brackets(match: re.Match[bytes]) -> bytes:
    return b")" * len(match.group())

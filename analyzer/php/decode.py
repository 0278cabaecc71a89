"""The bytes of a file in; UTF-8 bytes with line feeds, and a problem when the encoding had to be guessed, out."""

import codecs
import re

from analyzer.model.facts import Problem, ProblemKind

_LONE_CR = re.compile(rb"\r(?!\n)")
_MARKS = (
    (codecs.BOM_UTF8, ""),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)


def decode(source: bytes) -> tuple[bytes, Problem | None]:
    """Return the source as UTF-8 without a byte order mark; a lone carriage return becomes a line feed."""
    text, problem = _utf8(source)
    if b"\r" in text:
        text = _LONE_CR.sub(b"\n", text)
    return text, problem


def _utf8(source: bytes) -> tuple[bytes, Problem | None]:
    for mark, encoding in _MARKS:
        if source.startswith(mark):
            if encoding:
                return source.decode(encoding, "replace").lstrip("\ufeff").encode(errors="replace"), None
            source = source[len(mark) :]
            break
    if source.isascii():
        return source, None
    try:
        source.decode()
    except UnicodeDecodeError as error:
        line = source.count(b"\n", 0, error.start) + 1
        problem = Problem(ProblemKind.ENCODING, line, "not UTF-8, read as Windows-1252")
        return _western(source).encode(), problem
    return source, None


def _western(source: bytes) -> str:
    try:
        return source.decode("cp1252")
    except UnicodeDecodeError:
        return source.decode("latin-1")

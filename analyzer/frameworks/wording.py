"""A text with captures (`Model_<name|words>`) and what was captured in; the text that is meant out."""

import re
from collections.abc import Callable, Mapping
from typing import NamedTuple

from analyzer.frameworks.inflection import plural, singular, snake

_CAPTURE = re.compile(r"<(\w+)((?:\|\w+)*)>")
_SEPARATORS = re.compile(r"[\s_\-./\\:]+")


def _studly(text: str) -> str:
    return "".join(part[:1].upper() + part[1:] for part in _SEPARATORS.split(text))


def _camel(text: str) -> str:
    studly = _studly(text)
    return studly[:1].lower() + studly[1:]


def _words(text: str) -> str:
    """`catalog/product_view` → `Catalog_Product_View`, as underscore class names are built."""
    return "_".join(part[:1].upper() + part[1:] for part in _SEPARATORS.split(text))


def _last(text: str) -> str:
    return re.split(r"[/\\.:]", text)[-1]


def _directory(text: str) -> str:
    head, slash, _ = text.rpartition("/")
    return head + slash


FILTERS: Mapping[str, Callable[[str], str]] = {
    "camel": _camel,  # order_line → orderLine
    "controller": lambda text: _camel(_last(text).removesuffix("Controller")),  # OrderLineController → orderLine
    "directory": _directory,  # a/b/c → a/b/
    "files": lambda text: text.strip("\\").replace("\\", "/"),  # A\Views\b → A/Views/b
    "first": lambda text: re.split(r"[/\\.:]", text)[0],
    "kebab": lambda text: snake(_last(text).removesuffix("Controller")).replace("_", "-"),  # …Controller → order-line
    "last": _last,  # a/b/c, a.b.c, A\B\C → c
    "letters": lambda text: re.sub(r"[^A-Za-z0-9]", "", text),
    "lower": str.lower,
    "path": lambda text: text.replace(".", "/"),
    "plural": plural,  # order_line → order_lines
    "rest": lambda text: re.split(r"[/.]", text, maxsplit=1)[-1],  # a/b/c → b/c
    "singular": singular,  # order_lines → order_line
    "slashes": lambda text: text.replace("/", "\\"),
    "snake": snake,  # OrderLine → order_line
    "studly": _studly,  # order_line → OrderLine
    "ucfirst": lambda text: text[:1].upper() + text[1:],
    "table": lambda text: snake(
        re.split(r"[\\\\]", text)[-1].removesuffix("Table")
    ),  # A\\OrderLinesTable → order_lines
    "underscores": lambda text: re.sub(r"[/\\.]", "_", text),
    "upper": str.upper,
    "word": lambda text: text.split()[0] if text.split() else text,  # orders AS o → orders
    "words": _words,
}


class Wording(NamedTuple):
    """A text in pieces: literals, and captures with their filters."""

    pieces: tuple[tuple[str, str, tuple[str, ...]], ...]  # literal, capture ("" after the last literal), filters

    def said(self, captured: Mapping[str, str]) -> str | None:
        """Return the text; None when something that it needs was not captured."""
        text = ""
        for literal, capture, filters in self.pieces:
            text += literal
            if capture:
                value = captured.get(capture)
                if value is None:
                    return None
                for name in filters:
                    value = FILTERS[name](value)
                text += value
        return text

    @property
    def captures(self) -> frozenset[str]:
        """The names that it needs."""
        return frozenset(capture for _, capture, _ in self.pieces if capture)


def read_wording(text: str) -> Wording:
    """Return the wording that a text describes. Raises ValueError that names an unknown filter."""
    pieces, position = [], 0
    for found in _CAPTURE.finditer(text):
        filters = tuple(name for name in found[2].split("|") if name)
        for name in filters:
            if name not in FILTERS:
                raise ValueError(f"no filter is called '{name}'; there are {', '.join(FILTERS)}")
        pieces.append((text[position : found.start()], found[1], filters))
        position = found.end()
    return Wording((*pieces, (text[position:], "", ())))

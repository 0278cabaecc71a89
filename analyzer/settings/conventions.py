"""The mapping `frameworks.define:` in; the frameworks that the user describes, each line checked, out."""

from __future__ import annotations

import re

from analyzer.frameworks import FRAMEWORKS, read_rule
from analyzer.model.config import Convention, OwnFramework
from analyzer.settings.document import Place, Value

_NAME = re.compile(r"[a-z][a-z0-9_-]*")
_EXAMPLE = "Registry::get('<alias>'): class Acme_<alias|words>"


def read_conventions(value: Value, place: Place) -> tuple[OwnFramework, ...]:
    """Return the frameworks in file order. Raises ConfigError."""
    if not isinstance(value.content, dict):
        raise place.error(value.line, f"{place.path} must be a mapping of names of frameworks to their conventions")
    return tuple(_framework(name, item, place.below(name)) for name, item in value.content.items())


def _framework(name: str, value: Value, place: Place) -> OwnFramework:
    if not _NAME.fullmatch(name) or name in {framework.name for framework in FRAMEWORKS}:
        wrong = "is one of ours" if _NAME.fullmatch(name) else "is no name"
        raise place.error(value.line, f"{place.path}: '{name}' {wrong}; choose another, in lower case")
    if not isinstance(value.content, dict):
        raise place.error(value.line, f"{place.path} must be a mapping of patterns to meanings, as in '{_EXAMPLE}'")
    return OwnFramework(name, tuple(_line(left, item, place) for left, item in value.content.items()))


def _line(left: str, value: Value, place: Place) -> Convention:
    if not isinstance(value.content, str):
        raise place.error(value.line, f"{place.path}: say in text what '{left}' means, as in '{_EXAMPLE}'")
    try:
        read_rule(left.strip(), value.content)
    except ValueError as error:
        raise place.error(value.line, f"{place.path}: {error}") from error
    return Convention(left.strip(), value.content, value.line)

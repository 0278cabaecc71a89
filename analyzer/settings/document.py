"""YAML text in, values that know their lines out: text, numbers, lists and mappings, nothing else is constructed."""

from __future__ import annotations

from dataclasses import dataclass
from difflib import get_close_matches
from typing import TYPE_CHECKING, Any

from analyzer.settings.failure import ConfigError

if TYPE_CHECKING:
    from collections.abc import Iterable

    from ruamel.yaml.nodes import Node

DEEPEST = 20  # a configuration has four levels
LARGEST = 10_000  # values, aliases counted as often as they are used

_TAG = "tag:yaml.org,2002:"


@dataclass(frozen=True, slots=True)
class Value:
    """A value and the line (from 1) on which it, or the key before it, stands."""

    content: str | int | float | bool | list[Value] | dict[str, Value] | None
    line: int

    def plain(self) -> Any:
        """Return the content without lines."""
        if isinstance(self.content, list):
            return [item.plain() for item in self.content]
        if isinstance(self.content, dict):
            return {key: item.plain() for key, item in self.content.items()}
        return self.content


@dataclass(frozen=True, slots=True)
class Place:
    """Where in a file we are, for messages: its name ("" when the caller names it) and a dotted path of keys."""

    name: str
    path: str = ""

    def below(self, key: str) -> Place:
        """Return the place of a key of the mapping that is here."""
        return Place(self.name, f"{self.path}.{key}" if self.path else key)

    def item(self, position: int) -> Place:
        """Return the place of an item (from 0) of the list that is here; items count from 1 for people."""
        return Place(self.name, f"{self.path}[{position + 1}]")

    def error(self, line: int, message: str) -> ConfigError:
        """Return an error at a line."""
        return ConfigError(f"{self.name}:{line}: {message}" if self.name else f"line {line}: {message}")


def read_document(text: str, place: Place) -> Value:
    """Return the one document of a YAML text; an empty one is null. Raises ConfigError with the line."""
    from ruamel.yaml import YAML  # noqa: PLC0415 (most runs have no configuration file)
    from ruamel.yaml.error import MarkedYAMLError, YAMLError  # noqa: PLC0415

    try:
        root = YAML(typ="safe", pure=True).compose(text.removeprefix("\ufeff"))
    except MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        said = f"{error.context or 'not YAML'}: {error.problem}"
        raise place.error(mark.line + 1 if mark else 1, f"{said}; mend the YAML") from error
    except YAMLError as error:
        line = text[: getattr(error, "position", 0)].count("\n") + 1
        raise place.error(line, f"{getattr(error, 'reason', error)}; mend the YAML") from error
    except (RecursionError, ValueError) as error:
        raise place.error(1, f"this YAML cannot be read: {type(error).__name__}; write it more plainly") from error
    return Value(None, 1) if root is None else _Reader(place).value(root, root.start_mark.line + 1, 0)


class _Reader:
    """Turns nodes into values, and stops where a file grows without end."""

    def __init__(self, place: Place) -> None:
        self._place = place
        self._count = 0

    def value(self, node: Node, line: int, depth: int) -> Value:
        """Return what a node says; `line` is that of its key."""
        self._count += 1
        if depth > DEEPEST or self._count > LARGEST:
            raise self._place.error(line, "nested too deep or too large; a configuration is a short file")
        tag = str(node.tag)
        if tag == f"{_TAG}map":
            return Value(self._mapping(node, depth), line)
        if tag == f"{_TAG}seq":
            return Value([self.value(item, item.start_mark.line + 1, depth + 1) for item in node.value], line)
        return Value(self._scalar(node, tag, line), line)

    def _mapping(self, node: Node, depth: int) -> dict[str, Value]:
        found: dict[str, Value] = {}
        for key, value in node.value:
            line = key.start_mark.line + 1
            if str(key.tag) != f"{_TAG}str":
                raise self._place.error(line, "a key must be a text; put it in quotes")
            if key.value in found:
                message = f"'{key.value}' stands here twice, first on line {found[key.value].line}; remove one"
                raise self._place.error(line, message)
            found[key.value] = self.value(value, line, depth + 1)
        return found

    def _scalar(self, node: Node, tag: str, line: int) -> str | int | float | bool | None:
        text = node.value
        match tag.removeprefix(_TAG):
            case "str":
                return str(text)
            case "null":
                return None
            case "bool":
                return str(text).lower() in {"true", "yes", "on"}
            case "int" | "float":
                return self._number(str(text), line)
            case "timestamp":
                return str(text)
        raise self._place.error(line, f"the tag {tag.removeprefix(_TAG)} is not understood here; remove it")

    def _number(self, text: str, line: int) -> int | float:
        plain = text.replace("_", "").lower()
        for kind in (int, _with_base, float):
            try:
                return kind(plain)
            except ValueError:
                continue
        if plain.lstrip("+-") in {".inf", ".nan"}:
            return float(plain.replace(".", ""))
        raise self._place.error(line, f"'{text}' is no number that is understood here; write it plainly")


def _with_base(text: str) -> int:
    return int(text, 0)


def nearest(word: str, names: Iterable[str]) -> str:
    """Return the words "did you mean …" for the nearest name, or the list of all names.

    A name may be `section.key`: then only the key is compared, and the whole is shown.
    """
    whole = {name.rpartition(".")[2]: name for name in sorted(names, key=lambda name: ("." not in name, name))}
    near = get_close_matches(word, list(whole), 1, 0.5)
    if near:
        return f"did you mean '{whole[near[0]]}'?"
    return f"known: {', '.join(sorted(name for name in whole.values() if '.' not in name))}"

"""The text of secateur.yaml and accepted services in; the text with them in its plan, all else as it was, out.

Nodes of the document say on which lines a value stands; only those lines are changed, so that comments, order, quotes
and blank lines of the user stay. Patterns that stay keep their lines, with their comments.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING, Any

from analyzer.model.plan import Plan, PlannedService
from analyzer.settings.configuration import load_config
from analyzer.settings.document import Place

if TYPE_CHECKING:
    from ruamel.yaml.nodes import Node

STEP = 2  # of indentation, where the file does not say how it is done
PLAIN = re.compile(r"[A-Za-z_/][\w\\/.*@:-]*(?<!:)")
RESERVED = frozenset({"null", "true", "false", "yes", "no", "on", "off", "y", "n"})


def accept(text: str, services: Sequence[PlannedService], kernel: Sequence[str] | None, name: str) -> str:
    """Return the text with these services accepted, and the kernel unless it is None.

    Of a service that stands there already only `includes` and `tables` change. `name` is what messages call the file.
    Raises ConfigError when the text is none of ours, or in a form that is not edited here.
    """
    load_config(text, name)
    mark = "\ufeff" * text.startswith("\ufeff")
    end = "\r\n" if "\r\n" in text else "\n"
    text = text.removeprefix(mark).replace("\r\n", "\n")
    for service in services:
        text = _accepted(text, service, Place(name))
    if kernel is not None:
        text = _list_at(text, (), "kernel", kernel, Place(name))
    _check(load_config(text, name).plan, services, kernel)
    return mark + text.replace("\n", end)


def _check(plan: Plan, services: Sequence[PlannedService], kernel: Sequence[str] | None) -> None:
    """Make sure that the file says what it was meant to say: it is the user's, and must never be written broken."""
    said = {service.name: service for service in plan.services}
    for service in services:
        now = said[service.name]
        assert set(now.includes) | {f"table:{t}" for t in now.tables} == set(service.includes) | {
            f"table:{t}" for t in service.tables
        }, service.name
    assert kernel is None or set(plan.kernel) == set(kernel)


def _accepted(text: str, service: PlannedService, place: Place) -> str:
    """Return the text with one service."""
    where = _find(text, ("services", service.name), place)
    if where is None:
        return _added(text, service, place)
    if _is_sequence(where):  # patterns alone
        tables = tuple(f"table:{table}" for table in service.tables)
        return _list_at(text, ("services",), service.name, (*service.includes, *tables), place)
    text = _list_at(text, ("services", service.name), "includes", service.includes, place)
    return _list_at(text, ("services", service.name), "tables", service.tables, place)


def _added(text: str, service: PlannedService, place: Place) -> str:
    """Return the text with a service that is not in it yet, after all others."""
    lines = _lines(text)
    found = _find(text, ("services",), place)
    if found is None or not found.value:
        key = _key(text, ("services",), place)
        if key is None:
            gap = [""] if lines and lines[-1].strip() else []
            return _joined([*lines, *gap, "services:", *_written(service, STEP)])
        at = key.start_mark.line
        lines[at] = re.sub(r"^(services\s*:)\s*(?:\{\s*\}|~|null)?", r"\1", lines[at])
        return _joined([*lines[: at + 1], *_written(service, STEP), *lines[at + 1 :]])
    if found.flow_style:
        raise place.error(found.start_mark.line + 1, "services stands in braces; write one service a line, then accept")
    end = _end(found)
    indent = found.value[0][0].start_mark.column
    return _joined([*lines[: end + 1], "", *_written(service, indent), *lines[end + 1 :]])


def _written(service: PlannedService, indent: int) -> list[str]:
    """Return the lines of a whole service."""
    one, two = " " * indent, " " * (indent + STEP)
    lines = [f"{one}{quoted(service.name)}:"]
    for key, values in (("includes", service.includes), ("tables", service.tables)):
        if values:
            lines += [f"{two}{key}:", *(f"{two}  - {quoted(value)}" for value in values)]
    if service.owner:
        lines.append(f"{two}owner: {quoted(service.owner)}")
    lines.append(f"{two}state: {service.state.value}")
    if service.uses is not None:
        lines.append(f"{two}uses: [{', '.join(map(quoted, service.uses))}]")
    if service.public is not None:
        lines += [f"{two}public:", *(f"{two}  - {quoted(value)}" for value in service.public)]
    return lines


def _list_at(text: str, path: tuple[str, ...], key: str, values: Sequence[str], place: Place) -> str:
    """Return the text with a list of texts below a key; items that stay keep their lines."""
    parent = _find(text, path, place)
    node = _find(text, (*path, key), place)
    wanted = tuple(dict.fromkeys(values))
    if node is not None and _is_sequence(node) and not node.flow_style and node.value:
        return _edited(text, node, wanted)
    if node is not None and _is_sequence(node):
        inside = ", ".join(map(quoted, wanted))
        return f"{text[: node.start_mark.index]}[{inside}]{text[node.end_mark.index :]}"
    if not wanted:
        return text
    lines = _lines(text)
    stands = _key(text, (*path, key), place)
    if stands is not None:  # without a value
        indent = stands.start_mark.column
        at = stands.start_mark.line
        lines[at] = re.sub(rf"^(\s*{re.escape(key)}\s*:)\s*(?:~|null)?", r"\1", lines[at])
        return _joined([*lines[: at + 1], *_items(wanted, indent + STEP), *lines[at + 1 :]])
    if parent is None or not path:
        gap = [""] if lines and lines[-1].strip() else []
        return _joined([*lines, *gap, f"{key}:", *_items(wanted, STEP)])
    if parent.flow_style:
        raise place.error(
            parent.start_mark.line + 1, f"{'.'.join(path)} stands in braces; write one key a line, then accept"
        )
    end = _end(parent)
    indent = parent.value[0][0].start_mark.column
    new = [f"{' ' * indent}{key}:", *_items(wanted, indent + STEP)]
    return _joined([*lines[: end + 1], *new, *lines[end + 1 :]])


def _edited(text: str, node: Node, wanted: Sequence[str]) -> str:
    """Return the text with the items of a block list that are not wanted gone, the missing ones after the others."""
    lines = _lines(text)
    dash = " " * node.start_mark.column
    said = {item.value for item in node.value}
    missing = [value for value in wanted if value not in said]
    kept: set[str] = set()
    gone: set[int] = set()
    for item in node.value:
        if item.value not in wanted or item.value in kept:
            gone.update(range(item.start_mark.line, _end(item) + 1))
        kept.add(item.value)
    end = _end(node)
    before = [line for number, line in enumerate(lines[: end + 1]) if number not in gone]
    return _joined([*before, *(f"{dash}- {quoted(value)}" for value in missing), *lines[end + 1 :]])


def _items(values: Iterable[str], indent: int) -> list[str]:
    return [f"{' ' * indent}- {quoted(value)}" for value in values]


def _find(text: str, path: Sequence[str], place: Place) -> Any:
    """Return the node below some keys, None where there is none, or null."""
    node = _root(text)
    for key in path:
        if node is None or not _is_mapping(node):
            return None
        pair = next(((k, v) for k, v in node.value if k.value == key), None)
        if pair is None:
            return None
        above, node = pair
        if node.start_mark.index < above.start_mark.index:
            raise place.error(above.start_mark.line + 1, f"{key} is an alias of what stands elsewhere; write it out")
    return None if node is not None and str(node.tag).endswith(":null") else node


def _key(text: str, path: Sequence[str], place: Place) -> Any:
    """Return the node of the last key itself, None where it is not there."""
    above = _find(text, path[:-1], place) if path[:-1] else _root(text)
    if above is None or not _is_mapping(above):
        return None
    return next((key for key, _ in above.value if key.value == path[-1]), None)


def _root(text: str) -> Any:
    from ruamel.yaml import YAML  # noqa: PLC0415 (only who accepts changes a file)

    return YAML(typ="safe", pure=True).compose(text)


def _is_sequence(node: Any) -> bool:
    return str(node.tag).endswith(":seq")


def _is_mapping(node: Any) -> bool:
    return str(node.tag).endswith(":map")


def _end(node: Any) -> int:
    """Return the last line of a node; the end that a block tells lies behind the comments that follow it."""
    if (_is_mapping(node) or _is_sequence(node)) and not node.flow_style and node.value:
        last = node.value[-1]
        return max(_end(last[1]), last[0].end_mark.line) if isinstance(last, tuple) else _end(last)
    mark = node.end_mark
    return int(mark.line - (mark.column == 0 and mark.line > node.start_mark.line))


def _lines(text: str) -> list[str]:
    lines = text.split("\n")
    return lines[:-1] if not lines[-1] else lines


def _joined(lines: Sequence[str]) -> str:
    return "\n".join(lines) + "\n"


def quoted(text: str) -> str:
    """Return a text as YAML writes it most plainly."""
    if PLAIN.fullmatch(text) and text.lower() not in RESERVED and ": " not in text:
        return text
    if text.isprintable():
        return "'" + text.replace("'", "''") + "'"
    return '"' + "".join(c if c.isprintable() and c not in '"\\' else f"\\U{ord(c):08x}" for c in text) + '"'

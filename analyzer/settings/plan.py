"""The keys `services:` and `kernel:` in; the accepted `Plan`, checked as far as no code is needed, out."""

from __future__ import annotations

import re
from collections.abc import Mapping

from analyzer.model.plan import LIMITS, RESERVED, Plan, PlannedService, State
from analyzer.patterns import PREFIXES, PatternError, check_pattern
from analyzer.settings.document import Place, Value, nearest

KEYS = ("includes", "tables", "owner", "state", "uses", "public", "limits")
LONGEST = 80
MOST = 1_000_000_000
_EXAMPLE = "'billing: {includes: [\"src/Billing/**\"]}'"
_PREFIX = re.compile(r"([a-z]+):")

Lines = tuple[tuple[str, ...], dict[str, int]]


def read_plan(keys: Mapping[str, Value], place: Place) -> Plan:
    """Return what the two keys say, services in file order. Raises ConfigError."""
    kernel: Lines = ((), {})
    if "kernel" in keys and keys["kernel"].content is not None:
        kernel = _patterns(keys["kernel"], place.below("kernel"))
    services = keys.get("services")
    if services is None or services.content is None:
        return Plan((), *kernel)
    below = place.below("services")
    if isinstance(services.content, int) and not isinstance(services.content, bool):
        raise below.error(
            services.line, f"services names the accepted ones; did you mean 'clustering.services: {services.content}'?"
        )
    if not isinstance(services.content, dict):
        raise below.error(services.line, f"services must be a mapping of names to services, as in {_EXAMPLE}")
    names = tuple(services.content)
    return Plan(tuple(_service(name, item, below, names) for name, item in services.content.items()), *kernel)


def _service(name: str, value: Value, place: Place, names: tuple[str, ...]) -> PlannedService:
    _fit_name(name, value, place)
    below = place.below(name)
    if isinstance(value.content, list):  # as in expected.yaml: patterns alone
        includes, lines = _patterns(value, below)
        return PlannedService(name, includes, line=value.line, lines=lines)
    if not isinstance(value.content, dict):
        raise below.error(value.line, f"{below.path} must be a mapping with includes, as in {_EXAMPLE}")
    for key, item in value.content.items():
        if key not in KEYS:
            raise below.error(item.line, f"unknown key '{key}' in {below.path}; {nearest(key, KEYS)}")
    given = {key: item for key, item in value.content.items() if item.content is not None}
    includes, lines = _patterns(given["includes"], below.below("includes")) if "includes" in given else ((), {})
    tables, more = _tables(given["tables"], below.below("tables")) if "tables" in given else ((), {})
    public = _patterns(given["public"], below.below("public")) if "public" in given else None
    return PlannedService(
        name=name,
        includes=includes,
        tables=tables,
        owner=_text(given["owner"], below.below("owner"), "the name of a team") if "owner" in given else "",
        state=_state(given["state"], below.below("state")) if "state" in given else State.PLANNED,
        uses=_uses(given["uses"], below.below("uses"), names) if "uses" in given else None,
        public=public[0] if public else None,
        line=value.line,
        limits=_limits(given["limits"], below.below("limits")) if "limits" in given else {},
        lines=(public[1] if public else {}) | more | lines,
    )


def _fit_name(name: str, value: Value, place: Place) -> None:
    if not name.strip() or not name.isprintable() or len(name) > LONGEST:
        raise place.error(value.line, f"'{name[:LONGEST]}' is no name of a service; give a short printable one")
    if name in RESERVED:
        raise place.error(
            value.line, f"a service cannot be called '{name}': what is in none is called so; choose another"
        )


def _patterns(value: Value, place: Place) -> Lines:
    """Return patterns of ids and globs of paths, and the line of each."""
    found: dict[str, int] = {}
    for position, item in enumerate(_list(value, place)):
        below = place.item(position)
        text = _text(item, below, "a pattern in quotes, as \"src/Billing/**\" or 'class:App\\Billing\\*'")
        found.setdefault(_pattern(text, item, below), item.line)
    return tuple(found), found


def _pattern(text: str, item: Value, place: Place) -> str:
    if text.startswith(PREFIXES):
        return text
    prefix = _PREFIX.match(text)
    if prefix and "/" not in prefix[1]:
        known = [name.rstrip(":") for name in PREFIXES]
        raise place.error(item.line, f"{place.path}: no unit is a '{prefix[1]}'; {nearest(prefix[1], known)}")
    if text.startswith(("!", "#")):
        raise place.error(item.line, f"{place.path}: '{text}' matches nothing; name what is inside, without exceptions")
    if ".." in text.replace("\\", "/").split("/"):
        raise place.error(item.line, f"{place.path}: '{text}' leaves the analysed directory; give a path inside of it")
    try:
        check_pattern(text)
    except PatternError as error:
        raise place.error(item.line, f"{place.path}: {error}") from error
    return text


def _tables(value: Value, place: Place) -> Lines:
    found: dict[str, int] = {}
    for position, item in enumerate(_list(value, place)):
        text = _text(item, place.item(position), "the name of a table, * allowed")
        found.setdefault(text.removeprefix("table:"), item.line)
    return tuple(found), found


def _uses(value: Value, place: Place, names: tuple[str, ...]) -> tuple[str, ...]:
    found: list[str] = []
    for position, item in enumerate(_list(value, place)):
        below = place.item(position)
        text = _text(item, below, "the name of a service")
        if text not in names:
            raise below.error(item.line, f"{below.path}: no service is called '{text}'; {nearest(text, names)}")
        found.append(text)
    return tuple(dict.fromkeys(found))


def _state(value: Value, place: Place) -> State:
    states = [state.value for state in State]
    text = str(value.content)
    if text not in states:
        raise place.error(value.line, f"{place.path}: no state is called '{text}'; {nearest(text, states)}")
    return State(text)


def _limits(value: Value, place: Place) -> dict[str, int]:
    if not isinstance(value.content, dict):
        raise place.error(value.line, f"{place.path} must be a mapping of names to numbers, as in 'lines: 20000'")
    found: dict[str, int] = {}
    for key, item in value.content.items():
        if key not in LIMITS:
            raise place.error(item.line, f"unknown key '{key}' in {place.path}; {nearest(key, LIMITS)}")
        number = item.content
        if number is None:
            continue
        if not isinstance(number, int) or isinstance(number, bool) or not 0 <= number <= MOST:
            raise place.error(item.line, f"{place.path}.{key}: give a whole number from 0")
        found[key] = number
    return found


def _list(value: Value, place: Place) -> list[Value]:
    if not isinstance(value.content, list):
        raise place.error(value.line, f"{place.path} must be a list; write it in brackets: [one, two]")
    return value.content


def _text(value: Value, place: Place, wanted: str) -> str:
    if not isinstance(value.content, str) or not value.content.strip():
        raise place.error(value.line, f"{place.path}: give {wanted}")
    return value.content.strip()

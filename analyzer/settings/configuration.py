"""The text of secateur.yaml in, a `Config` out: defaults below, the file on top, flags above both."""

from __future__ import annotations

import math
import re
from collections.abc import Mapping, Sequence
from typing import Any, cast

import msgspec

from analyzer.model.config import BENEFITS, LAYERS, Config, Limit
from analyzer.model.linkage import Confidence, DependencyKind
from analyzer.settings.document import Place, Value, nearest, read_document
from analyzer.settings.hints import READERS, read_hints

PLAN_KEYS = ("services", "kernel")  # of the file; together they are the plan

# Which keys a mapping of numbers may have; what the user leaves out keeps its default.
NAMES: Mapping[str, Sequence[str]] = {
    "weights.kinds": tuple(kind.value for kind in DependencyKind),
    "weights.layers": tuple(LAYERS),
    "order.benefits": tuple(BENEFITS),
    "weights.confidence": tuple(confidence.value for confidence in Confidence),
}

# The least that a number may be; all others may be 0.
LEAST = {"discover.max_file_size": 1, "clustering.services": 1, "clustering.seeds": 1, "weights.largest_commit": 2}
MOST = {
    "clustering.resolutions": 1000.0,
    "clustering.seeds": 1000,
    "discover.max_file_size": 10**10,
    "weights.confidence": 1.0,
    "weights.fan_in_discount": 5.0,
}
MOST_ANYWHERE = 1e6  # of whatever else: a larger one drowns all others, and sums overflow
POSITIVE = frozenset({"clustering.resolutions"})

_SORTS = {
    "array": "a list",
    "object": "a mapping",
    "str": "text",
    "int": "a whole number",
    "float": "a number",
    "bool": "yes or no",
}


def load_config(text: str | None, name: str = "secateur.yaml") -> Config:
    """Return the configuration that `text` describes; None and an empty text give the defaults.

    `name` is what messages call the file. Raises ConfigError: one line with what, where, and what to do.
    """
    if text is None or not text.strip():
        return Config()
    place = Place(name)
    root = read_document(text, place)
    if root.content is None:
        return Config()
    return cast(Config, _struct(root, Config(), place))


def with_overrides(
    config: Config,
    *,
    exclude: Sequence[str] = (),
    services: int | None = None,
    name: str | None = None,
    git_log: str | None = None,
) -> Config:
    """Return the configuration with what the flags say on top: exclusions are added, the others replace."""
    if services is not None and config.constraints.services is not None:
        constraints = msgspec.structs.replace(config.constraints, services=Limit(services))
        config = msgspec.structs.replace(config, constraints=constraints)
    log = config.discover.git_log if git_log is None else git_log
    discover = msgspec.structs.replace(config.discover, exclude=(*config.discover.exclude, *exclude), git_log=log)
    wished = config.clustering.services if services is None else services
    clustering = msgspec.structs.replace(config.clustering, services=wished)
    chosen = config.name if name is None else name
    return msgspec.structs.replace(config, name=chosen, discover=discover, clustering=clustering)


def _struct(value: Value, default: msgspec.Struct, place: Place) -> msgspec.Struct:
    """Return `default` with the values of a mapping; a key without a value keeps its default."""
    if not isinstance(value.content, dict):
        where = f"{place.path} must be" if place.path else "the file must hold"
        raise place.error(value.line, f"{where} a mapping of keys to values, as in 'key: value'")
    fields = {field.name: field for field in msgspec.structs.fields(type(default)) if field.name != "plan"}
    changes: dict[str, Any] = {}
    if not place.path and any(key in value.content for key in PLAN_KEYS):
        from analyzer.settings.plan import read_plan  # noqa: PLC0415 (only for who has accepted one)

        changes["plan"] = read_plan(value.content, place)
    for key, item in value.content.items():
        if not place.path and key in PLAN_KEYS:
            continue
        if key not in fields:
            where = f" in {place.path}" if place.path else ""
            raise place.error(item.line, f"unknown key '{key}'{where}; {nearest(key, _keys(default))}")
        if item.content is None:
            continue
        changes[key] = _field(item, getattr(default, key), fields[key].type, place.below(key))
    return msgspec.structs.replace(default, **changes)


def _field(value: Value, now: Any, wanted: Any, place: Place) -> Any:
    """Return what a key of a mapping says; `now` is its default."""
    if place.path in READERS:
        return read_hints(value, place)
    if place.path == "frameworks.define":
        from analyzer.settings.conventions import read_conventions  # noqa: PLC0415 (only for who describes one)

        return read_conventions(value, place)
    if place.path == "constraints":
        from analyzer.settings.constraints import read_constraints  # noqa: PLC0415 (only for who has some)

        return read_constraints(value, place)
    if isinstance(now, msgspec.Struct):
        return _struct(value, now, place)
    if isinstance(now, dict):
        return now | _numbers(value, place)
    return _leaf(value, wanted, place)


def _keys(default: msgspec.Struct) -> list[str]:
    """Return the keys of a mapping; those one level deeper as `section.key`, for who left out the section."""
    found: list[str] = list(PLAN_KEYS) if isinstance(default, Config) else []
    for name in default.__struct_fields__:
        if name == "plan":
            continue
        found.append(name)
        section = getattr(default, name)
        if isinstance(section, msgspec.Struct):
            found += [f"{name}.{key}" for key in section.__struct_fields__]
    return found


def _numbers(value: Value, place: Place) -> dict[str, float]:
    """Return a mapping of names to numbers."""
    if not isinstance(value.content, dict):
        raise place.error(value.line, f"{place.path} must be a mapping of names to numbers, as in 'name: 1.0'")
    names = NAMES[place.path]
    for key, item in value.content.items():
        if key not in names:
            raise place.error(item.line, f"unknown key '{key}' in {place.path}; {nearest(key, names)}")
    given = {key: item for key, item in value.content.items() if item.content is not None}
    return {key: _leaf(item, float, place.below(key)) for key, item in given.items()}


def _leaf(value: Value, wanted: Any, place: Place) -> Any:
    """Return one setting, converted and within its limits."""
    try:
        found = msgspec.convert(value.plain(), wanted)
    except msgspec.ValidationError as error:
        line, below = _culprit(value, str(error), place)
        raise place.error(line, f"{below.path}: {_plainly(str(error))}") from error
    items = value.content if isinstance(value.content, list) else None
    for position, number in enumerate(found if isinstance(found, tuple) else (found,)):
        if isinstance(number, int | float):
            line, below = (items[position].line, place.item(position)) if items else (value.line, place)
            _within(number, line, below)
    if found == () and place.path in POSITIVE:
        raise place.error(value.line, f"{place.path}: the list is empty; give at least one number or remove the key")
    if place.path.startswith("frameworks."):
        _known_frameworks(value, place)
    return found


def _within(number: float, line: int, place: Place) -> None:
    """Refuse a number that no stage could work with."""
    path = place.path.partition("[")[0]
    if path in POSITIVE:
        if not (math.isfinite(number) and number > 0):
            raise place.error(line, f"{place.path}: {number} is not above 0; give a number above 0")
    elif not (math.isfinite(number) and number >= LEAST.get(path, 0)):
        least = LEAST.get(path, 0)
        raise place.error(line, f"{place.path}: {number} is too small or no number; give at least {least}")
    most = next((MOST[name] for name in (path, path.rpartition(".")[0]) if name in MOST), MOST_ANYWHERE)
    if number > most:
        raise place.error(line, f"{place.path}: {number} is too large; give at most {most:g}")


def _known_frameworks(value: Value, place: Place) -> None:
    from analyzer.frameworks import FRAMEWORKS  # noqa: PLC0415 (only for who switches one on or off)

    names = [framework.name for framework in FRAMEWORKS]
    for position, item in enumerate(value.content if isinstance(value.content, list) else ()):
        if item.content not in names:
            path = place.item(position).path
            hint = nearest(str(item.content), names)
            raise place.error(item.line, f"{path}: no framework is called '{item.content}'; {hint}")


def _culprit(value: Value, message: str, place: Place) -> tuple[int, Place]:
    """Return where the value stands that a msgspec message (`… - at `$[2]``) is about."""
    found = re.search(r"at `\$\[(\d+)\]", message)
    if found and isinstance(value.content, list):
        position = int(found[1])
        return value.content[position].line, place.item(position)
    return value.line, place


def _plainly(message: str) -> str:
    """Return msgspec's message in the words of somebody who writes YAML."""
    found = re.match(r"Expected `([^`]+)`, got `([^`]+)`", message)
    if not found:
        return message.partition(" - at ")[0]
    wanted, got = (" or ".join(_SORTS.get(sort, sort) for sort in part.split(" | ")) for part in found.groups())
    advice = "; write it in brackets: [one, two]" if "list" in wanted else ""
    advice = "; put it in quotes" if wanted.startswith("text") and "a number" in got.replace("whole ", "") else advice
    return f"expected {wanted.replace(' or null', '')}, found {got}{advice or '; change the value'}"

"""The key `constraints:` in, what a proposal must obey, each rule with its line, out."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any

import msgspec

from analyzer.model.config import Constraints, Group, Limit, Pattern
from analyzer.model.plan import RESERVED
from analyzer.patterns import PatternError, check_pattern
from analyzer.settings.document import Place, Value, nearest
from analyzer.settings.failure import ConfigError

FEWEST = 2  # patterns of a group that is kept together or apart
MOST = 1_000_000
_TAKEN = "a service cannot be called '{}': what is in none is called so; choose another, or the key kernel"


def read_constraints(value: Value, place: Place) -> Constraints:
    """Return the constraints of a file. Raises ConfigError."""
    if not isinstance(value.content, dict):
        raise place.error(value.line, f"{place.path} must be a mapping, as in 'pin: {{billing: [\"src/billing/**\"]}}'")
    found: dict[str, Any] = {}
    for key, item in value.content.items():
        if key not in _READERS:
            raise place.error(item.line, f"unknown key '{key}' in {place.path}; {nearest(key, _READERS)}")
        if item.content is not None:
            found[key] = _READERS[key](item, place.below(key))
    return Constraints(**found)


def with_rules(
    constraints: Constraints, pins: Sequence[str], together: Sequence[str], apart: Sequence[str]
) -> Constraints:
    """Return constraints with those of the flags: `PATTERN=SERVICE`, `PATTERN,PATTERN`. Raises ConfigError."""
    return msgspec.structs.replace(
        constraints,
        pin=(*constraints.pin, *(_pinned(text) for text in pins)),
        together=(*constraints.together, *(_listed(text, "--together") for text in together)),
        apart=(*constraints.apart, *(_listed(text, "--apart") for text in apart)),
    )


def _pinned(text: str) -> Group:
    pattern, equals, service = (part.strip() for part in text.rpartition("="))
    if not (equals and pattern and service):
        raise ConfigError(f"--pin {text}: write PATTERN=SERVICE, as in 'class:App\\Tax=billing'")
    if service in RESERVED:
        raise ConfigError(f"--pin {text}: {_TAKEN.format(service)}")
    return Group((_flagged(pattern, "--pin"),), service)


def _listed(text: str, flag: str) -> Group:
    patterns = tuple(_flagged(part.strip(), flag) for part in text.split(",") if part.strip())
    if len(patterns) < FEWEST:
        raise ConfigError(f"{flag} {text}: give at least two patterns with a comma between them")
    return Group(patterns)


def _flagged(text: str, flag: str) -> Pattern:
    try:
        check_pattern(text)
    except PatternError as error:
        raise ConfigError(f"{flag}: {error}") from error
    return Pattern(text)


def _services(value: Value, place: Place) -> tuple[Group, ...]:
    if not isinstance(value.content, dict):
        raise place.error(
            value.line, f"{place.path} must map services to patterns, as in 'billing: [\"src/billing/**\"]'"
        )
    return tuple(_service(name, item, place.below(name)) for name, item in value.content.items())


def _service(name: str, value: Value, place: Place) -> Group:
    if not name.strip() or not name.isprintable():
        raise place.error(value.line, f"{place.path}: a service needs a name that can be printed")
    if name in RESERVED:
        raise place.error(value.line, f"{place.path}: {_TAKEN.format(name)}")
    return Group(_patterns(value, place), name, value.line)


def _groups(value: Value, place: Place) -> tuple[Group, ...]:
    example = 'as in \'- ["class:App\\Order", "table:orders"]\''
    if not isinstance(value.content, list):
        raise place.error(value.line, f"{place.path} must be a list of lists, {example}")
    found = []
    for position, item in enumerate(value.content):
        below = place.item(position)
        patterns = _patterns(item, below)
        if len(patterns) < FEWEST and place.path.endswith("apart"):
            raise place.error(item.line, f"{below.path}: one pattern alone says nothing; give at least two, {example}")
        found.append(Group(patterns, "", item.line))
    return tuple(found)


def _patterns(value: Value, place: Place) -> tuple[Pattern, ...]:
    if not isinstance(value.content, list) or not value.content:
        raise place.error(
            value.line, f'{place.path} must be a list of patterns, as in \'["class:App\\Tax", "src/tax/**"]\''
        )
    found = []
    for position, item in enumerate(value.content):
        if not isinstance(item.content, str) or not item.content.strip():
            raise place.error(item.line, f"{place.item(position).path}: a pattern must be a text; put it in quotes")
        try:
            check_pattern(item.content)
        except PatternError as error:
            raise place.error(item.line, f"{place.item(position).path}: {error}") from error
        found.append(Pattern(item.content, item.line))
    return tuple(found)


def _limit(value: Value, place: Place) -> Limit:
    number = value.content
    if not isinstance(number, int) or isinstance(number, bool) or not 1 <= number <= MOST:
        raise place.error(value.line, f"{place.path}: give a whole number of at least 1")
    return Limit(number, value.line)


_READERS: Mapping[str, Callable[[Value, Place], object]] = {
    "pin": _services,
    "predefined": _services,
    "together": _groups,
    "apart": _groups,
    "kernel": _patterns,
    "not_kernel": _patterns,
    "leave_out": _patterns,
    "largest": _limit,
    "smallest": _limit,
    "services": _limit,
}

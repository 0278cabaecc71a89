"""expected.yaml and units in; which service each unit should end in out."""

from collections.abc import Sequence
from typing import TypeAlias

from analyzer.model.linkage import Unit
from analyzer.patterns import FILES, PatternError, Units, check_pattern, rank
from analyzer.settings.document import Place, Value, nearest, read_document

Expected: TypeAlias = tuple[tuple[str, tuple[str, ...]], ...]  # service, its patterns; in the order of the file


def load_expected(text: str) -> Expected:
    """Return services with their patterns, in file order. Raises ConfigError: one line with what, where, what to do."""
    place = Place("")
    root = read_document(text, place)
    if not isinstance(root.content, dict) or not root.content:
        raise place.error(root.line, "no services; write 'services:' with a list of patterns below each name")
    for key, value in root.content.items():
        if key not in ("services", "wiring"):  # the second is what a sample expects of a framework
            raise place.error(value.line, f"unknown key '{key}'; {nearest(key, ['services'])}")
    services = root.content["services"]
    if not isinstance(services.content, dict) or not services.content:
        raise place.error(services.line, "services must map names to lists of patterns")
    return tuple((name, _patterns(value, name, place)) for name, value in services.content.items())


def match_expected(expected: Expected, units: Sequence[Unit]) -> tuple[dict[str, str], tuple[str, ...]]:
    """Return unit id → service, sorted by id, and the patterns that matched nothing, in file order.

    Tests and external units are in no service. A pattern of ids beats a path; else the first in file order wins.
    """
    known = Units(units)
    by_id: dict[str, str] = {}
    by_path: dict[str, str] = {}
    idle: list[str] = []
    for service, patterns in expected:
        for pattern in patterns:
            found = known.matching(pattern)
            places = by_path if rank(pattern) == FILES else by_id
            for unit_id in found:
                places.setdefault(unit_id, service)
            if not found:
                idle.append(pattern)
    return dict(sorted((by_path | by_id).items())), tuple(idle)


def _patterns(value: Value, service: str, place: Place) -> tuple[str, ...]:
    if not isinstance(value.content, list):
        raise place.error(value.line, f"{service} must have a list of patterns; write '- \"src/{service}/**\"'")
    return tuple(_pattern(item, service, place) for item in value.content)


def _pattern(value: Value, service: str, place: Place) -> str:
    if not isinstance(value.content, str):
        raise place.error(value.line, f"a pattern of {service} is no text; put it in quotes")
    try:
        check_pattern(value.content)
    except PatternError as error:
        raise place.error(value.line, str(error)) from error
    return value.content

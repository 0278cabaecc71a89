"""expected.yaml and units in; which service each unit should end in out."""

from collections.abc import Sequence
from typing import TypeAlias

import msgspec

from analyzer.model.decomposition import Verdict
from analyzer.model.linkage import Unit
from analyzer.patterns import PREFIXES, PatternError, Units, check_pattern
from analyzer.settings.document import Place, Value, nearest, read_document

Expected: TypeAlias = tuple[tuple[str, tuple[str, ...]], ...]  # service, its patterns; in the order of the file

KEYS = ("services", "owners", "verdicts")


class ExpectedData(msgspec.Struct, frozen=True):
    """What is expected of tables by their names: who owns them, and what is to be done about them."""

    owners: tuple[tuple[str, str], ...] = ()
    verdicts: tuple[tuple[str, Verdict], ...] = ()


def load_expected(text: str) -> Expected:
    """Return services with their patterns, in file order. Raises ConfigError: one line with what, where, what to do."""
    place = Place("")
    return _services(_read(text, place), place)


def load_expected_data(text: str) -> ExpectedData:
    """Return what is expected of tables, in file order; what the file does not say is empty. Raises ConfigError."""
    place = Place("")
    root = _read(text, place)
    services = [name for name, _ in _services(root, place)]
    owners = _named(root, "owners", services, place)
    verdicts = _named(root, "verdicts", [verdict.value for verdict in Verdict], place)
    return ExpectedData(owners, tuple((table, Verdict(name)) for table, name in verdicts))


def _read(text: str, place: Place) -> dict[str, Value]:
    root = read_document(text, place)
    if not isinstance(root.content, dict) or not root.content:
        raise place.error(root.line, "no services; write 'services:' with a list of patterns below each name")
    for key, value in root.content.items():
        if key not in (*KEYS, "wiring"):  # the last is what a sample expects of a framework
            raise place.error(value.line, f"unknown key '{key}'; {nearest(key, KEYS)}")
    return root.content


def _services(root: dict[str, Value], place: Place) -> Expected:
    services = root.get("services")
    if services is None:
        line = next(iter(root.values())).line
        raise place.error(line, "no services; write 'services:' with a list of patterns below each name")
    if not isinstance(services.content, dict) or not services.content:
        raise place.error(services.line, "services must map names to lists of patterns")
    return tuple((name, _patterns(value, name, place)) for name, value in services.content.items())


def _named(root: dict[str, Value], key: str, known: Sequence[str], place: Place) -> tuple[tuple[str, str], ...]:
    """Return a mapping of tables to names, each of which must be known."""
    value = root.get(key)
    if value is None:
        return ()
    if not isinstance(value.content, dict):
        raise place.error(value.line, f"{key} must map names of tables, as in 'orders: {known[0]}'")
    found = []
    for table, item in value.content.items():
        name = str(item.content)
        if name not in known:
            raise place.error(item.line, f"{key} of {table}: '{name}' is not known; {nearest(name, known)}")
        found.append((table, name))
    return tuple(found)


def match_expected(expected: Expected, units: Sequence[Unit]) -> tuple[dict[str, str], tuple[str, ...]]:
    """Return unit id → service, sorted by id, and the patterns that matched nothing, in file order.

    Tests and external units are in no service. A pattern of ids beats a path; else the first in file order wins.
    """
    own = Units(units)
    by_id: dict[str, str] = {}
    by_path: dict[str, str] = {}
    idle: list[str] = []
    for service, patterns in expected:
        for pattern in patterns:
            found = own.matching(pattern)
            places = by_id if pattern.startswith(PREFIXES) else by_path
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

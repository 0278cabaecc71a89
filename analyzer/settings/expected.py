"""expected.yaml and units in; which service each unit should end in out."""

import fnmatch
import re
from collections.abc import Sequence
from typing import TypeAlias

from pathspec import GitIgnoreSpec

from analyzer.model.linkage import Unit, UnitKind
from analyzer.settings.document import Place, Value, nearest, read_document

Expected: TypeAlias = tuple[tuple[str, tuple[str, ...]], ...]  # service, its patterns; in the order of the file

PREFIXES = ("class:", "function:", "script:", "table:", "template:")
CASELESS = ("class:", "function:")  # PHP compares their names without case


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
    own = sorted((u for u in units if not u.test and u.kind is not UnitKind.EXTERNAL), key=lambda u: u.id)
    by_id: dict[str, str] = {}
    by_path: dict[str, str] = {}
    idle: list[str] = []
    ids = [unit.id for unit in own]
    filed: dict[str, list[str]] = {}
    for unit in own:
        if unit.path and unit.kind is not UnitKind.TABLE:
            filed.setdefault(unit.path, []).append(unit.id)
    for service, patterns in expected:
        for pattern in patterns:
            named = pattern.startswith(PREFIXES)
            found = _ids(pattern, ids) if named else _below(pattern, filed)
            places = by_id if named else by_path
            for unit_id in found:
                places.setdefault(unit_id, service)
            if not found:
                idle.append(pattern)
    return dict(sorted((by_path | by_id).items())), tuple(idle)


def _ids(pattern: str, ids: Sequence[str]) -> list[str]:
    """Return the ids that a pattern of ids matches as a whole."""
    flags = re.IGNORECASE if pattern.startswith(CASELESS) else 0
    matches = re.compile(fnmatch.translate(pattern), flags).match
    return [unit_id for unit_id in ids if matches(unit_id)]


def _below(pattern: str, filed: dict[str, list[str]]) -> list[str]:
    """Return the ids of all units declared in the files that a glob as in .gitignore matches."""
    spec = GitIgnoreSpec.from_lines([pattern])
    return [unit_id for path, found in filed.items() if spec.check_file(path).include for unit_id in found]


def _patterns(value: Value, service: str, place: Place) -> tuple[str, ...]:
    if not isinstance(value.content, list):
        raise place.error(value.line, f"{service} must have a list of patterns; write '- \"src/{service}/**\"'")
    return tuple(_pattern(item, service, place) for item in value.content)


def _pattern(value: Value, service: str, place: Place) -> str:
    if not isinstance(value.content, str):
        raise place.error(value.line, f"a pattern of {service} is no text; put it in quotes")
    if not value.content.startswith(PREFIXES):
        try:
            GitIgnoreSpec.from_lines([value.content])
        except ValueError as error:
            message = f"'{value.content}' is no glob as in .gitignore; mend or remove it"
            raise place.error(value.line, message) from error
    return value.content

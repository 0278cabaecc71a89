"""Violations in, text for people or JSON for machines out."""

from collections.abc import Iterator, Sequence
from itertools import groupby

import msgspec

from analyzer.check.rules import RULES
from analyzer.model.violation import Violation

SCHEMA = "secateur/violations/1"
SHOWN = 10  # places of one violation in the text; JSON holds all


class _Report(msgspec.Struct, frozen=True):
    """The JSON document."""

    schema: str
    violations: tuple[Violation, ...]


def as_text(violations: Sequence[Violation]) -> str:
    """Return the violations by rule, each with its places and its rule's advice; lines end with a newline."""
    if not violations:
        return "No rule is broken.\n"
    return "\n".join(_lines(violations)) + "\n"


def as_json(violations: Sequence[Violation]) -> str:
    """Return a JSON object with the keys `schema` and `violations`, indented, with a final newline."""
    data = msgspec.json.encode(_Report(SCHEMA, tuple(sorted(violations))))
    return msgspec.json.format(data, indent=1).decode() + "\n"


def _lines(violations: Sequence[Violation]) -> Iterator[str]:
    count = len(violations)
    yield f"{count:,} violation{'s' if count > 1 else ''}"
    for name, found in groupby(sorted(violations), key=lambda violation: violation.rule):
        yield ""
        rule = RULES.get(name)
        yield f"{name}: {rule.meaning}" if rule else name
        if rule:
            yield f"  What to do: {rule.remedy}"
        for violation in found:
            yield f"  - {_harmless(violation.message)}"
            yield from (f"      {_harmless(place.path)}:{place.line}" for place in violation.places[:SHOWN])
            if len(violation.places) > SHOWN:
                yield f"      and {len(violation.places) - SHOWN:,} more places"


def _harmless(text: str) -> str:
    """Return text from analysed code in one line, without what could move a terminal's cursor."""
    return "".join(c if c.isprintable() else "\N{REPLACEMENT CHARACTER}" for c in text)

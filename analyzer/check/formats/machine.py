"""An outcome in, JSON out: ours, whole, and that of GitLab's code quality report."""

from typing import Any

import msgspec

from analyzer.check.formats.words import fingerprint, harmless, place_of, stale_words, who
from analyzer.model.location import Location
from analyzer.model.violation import Entry, Outcome, Violation

SCHEMA = "secateur/violations/1"


class Report(msgspec.Struct, frozen=True):
    """The JSON document; `violations` are the new ones."""

    schema: str
    violations: tuple[Violation, ...]
    broken: bool
    known: tuple[Violation, ...] = ()
    stale: tuple[Entry, ...] = ()
    notes: tuple[str, ...] = ()


def as_json(outcome: Outcome) -> str:
    """Return a JSON object, indented, with a final newline."""
    new = tuple(sorted(outcome.new))
    report = Report(SCHEMA, new, outcome.broken, outcome.known, outcome.stale, outcome.notes)
    return msgspec.json.format(msgspec.json.encode(report), indent=1).decode() + "\n"


def violations_schema() -> bytes:
    """Return the JSON Schema (2020-12) of what `--format json` writes."""
    schema = {"$schema": "https://json-schema.org/draft/2020-12/schema", "$id": SCHEMA}
    return msgspec.json.format(msgspec.json.encode(schema | msgspec.json.schema(Report)), indent=1) + b"\n"


def as_gitlab(outcome: Outcome) -> str:
    """Return GitLab's code quality report: an array with one object for each violation."""
    rows = [_issue(v.entry, _described(v), place_of(v), outcome) for v in sorted(outcome.new)]
    if outcome.strict:
        rows += [_issue(e, f"mended: {stale_words(e)}", Location("secateur.yaml", 1), outcome) for e in outcome.stale]
    return msgspec.json.format(msgspec.json.encode(rows), indent=1).decode() + "\n"


def _described(violation: Violation) -> str:
    said = [violation.message, who(violation) and f"introduced {who(violation)}", violation.fix]
    return ". ".join(harmless(part) for part in said if part)


def _issue(entry: Entry, description: str, place: Location, outcome: Outcome) -> dict[str, Any]:
    return {
        "type": "issue",
        "check_name": entry.rule,
        "description": description,
        "categories": ["Complexity"],
        "severity": "major",
        "fingerprint": fingerprint(entry),
        "location": {"path": outcome.prefix + place.path, "lines": {"begin": max(place.line, 1)}},
    }

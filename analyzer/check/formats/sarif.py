"""An outcome in, SARIF 2.1.0 (OASIS standard) out, for code scanning."""

from typing import Any
from urllib.parse import quote

import msgspec

from analyzer.check.catalogue import CATALOGUE, PLAN_RULES
from analyzer.check.formats.words import fingerprint, harmless, place_of, stale_words, who
from analyzer.model.location import Location
from analyzer.model.violation import Entry, Outcome, Violation

SCHEMA = "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json"
MOST = 10  # related places of one result
STALE = "mended-entry"


def as_sarif(outcome: Outcome) -> str:
    """Return a log with one run; known violations are not in it, mended entries are when the gate is strict.

    Fingerprints are of the identity, so that a result stays the same when lines move.
    """
    names = sorted({*PLAN_RULES, *(violation.rule for violation in outcome.new), STALE})
    index = {name: position for position, name in enumerate(names)}
    results = [_result(violation, index, outcome.prefix) for violation in sorted(outcome.new)]
    if outcome.strict:
        results += [_mended(entry, index, outcome.prefix) for entry in outcome.stale]
    run = {
        "tool": {"driver": {"name": "secateur", "rules": [_rule(name) for name in names]}},
        "columnKind": "unicodeCodePoints",
        "invocations": [
            {
                "executionSuccessful": True,
                "toolExecutionNotifications": [
                    {"level": "note", "message": {"text": harmless(note)}} for note in outcome.notes
                ],
            }
        ],
        "results": results,
    }
    log = {"$schema": SCHEMA, "version": "2.1.0", "runs": [run]}
    return msgspec.json.format(msgspec.json.encode(log), indent=1).decode() + "\n"


def _rule(name: str) -> dict[str, Any]:
    advice = CATALOGUE.get(name)
    meaning = advice.meaning if advice else "An entry of the baseline is mended: secateur check --prune-baseline."
    remedy = advice.remedy if advice else "Run secateur check --prune-baseline and commit the baseline."
    return {
        "id": name,
        "shortDescription": {"text": meaning},
        "fullDescription": {"text": meaning},
        "help": {"text": remedy},
        "defaultConfiguration": {"level": "error"},
    }


def _result(violation: Violation, index: dict[str, int], prefix: str) -> dict[str, Any]:
    said = [violation.message, who(violation) and f"introduced {who(violation)}"]
    said.append(violation.fix and f"smallest fix: {violation.fix}")
    result = _basic(violation.entry, "; ".join(harmless(part) for part in said if part), index)
    result["locations"] = [_location(place_of(violation), prefix)]
    related = violation.places[1 : 1 + MOST]
    if related:
        result["relatedLocations"] = [{"id": i, **_location(place, prefix)} for i, place in enumerate(related, 1)]
    return result


def _mended(entry: Entry, index: dict[str, int], prefix: str) -> dict[str, Any]:
    result = _basic(Entry(STALE, entry.source, entry.target), f"mended: {harmless(stale_words(entry))}", index)
    result["partialFingerprints"] = {"secateurIdentity/v1": fingerprint(entry)}
    result["locations"] = [_location(Location("secateur.yaml", 1), prefix)]
    return result


def _basic(entry: Entry, text: str, index: dict[str, int]) -> dict[str, Any]:
    return {
        "ruleId": entry.rule,
        "ruleIndex": index[entry.rule],
        "level": "error",
        "message": {"text": text},
        "partialFingerprints": {"secateurIdentity/v1": fingerprint(entry)},
    }


def _location(place: Location, prefix: str) -> dict[str, Any]:
    uri = quote(prefix + place.path, errors="replace")
    artifact = {"uri": uri, "uriBaseId": "%SRCROOT%"}
    return {"physicalLocation": {"artifactLocation": artifact, "region": {"startLine": max(place.line, 1)}}}

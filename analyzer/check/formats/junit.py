"""An outcome in, JUnit XML out: every rule is a test case that passes, every violation one that fails."""

from xml.sax.saxutils import escape, quoteattr

from analyzer.check.catalogue import PLAN_RULES
from analyzer.check.formats.words import harmless, stale_words, who
from analyzer.model.violation import Outcome, Violation


def as_junit(outcome: Outcome) -> str:
    """Return a document with one test suite; rules without a new violation are passed tests."""
    broken = {violation.rule for violation in outcome.new}
    cases = [f"  <testcase classname={_attribute(rule)} name={_attribute(rule)}/>" for rule in _rules(broken)]
    cases += [_failed(violation, outcome.prefix) for violation in sorted(outcome.new)]
    failures = len(outcome.new)
    if outcome.strict:
        failures += len(outcome.stale)
        cases += [_case("baseline", stale_words(e), "mended, and still in the baseline", "") for e in outcome.stale]
    counts = f'tests="{len(cases)}" failures="{failures}" errors="0" skipped="0"'
    body = "\n".join(cases)
    return (
        '<?xml version="1.0" encoding="UTF-8"?>\n'
        f"<testsuites {counts}>\n"
        f' <testsuite name="secateur" {counts}>\n{body}\n </testsuite>\n'
        "</testsuites>\n"
    )


def _rules(broken: set[str]) -> list[str]:
    return [rule for rule in PLAN_RULES if rule not in broken]


def _failed(violation: Violation, prefix: str) -> str:
    places = [f"{prefix}{place.path}:{place.line}" for place in violation.places]
    said = [*places, who(violation) and f"introduced {who(violation)}"]
    said.append(violation.fix and f"smallest fix: {violation.fix}")
    name = f"{violation.source}{' → ' * bool(violation.target)}{violation.target}"
    return _case(violation.rule, name, violation.message, "\n".join(harmless(part) for part in said if part))


def _case(rule: str, name: str, message: str, text: str) -> str:
    return (
        f"  <testcase classname={_attribute(rule)} name={_attribute(name)}>"
        f"<failure type={_attribute(rule)} message={_attribute(message)}>{escape(text)}</failure></testcase>"
    )


def _attribute(text: str) -> str:
    """Return a quoted attribute; what is harmless holds nothing that XML 1.0 cannot."""
    return quoteattr(harmless(text))

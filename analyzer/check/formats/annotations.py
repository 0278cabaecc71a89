"""An outcome in, GitHub's workflow commands out: one annotation a line."""

from analyzer.check.formats.words import harmless, headline, place_of, stale_words, who
from analyzer.model.violation import Outcome, Violation


def as_github(outcome: Outcome) -> str:
    """Return an annotation for each new violation and mended entry, and the result as the last line.

    Escapes are those of GitHub's own toolkit: in values % CR LF, in properties also : and ,.
    """
    lines = [_annotation(violation, outcome.prefix) for violation in sorted(outcome.new)]
    level = "error" if outcome.strict else "warning"
    title = _property("mended, and still in the baseline")
    lines += [f"::{level} title={title}::{_value(harmless(stale_words(entry)))}" for entry in outcome.stale]
    lines += [f"::notice title=secateur::{_value(harmless(note))}" for note in outcome.notes]
    return "\n".join([*lines, headline(outcome)]) + "\n"


def _annotation(violation: Violation, prefix: str) -> str:
    place = place_of(violation)
    said = [violation.message, who(violation) and f"Introduced {who(violation)}"]
    said.append(violation.fix and f"Smallest fix: {violation.fix}")
    text = "\n".join(harmless(part) for part in said if part)
    where = f"file={_property(harmless(prefix + place.path))},line={max(place.line, 1)}"
    return f"::error {where},title={_property(violation.rule)}::{_value(text)}"


def _value(text: str) -> str:
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _property(text: str) -> str:
    return _value(text).replace(":", "%3A").replace(",", "%2C")

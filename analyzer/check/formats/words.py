"""Small pieces of text that several formats share."""

from hashlib import sha256

from analyzer.model.location import Location
from analyzer.model.violation import Entry, Outcome, Violation

PLAN_FILE = "secateur.yaml"


def harmless(text: str) -> str:
    """Return text from analysed code in one line, without what could move a terminal's cursor."""
    return "".join(c if c.isprintable() else "\N{REPLACEMENT CHARACTER}" for c in text)


def counted(number: int, noun: str) -> str:
    """Return `1 violation`, `2 violations`; a noun in -y becomes -ies."""
    if number == 1:
        return f"1 {noun}"
    return f"{number:,} {noun.removesuffix('y') + 'ies' if noun.endswith('y') else noun + 's'}"


def place_of(violation: Violation) -> Location:
    """Return the first place; what has none is shown at the top of the plan."""
    return violation.places[0] if violation.places else Location(PLAN_FILE, 1)


def who(violation: Violation) -> str:
    """Return who introduced a violation, "" when unknown."""
    one = violation.introduced
    return f"by {one.author or 'somebody'} on {one.date} ({one.commit})" if one else ""


def fingerprint(entry: Entry) -> str:
    """Return the digest of an identity: the same wherever the lines have gone."""
    return sha256(f"{entry.rule}\0{entry.source}\0{entry.target}".encode("utf-8", "replace")).hexdigest()


def stale_words(entry: Entry) -> str:
    """Return what to say of an entry of the baseline that is mended."""
    return f"{entry.rule}: {entry.source}{' → ' * bool(entry.target)}{entry.target}"


def headline(outcome: Outcome) -> str:
    """Return the result in one line."""
    if not outcome.new and not outcome.stale:
        known = f" {counted(len(outcome.known), 'violation')} of the baseline stay." if outcome.known else ""
        return f"No rule is broken.{known}"
    parts = [counted(len(outcome.new), "new violation")] if outcome.new else ["No new violation"]
    if outcome.known:
        parts.append(f"{len(outcome.known):,} known")
    if outcome.stale:
        parts.append(f"{counted(len(outcome.stale), 'entry')} of the baseline mended")
    return ", ".join(parts)

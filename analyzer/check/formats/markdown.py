"""An outcome in, Markdown for a comment on a pull request out; short enough for GitHub and GitLab."""

import re
from collections.abc import Iterator
from itertools import groupby

from analyzer.check.catalogue import CATALOGUE
from analyzer.check.formats.words import counted, harmless, headline, stale_words, who
from analyzer.model.violation import Outcome, Violation

MOST = 40  # violations, and mended entries, in one comment: GitHub takes 65,536 characters
PLACES = 3
_MARKUP = re.compile(r"([\\`*_{}\[\]()<>#+\-.!|~&$^=:/])")


def as_markdown(outcome: Outcome) -> str:
    """Return the comment; the first line is a mark by which a job finds its own comment again."""
    return "\n".join(_lines(outcome)) + "\n"


def _lines(outcome: Outcome) -> Iterator[str]:
    yield "<!-- secateur check -->"
    yield f"### Service boundaries: {'broken' if outcome.broken else 'kept'}"
    yield ""
    yield headline(outcome)
    for note in outcome.notes:
        yield ""
        yield f"> {plain(note)}"
    shown = sorted(outcome.new)[:MOST]
    for name, found in groupby(shown, key=lambda violation: violation.rule):
        yield ""
        advice = CATALOGUE.get(name)
        yield f"#### {code(name)}"
        if advice:
            yield f"{advice.meaning} {advice.remedy}"
        yield ""
        for violation in found:
            yield from _violation(violation, outcome.prefix)
    if len(outcome.new) > MOST:
        yield ""
        yield f"… and {counted(len(outcome.new) - MOST, 'more violation')}; the output of the job has them all."
    if outcome.stale:
        yield ""
        yield f"<details><summary>Mended, and still in the baseline: {len(outcome.stale):,}</summary>"
        yield ""
        yield from (f"- {code(stale_words(entry))}" for entry in outcome.stale[:MOST])
        if len(outcome.stale) > MOST:
            yield f"- … and {len(outcome.stale) - MOST:,} more"
        yield ""
        yield "</details>"


def _violation(violation: Violation, prefix: str) -> Iterator[str]:
    yield f"- {plain(violation.message)}"
    if violation.places:
        places = ", ".join(code(f"{prefix}{place.path}:{place.line}") for place in violation.places[:PLACES])
        left = len(violation.places) - PLACES
        yield f"  at {places}{f' and {left:,} more' if left > 0 else ''}"
    if violation.introduced:
        yield f"  introduced {plain(who(violation))}"
    if violation.fix:
        yield f"  *Smallest fix:* {plain(violation.fix)}"


def plain(text: str) -> str:
    """Return text as Markdown that shows it as it is, and calls nobody by an @."""
    return _MARKUP.sub(r"\\\1", harmless(text)).replace("@", "@\N{ZERO WIDTH SPACE}")


def code(text: str) -> str:
    """Return text as a code span, whatever backticks it holds."""
    text = harmless(text)
    fence = "`" * (max((len(run) for run in re.findall("`+", text)), default=0) + 1)
    pad = " " if text.startswith("`") or text.endswith("`") else ""
    return f"{fence}{pad}{text}{pad}{fence}"

"""An outcome in, text for a terminal of 80 columns out."""

import re
from collections.abc import Iterator, Sequence
from itertools import groupby
from textwrap import wrap

from analyzer.check.catalogue import CATALOGUE
from analyzer.check.formats.words import harmless, headline, stale_words, who
from analyzer.model.violation import Outcome, Violation

WIDTH = 80
SHOWN = 10  # places of one violation; JSON holds all
_COMMAND = re.compile(r"^(\s*)(?=::|##\[)")  # GitHub obeys such lines of a job's log; a path may begin so
_SHOWN = "\\1\N{MIDDLE DOT}"


def as_text(outcome: Outcome) -> str:
    """Return the new violations by rule, each with places, who introduced it and its fix; then what is mended."""
    return "".join(f"{_COMMAND.sub(_SHOWN, line)}\n" for line in _lines(outcome))


def _lines(outcome: Outcome) -> Iterator[str]:
    yield headline(outcome)
    for note in outcome.notes:
        yield from _wrapped(f"Note: {note}", "", "  ")
    for name, found in groupby(sorted(outcome.new), key=lambda violation: violation.rule):
        yield ""
        yield from _rule(name, list(found))
    if outcome.stale:
        yield ""
        yield "Mended, and still in the baseline (secateur check --prune-baseline removes them):"
        yield from (f"  - {harmless(stale_words(entry))}" for entry in outcome.stale)


def _rule(name: str, found: Sequence[Violation]) -> Iterator[str]:
    advice = CATALOGUE.get(name)
    if advice:
        yield from _wrapped(f"{name}: {advice.meaning}", "", "  ")
        yield from _wrapped(f"What to do: {advice.remedy}", "  ", "    ")
    else:
        yield name
    for violation in found:
        yield from _wrapped(violation.message, "  - ", "    ")
        yield from (f"      {harmless(place.path)}:{place.line}" for place in violation.places[:SHOWN])
        if len(violation.places) > SHOWN:
            yield f"      and {len(violation.places) - SHOWN:,} more places"
        if violation.introduced:
            yield from _wrapped(f"introduced {who(violation)}", "    ", "    ")
        if violation.fix:
            yield from _wrapped(f"smallest fix: {violation.fix}", "    ", "      ")


def _wrapped(text: str, first: str, others: str) -> list[str]:
    """Return a text in lines; ids and paths stay whole, so that they can be copied."""
    return wrap(
        harmless(text),
        WIDTH,
        initial_indent=first,
        subsequent_indent=others,
        break_long_words=False,
        break_on_hyphens=False,
    )

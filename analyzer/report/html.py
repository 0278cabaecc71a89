"""`Story` in, one HTML page with room for its figures out. Everything from the analysed code is escaped by Jinja."""

import unicodedata
from collections.abc import Iterable
from functools import cache

import msgspec
from jinja2 import Environment, PackageLoader, StrictUndefined, select_autoescape

from analyzer.model.analysis import Analysis
from analyzer.report import contested, hubs, ordering, steered, theme, words
from analyzer.report.inlined import room_for
from analyzer.report.story import Story, at, place, top_cuts

_UNSEEN = frozenset({"Cc", "Cf", "Cs", "Zl", "Zp"})


class ScoreLine(msgspec.Struct, frozen=True):
    """One metric over all rows of the score table, ready to print."""

    id: str
    name: str
    meaning: str
    good: str
    cells: tuple[str, ...]


def page(story: Story, figures: Iterable[str], beyond: tuple[str, ...]) -> bytes:
    """Return the page as UTF-8, with room for `figures` (see `with_figures`); they leave out the services `beyond`."""
    names = [row.service.name for row in story.services]
    text = (
        environment()
        .get_template("report.html")
        .render(
            story=story,
            analysis=story.analysis,
            theme=theme,
            words=words,
            contested=contested,
            hubs=hubs,
            ordering=ordering,
            steered=steered,
            figures={name: room_for(name) for name in figures},
            beyond=beyond,
            colours={name: theme.service_colour(i) for i, name in enumerate(names)},
            anchors={name: f"service-{i}" for i, name in enumerate(names, 1)},
            score_table=score_lines(story.analysis),
            row_names={row.name for row in story.analysis.scores.rows},
            at=at,
            place=place,
            top_cuts=top_cuts,
        )
    )
    return text.encode("utf-8", "replace")


@cache
def environment() -> Environment:
    """Return what renders our templates; everything from the analysed code is escaped."""
    return Environment(
        loader=PackageLoader("analyzer.report"),
        autoescape=select_autoescape(default=True),
        undefined=StrictUndefined,
        finalize=visible,
        trim_blocks=True,
        lstrip_blocks=True,
    )


def visible(value: object) -> object:
    """Return text with U+FFFD for what cannot be seen but moves what stands around it: controls, directions, halves."""
    if type(value) is not str or value.isprintable():
        return value
    return "".join("\ufffd" if unicodedata.category(c) in _UNSEEN and c not in "\n\t" else c for c in value)


def score_lines(analysis: Analysis) -> tuple[ScoreLine, ...]:
    """Return the score table: a line per metric, a cell per way to split; `–` where a metric is not defined."""
    rows = analysis.scores.rows
    ids = [score.id for score in rows[0].scores] if rows else []
    values = {(row.name, score.id): score for row in rows for score in row.scores}
    lines = []
    for id in ids:
        name, meaning = words.METRICS.get(id, (id, ""))
        good = values[(rows[0].name, id)].good
        cells = tuple(number(values[(row.name, id)].value) if (row.name, id) in values else "–" for row in rows)
        lines.append(ScoreLine(id, name, meaning, good, cells))
    return tuple(lines)


def number(value: float) -> str:
    """Return a metric's value with three significant decimals, or as a whole number when it is large."""
    return f"{value:,.0f}" if abs(value) >= 100 else f"{value:.3f}"

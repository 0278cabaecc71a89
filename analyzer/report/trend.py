"""A `Trend` in, the files of its folder out: a page that stands alone, its figures as SVG and PNG, and the data."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, Any

import msgspec
import numpy as np

from analyzer.model.snapshot import Snapshot
from analyzer.model.trend import Trend
from analyzer.report import theme
from analyzer.report.figures import drawn
from analyzer.report.theme import ACCENT, BAD, CORE, INK, MUTED, RULE, WARN, service_colour

if TYPE_CHECKING:
    from matplotlib.figure import Figure

SHOWN_SERVICES = 10  # the largest; a figure of more cannot be read
SHOWN_BREACHES = 100
LABEL = 32  # characters of a name in a figure
# What a line is drawn of: field of `Snapshot` → title.
COURSES = {
    "core_loc": "Lines of the core",
    "crossing_places": "Places at which one service needs another",
    "shared_tables": "Tables that several services use",
    "unplanned_units": "Units without a pattern, pulled into a service",
}


def render_trend(trend: Trend) -> Iterator[tuple[str, bytes]]:
    """Yield (path inside the folder, content)."""
    from markupsafe import Markup  # noqa: PLC0415

    from analyzer.report.html import environment  # noqa: PLC0415 (Jinja is slow to import)
    from analyzer.report.inlined import inline  # noqa: PLC0415

    figures = {"size": drawn(lambda: _sizes(trend)), "courses": drawn(lambda: _courses(trend))}
    course = trend.snapshots
    text = (
        environment()
        .get_template("trend.html")
        .render(
            trend=trend,
            theme=theme,
            first=course[0],
            last=course[-1],
            rows=course[::-1],
            figures={name: Markup(inline(files["svg"])) for name, files in figures.items()},
            breaches=trend.breaches[:SHOWN_BREACHES],
            beyond=len(trend.breaches) - SHOWN_BREACHES,
        )
    )
    yield "index.html", text.encode("utf-8", "replace")
    yield "trend.json", msgspec.json.format(msgspec.json.encode(trend), indent=1) + b"\n"
    for name, files in sorted(figures.items()):
        for kind, content in sorted(files.items()):
            yield f"figures/{name}.{kind}", content


def _days(texts: Sequence[str]) -> Any:
    return np.array(texts, dtype="datetime64[D]")


def _sizes(trend: Trend) -> Figure:
    """Stacked lines: the core below, the largest services above it, all others together."""
    course = trend.snapshots
    newest = {row.name: row.loc for row in course[-1].numbers}
    for one in course:
        for row in one.numbers:
            newest.setdefault(row.name, 0)
    names = sorted(newest, key=lambda name: (-newest[name], name))
    chosen, rest = names[:SHOWN_SERVICES], frozenset(names[SHOWN_SERVICES:])
    columns = [[one.core_loc or 0 for one in course]]
    columns += [[_lines(one, {name}) for one in course] for name in chosen]
    labels, colours = ["core", *chosen], [CORE, *(service_colour(i) for i in range(len(chosen)))]
    if rest:
        columns.append([_lines(one, rest) for one in course])
        labels, colours = [*labels, f"{len(rest)} others"], [*colours, RULE]
    figure, axes = _plot(9.0, 4.6, 1)
    days = _days([one.date for one in course])
    axes[0].stackplot(days, *columns, colors=colours, linewidth=0)
    if len(days) == 1:
        axes[0].bar(days, [sum(column[0] for column in columns)], color=CORE, width=5)
    axes[0].set_title(_plain(f"{trend.project}: lines by service"), loc="left", color=INK)
    handles = [_patch(colour) for colour in colours]
    shown = [_plain(label) for label in labels]
    axes[0].legend(handles[::-1], shown[::-1], loc="center left", bbox_to_anchor=(1.0, 0.5), frameon=False, fontsize=8)
    return figure


def _courses(trend: Trend) -> Figure:
    """One small line for each number that should fall; broken rules too where they are known."""
    told = [(title, _known(trend.snapshots, field)) for field, title in COURSES.items()]
    judged = [(one.date, len(one.breaches)) for one in trend.snapshots if one.breaches is not None]
    told = [(title, points) for title, points in [*told, ("Broken rules", judged)] if points]
    figure, axes = _plot(9.0, 1.7 * len(told), len(told))
    colours = (ACCENT, BAD, WARN, MUTED, BAD)
    for position, (title, points) in enumerate(told):
        days = _days([day for day, _ in points])
        axes[position].plot(days, [value for _, value in points], color=colours[position], marker=".", linewidth=1.4)
        axes[position].set_title(title, loc="left", color=INK, fontsize=9)
        axes[position].set_ylim(0, 1.1 * max([value for _, value in points] + [1]))
    return figure


def _known(course: Sequence[Snapshot], field: str) -> list[tuple[str, int]]:
    return [(one.date, value) for one in course if (value := getattr(one, field)) is not None]


def _lines(one: Snapshot, names: frozenset[str] | set[str]) -> int:
    return sum(row.loc for row in one.numbers if row.name in names)


def _plain(name: str) -> str:
    """Return a name that Matplotlib does not take for mathematics, and that fits."""
    short = name if len(name) <= LABEL else name[: LABEL - 1] + "…"
    return "".join(c if c.isprintable() else "\N{REPLACEMENT CHARACTER}" for c in short).replace("$", r"\$")


def _patch(colour: str) -> Any:
    from matplotlib.patches import Patch  # noqa: PLC0415

    return Patch(color=colour)


def _plot(width: float, height: float, count: int) -> tuple[Figure, list[Any]]:
    from matplotlib.figure import Figure  # noqa: PLC0415
    from matplotlib.ticker import MaxNLocator  # noqa: PLC0415

    figure = Figure(figsize=(width, height), layout="constrained")
    axes = figure.subplots(count, 1, sharex=True, squeeze=False)[:, 0].tolist()
    for axis in axes:
        axis.spines[["top", "right"]].set_visible(False)
        axis.spines[["left", "bottom"]].set_color(RULE)
        axis.tick_params(colors=MUTED, labelsize=8)
        axis.yaxis.set_major_locator(MaxNLocator(5, integer=True))
        axis.yaxis.set_major_formatter(lambda value, _: f"{value:,.0f}")
        axis.grid(axis="y", color=RULE, linewidth=0.6)
        axis.set_axisbelow(True)
    return figure, axes

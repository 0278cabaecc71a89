"""`Analysis` in, the figures out as SVG and PNG bytes: service map, dependency matrix, shrinking monolith, and the
tables of each service (SVG only).

Everything is placed by rule, nothing by chance, so the same analysis gives the same bytes. Text stays text in the SVG.
"""

from __future__ import annotations

import io
from collections.abc import Callable, Iterator, Sequence
from math import cos, pi, sin, sqrt
from typing import TYPE_CHECKING, Any

import msgspec

from analyzer.model.analysis import Analysis
from analyzer.model.roadmap import Remaining, Roadmap
from analyzer.report.curve import draw_curve, points
from analyzer.report.tablefigure import draw_tables
from analyzer.report.theme import ACCENT, BAD, CORE, INK, MUTED, PAPER, RULE, service_colour
from analyzer.report.ties import Picture, figure_name, pictures

if TYPE_CHECKING:
    from matplotlib.figure import Figure

SHOWN_SERVICES = 24  # beyond that a map or a matrix cannot be read; the tables have all
SHOWN_ARROWS = 40
ROOMY = 13  # up to so many services there is room for numbers beside their names
LABEL = 28  # characters of a name in a figure
LABEL_ROOM = 1.6  # inches for the names beside the matrix


class Drawing(msgspec.Struct, frozen=True):
    """What the figures need, small enough to be sent to another process.

    `services`: (name, lines of code, tables owned), in the order of extraction; `arrows`: (source, target, places).
    """

    project: str
    services: tuple[tuple[str, int, int], ...]
    arrows: tuple[tuple[str, str, int], ...]
    roadmap: Roadmap
    pictures: tuple[Picture, ...] = ()


FIGURES = ("service-map", "dependency-matrix", "shrinking-monolith", "worth")


def figures_of(what: Drawing) -> tuple[str, ...]:
    """Return the names of all figures that are drawn."""
    return (*FIGURES, *(figure_name(picture) for picture in what.pictures))


def drawing(analysis: Analysis) -> Drawing:
    """Return what the figures of an analysis need; cuts with their places are left behind."""
    scores = {row.service: row for row in analysis.scores.services}
    order = [step.service for step in analysis.roadmap.steps]
    order += [name for name in scores if name not in set(order)]
    services = tuple((name, scores[name].loc, scores[name].tables_owned) for name in order if name in scores)
    arrows = tuple((row.source, row.target, row.places) for row in analysis.scores.crossings)
    steps = tuple(msgspec.structs.replace(step, cuts=()) for step in analysis.roadmap.steps)
    roadmap = msgspec.structs.replace(analysis.roadmap, steps=steps)
    return Drawing(analysis.project, services, arrows, roadmap, pictures(analysis))


def draw(name: str, what: Drawing) -> dict[str, bytes]:
    """Return one figure by name as {"svg": …, "png": …}; pictures of tables as SVG only."""
    tables = next((picture for picture in what.pictures if figure_name(picture) == name), None)
    if tables is not None:
        picture = tables
        return drawn(lambda: draw_tables(picture), only_svg=True)
    figures = {"service-map": _service_map, "dependency-matrix": _matrix, "shrinking-monolith": _shrinking}
    draw_one = {**figures, "worth": _worth}[name]
    return drawn(lambda: draw_one(what))


def drawn(make: Callable[[], Figure], only_svg: bool = False) -> dict[str, bytes]:
    """Return a figure as {"svg": …, "png": …}; the same bytes for the same figure."""
    import matplotlib  # noqa: PLC0415 (slow to import, and only drawing needs it)

    settings = {"svg.hashsalt": "secateur", "svg.fonttype": "none", "font.family": "DejaVu Sans", "font.size": 9.0}
    with matplotlib.rc_context(settings):  # type: ignore[arg-type]
        return dict(_rendered(make(), only_svg=only_svg))


def warm_up() -> None:
    """Load matplotlib, its fonts and both back ends, so that the first figure is as fast as the next."""
    nothing = Remaining(0, 0, 0, 0)
    draw("shrinking-monolith", Drawing("", (), (), Roadmap(nothing, (), 0.0, 0.0, True)))


def _rendered(figure: Figure, only_svg: bool = False) -> Iterator[tuple[str, bytes]]:
    kinds = (("svg", {"Date": None, "Creator": "secateur"}), ("png", {"Software": "secateur"}))
    for kind, metadata in kinds[: 1 if only_svg else 2]:
        buffer = io.BytesIO()
        figure.savefig(buffer, format=kind, dpi=110, metadata=metadata, facecolor=PAPER)
        yield kind, buffer.getvalue()


def _figure(width: float, height: float) -> tuple[Figure, Any]:
    from matplotlib.figure import Figure  # noqa: PLC0415

    figure = Figure(figsize=(width, height))
    axes = figure.add_axes((0.02, 0.02, 0.96, 0.96))
    return figure, axes


def printable(name: str) -> str:
    """Return a name that is safe and short in a figure: no control characters, no mathtext."""
    clean = "".join(c if c.isprintable() else "?" for c in name).replace("$", r"\$")
    return clean if len(clean) <= LABEL else clean[: LABEL - 1] + "…"


def _service_map(what: Drawing) -> Figure:
    """Services on a circle, area by lines of code; arrows to what they use, width by places."""
    from matplotlib.patches import Circle, FancyArrowPatch  # noqa: PLC0415

    figure, axes = _figure(8.6, 5.6)
    services = what.services[:SHOWN_SERVICES]
    places = _circle(services)
    arrows = [arrow for arrow in what.arrows if arrow[0] in places and arrow[1] in places]
    arrows = sorted(arrows, key=lambda arrow: (-arrow[2], arrow))[:SHOWN_ARROWS]
    most = max((n for _, _, n in arrows), default=1)
    position = {name: i for i, name in enumerate(places)}
    for source, target, n in reversed(arrows):
        (x1, y1, r1), (x2, y2, r2) = places[source], places[target]
        length = sqrt((x2 - x1) ** 2 + (y2 - y1) ** 2)
        ux, uy = (x2 - x1) / length, (y2 - y1) / length
        arrow = FancyArrowPatch(
            (x1 + ux * r1, y1 + uy * r1), (x2 - ux * r2, y2 - uy * r2),
            connectionstyle="arc3,rad=0.12", arrowstyle="-|>", mutation_scale=7 + 6 * n / most, shrinkA=1, shrinkB=1,
            linewidth=0.5 + 4.5 * n / most, color=service_colour(position[source]), alpha=0.25 + 0.5 * n / most,
        )  # fmt: skip
        axes.add_patch(arrow)
    for name, (x, y, radius) in places.items():
        axes.add_patch(Circle((x, y), radius, color=service_colour(position[name]), linewidth=0, zorder=3))
        _, loc, tables = next(row for row in services if row[0] == name)
        side = 1 if x >= -0.01 else -1
        text = printable(name)
        if len(services) <= ROOMY:
            text += f"\n{loc:,} lines · {tables} tables"
        at = (x + side * (radius + 0.04), y) if abs(x) > 0.2 else (x, y + (radius + 0.1) * (1 if y >= 0 else -1))
        align = "center" if abs(x) <= 0.2 else ("left" if side > 0 else "right")
        axes.text(*at, text, ha=align, va="center", fontsize=8, color=INK, linespacing=1.3, zorder=4)
    axes.set_xlim(-1.95, 1.95)
    axes.set_ylim(-1.3, 1.3)
    axes.set_aspect("equal")
    axes.set_axis_off()
    return figure


def _circle(services: Sequence[tuple[str, int, int]]) -> dict[str, tuple[float, float, float]]:
    """Return service → (x, y, radius) of (name, lines, tables)."""
    largest = max((loc for _, loc, _ in services), default=1) or 1
    places: dict[str, tuple[float, float, float]] = {}
    for i, (name, loc, _) in enumerate(services):
        angle = pi / 2 - 2 * pi * i / max(len(services), 1)
        ring = 1.0 if len(services) > 1 else 0.0
        crowd = min(1.0, ROOMY / max(len(services), 1))
        places[name] = (ring * 1.25 * cos(angle), ring * sin(angle), crowd * (0.05 + 0.11 * sqrt(loc / largest)))
    return places


def _matrix(what: Drawing) -> Figure:
    """Rows use columns; both in the order of extraction, so that what lies right of the diagonal calls back."""
    from matplotlib.collections import LineCollection  # noqa: PLC0415
    from matplotlib.colors import LinearSegmentedColormap  # noqa: PLC0415

    names = [name for name, _, _ in what.services[:SHOWN_SERVICES]]
    size = max(3.2, 0.34 * len(names))
    width, height = size + LABEL_ROOM + 0.9, size + LABEL_ROOM
    figure, axes = _figure(width, height)
    axes.set_position((LABEL_ROOM / width, 0.1 / height, size / width, size / height))
    position = {name: i for i, name in enumerate(names)}
    cells = [[0.0] * len(names) for _ in names]
    counts = {(s, t): n for s, t, n in what.arrows if s in position and t in position}
    for (source, target), n in counts.items():
        cells[position[source]][position[target]] = sqrt(n)
    colours = LinearSegmentedColormap.from_list("places", [PAPER, "#f2c9a1", BAD])
    if names:
        axes.imshow(cells, cmap=colours, vmin=0, aspect="equal")
    for (source, target), n in sorted(counts.items()):
        strong = n > 0.5 * max(counts.values())
        axes.text(position[target], position[source], _short(n), ha="center", va="center", fontsize=6.5,
                  color=PAPER if strong else INK)  # fmt: skip
    axes.set_xticks(range(len(names)), [printable(n) for n in names], rotation=60, ha="left", fontsize=8)
    axes.set_yticks(range(len(names)), [printable(n) for n in names], fontsize=8)
    axes.xaxis.tick_top()
    for i in range(len(names)):
        axes.add_patch(_cell(i))
    edges, ends = [i - 0.5 for i in range(len(names) + 1)], (-0.5, len(names) - 0.5)
    lines = [[(at, ends[0]), (at, ends[1])] for at in edges] + [[(ends[0], at), (ends[1], at)] for at in edges]
    axes.add_collection(LineCollection(lines, colors=RULE, linewidths=0.5, zorder=2.5))  # minor ticks take .2 s more
    axes.tick_params(length=0, colors=INK)
    _quiet_frame(axes)
    return figure


def _cell(i: int) -> Any:
    from matplotlib.patches import Rectangle  # noqa: PLC0415

    return Rectangle((i - 0.5, i - 0.5), 1, 1, color=RULE, linewidth=0)


def _short(n: int) -> str:
    return str(n) if n < 1000 else f"{n / 1000:.1f}k" if n < 10_000 else f"{n // 1000}k"


def _shrinking(what: Drawing) -> Figure:
    """Lines left in the monolith after each extraction, and what each period of coexistence costs."""
    steps = what.roadmap.steps
    figure, above = _figure(8.6, 5.0)
    above.set_position((0.09, 0.44, 0.89, 0.53))
    below = figure.add_axes((0.09, 0.19, 0.89, 0.21), sharex=above)
    xs = list(range(len(steps) + 1))
    remaining = [what.roadmap.start.loc, *(step.remaining.loc for step in steps)]
    above.fill_between(xs, remaining, step="post", color=ACCENT, alpha=0.18, linewidth=0)
    above.step(xs, remaining, where="post", color=ACCENT, linewidth=1.8)
    above.plot(xs, remaining, "o", color=ACCENT, markersize=3.5)
    above.set_ylim(0, max(remaining) * 1.08 or 1)
    above.set_ylabel("lines in the monolith", color=MUTED, fontsize=8)
    above.yaxis.set_major_formatter(lambda value, _: f"{value:,.0f}")
    below.bar(xs[1:], [step.cost for step in steps], color=BAD, alpha=0.65, width=0.6)
    below.set_ylabel("cost of\ncoexistence", color=MUTED, fontsize=8)
    below.set_xticks(xs, ["today", *(printable(s.service) for s in steps)], rotation=45, ha="right", fontsize=8)
    for axes in (above, below):
        axes.tick_params(colors=INK, labelsize=8, length=2)
        axes.grid(axis="y", color=RULE, linewidth=0.5)
        axes.set_axisbelow(True)
        _quiet_frame(axes)
    above.tick_params(labelbottom=False)
    return figure


def _worth(what: Drawing) -> Figure:
    """What has left, against what the rest costs while it stays."""
    figure, axes = _figure(6.4, 4.6)
    steps = what.roadmap.steps
    lines = [what.roadmap.start.code, *(step.remaining.code for step in steps)]
    names, standing = [printable(step.service) for step in steps], [step.cost for step in steps]
    draw_curve(axes, points(names, standing, lines), what.roadmap.stop)
    _quiet_frame(axes)
    return figure


def _quiet_frame(axes: Any) -> None:
    for spine in axes.spines.values():
        spine.set_color(CORE)
        spine.set_linewidth(0.6)


def names_beyond(what: Drawing) -> Sequence[str]:
    """Return the services that the map and the matrix leave out for room."""
    return [name for name, _, _ in what.services[SHOWN_SERVICES:]]

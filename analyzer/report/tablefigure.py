"""The tables of a service and their ties in; a figure of boxes and lines out, placed by rule."""

from __future__ import annotations

from collections.abc import Sequence
from math import ceil
from typing import TYPE_CHECKING, Any

from analyzer.report.theme import ACCENT, CORE, INK, MUTED, PAPER, RULE, service_colour
from analyzer.report.ties import Box, Picture, Tie

if TYPE_CHECKING:
    from matplotlib.figure import Figure

WIDE, LINE, TITLE = 2.0, 0.15, 0.24  # inches: a box, a line of text in it, its head
GAP_X, GAP_Y = 0.75, 0.42
NAME = 26  # characters of a table's name
ONE_COLUMN = 3  # own tables that stand in one column
LEAST_WIDTH = 7.2  # so that the page, which makes all figures equally wide, does not blow small ones up


def draw_tables(picture: Picture) -> Figure:
    """Return the figure of one service: its own tables in columns, those of others in a column at the right."""
    from matplotlib.figure import Figure  # noqa: PLC0415

    places, width, height = _layout(picture)
    figure = Figure(figsize=(width, height))
    axes = figure.add_axes((0.0, 0.0, 1.0, 1.0))
    axes.set_xlim(0, width)
    axes.set_ylim(height, 0)
    axes.set_axis_off()
    for tie in picture.ties:
        _line(axes, tie, places[tie.source], places[tie.target])
    for box, place in zip(picture.boxes, places, strict=True):
        _box(axes, box, place, service_colour(picture.position - 1))
    if picture.more:
        axes.text(0.2, height - 0.12, f"{picture.more} more tables without room", fontsize=7, color=MUTED)
    return figure


Place = tuple[float, float, float]  # left, top, height


def _layout(picture: Picture) -> tuple[list[Place], float, float]:
    """Return where each box stands, and the size of the whole, in inches.

    The service's own tables stand in one or two columns, those of others outside, next to what they are tied to.
    """
    own = [i for i, box in enumerate(picture.boxes) if box.own]
    rows = len(own) if len(own) <= ONE_COLUMN else ceil(len(own) / 2)
    columns = [stack for stack in (own[:rows], own[rows:]) if stack]
    left, right = _outside(picture, columns)
    stacks = [stack for stack in (left, *columns, right) if stack]
    heights = [sum(_height(picture.boxes[i]) + GAP_Y for i in stack) for stack in stacks]
    places: dict[int, Place] = {}
    for n, stack in enumerate(stacks):
        top = 0.2 + (max(heights) - heights[n]) / 2
        for i in stack:
            places[i] = (0.2 + n * (WIDE + GAP_X), top, _height(picture.boxes[i]))
            top += _height(picture.boxes[i]) + GAP_Y
    width = 0.4 + len(stacks) * WIDE + (len(stacks) - 1) * GAP_X
    return [places[i] for i in range(len(picture.boxes))], max(width, LEAST_WIDTH), max(heights) + 0.25


def _outside(picture: Picture, columns: Sequence[Sequence[int]]) -> tuple[list[int], list[int]]:
    """Return the tables of others for the left and for the right, each in the order of what it is tied to."""
    rows = {i: row for column in columns for row, i in enumerate(column)}
    first = set(columns[0]) if len(columns) > 1 else set()
    sides: tuple[list[tuple[float, int]], list[tuple[float, int]]] = ([], [])
    for i, box in enumerate(picture.boxes):
        if not box.own:
            tied = [a if b == i else b for a, b in ((tie.source, tie.target) for tie in picture.ties) if i in (a, b)]
            near = sum(1 if t in first else -1 for t in tied)
            side = 0 if near > 0 else 1
            sides[side].append((sum(rows.get(t, 0) for t in tied) / max(len(tied), 1), i))
    left, right = ([i for _, i in sorted(side)] for side in sides)
    return left, right


def _height(box: Box) -> float:
    return TITLE + LINE * (len(box.columns) + (not box.own)) + 0.06


def _box(axes: Any, box: Box, place: Place, colour: str) -> None:
    from matplotlib.patches import Rectangle  # noqa: PLC0415

    left, top, height = place
    head = colour if box.own else CORE
    axes.add_patch(
        Rectangle((left, top), WIDE, height, facecolor=PAPER if box.own else "#f3f5f6", edgecolor=head, linewidth=1.0,
                  zorder=3)
    )  # fmt: skip
    axes.add_patch(Rectangle((left, top), 0.06, height, color=head, linewidth=0, zorder=4))
    axes.text(left + 0.14, top + TITLE / 2 + 0.02, _shown(box.name), fontsize=8.5, color=INK, va="center", zorder=5,
              weight="bold" if box.own else "normal")  # fmt: skip
    lines = [*box.columns, *([f"of {box.other or 'nobody'}"] if not box.own else [])]
    for n, text in enumerate(lines):
        last = not box.own and n == len(lines) - 1
        axes.text(left + 0.14, top + TITLE + LINE * (n + 0.5), _shown(text), fontsize=7, va="center", zorder=5,
                  color=MUTED, style="italic" if last else "normal")  # fmt: skip


def _line(axes: Any, tie: Tie, source: Place, target: Place) -> None:
    """A key points at its target with an arrow; a join is dotted and carries its number."""
    from matplotlib.patches import FancyArrowPatch  # noqa: PLC0415

    (x1, y1), (x2, y2), bow = _ends(source, target)
    key = not tie.joins
    style = "solid" if tie.declared else "dotted" if tie.joins else "dashed"
    axes.add_patch(
        FancyArrowPatch(
            (x1, y1), (x2, y2), arrowstyle="-|>" if key else "-", mutation_scale=9, linewidth=1.0 if key else 0.9,
            linestyle=style, color=ACCENT if key else MUTED, shrinkA=0, shrinkB=0, zorder=2,
            connectionstyle=f"arc3,rad={bow}",
        )
    )  # fmt: skip
    if tie.joins:
        aside = abs(bow * (y2 - y1)) / 2  # the middle of the bow
        axes.text((x1 + x2) / 2 + aside, (y1 + y2) / 2, str(tie.joins), fontsize=7, color=MUTED, ha="center",
                  va="center", zorder=2.5, bbox={"facecolor": PAPER, "edgecolor": RULE, "linewidth": 0.4, "pad": 1.2},
        )  # fmt: skip


def _ends(source: Place, target: Place) -> tuple[tuple[float, float], tuple[float, float], float]:
    """Return where a line leaves one box and reaches the other, and how much it bows."""
    (left1, top1, high1), (left2, top2, high2) = source, target
    y1, y2 = top1 + high1 / 2, top2 + high2 / 2
    if left1 < left2:
        return (left1 + WIDE, y1), (left2, y2), 0.0
    if left1 > left2:
        return (left1, y1), (left2 + WIDE, y2), 0.0
    if abs(y1 - y2) < high1 / 2 + high2 / 2 + GAP_Y + 0.05:  # neighbours in one column
        down = y1 < y2
        return (left1 + WIDE / 2, top1 + (high1 if down else 0)), (left2 + WIDE / 2, top2 + (0 if down else high2)), 0.0
    return (left1 + WIDE, y1), (left2 + WIDE, y2), -0.3 if y1 < y2 else 0.3


def _shown(text: str) -> str:
    """Return a name that is safe and short in a figure: no control characters, no mathtext."""
    clean = "".join(c if c.isprintable() else "?" for c in text).replace("$", r"\$")
    return clean if len(clean) <= NAME else clean[: NAME - 1] + "…"

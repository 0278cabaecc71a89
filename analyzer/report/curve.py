"""A roadmap in, the curve that says where to stop out: what has left, and what the rest costs while it stays."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from analyzer.report.theme import ACCENT, BAD, INK, MUTED, RULE

Points = Sequence[
    tuple[float, float, str]
]  # share of all lines freed, of the dearest period's cost, service; from 0, 0
ROOM = 0.03  # distance on both axes below which a second name would cover the first
NAMED = 24  # points that have room for a name


def points(names: Sequence[str], standing: Sequence[float], lines: Sequence[int]) -> list[tuple[float, float, str]]:
    """Return the points of the curve; `lines` are those left before the first step and after each."""
    dearest, freed = max(standing, default=0.0), lines[0] - lines[-1] if lines else 0
    found = [(0.0, 0.0, "")]
    for name, cost, left in zip(names, standing, lines[1:], strict=True):
        found.append(((lines[0] - left) / freed if freed else 0.0, cost / dearest if dearest else 0.0, name))
    return found


def draw_curve(axes: Any, curve: Points, stop: int) -> None:
    """Draw the curve over its diagonal; the point to stop at is marked."""
    axes.set_position((0.1, 0.12, 0.86, 0.84))
    axes.plot([0, 1], [0, 1], color=RULE, linewidth=1.0)
    axes.plot([x for x, _, _ in curve], [y for _, y, _ in curve], "o-", color=ACCENT, markersize=3.5, linewidth=1.6)
    if stop:
        x, y, _ = curve[stop]
        axes.plot([x, x], [0, y], color=BAD, linewidth=1.2)
        axes.plot([x], [y], "o", color=BAD, markersize=7)
    last = (-1.0, -1.0)
    for i, (x, y, name) in enumerate(curve[1 : NAMED + 1]):
        if abs(x - last[0]) < ROOM and abs(y - last[1]) < ROOM:
            continue  # the table has all names
        last = (x, y)
        axes.annotate(name, (x, y), xytext=(5, -9 if i % 2 else 4), textcoords="offset points", fontsize=7, color=INK)
    axes.set_xlim(-0.02, 1.12)
    axes.set_ylim(-0.02, 1.06)
    axes.set_xlabel("share of the lines that have left", color=MUTED, fontsize=8)
    axes.set_ylabel("cost of a period, of the dearest", color=MUTED, fontsize=8)
    for axis in (axes.xaxis, axes.yaxis):
        axis.set_major_formatter(lambda value, _: f"{100 * value:.0f} %")
    axes.tick_params(colors=INK, labelsize=8, length=2)
    axes.grid(color=RULE, linewidth=0.5)
    axes.set_axisbelow(True)

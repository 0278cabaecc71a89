"""Room `report`: `Analysis` in, the pages and figures of the report out. Reads nothing but the analysis."""

from analyzer.report.advice import advise, rewarding
from analyzer.report.figures import Drawing, draw, drawing, figures_of, warm_up
from analyzer.report.render import render
from analyzer.report.split import split_document, split_of
from analyzer.report.trend import render_trend
from analyzer.report.words import counted, how_good, warning

__all__ = [
    "Drawing",
    "advise",
    "counted",
    "draw",
    "drawing",
    "figures_of",
    "how_good",
    "render",
    "render_trend",
    "rewarding",
    "split_document",
    "split_of",
    "warm_up",
    "warning",
]

"""Room `report`: `Analysis` in, the pages and figures of the report out. Reads nothing but the analysis."""

from analyzer.report.advice import advise, rewarding
from analyzer.report.changes import Changes, changes
from analyzer.report.figures import Drawing, draw, drawing, figures_of, warm_up
from analyzer.report.ordering import asked, in_waves, where_to_stop
from analyzer.report.render import render
from analyzer.report.split import split_document, split_of
from analyzer.report.steered import said_at, what_it_cost
from analyzer.report.trend import render_trend
from analyzer.report.words import beside, counted, how_good, warning

__all__ = [
    "Changes",
    "Drawing",
    "advise",
    "asked",
    "beside",
    "changes",
    "counted",
    "draw",
    "drawing",
    "figures_of",
    "how_good",
    "in_waves",
    "render",
    "render_trend",
    "rewarding",
    "said_at",
    "split_document",
    "split_of",
    "warm_up",
    "warning",
    "what_it_cost",
    "where_to_stop",
]

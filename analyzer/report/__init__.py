"""Room `report`: `Analysis` in, the pages and figures of the report out. Reads nothing but the analysis."""

from analyzer.report.advice import advise, rewarding
from analyzer.report.figures import FIGURES, Drawing, draw, drawing, warm_up
from analyzer.report.render import render
from analyzer.report.steered import what_it_cost
from analyzer.report.words import counted, how_good, warning

__all__ = [
    "FIGURES",
    "Drawing",
    "advise",
    "counted",
    "draw",
    "drawing",
    "how_good",
    "render",
    "rewarding",
    "warm_up",
    "warning",
    "what_it_cost",
]

"""Room `track`: an `Analysis` in, its numbers out; many of them in, their trend; two in, what changed between them."""

from analyzer.track.difference import Side, difference
from analyzer.track.formats import FORMATS
from analyzer.track.lines import TrackError, load_lines
from analyzer.track.numbers import plan_digest, snapshot
from analyzer.track.schemas import difference_schema, trend_schema
from analyzer.track.showdiff import FORMATS as DIFFERENCES
from analyzer.track.table import table
from analyzer.track.trend import trend

__all__ = [
    "DIFFERENCES",
    "FORMATS",
    "Side",
    "TrackError",
    "difference",
    "difference_schema",
    "load_lines",
    "plan_digest",
    "snapshot",
    "table",
    "trend",
    "trend_schema",
]

"""Room `track`: a revision or an `Analysis` in, its numbers out; many of them in, their trend and its formats out."""

from analyzer.track.formats import FORMATS
from analyzer.track.lines import TrackError, load_lines
from analyzer.track.numbers import plan_digest, snapshot
from analyzer.track.table import table
from analyzer.track.trend import trend

__all__ = ["FORMATS", "TrackError", "load_lines", "plan_digest", "snapshot", "table", "trend"]

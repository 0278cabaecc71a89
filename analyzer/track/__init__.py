"""Room `track`: an `Analysis` in, its numbers remembered in a file of JSON lines, and their trend out."""

from analyzer.track.numbers import snapshot
from analyzer.track.store import TrackError, append, load
from analyzer.track.trend import table

__all__ = ["TrackError", "append", "load", "snapshot", "table"]

"""Room `pipeline`: a source and a configuration in, one `Analysis` out. The only place that composes the stages."""

from analyzer.pipeline.pipeline import VERSION, NothingToAnalyse, Say, Work, analyze, analyze_linkage, inventory_of
from analyzer.propose import ContradictionError

__all__ = [
    "VERSION",
    "ContradictionError",
    "NothingToAnalyse",
    "Say",
    "Work",
    "analyze",
    "analyze_linkage",
    "inventory_of",
]

"""Room `pipeline`: a source and a configuration in, one `Analysis` (or, under a plan, one `State`) out. The only place
that composes the stages."""

from analyzer.pipeline.follow import follow, plan_of
from analyzer.pipeline.pipeline import VERSION, NothingToAnalyse, Say, Work, analyze, analyze_linkage, inventory_of
from analyzer.pipeline.walk import WorkerDied, walk

__all__ = [
    "VERSION",
    "NothingToAnalyse",
    "Say",
    "Work",
    "WorkerDied",
    "analyze",
    "analyze_linkage",
    "follow",
    "inventory_of",
    "plan_of",
    "walk",
]

"""Room `pipeline`: a source and a configuration in, one `Analysis` (or, under a plan, one `State`) out. The only place
that composes the stages."""

from analyzer.order import UnknownServiceError
from analyzer.pipeline.follow import follow, plan_of
from analyzer.pipeline.pipeline import (
    VERSION,
    NothingToAnalyse,
    Past,
    Say,
    Work,
    analyze,
    analyze_linkage,
    inventory_of,
)
from analyzer.pipeline.walk import WorkerDied, walk
from analyzer.pipeline.whatif import what_if
from analyzer.propose import ContradictionError, EditError

__all__ = [
    "VERSION",
    "ContradictionError",
    "EditError",
    "NothingToAnalyse",
    "Past",
    "Say",
    "UnknownServiceError",
    "Work",
    "WorkerDied",
    "analyze",
    "analyze_linkage",
    "follow",
    "inventory_of",
    "plan_of",
    "walk",
    "what_if",
]

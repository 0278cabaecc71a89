"""Room `pipeline`: a source and a configuration in, one `Analysis` out. The only place that composes the stages."""

from analyzer.order import UnknownServiceError
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
    "analyze",
    "analyze_linkage",
    "inventory_of",
    "what_if",
]

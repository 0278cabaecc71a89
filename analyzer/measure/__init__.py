"""Stage `measure`: linkage and decomposition in, `Scores` out; and the agreement with an expected decomposition."""

from analyzer.measure.agreement import agree
from analyzer.measure.measure import count, measure

__all__ = ["agree", "count", "measure"]

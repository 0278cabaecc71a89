"""Stage `measure`: linkage and decomposition in, `Scores` out; and the agreement with an expected decomposition."""

from analyzer.measure.agreement import agree
from analyzer.measure.measure import measure

__all__ = ["agree", "measure"]

"""Stage `order`: linkage and decomposition in, `Roadmap` out: which service leaves when, and what it must cut first."""

from analyzer.order.benefits import activity_of
from analyzer.order.roadmap import UnknownServiceError, order

__all__ = ["UnknownServiceError", "activity_of", "order"]

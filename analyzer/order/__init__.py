"""Stage `order`: linkage and decomposition in, `Roadmap` out: which service leaves when, and what it must cut first."""

from analyzer.order.roadmap import order

__all__ = ["order"]

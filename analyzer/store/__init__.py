"""A place on disk in; memories shared by all runs out: facts by content, whole results by their input; and the history.

`SnapshotStore` is imported from `analyzer.store.history`, its own door: SQLAlchemy takes a while to load.
"""

from analyzer.store.facts import FactCache, Statistics
from analyzer.store.results import ResultCache

__all__ = ["FactCache", "ResultCache", "Statistics"]

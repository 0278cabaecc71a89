"""A place on disk in; memories shared by all runs out: facts by content, and whole results by their input."""

from analyzer.store.facts import FactCache, Statistics
from analyzer.store.results import ResultCache

__all__ = ["FactCache", "ResultCache", "Statistics"]

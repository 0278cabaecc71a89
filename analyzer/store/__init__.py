"""A place on disk in; a memory of facts by content, shared by all runs, out."""

from analyzer.store.facts import FactCache, Statistics

__all__ = ["FactCache", "Statistics"]

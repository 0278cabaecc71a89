"""A `Linkage` in, one undirected weighted graph of layered evidence out."""

from analyzer.weigh.weigh import weigh

__all__ = ["weigh"]

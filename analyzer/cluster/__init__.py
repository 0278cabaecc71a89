"""The weighted graph in, communities from coarse to fine out, agreed on by many seeds."""

from analyzer.cluster.cluster import Search, cluster, search

__all__ = ["Search", "cluster", "search"]

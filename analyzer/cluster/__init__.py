"""The weighted graph in, communities from coarse to fine out, agreed on by many seeds."""

from analyzer.cluster.cluster import cluster

__all__ = ["cluster"]

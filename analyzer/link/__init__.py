"""The facts of all files in, one `Linkage` out: units, dependencies with their places, coverage and the ledger."""

from analyzer.link.link import link

__all__ = ["link"]

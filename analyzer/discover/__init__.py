"""A directory, or a git revision of it, in; the `Project` and a way to load its bytes out."""

from analyzer.discover.discover import Contents, discover
from analyzer.discover.failure import SourceError

__all__ = ["Contents", "SourceError", "discover"]

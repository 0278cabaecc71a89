"""A directory, or a git revision of it, in; the `Project` and a way to load its bytes out."""

from analyzer.discover.discover import Contents, discover
from analyzer.discover.failure import SourceError
from analyzer.discover.identity import revision_date, revision_id
from analyzer.discover.lineage import introduced, prefix_of, renamed_since
from analyzer.discover.owners import Owners, read_owners

__all__ = [
    "Contents",
    "Owners",
    "SourceError",
    "discover",
    "introduced",
    "prefix_of",
    "read_owners",
    "renamed_since",
    "revision_date",
    "revision_id",
]

"""A directory, or a git revision of it, in; the `Project` and a way to load its bytes out."""

from analyzer.discover.discover import Contents, discover
from analyzer.discover.failure import SourceError
from analyzer.discover.identity import revision_date, revision_id
from analyzer.discover.lineage import introduced, prefix_of, renamed_since
from analyzer.discover.owners import Owners, read_owners
from analyzer.discover.revisions import Dated, Wish, committed, revisions

__all__ = [
    "Contents",
    "Dated",
    "Owners",
    "SourceError",
    "Wish",
    "committed",
    "discover",
    "introduced",
    "prefix_of",
    "read_owners",
    "renamed_since",
    "revision_date",
    "revision_id",
    "revisions",
]

"""A directory, or a git revision of it, in; the `Project` and a way to load its bytes out."""

from analyzer.discover.discover import Contents, discover
from analyzer.discover.failure import SourceError
from analyzer.discover.identity import revision_date, revision_id
from analyzer.discover.owners import Owners, read_owners
from analyzer.discover.revisions import Dated, Wish, renames, revisions

__all__ = [
    "Contents",
    "Dated",
    "Owners",
    "SourceError",
    "Wish",
    "discover",
    "read_owners",
    "renames",
    "revision_date",
    "revision_id",
    "revisions",
]

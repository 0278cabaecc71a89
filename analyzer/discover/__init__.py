"""A directory, or a git revision of it, in; the `Project` and a way to load its bytes out."""

from analyzer.discover.discover import Contents, discover
from analyzer.discover.failure import SourceError
from analyzer.discover.identity import revision_date, revision_id
from analyzer.discover.owners import Owners, read_owners

__all__ = ["Contents", "Owners", "SourceError", "discover", "read_owners", "revision_date", "revision_id"]

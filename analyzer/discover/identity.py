"""A source in; how git names what was read, and when it was committed, out."""

from analyzer.discover.failure import SourceError
from analyzer.discover.git import ask
from analyzer.model.project import Source


def revision_id(source: Source) -> str:
    """Return git's id of what was read, with `-dirty` when files are changed; "" outside of git."""
    if source.rev:
        named = _said(source, "rev-parse", "--verify", "--end-of-options", f"{source.rev}^{{commit}}")
        return named or source.rev
    return _said(source, "--no-optional-locks", "describe", "--always", "--dirty", "--abbrev=40", "--exclude=*")


def revision_date(source: Source) -> str:
    """Return the day of the revision's commit (ISO 8601), or "" for a work tree and outside of git."""
    return _said(source, "log", "-1", "--format=%cs", "--end-of-options", source.rev, "--") if source.rev else ""


def _said(source: Source, *arguments: str) -> str:
    try:
        return ask(source.root, *arguments).decode("utf-8", "replace").strip()
    except SourceError:
        return ""

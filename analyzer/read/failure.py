"""Why nothing is known of a file in; facts that say so out."""

from analyzer.model.facts import FileFacts, Problem, ProblemKind


def failed(loc: int, kind: ProblemKind, message: str) -> FileFacts:
    """Return the facts of a file of which nothing is known but why."""
    return FileFacts(loc=loc, problems=(Problem(kind, 1, message),))

"""What makes it impossible to look at a source at all, in one sentence for the user."""


class SourceError(Exception):
    """The source does not exist or cannot be read: `str(error)` is one line that says what, where and why."""

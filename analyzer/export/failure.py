"""What is wrong with a file that somebody handed to us."""


class ExportError(Exception):
    """A file is not in our format; the message says where and what to do, in one line."""

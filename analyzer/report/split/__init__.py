"""`Analysis` and a service in, what taking it out needs out: as a value, and as Markdown."""

from analyzer.report.split.document import split_document
from analyzer.report.split.page import split_of

__all__ = ["split_document", "split_of"]

"""`Analysis` in, the data page out, as HTML and Markdown: who owns which table, what is shared, what is cut."""

from analyzer.report.data.markdown import data_document
from analyzer.report.data.page import data_page
from analyzer.report.data.story import DataStory, tell_data

__all__ = ["DataStory", "data_document", "data_page", "tell_data"]

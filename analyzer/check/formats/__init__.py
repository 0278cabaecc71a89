"""An outcome in, texts for people and machines out: one row for each format."""

from collections.abc import Callable, Mapping

from analyzer.check.formats.annotations import as_github
from analyzer.check.formats.junit import as_junit
from analyzer.check.formats.machine import as_gitlab, as_json
from analyzer.check.formats.markdown import as_markdown
from analyzer.check.formats.sarif import as_sarif
from analyzer.check.formats.text import as_text
from analyzer.model.violation import Outcome

# Each gives a whole file; its name is that of the flag.
FORMATS: Mapping[str, Callable[[Outcome], str]] = {
    "text": as_text,
    "json": as_json,
    "sarif": as_sarif,
    "junit": as_junit,
    "github": as_github,
    "gitlab": as_gitlab,
    "markdown": as_markdown,
}

__all__ = ["FORMATS"]

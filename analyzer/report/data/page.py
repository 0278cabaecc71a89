"""`DataStory` in, one HTML page with room for its figures out. Jinja escapes what comes from the analysed code."""

from collections.abc import Mapping

from analyzer.report import theme, words
from analyzer.report.data.story import ROWS, WORST, DataStory, answer, bare, compared
from analyzer.report.html import environment
from analyzer.report.inlined import room_for


def data_page(story: DataStory, pictures: Mapping[str, str]) -> bytes:
    """Return the page as UTF-8. `pictures` are names of figures by service, in the order in which they are shown."""
    text = (
        environment()
        .get_template("data.html")
        .render(
            story=story,
            analysis=story.analysis,
            theme=theme,
            words=words,
            pictures={service: room_for(name) for service, name in pictures.items()},
            colours={name: theme.service_colour(i) for i, name in enumerate(story.services)},
            rows=ROWS,
            worst=WORST,
            answer=answer,
            bare=bare,
            compared=compared,
        )
    )
    return text.encode("utf-8", "replace")

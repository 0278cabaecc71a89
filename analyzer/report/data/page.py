"""`DataStory` and figures in, one self-contained HTML page out. Jinja escapes what comes from the analysed code."""

from collections.abc import Mapping

from markupsafe import Markup

from analyzer.report import theme, words
from analyzer.report.data.story import ROWS, WORST, DataStory, answer, bare, compared
from analyzer.report.html import environment, inline


def data_page(story: DataStory, pictures: Mapping[str, bytes]) -> bytes:
    """Return the page as UTF-8. `pictures` are SVG files by service, in the order in which they are shown."""
    text = (
        environment()
        .get_template("data.html")
        .render(
            story=story,
            analysis=story.analysis,
            theme=theme,
            words=words,
            pictures={name: Markup(inline(svg)) for name, svg in pictures.items()},
            colours={name: theme.service_colour(i) for i, name in enumerate(story.services)},
            rows=ROWS,
            worst=WORST,
            answer=answer,
            bare=bare,
            compared=compared,
        )
    )
    return text.encode("utf-8", "replace")

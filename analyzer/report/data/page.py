"""`DataStory` and figures in, one self-contained HTML page out. Jinja escapes what comes from the analysed code."""

from collections.abc import Mapping

from jinja2 import Environment, PackageLoader, StrictUndefined, select_autoescape
from markupsafe import Markup

from analyzer.report import theme, words
from analyzer.report.data.story import ROWS, WORST, DataStory, answer, bare, compared


def data_page(story: DataStory, pictures: Mapping[str, bytes]) -> bytes:
    """Return the page as UTF-8. `pictures` are SVG files by service, in the order in which they are shown."""
    environment = Environment(
        loader=PackageLoader("analyzer.report"),
        autoescape=select_autoescape(default=True),
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    text = environment.get_template("data.html").render(
        story=story,
        analysis=story.analysis,
        theme=theme,
        words=words,
        pictures={name: Markup(_inline(svg)) for name, svg in pictures.items()},
        colours={name: theme.service_colour(i) for i, name in enumerate(story.services)},
        rows=ROWS,
        worst=WORST,
        answer=answer,
        bare=bare,
        compared=compared,
    )
    return text.encode("utf-8", "replace")


def _inline(svg: bytes) -> str:
    """Return the `<svg>` element of a file without its XML prologue."""
    text = svg.decode()
    return text[text.index("<svg") :]

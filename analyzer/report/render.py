"""`Analysis` in, the files of the report folder out. Figures may be drawn in other processes."""

from collections.abc import Callable, Iterator, Mapping

from analyzer.model.analysis import Analysis
from analyzer.report.figures import Drawing, draw, drawing, figures_of, names_beyond
from analyzer.report.story import tell
from analyzer.report.ties import figure_name

Draw = Callable[[Drawing], Mapping[str, Mapping[str, bytes]]]


def draw_all(what: Drawing) -> dict[str, dict[str, bytes]]:
    """Return every figure: {name: {"svg": …, "png": …}}."""
    return {name: draw(name, what) for name in figures_of(what)}


def render(analysis: Analysis, draw_figures: Draw = draw_all) -> Iterator[tuple[str, bytes]]:
    """Yield (path inside the report folder, content). `draw_figures` may spread the drawing over processes."""
    from analyzer.report.data import data_document, data_page, tell_data  # noqa: PLC0415
    from analyzer.report.html import page  # noqa: PLC0415 (Jinja is slow to import, and only a report needs it)
    from analyzer.report.inlined import with_figures  # noqa: PLC0415
    from analyzer.report.markdown import document  # noqa: PLC0415

    what = drawing(analysis)
    figures = draw_figures(what)
    story, data = tell(analysis), tell_data(analysis)
    names = {picture.service: figure_name(picture) for picture in what.pictures}
    pages = {  # all of them before the first figure is asked for: others may still draw
        "index.html": page(story, figures, tuple(names_beyond(what))),
        "report.md": document(story),
        "data.html": data_page(data, names),
        "data.md": data_document(data, {service: f"figures/{name}.svg" for service, name in names.items()}),
    }
    svgs = {name: files["svg"] for name, files in figures.items()}
    for path, content in pages.items():
        yield path, with_figures(content, svgs) if path.endswith(".html") else content
    for name, files in sorted(figures.items()):
        for kind, content in sorted(files.items()):
            yield f"figures/{name}.{kind}", content

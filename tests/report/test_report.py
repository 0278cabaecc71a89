"""What the report shows: everything of the analysis, escaped, in the same bytes each time."""

import re
from html.parser import HTMLParser

import pytest
from msgspec.structs import replace

from analyzer.model.linkage import Coverage, Reason, Unresolved
from analyzer.report import render
from analyzer.report.figures import drawing, printable
from analyzer.report.html import environment
from analyzer.report.inlined import room_for, with_figures
from analyzer.report.markdown import code, escaped
from analyzer.report.words import METRICS, REASONS
from tests.examples import HOSTILE, hostile_analysis


@pytest.fixture(scope="module")
def files() -> dict[str, bytes]:
    return dict(render(hostile_analysis()))


def test_render__when_done__then_the_folder_is_complete(files: dict[str, bytes]) -> None:
    figures = {
        f"figures/{n}.{k}"
        for n in ("service-map", "dependency-matrix", "shrinking-monolith", "worth")
        for k in ("svg", "png")
    }
    assert set(files) == {"index.html", "report.md", "data.html", "data.md"} | figures


def test_render__when_repeated__then_gives_the_same_bytes(files: dict[str, bytes]) -> None:
    assert dict(render(hostile_analysis())) == files


@pytest.mark.parametrize(("unresolved", "warned"), [(10, False), (70, True)])
def test_render__when_little_could_be_followed__then_that_is_the_first_sentence(unresolved: int, warned: bool) -> None:
    analysis = hostile_analysis()
    coverage = (
        Coverage("function-call", 900, 0, 0, 0, 900, 0),
        Coverage("method-call", 150, 80 - unresolved, 20, 0, 50, unresolved),
    )
    files = dict(render(replace(analysis, linkage=replace(analysis.linkage, coverage=coverage))))
    said = (
        "Warning: only 30% of what this code refers to within itself could be followed (worst: method-call, 30% of 100)"
    )
    assert (said in files["report.md"].decode()) == warned
    assert (said in files["index.html"].decode()) == warned


def test_render__when_calls_are_counted__then_says_what_each_share_is_a_share_of() -> None:
    analysis = hostile_analysis()
    gaps = tuple(
        Unresolved(HOSTILE, n, "method-call", HOSTILE, Reason.UNTYPED_RECEIVER, "$" + HOSTILE) for n in range(9)
    )
    linkage = replace(analysis.linkage, coverage=(Coverage("method-call", 150, 88, 8, 1, 50, 3),), unresolved=gaps)
    files = dict(render(replace(analysis, linkage=linkage)))
    said = (
        "Of 100 calls of methods that stay inside of the code, 97.0% are resolved: 88.0% exactly, 8.0% by inference, "
    )
    for name in ("report.md", "index.html"):
        text = files[name].decode()
        assert said + "1.0% by a guess." in text
        assert "What would help most" in text
        assert "<script>alert" not in re.sub(r"`[^`]*`", "", text)


class _Tags(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.scripts = 0
        self.text: list[str] = []
        self.external: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.scripts += tag == "script"
        self.external += [v for k, v in attrs if k in ("src", "href") and v and not v.startswith("#")]

    def handle_data(self, data: str) -> None:
        self.text.append(data)


def test_page__when_names_are_hostile__then_they_are_text_and_nothing_is_fetched(files: dict[str, bytes]) -> None:
    for name, other in (("index.html", "data.html"), ("data.html", "index.html")):
        page = _Tags()
        page.feed(files[name].decode())
        assert page.scripts == 1  # our own
        assert set(page.external) == {other}
        assert "<script>alert(1)</script>" in "".join(page.text)
        assert "\x1b" not in files[name].decode()


@pytest.mark.parametrize("text", ["a\u202eb", "a\x00b", "a\ud800b", "a\u200bb", "a\u2028b"])
def test_page__when_a_character_moves_what_stands_around_it__then_it_is_shown_as_unknown(text: str) -> None:
    assert environment().from_string("{{ text }}").render(text=text) == "a\ufffdb"
    assert environment().from_string("{{ text }}").render(text="é\n\t\xa0<") == "é\n\t\xa0&lt;"


@pytest.mark.parametrize("name", ["report.md", "data.md"])
def test_markdown__when_names_are_hostile__then_tables_keep_their_columns(files: dict[str, bytes], name: str) -> None:
    text = files[name].decode()
    assert "\x1b" not in text
    assert "<script>" not in re.sub(r"`[^`]*`", "", text)
    width = 0
    for line in text.splitlines():
        if not line.startswith("|"):
            width = 0
            continue
        cells = len(re.sub(r"\\\|", "", line).split("|"))
        assert width in (0, cells), line
        width = cells


@pytest.mark.parametrize("text", ["a|b", "`x`", "a\nb", "<b>", "\x1b[0m"])
def test_escaped__when_text_is_special__then_one_harmless_line(text: str) -> None:
    for shown in (escaped(text), code(text)):
        assert "\n" not in shown
        assert "\x1b" not in shown


def test_printable__when_a_name_has_mathtext_or_control_characters__then_a_figure_shows_it() -> None:
    assert printable("$x$\x07") == r"\$x\$?"
    assert len(printable("x" * 90)) == 28


def test_drawing__when_made__then_carries_no_places() -> None:
    assert all(step.cuts == () for step in drawing(hostile_analysis()).roadmap.steps)


def test_words__when_a_reason_or_a_metric_exists__then_the_report_can_explain_it() -> None:
    assert set(REASONS) == set(Reason)
    shown = {score.id for row in hostile_analysis().scores.rows for score in row.scores}
    assert shown <= set(METRICS)
    assert HOSTILE in hostile_analysis().project


def test_render__figures_are_drawn_elsewhere__then_each_stands_once_in_its_room() -> None:
    names = ("service-map", "dependency-matrix", "shrinking-monolith", "worth")
    drawn = {name: {"svg": f"<?xml?>\n<svg>drawn {name}</svg>".encode()} for name in names}
    page = dict(render(hostile_analysis(), lambda _: drawn))["index.html"].decode()
    assert [page.count(f"<svg>drawn {name}</svg>") for name in names] == [1, 1, 1, 1]
    assert not re.search(r"<svg [a-z-]+>", page)


def test_with_figures__the_code_speaks_of_a_figure__then_only_our_rooms_are_filled() -> None:
    page = b"<p>&lt;svg worth&gt;</p>" + room_for("worth").encode()
    assert with_figures(page, {"worth": b"<?xml?><svg/>"}) == b"<p>&lt;svg worth&gt;</p><svg/>"

"""Snapshots: taken, kept, shown."""

import msgspec
import pytest

from analyzer.model.decomposition import TableVerdict, Verdict
from analyzer.model.scores import Crossing, Scores
from analyzer.model.snapshot import Snapshot
from analyzer.track import TrackError, append, load, snapshot, table
from tests.check.shop import coverage, decomposed, shop, unit

FIRST = Snapshot("2026-01-31", "a" * 40, "shop", 12000, 80, 5, 300, 7, 4, 20, 0.95)


def _later(**changes: object) -> Snapshot:
    return msgspec.structs.replace(FIRST, **({"date": "2026-02-28", "revision": "b" * 40} | changes))


def test_snapshot__an_analysis__gives_its_numbers() -> None:
    verdicts = (
        TableVerdict("table:invoices", "billing", Verdict.OWN, "", 1.0, (("billing", 3),), (("billing", 1),)),
        TableVerdict("table:products", "catalog", Verdict.SERVE, "", 1.0, (("billing", 1),), (("catalog", 2),)),
    )
    analysis = shop(
        units=(unit("class:NewTest", test=True), unit("external:Psr")),
        rows=(coverage("include", 30, 3), coverage("table", 10, 1)),
    )
    proposal = msgspec.structs.replace(analysis.decomposition, tables=verdicts, kernel=("class:Clock",))
    crossings = (Crossing("billing", "catalog", 1.0, 4), Crossing("catalog", "billing", 1.0, 2))
    analysis = msgspec.structs.replace(analysis, decomposition=proposal, scores=Scores((), crossings, ()))
    assert snapshot(analysis, "2026-01-31", "abc") == Snapshot("2026-01-31", "abc", "shop", 100, 3, 2, 6, 1, 1, 4, 0.9)


def test_snapshot__no_references__is_full_coverage() -> None:
    assert snapshot(shop(decomposition=decomposed()), "2026-01-31", "").coverage == 1.0


def test_append__several__come_back_by_date() -> None:
    text = append(append("", _later()), FIRST)
    assert text.endswith("}\n")
    assert load(text) == (FIRST, _later())


def test_append__the_same_date_and_revision__is_replaced_in_place() -> None:
    text = append(append("", FIRST), _later())
    changed = append(text, msgspec.structs.replace(FIRST, loc=1))
    assert [one.loc for one in load(changed)] == [1, 12000]
    assert append(changed, FIRST) == text


def test_append__another_revision_or_project_of_the_day__is_kept() -> None:
    text = append(append(append("", FIRST), _later(date=FIRST.date)), msgspec.structs.replace(FIRST, project="blog"))
    assert len(load(text)) == 3


def test_append__lines_of_a_newer_version__stay_as_they_are() -> None:
    old = msgspec.json.encode(FIRST).decode().replace("{", '{"later":  1, ')
    assert append(old, _later()).split("\n")[0] == old


@pytest.mark.parametrize("text", ["", "\n\r\n", "\ufeff"])
def test_load__nothing__is_no_snapshot(text: str) -> None:
    assert load(text) == ()


def test_load__other_line_separators_inside_a_name__are_no_end_of_line() -> None:
    odd = _later(project="a\u2028b")
    assert load(append(append("", odd), FIRST)) == (FIRST, odd)


@pytest.mark.parametrize("line", ["<<<<<<< HEAD", "{}", "[1]", '{"date": 1}'])
def test_load__a_line_that_is_no_snapshot__is_named(line: str) -> None:
    with pytest.raises(TrackError, match=r"^line 2 is no snapshot \(.*\); mend or remove the line$"):
        load(append("", FIRST) + line + "\n")


def test_table__a_change__stands_beside_the_number() -> None:
    heading, first, second = table((_later(loc=11000, coverage=0.971), FIRST))
    assert heading[:3] == ("date", "revision", "lines")
    assert first == ("2026-01-31", "aaaaaaaa", "12,000", "80", "5", "300", "7", "4", "20", "95.0%")
    assert second[:3] == ("2026-02-28", "bbbbbbbb", "11,000 (-1,000)")
    assert second[-1] == "97.1% (+2.1)"


def test_table__several_projects__each_has_its_own_course() -> None:
    rows = table((FIRST, _later(project="blog", loc=5), _later(date="2026-03-31", loc=12001)))
    assert [row[2:4] for row in rows] == [
        ("project", "lines"),
        ("shop", "12,000"),
        ("blog", "5"),
        ("shop", "12,001 (+1)"),
    ]


def test_table__files_changed_since_the_commit__show_as_a_plus() -> None:
    (_, row) = table((_later(revision="c" * 40 + "-dirty"),))
    assert row[1] == "cccccccc+"

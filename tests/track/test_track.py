"""Snapshots taken of an analysis, and the former file of them."""

import msgspec
import pytest

from analyzer.model.config import Config
from analyzer.model.decomposition import TableVerdict, Verdict
from analyzer.model.location import Location
from analyzer.model.plan import Plan, PlannedService, State
from analyzer.model.scores import Crossing, Scores
from analyzer.model.snapshot import Breach, Snapshot
from analyzer.model.violation import Violation
from analyzer.track import TrackError, load_lines, plan_digest, snapshot
from tests.check.shop import coverage, decomposed, shop, unit

FIRST = Snapshot("2026-01-31", "a" * 40, "shop", 12000, 80, 5, 300, 7, 4, 20, 0.95)
LATER = msgspec.structs.replace(FIRST, date="2026-02-28", revision="b" * 40)
OLD = (
    '{"date":"2026-01-31","revision":"r","project":"shop","loc":9,"units":2,"services":1,"crossing_places":0,'
    '"shared_tables":0,"kernel_units":0,"unresolved":0,"coverage":1.0}\n'
)


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
    found = snapshot(analysis, None, ("2026-01-31", "12:00:00", "abc"), ("", "v"))
    assert (found.date, found.time, found.revision, found.project) == ("2026-01-31", "12:00:00", "abc", "shop")
    assert (found.units, found.services, found.crossing_places, found.crossing_pairs) == (3, 2, 6, 2)
    assert (found.shared_tables, found.kernel_units, found.unresolved, found.coverage) == (1, 1, 4, 0.9)
    assert (found.core_loc, found.unplanned_units, found.breaches) == (None, None, None)


def test_snapshot__a_plan__counts_what_no_pattern_covers() -> None:
    analysis = shop(units=(msgspec.structs.replace(unit("class:Old"), loc=40), unit("class:Lonely")))
    parts = msgspec.structs.replace(
        analysis.decomposition, core=("class:Old",), orphans=("class:Lonely",), unplanned=("class:Pdf",)
    )
    config = Config(plan=Plan((PlannedService("billing", state=State.IN_PROGRESS),)))
    analysis = msgspec.structs.replace(analysis, decomposition=parts, config=config)
    violations = (
        Violation("foreign-write", "class:Pdf", "table:products", "", (Location("a", 1), Location("a", 2))),
        Violation("unplanned-unit", "class:Pdf", "", ""),
    )
    found = snapshot(analysis, violations, ("2026-01-31", "", "abc"), ("p", "v"))
    assert (found.core_units, found.core_loc, found.unplanned_units) == (3, 40, 1)
    assert found.breaches == (Breach("foreign-write", "class:Pdf", "table:products", 2),)


def test_snapshot__no_references__is_full_coverage() -> None:
    assert snapshot(shop(decomposition=decomposed()), None, ("2026-01-31", "", ""), ("", "")).coverage == 1.0


def test_plan_digest__what_shapes_no_number__changes_nothing() -> None:
    service = PlannedService("billing", ("src/Billing/**",), ("invoices",), "team-a", line=3)
    config = Config(plan=Plan((service,)))
    other = msgspec.structs.replace(service, owner="team-b", line=9, lines={"src/Billing/**": 4})
    assert plan_digest(Config(name="x", plan=Plan((other,)))) == plan_digest(config)
    allowed = msgspec.structs.replace(service, uses=())
    assert plan_digest(Config(plan=Plan((allowed,)))) != plan_digest(config)
    assert plan_digest(Config()) == ""


def test_load_lines__several__come_back_by_date() -> None:
    text = "".join(msgspec.json.encode(one).decode() + "\n" for one in (LATER, FIRST))
    assert load_lines(text) == (FIRST, LATER)
    assert load_lines(OLD)[0].core_loc is None


@pytest.mark.parametrize("text", ["", "\n\r\n", "\ufeff"])
def test_load_lines__nothing__is_no_snapshot(text: str) -> None:
    assert load_lines(text) == ()


def test_load_lines__other_line_separators_inside_a_name__are_no_end_of_line() -> None:
    odd = msgspec.structs.replace(FIRST, project="a\u2028b")
    assert load_lines(msgspec.json.encode(odd).decode()) == (odd,)


@pytest.mark.parametrize("day", ["yesterday", "2026-02-30", "20260131", "2026-W05-6", ""])
def test_load_lines__a_date_that_is_none__is_named_with_its_line(day: str) -> None:
    odd = msgspec.json.encode(msgspec.structs.replace(FIRST, date=day)).decode()
    with pytest.raises(TrackError, match=rf"^line 2: '{day}' is no date such as 2026-01-31; mend or remove the line$"):
        load_lines(OLD + odd + "\n")


@pytest.mark.parametrize("line", ["<<<<<<< HEAD", "{}", "[1]", '{"date": 1}'])
def test_load_lines__a_line_that_is_no_snapshot__is_named(line: str) -> None:
    with pytest.raises(TrackError, match=r"^line 2 is no snapshot \(.*\); mend or remove the line$"):
        load_lines(OLD + line + "\n")

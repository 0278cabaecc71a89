"""Trends: the pace and its uncertainty, ages, and formats that others read."""

import csv
import io
import json
from datetime import date, timedelta

import msgspec
import pytest
from jsonschema import Draft202012Validator
from prometheus_client.openmetrics.parser import text_string_to_metric_families

from analyzer.model.snapshot import Breach, ServiceNumbers, Snapshot
from analyzer.model.trend import Outlook, Trend
from analyzer.report import render_trend
from analyzer.track import FORMATS, TrackError, table, trend, trend_schema
from analyzer.track.forecast import forecast, theil_sen


def _day(number: int) -> str:
    return (date(2026, 1, 1) + timedelta(30 * number)).isoformat()


def _points(*values: float) -> list[tuple[str, float]]:
    return [(_day(i), value) for i, value in enumerate(values)]


def _snapshot(number: int, **changes: object) -> Snapshot:
    one = Snapshot(_day(number), f"{number:040x}", "shop", 1000, 80, 5, 300, 7, 4, 20, 0.95, "", "p", "v1")
    return msgspec.structs.replace(one, **changes)


def test_theil_sen__a_straight_line_with_an_outlier__is_its_slope() -> None:
    points = [(float(x), 100.0 - 2.0 * x) for x in range(12)]
    points[5] = (5.0, 900.0)
    slope, low, high = theil_sen(points)
    assert slope == -2.0
    assert low <= -2.0 <= high


def test_theil_sen__sens_interval__is_that_of_the_rank_statistic() -> None:
    points = list(enumerate([5.0, 4.5, 4.8, 4.0, 3.9, 3.5, 3.6, 3.0, 2.7, 2.8]))
    slopes = sorted((b - a) / (j - i) for i, a in points for j, b in points if j > i)
    # Var(S) = 10 · 9 · 25 / 18 = 125; C = 1.96 · √125 = 21.91; ranks (45 ∓ C) / 2 = 11.5 and 33.5.
    assert theil_sen(points) == (slopes[22], slopes[12], slopes[33])


@pytest.mark.parametrize(
    ("values", "outlook", "said"),
    [
        ((900, 800), Outlook.FEW, "too few snapshots for a forecast (2, over 30 days; it takes 8 over 60)"),
        (tuple(1000 - 50 * i for i in range(10)), Outlook.FALLING, "half by 2027-03-12"),
        (tuple(500 + 50 * i for i in range(10)), Outlook.NEVER, "at this pace never half"),
        ((100,) * 10, Outlook.NEVER, "at this pace never half"),
        ((100, 90, 110, 80, 120, 95, 105, 85, 100, 90), Outlook.UNSURE, "and never"),
        ((5, 4, 3, 2, 1, 1, 0, 0, 0), Outlook.GONE, "nothing left"),
    ],
)
def test_forecast__a_course__says_what_it_knows(values: tuple[float, ...], outlook: Outlook, said: str) -> None:
    found = forecast("core_loc", "lines of the core", _points(*values))
    assert found.outlook is outlook
    assert said in found.sentence


def test_forecast__a_straight_fall__is_half_on_the_very_day() -> None:
    found = forecast("core_loc", "lines", _points(*(1000 - 30 * i for i in range(10))))  # a line a day
    assert (found.slope, found.low, found.high) == (-30, -30, -30)
    half = (date.fromisoformat(_day(9)) + timedelta(365)).isoformat()  # 730 are left
    assert (found.half, found.earliest, found.latest) == (half, half, half)


def test_forecast__enough_snapshots_but_old_ones__says_which_count() -> None:
    points = [*_points(*range(900, 700, -20)), ("2031-01-01", 100.0)]
    assert "(1 in the two years up to the newest, over 0 days;" in forecast("core_loc", "lines", points).sentence


def test_forecast__an_old_course__is_forgotten_after_two_years() -> None:
    values = [2000.0] * 30 + [2000.0 - 10 * i for i in range(25)]
    assert forecast("core_loc", "lines", _points(*values)).slope == -10


def test_trend__a_rule_broken_mended_and_broken_again__is_as_old_as_the_last_time() -> None:
    one, other = Breach("r", "a", "b", 1), Breach("r", "a", "c", 2)
    courses = [(one, other), (other,), (one, other), (other, one)]
    found = trend([_snapshot(i, breaches=b) for i, b in enumerate(courses)])
    assert [(a.target, a.days, a.since, a.older) for a in found.breaches] == [
        ("c", 90, _day(0), True),
        ("b", 30, _day(2), False),
    ]


def test_trend__the_class_of_a_broken_rule_moves__keeps_its_age() -> None:
    before = Breach("foreign-write", r"class:Old\Order", "table:invoices", 1)
    after = Breach("foreign-write", r"class:New\Sales\Order", "table:invoices", 3)
    found = trend([_snapshot(i, breaches=b) for i, b in enumerate([(before,), (before,), (after,), (after,)])])
    assert [(a.source, a.places, a.days, a.since, a.older) for a in found.breaches] == [
        (after.source, 3, 90, _day(0), True)
    ]


@pytest.mark.parametrize(
    "before",
    [
        (Breach("r", r"class:Old\Order", "table:a", 1), Breach("r", r"class:Older\Order", "table:a", 1)),  # which one?
        (Breach("r", r"class:Old\Order", "table:b", 1),),
        (Breach("other", r"class:Old\Order", "table:a", 1),),
        (Breach("r", r"function:Old\Order", "table:a", 1),),
        (Breach("r", r"class:Old\Invoice", "table:a", 1),),
    ],
)
def test_trend__a_broken_rule_that_may_be_another__begins_anew(before: tuple[Breach, ...]) -> None:
    now = Breach("r", r"class:New\Order", "table:a", 1)
    found = trend([_snapshot(0, breaches=before), _snapshot(1, breaches=(now,))])
    assert [(a.source, a.days, a.since, a.older) for a in found.breaches] == [(now.source, 0, _day(1), False)]


def test_trend__a_broken_rule_moves_while_one_of_its_name_stays__keeps_its_own_age() -> None:
    stays = Breach("r", r"class:Kept\Order", "table:a", 1)
    one, other = Breach("r", r"class:Old\Order", "table:a", 1), Breach("r", r"class:New\Order", "table:a", 1)
    found = trend([_snapshot(0, breaches=(stays, one)), _snapshot(1, breaches=(stays, other))])
    assert {(a.source, a.days) for a in found.breaches} == {(stays.source, 30), (other.source, 30)}


def test_trend__other_plans_and_programs__are_told() -> None:
    found = trend([_snapshot(0, plan="q"), _snapshot(1, program="v0"), _snapshot(2)])
    assert [one.date for one in found.snapshots] == [_day(1), _day(2)]
    assert [remark.split(" ")[0] for remark in found.remarks] == ["1", "measured"]


def test_trend__several_projects__asks_which() -> None:
    both = [_snapshot(0), _snapshot(1, project="blog")]
    with pytest.raises(TrackError, match="--project: blog, shop"):
        trend(both)
    assert trend(both, "blog").project == "blog"


def test_table__several__ends_with_the_change() -> None:
    rows = table(trend([_snapshot(0, core_loc=500), _snapshot(1, core_loc=450, coverage=0.96)]))
    assert rows[0] == ("date", "revision", "lines", "core", "services", "crossings", "shared", "coverage")
    assert rows[-1] == ("change", "", "+0", "-50", "+0", "+0", "+0", "+1.0")


EVIL = '=cmd|"/C calc"!A0\n</script><b>\\"\x1b[2J'


@pytest.fixture
def evil() -> Trend:
    """A trend whose every name wants out of its format."""
    numbers = (ServiceNumbers(EVIL, "planned", 3, 30, 1, 2, 4),)
    breaches = (Breach("foreign-write", EVIL, EVIL, 1),)
    return trend([_snapshot(i, project=EVIL, numbers=numbers, breaches=breaches, core_loc=10) for i in range(2)])


def test_openmetrics__evil_names__are_read_by_prometheus(evil: Trend) -> None:
    families = {f.name: f for f in text_string_to_metric_families(FORMATS["openmetrics"](evil))}
    (sample,) = families["secateur_service_lines"].samples
    assert (sample.labels["service"], sample.value) == (EVIL, 30)
    assert families["secateur_core_lines"].samples[0].value == 10
    assert families["secateur_broken_rules"].samples[0].labels["rule"] == "foreign-write"
    assert families["secateur_snapshot"].type == "info"


def test_csv__evil_names__are_no_formulas(evil: Trend) -> None:
    head, first, second = csv.reader(io.StringIO(FORMATS["csv"](evil)))
    assert first[head.index("project")] == "'" + EVIL
    assert head[-5] == "'" + EVIL + ": units"
    assert (first[-4], second[0]) == ("30", _day(1))


def test_json__a_trend__fits_the_published_schema(evil: Trend) -> None:
    found = json.loads(FORMATS["json"](evil))
    Draft202012Validator(json.loads(trend_schema())).validate(found)
    assert (found["schema"], found["project"]) == ("secateur/trend/1", EVIL)


def test_html_and_badge__evil_names__are_escaped(evil: Trend) -> None:
    files = dict(render_trend(evil))
    page = files["index.html"].decode()
    for text in (page, FORMATS["badge"](evil)):
        assert "</script><b>" not in text
        assert "&lt;/script&gt;" in text
    assert {name for name in files if name.startswith("figures/")} == {
        f"figures/{name}.{kind}" for name in ("courses", "size") for kind in ("png", "svg")
    }
    assert dict(render_trend(evil)) == files


def test_badge__a_plan__says_the_share_of_the_core() -> None:
    assert ">42%<" in FORMATS["badge"](trend([_snapshot(0, core_loc=420)]))
    assert ">300<" in FORMATS["badge"](trend([_snapshot(0)]))

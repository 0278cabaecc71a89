"""The formats of a verdict, each read by an independent reader; whatever the analysed code is called."""

import json
import re
from xml.etree import ElementTree

import jsonschema
import msgspec
import pytest
import sarif_om
from junitparser import Failure, JUnitXml

from analyzer.check import CATALOGUE, FORMATS, PLAN_RULES, violations_schema
from analyzer.model.location import Location
from analyzer.model.violation import Entry, Introduced, Outcome, Violation
from tests.examples import HOSTILE

BROKEN = Violation(
    "forbidden-dependency",
    f"class:{HOSTILE}",
    f"class:B%0A{HOSTILE}",
    f"catalog may not use billing: class:{HOSTILE}\n::error::x @team ]]> 100%",
    (Location(f"src/{HOSTILE} a,b:c.php", 7), Location("b.php", 9)),
    f"move it <b>to</b> {HOSTILE}",
    Introduced("0123456789", f"Ann {HOSTILE} @ann", "2026-01-02"),
)
PLACELESS = Violation("unplanned-unit", "table:t", "", "no pattern names table:t")
STALE = Entry("foreign-write", f"class:{HOSTILE}", "table:t")
OUTCOME = Outcome((BROKEN, PLACELESS), (PLACELESS,), (STALE,), ("git knows nothing",), "shop/", True)

# What each object of our SARIF is in the object model that Microsoft generated from the official schema.
CLASSES = {
    "log": sarif_om.SarifLog,
    "runs": sarif_om.Run,
    "tool": sarif_om.Tool,
    "driver": sarif_om.ToolComponent,
    "rules": sarif_om.ReportingDescriptor,
    "defaultConfiguration": sarif_om.ReportingConfiguration,
    "invocations": sarif_om.Invocation,
    "toolExecutionNotifications": sarif_om.Notification,
    "results": sarif_om.Result,
    "locations": sarif_om.Location,
    "relatedLocations": sarif_om.Location,
    "physicalLocation": sarif_om.PhysicalLocation,
    "artifactLocation": sarif_om.ArtifactLocation,
    "region": sarif_om.Region,
    "message": sarif_om.Message,
    **dict.fromkeys(("shortDescription", "fullDescription", "help"), sarif_om.MultiformatMessageString),
}


def _fits(name: str, value: object) -> None:
    """Check an object of SARIF: no property that the standard does not have, none missing that it wants."""
    if isinstance(value, list):
        for item in value:
            _fits(name, item)
    if not isinstance(value, dict) or name == "partialFingerprints":
        return
    fields = {field.metadata["schema_property_name"]: field for field in CLASSES[name].__attrs_attrs__}
    assert value.keys() <= fields.keys(), name
    needed = {key for key, field in fields.items() if field.default is __import__("attr").NOTHING}
    assert needed <= value.keys(), name
    for key, item in value.items():
        _fits(key, item)


def test_sarif__a_verdict__is_what_the_standard_knows() -> None:
    log = json.loads(FORMATS["sarif"](OUTCOME))
    _fits("log", log)
    assert (log["version"], log["$schema"].rpartition("/")[2]) == ("2.1.0", "sarif-schema-2.1.0.json")
    (run,) = log["runs"]
    rules = [rule["id"] for rule in run["tool"]["driver"]["rules"]]
    assert len(set(rules)) == len(rules)
    for result in run["results"]:
        assert rules[result["ruleIndex"]] == result["ruleId"]
        assert result["level"] in {"none", "note", "warning", "error"}
        for place in (*result["locations"], *result.get("relatedLocations", ())):
            physical = place["physicalLocation"]
            assert re.fullmatch(r"shop/[\w.~%/-]+", physical["artifactLocation"]["uri"])
            assert physical["region"]["startLine"] >= 1
    assert [result["ruleId"] for result in run["results"]] == ["forbidden-dependency", "unplanned-unit", "mended-entry"]


def test_sarif__the_lines_have_moved__the_fingerprint_is_the_same() -> None:
    moved = msgspec.structs.replace(BROKEN, places=(Location("c.php", 70),), introduced=None, message="other words")
    prints = [
        json.loads(FORMATS["sarif"](Outcome((one,))))["runs"][0]["results"][0]["partialFingerprints"]
        for one in (BROKEN, moved)
    ]
    assert prints[0] == prints[1]


def test_junit__a_verdict__a_parser_reads_every_rule_as_a_test() -> None:
    parsed = JUnitXml.fromstring(FORMATS["junit"](OUTCOME).encode())
    (suite,) = list(parsed)
    cases = list(suite)
    failed = [case for case in cases if case.result]
    assert (suite.tests, suite.failures, len(cases)) == (len(cases), 3, len(PLAN_RULES) - 2 + 3)
    assert [case.classname for case in failed] == ["forbidden-dependency", "unplanned-unit", "baseline"]
    assert all(isinstance(case.result[0], Failure) for case in failed)
    assert "b.php:9" in failed[0].result[0].text
    assert ElementTree.fromstring(FORMATS["junit"](Outcome())).get("failures") == "0"


def test_github__a_verdict__one_command_a_line_and_none_from_the_code() -> None:
    lines = FORMATS["github"](OUTCOME).splitlines()
    assert [line.partition(" ")[0] for line in lines[:4]] == ["::error", "::error", "::error", "::notice"]
    assert len(lines) == 5
    properties, _, message = lines[0].removeprefix("::error ").partition("::")
    assert re.fullmatch(r"file=shop/[^:,]*%2Cb%3Ac\.php,line=7,title=forbidden-dependency", properties)
    assert "100%25" in message
    assert "%0ASmallest fix: " in message
    assert FORMATS["github"](msgspec.structs.replace(OUTCOME, strict=False)).splitlines()[2].startswith("::warning ")


def test_gitlab__a_verdict__has_what_a_code_quality_report_needs() -> None:
    rows = json.loads(FORMATS["gitlab"](OUTCOME))
    assert len({row["fingerprint"] for row in rows}) == len(rows) == 3
    for row in rows:
        assert row["severity"] in {"info", "minor", "major", "critical", "blocker"}
        assert row["location"]["path"].startswith("shop/")
        assert row["location"]["lines"]["begin"] >= 1
        assert row["description"] and row["check_name"] in CATALOGUE


def test_markdown__hostile_names__neither_markup_nor_mentions() -> None:
    text = FORMATS["markdown"](OUTCOME)
    outside = re.sub(r"(`+)(?!`).*?(?<!`)\1(?!`)", "", text)
    outside = re.sub(r"\\[^\w\s]", "", outside)
    assert re.findall(r"<[^>]*>", outside) == [
        "<!-- secateur check -->", "<details>", "<summary>", "</summary>", "</details>",
    ]  # fmt: skip
    assert not re.search(r"@\w", outside)
    assert "\x1b" not in text


@pytest.mark.parametrize("name", ["junit", "markdown", "sarif", "gitlab", "github"])
def test_formats_for_a_forge__places__are_those_from_the_top_of_the_repository(name: str) -> None:
    text = FORMATS[name](Outcome((msgspec.structs.replace(BROKEN, places=(Location("a/b.php", 7),)),), prefix="shop/"))
    assert "shop/a/b.php" in text
    assert not re.search(r"(?<!shop/)a/b\.php", text)


@pytest.mark.parametrize("path", ["::error::pwned.php", "x ::error::pwned.php", "##[error]pwned.php"])
def test_text__a_path_that_is_a_command_of_github__is_no_command_in_a_log(path: str) -> None:
    hostile = Violation(
        "private-use",
        f"script:{path}",
        "class:B",
        f"the core goes past the public interface of billing, which is said at length: script:{path} new class:B",
        (Location(path, 7), Location(f"{path}{path}", 9)),
        f"move script:{path} to billing, which is also said at some length so that the lines may break: {path}",
    )
    for text in (FORMATS["text"](Outcome((hostile,))), FORMATS["github"](Outcome((hostile,)))):
        lines = [line.strip() for line in text.splitlines()]
        assert [line for line in lines if line.startswith(("::", "##["))] == [
            line for line in lines if line.startswith("::error file=")
        ]
    assert "pwned.php:7" in FORMATS["text"](Outcome((hostile,)))


def test_markdown__our_own_advice__keeps_its_marks() -> None:
    assert "that its `uses` does not name" in FORMATS["markdown"](OUTCOME)


def test_markdown__very_much__fits_into_a_comment() -> None:
    many = tuple(msgspec.structs.replace(BROKEN, source=f"class:A{i:04}") for i in range(2000))
    text = FORMATS["markdown"](Outcome(many, (), tuple(Entry("r", f"class:A{i}") for i in range(2000))))
    assert len(text) < 60_000
    assert "… and 1,960 more violations" in text
    assert "- … and 1,960 more" in text


def test_json__a_verdict__is_what_its_schema_says() -> None:
    report = json.loads(FORMATS["json"](OUTCOME))
    jsonschema.validate(report, json.loads(violations_schema()))
    assert msgspec.convert(report["violations"], tuple[Violation, ...]) == tuple(sorted(OUTCOME.new))
    assert (report["broken"], len(report["known"]), len(report["stale"])) == (True, 1, 1)


def test_text__a_verdict__says_what_where_who_and_what_to_do_in_80_columns() -> None:
    text = FORMATS["text"](msgspec.structs.replace(OUTCOME, new=(PLACELESS,)))
    assert text.splitlines()[0] == "1 new violation, 1 known, 1 entry of the baseline mended"
    assert "Note: git knows nothing" in text
    text = FORMATS["text"](
        Outcome((msgspec.structs.replace(BROKEN, introduced=Introduced("0123", "Ann", "2026-01-02")),))
    )
    assert "    introduced by Ann on 2026-01-02 (0123)\n    smallest fix: move it" in text
    assert "\x1b" not in text


@pytest.mark.parametrize("name", FORMATS)
def test_formats__nothing_broken__is_written_and_no_failure(name: str) -> None:
    text = FORMATS[name](Outcome())
    assert text.endswith("\n")
    assert "error" not in text.replace("errors", "").replace('"level": "error"', "")

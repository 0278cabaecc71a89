"""What a change did: renamed units keep their identity, and names of the code stay inside of their format."""

import json

import msgspec
from jsonschema import Draft202012Validator

from analyzer.model.linkage import Unit, UnitKind
from analyzer.track import DIFFERENCES, Side, difference, difference_schema, snapshot
from analyzer.track.difference import names_now
from tests.check.shop import needs, shop


def _class(name: str, path: str) -> Unit:
    return Unit(f"class:{name}", UnitKind.CLASS, name, path, 3)


def test_names_now__a_renamed_file__takes_its_class_along() -> None:
    before, after = [_class("A\\Old", "a/Old.php")], [_class("B\\New", "b/New.php")]
    assert names_now(before, after, {"a/Old.php": "b/New.php"}) == {"class:A\\Old": "class:B\\New"}
    assert names_now(before, after, {}) == {}


def test_names_now__a_class_renamed_in_place__is_the_same() -> None:
    assert names_now([_class("Old", "a.php")], [_class("New", "a.php")], {}) == {"class:Old": "class:New"}
    two = [_class("Old", "a.php"), _class("Other", "a.php")]
    assert names_now(two, [_class("New", "a.php")], {}) == {}


def test_names_now__another_namespace__is_found_by_its_short_name_when_that_is_clear() -> None:
    old = _class("A\\Order", "a/Order.php")
    assert names_now([old], [_class("B\\Order", "b/Order.php")], {}) == {"class:A\\Order": "class:B\\Order"}
    twins = [_class("B\\Order", "b/Order.php"), _class("C\\Order", "c/Order.php")]
    assert names_now([old], twins, {}) == {}


def _side(name: str, *new: object) -> Side:
    analysis = shop(*new)  # type: ignore[arg-type]
    return Side(name, analysis, snapshot(analysis, (), ("2026-01-01", "", name), ("p", "v")))


def test_difference__a_new_dependency__is_whole_in_json_and_harmless_in_markdown() -> None:
    evil = needs("class:Invoice", "class:Product", "static-call", 7)
    evil = msgspec.structs.replace(
        evil, occurrences=(msgspec.structs.replace(evil.occurrences[0], path="a`](x)|@team\x1b[2J.php"),)
    )
    found = difference(_side("a"), _side("b", evil), {})
    told = json.loads(DIFFERENCES["json"](found))
    Draft202012Validator(json.loads(difference_schema())).validate(told)
    assert ("class:Invoice", "class:Product", "static-call") in {
        (r["source"], r["target"], r["kind"]) for r in told["added"]
    }
    markdown = DIFFERENCES["markdown"](found)
    assert "``a`](x)|@team\N{REPLACEMENT CHARACTER}[2J.php:7``" in markdown
    assert "\x1b" not in DIFFERENCES["terminal"](found)


def test_difference__the_same_twice__is_nothing() -> None:
    found = difference(_side("a"), _side("b"), {})
    assert (found.added, found.removed, found.shared, found.moved, found.broken) == ((), (), (), (), ())
    assert DIFFERENCES["terminal"](found).startswith("This change adds no coupling")

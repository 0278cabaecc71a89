"""What taking one service out needs: the value, its Markdown, and what `secateur split` is made of."""

import json
import re

import pytest
from jsonschema import Draft202012Validator

from analyzer.cli.splitpage import WIDTH, text_of
from analyzer.export import split_json, split_schema
from analyzer.model.decomposition import Verdict
from analyzer.model.location import Location
from analyzer.model.split import Split
from analyzer.report import split_document, split_of
from analyzer.report.data import data_document, data_page, tell_data
from tests.examples import HOSTILE
from tests.report.torn import torn


def page(service: str = "mail", evil: str = "") -> Split:
    found = split_of(torn(evil), service + evil)
    assert found is not None
    return found


def lines(places: tuple[Location, ...]) -> list[int]:
    return [place.line for place in places]


def test_split__when_no_service_has_the_name__then_there_is_no_page() -> None:
    assert split_of(torn(), "nobody") is None


def test_split__contract__names_methods_where_the_call_does_and_the_class_where_it_does_not() -> None:
    found = page()
    told = [(line.name, line.kind, [(s, lines(places)) for s, places in line.users]) for line in found.inbound]
    assert told == [
        ("Mail", "calls", [("shop", [12])]),
        ("new Mail()", "new", [("shop", [10])]),
        ("Mail::send()", "calls", [("shop", [11])]),
    ]
    assert [(line.name, line.kind, line.provider) for line in found.named] == [("Shop", "parameter-type", "shop")]
    assert found.outbound == ()
    assert [line.name for line in page("shop").library] == ["Core"]


def test_split__ways_in_events_and_templates__are_those_of_the_service() -> None:
    found = page()
    assert [(entry.name, entry.place.line) for entry in found.entries] == [("/letters", 40)]
    assert [(event.kind, event.services) for event in found.events] == [("listens", ("mail", "shop"))]
    assert [(t.unit, t.service, t.others) for t in found.templates] == [("template:page", "mail", ("shop",))]
    assert found.unresolved == 1


def test_split__tables__are_told_with_who_touches_them_where() -> None:
    found = page()
    (letters,), (orders,) = found.owned, found.used
    assert (letters.name, orders.name) == ("letters", "orders")
    assert [(row.service, row.writes, lines(row.places)) for row in orders.accesses] == [
        ("shop", True, [15, 16, 17]),
        ("mail", False, [33, 34]),
    ]
    assert letters.written == (("mail", ("text",)),)
    assert orders.verdict.verdict is Verdict.SERVE
    assert orders.migration == ()


def test_split__cuts__have_places_ways_out_and_add_up() -> None:
    found = page()
    told = {(cut.kind, cut.what): (cut.cost, cut.way_out, lines(cut.places)) for cut in found.cuts}
    assert told["transaction", "class:Shop::pay"] == (8.0, "outbox", [18, 35, 16])
    assert told["call in", "Mail::send()"] == (1.0, "an operation of its API", [11])
    assert told["table out", "orders"] == (2.0, "own and serve by API", [33, 34])
    assert told["join", "letters ⋈ orders"] == (2.0, "API composition", [33])
    assert told["key", "letters (order_id) → orders"] == (1.0, "reference by id", [3])
    assert told["shared state", "session user"] == (1.2, "signed token", [36])
    assert [cut.cost for cut in found.cuts] == sorted((cut.cost for cut in found.cuts), reverse=True)
    assert found.cost == sum(cut.cost for cut in found.cuts)


def test_split__the_service_writes_what_others_read__then_their_places_are_what_it_costs() -> None:
    for service in ("shop", "mail"):
        (cut,) = [cut for cut in page(service).cuts if cut.kind == "shared state"]
        assert (cut.what, cut.cost, lines(cut.places)) == ("session user", 1.2, [36])


def test_split__migration__names_this_tables_columns_keys_writers_and_readers() -> None:
    (orders,) = page("shop").owned
    titles = [step.title for step in orders.migration]
    assert titles == [
        "Create and fill",
        "Write to both, the old one first",
        "Compare",
        "Serve the readers",
        "Switch",
    ]
    said = {step.title: step for step in orders.migration}
    assert "2 columns (id, total)" in said["Create and fill"].text
    assert "letters (order_id) → orders" in said["Create and fill"].text
    assert "class:Shop; they write total" in said["Write to both, the old one first"].text
    assert lines(said["Write to both, the old one first"].places) == [15, 16, 17]
    assert "per range of id, a checksum over total" in said["Compare"].text
    assert "mail 2 places" in said["Serve the readers"].text
    assert lines(said["Serve the readers"].places) == [33, 34]


def test_split__code_of_nobody_touches_a_table__then_the_switch_says_so() -> None:
    (letters,) = page().owned
    assert "1 place of code in no service must be gone before" in letters.migration[-1].text
    assert lines(letters.migration[-1].places) == [60]


@pytest.mark.parametrize("service", ["mail", "shop"])
def test_split__as_json__then_its_schema_holds(service: str) -> None:
    schema = json.loads(split_schema())
    assert schema["$id"] == "secateur/split/1"
    value = json.loads(split_json(page(service)))
    Draft202012Validator(schema).validate(value)
    assert value["schema"] == "secateur/split/1"


@pytest.mark.parametrize("service", ["mail", "shop"])
def test_split__on_a_terminal__then_no_line_is_wider_and_nothing_moves_the_cursor(service: str) -> None:
    for evil in ("", HOSTILE):
        text = text_of(page(service, evil))
        assert "\x1b" not in text
        assert max(len(line) for line in text.splitlines()) <= WIDTH


@pytest.mark.parametrize("service", ["mail", "shop"])
def test_split__names_are_hostile__then_markdown_shows_them(service: str) -> None:
    for content in (split_document(page(service, HOSTILE)), data_document(tell_data(torn(HOSTILE)), {})):
        text = content.decode()
        assert "\x1b" not in text
        assert "<script>" not in re.sub(r"`[^`]*`", "", text)


def test_data_page__names_are_hostile__then_they_are_text() -> None:
    text = data_page(tell_data(torn(HOSTILE)), {}).decode()
    assert "<script>alert" not in text
    assert "&lt;script&gt;alert(1)" in text


def test_data_page__tables__are_counted_per_service_and_unused_and_missing_ones_are_listed() -> None:
    story = tell_data(torn())
    assert [(row.name, row.verdict.owner) for row in story.rows] == [
        ("orders", "shop"),
        ("letters", "mail"),
        ("log", None),
    ]
    cells = {row.name: dict(zip(story.services, row.cells, strict=True)) for row in story.rows}
    assert cells["orders"] | {"mail": (2, 0), "shop": (0, 3)} == cells["orders"]
    assert [verdict.table for verdict in story.unused] == ["table:spare"]
    assert [(table.table, table.places, table.first) for table in story.missing] == [
        ("log", 1, Location("shop.php", 61))
    ]
    text = data_document(story, {}).decode()
    assert "In the schema, touched by nobody" in text
    assert "`letters` | `orders` | mail, shop | `order_id = id`" in text

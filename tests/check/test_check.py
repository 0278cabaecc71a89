"""The gate: what breaks each rule, and what does not."""

import json

import msgspec
import pytest

from analyzer.check import FORMATS, RULES, check
from analyzer.model.analysis import Analysis
from analyzer.model.decomposition import Service
from analyzer.model.linkage import Dependency
from analyzer.model.location import Location
from analyzer.model.violation import Outcome, Violation
from tests.check.shop import BILLING, CATALOG, coverage, decomposed, gap, needs, shop, unit


def _broken(violations: tuple[Violation, ...]) -> list[tuple[str, str, str]]:
    return [(violation.rule, violation.source, violation.target) for violation in violations]


def test_check__the_same_code__breaks_nothing() -> None:
    assert check(shop(), shop()) == ()


def test_check__a_new_dependency_between_services__is_found_with_its_places() -> None:
    (found,) = check(shop(needs("class:Product", "class:Invoice", "new", 7, 9)), shop())
    assert (found.rule, found.source, found.target) == ("new-service-dependency", "class:Product", "class:Invoice")
    assert found.places == (Location("Product.php", 7), Location("Product.php", 9))
    assert found.message == "catalog needs billing in a new way: class:Product new class:Invoice"


@pytest.mark.parametrize(
    "row",
    [
        needs("class:Invoice", "class:Pdf"),  # inside
        needs("class:Product", "class:Invoice", "co-changes"),  # a hint
        needs("class:Product", "class:Elsewhere"),  # in no service
    ],
)
def test_check__a_new_dependency_of_another_sort__is_none(row: Dependency) -> None:
    assert check(shop(row), shop()) == ()


def test_check__a_known_dependency_on_other_lines__is_known() -> None:
    before = shop(needs("class:Product", "class:Invoice", "new", 7))
    assert check(shop(needs("class:Product", "class:Invoice", "new", 8, 9, 10)), before) == ()


def test_check__a_known_dependency_of_another_kind__is_new() -> None:
    before = shop(needs("class:Product", "class:Invoice"))
    after = shop(needs("class:Product", "class:Invoice"), needs("class:Product", "class:Invoice", "extends"))
    assert _broken(check(after, before)) == [("new-service-dependency", "class:Product", "class:Invoice")]


def test_check__services_proposed_anew__those_of_the_baseline_count() -> None:
    one = decomposed(Service("all", tuple(sorted((*BILLING, *CATALOG)))))
    after = shop(needs("class:Product", "class:Invoice"), decomposition=one)
    assert _broken(check(after, shop())) == [("new-service-dependency", "class:Product", "class:Invoice")]


def test_check__a_table_of_another_service__is_one_violation_not_two() -> None:
    after = shop(
        needs("class:Product", "table:invoices", "reads", 5), needs("class:Product", "table:invoices", "joins", 5)
    )
    (found,) = check(after, shop())
    assert (found.rule, found.source, found.target) == ("new-shared-table", "catalog", "table:invoices")
    assert found.message == "catalog now uses table:invoices, which is the matter of billing"
    assert found.places == (Location("Product.php", 5),)


def test_check__a_further_unit_on_a_table_already_shared__is_a_new_dependency() -> None:
    old = needs("class:Invoice", "table:products", "reads")
    after = shop(old, needs("class:Pdf", "table:products", "reads"))
    assert _broken(check(after, shop(old))) == [("new-service-dependency", "class:Pdf", "table:products")]


def test_check__a_new_table_for_two_services__is_shared_by_who_uses_it_less() -> None:
    after = shop(needs("class:Product", "table:new", "reads", 1), needs("class:Invoice", "table:new", "reads", 1, 2))
    assert _broken(check(after, shop())) == [("new-shared-table", "catalog", "table:new")]


def test_check__a_new_table_for_one_service__is_fine() -> None:
    assert check(shop(needs("class:Product", "table:new", "writes")), shop()) == ()


@pytest.mark.parametrize(("before", "after", "broken"), [(0, 2, True), (0, 1, False), (5, 3, False), (3, 3, False)])
def test_check__coverage__may_fall_by_one_point(before: int, after: int, broken: bool) -> None:
    found = check(shop(rows=(coverage("include", 100, after),)), shop(rows=(coverage("include", 100, before),)))
    assert _broken(found) == ([("coverage-drop", "include", "")] if broken else [])


def test_check__coverage_fell__the_places_are_the_new_gaps_only() -> None:
    before = shop(rows=(coverage("include", 10, 1),), unresolved=(gap(1),))
    gaps = (gap(1), gap(2), gap(3, "table"))
    (found,) = check(shop(rows=(coverage("include", 10, 2),), unresolved=gaps), before)
    assert found.places == (Location("a.php", 2),)
    assert found.message == "of the references of kind include, 80.0% are known; it was 90.0%"


def test_check__a_kind_of_reference_that_is_new__cannot_have_fallen() -> None:
    assert check(shop(rows=(coverage("template", 10, 9),)), shop(rows=(coverage("include", 10, 0),))) == ()


def test_check__a_new_unit__is_unplanned_when_it_ties_services_together() -> None:
    units = (unit("class:New"), unit("class:Lonely"), unit("class:Own"), unit("class:NewTest", test=True))
    rows = (
        needs("class:New", "class:Pdf", "new", 1),
        needs("class:Product", "class:New", "new", 1, 2),
        needs("class:NewTest", "class:Product"),
        needs("class:NewTest", "class:Invoice"),
        needs("class:Own", "class:Invoice"),
        needs("class:Own", "class:Lonely"),
    )
    (found,) = check(shop(*rows, units=units), shop())
    assert (found.rule, found.source, found.target) == ("unplanned-unit", "class:New", "")
    assert found.message.endswith("; it touches catalog (2 places), billing (1 place)")
    assert found.places == (Location("New.php", 3),)


def test_check__new_units_of_two_services__what_they_need_of_each_other_is_new() -> None:
    units = (unit("class:Refund"), unit("class:RefundPage"), unit("class:Offer"), unit("class:Both"))
    rows = (
        needs("class:Refund", "class:Invoice"),
        needs("class:RefundPage", "class:Refund"),  # billing's by way of Refund
        needs("class:Offer", "class:Product"),
        needs("class:Refund", "class:Offer", "calls", 7),
    )
    (found,) = check(shop(*rows, units=units), shop())
    assert (found.rule, found.source, found.target) == ("new-service-dependency", "class:Refund", "class:Offer")
    assert found.message.startswith("billing needs catalog in a new way")
    assert found.places == (Location("Refund.php", 7),)
    both = (needs("class:Both", "class:Refund"), needs("class:Both", "class:Offer"))
    (found,) = check(shop(*rows[:-1], *both, units=units), shop())
    assert (found.rule, found.source) == ("unplanned-unit", "class:Both")


def test_check__a_new_unit_uses_a_table_that_only_another_service_used__it_is_shared() -> None:
    log = unit("table:log")
    old = (needs("class:Product", "table:log", "writes"),)
    new = (needs("class:Refund", "class:Invoice"), needs("class:Refund", "table:log", "writes", 4))
    (found,) = check(shop(*old, *new, units=(log, unit("class:Refund"))), shop(*old, units=(log,)))
    assert (found.rule, found.source, found.target) == ("new-shared-table", "billing", "table:log")


def test_check__a_unit_that_the_baseline_set_aside__is_planned() -> None:
    before = shop(units=(unit("class:Clock"),), decomposition=decomposed(Service("billing", BILLING)))
    today = decomposed(Service("billing", (*BILLING, "class:Clock")))
    assert check(shop(units=(unit("class:Clock"),), decomposition=today), before) == ()


def _with_kernel(lines: int, added: int = 0) -> Analysis:
    """The shop with a kernel of a unit of so many lines, and perhaps a further one."""
    clock = msgspec.structs.replace(unit("class:Clock"), loc=lines)
    news = (msgspec.structs.replace(unit("class:Added"), loc=added),) if added else ()
    kernel = tuple(sorted(one.id for one in (clock, *news)))
    return shop(units=(clock, *news), decomposition=decomposed(Service("billing", BILLING), kernel=kernel))


@pytest.mark.parametrize(("lines", "broken"), [(100, False), (105, False), (106, True), (50, False)])
def test_check__kernel__may_grow_by_a_twentieth(lines: int, broken: bool) -> None:
    found = check(_with_kernel(lines), _with_kernel(100))
    assert _broken(found) == ([("kernel-growth", "kernel", "")] if broken else [])


def test_check__a_new_unit_in_the_kernel__is_where_it_grows() -> None:
    found = [one for one in check(_with_kernel(100, 10), _with_kernel(100)) if one.rule == "kernel-growth"]
    assert [one.message for one in found] == ["the shared kernel has 110 lines; it had 100"]
    assert found[0].places == (Location("Added.php", 3),)


def test_check__a_unit_of_a_service_that_is_found_in_the_kernel_today__is_no_growth() -> None:
    today = decomposed(Service("billing", BILLING[1:]), kernel=BILLING[:1])
    assert check(shop(decomposition=today), shop()) == ()


def test_rules__every_rule__says_what_it_means_and_what_to_do() -> None:
    names = ["coverage-drop", "kernel-growth", "new-service-dependency", "new-shared-table", "unplanned-unit"]
    assert sorted(RULES) == names
    assert all(rule.meaning.endswith(".") and rule.remedy.endswith(".") for rule in RULES.values())


def test_as_text__violations__stand_below_their_rule() -> None:
    places = tuple(Location("a.php", line) for line in range(1, 13))
    text = FORMATS["text"](
        Outcome((Violation("new-shared-table", "catalog", "table:t", "catalog\x1b uses\nt", places),))
    )
    lines = text.splitlines()
    assert lines[0] == "1 new violation"
    assert lines[2].startswith("new-shared-table: A table is used")
    assert lines[4].startswith("  What to do: Ask the service")
    assert max(map(len, lines)) <= 80
    assert lines[5] == "  - catalog\N{REPLACEMENT CHARACTER} uses\N{REPLACEMENT CHARACTER}t"
    assert lines[6] == "      a.php:1"
    assert lines[-1] == "      and 2 more places"


def test_as_text__nothing_broken__says_so() -> None:
    assert FORMATS["text"](Outcome()) == "No rule is broken.\n"


def test_as_json__violations__come_back() -> None:
    found = check(shop(needs("class:Product", "class:Invoice")), shop())
    report = json.loads(FORMATS["json"](Outcome(found)))
    assert report["schema"] == "secateur/violations/1"
    assert msgspec.convert(report["violations"], tuple[Violation, ...]) == found

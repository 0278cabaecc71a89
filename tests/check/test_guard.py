"""The accepted plan: what breaks each rule, what does not, and what the baseline makes of it."""

import json

import jsonschema
import msgspec
import pytest

from analyzer.check import (
    COMPARING,
    PLAN_RULES,
    BaselineError,
    baseline_json,
    baseline_of,
    baseline_schema,
    judge,
    load_baseline,
    pruned,
)
from analyzer.model.analysis import Analysis
from analyzer.model.linkage import Dependency, Join, TransactionScope, Unit, UnitKind
from analyzer.model.location import Location
from analyzer.model.plan import PlannedService, State
from analyzer.model.violation import Baseline, Entry, Outcome, Violation
from tests.check.plans import BILLING, CATALOG, planned
from tests.check.shop import coverage, needs, unit

BACK = needs("class:Product", "class:Invoice", "new", 7, 9)
PLACE = Location("Invoice.php", 12)


def _new(analysis: Analysis, baseline: Baseline | None = None) -> list[Violation]:
    return list(judge(analysis, baseline, {}).new)


def _changed(service: PlannedService, **fields: object) -> PlannedService:
    return msgspec.structs.replace(service, **fields)


def _accepted(analysis: Analysis) -> Baseline:
    return baseline_of(analysis, judge(analysis, None, {}).new, "r1")


def test_judge__code_as_planned__breaks_nothing() -> None:
    assert judge(planned(), None, {}) == Outcome()


def test_judge__a_dependency_that_uses_does_not_name__is_forbidden_with_its_places() -> None:
    (found,) = _new(planned(BACK))
    assert (found.rule, found.source, found.target) == ("forbidden-dependency", "class:Product", "class:Invoice")
    assert found.message == "catalog may not use billing: class:Product new class:Invoice"
    assert found.places == (Location("Product.php", 7), Location("Product.php", 9))
    assert found.fix.startswith("at these 2 places, ask billing")


@pytest.mark.parametrize(
    "row",
    [
        needs("class:Invoice", "class:Brand"),  # allowed
        needs("class:Brand", "class:Product"),  # inside
        needs("class:Product", "class:Invoice", "co-changes"),
        needs("class:Product", "class:Invoice", "shares-state"),
        needs("class:Product", "class:Invoice", "dispatches"),
        needs("class:ProductTest", "class:Invoice"),
    ],
)
def test_judge__a_dependency_of_another_sort__is_none(row: Dependency) -> None:
    assert _new(planned(row, units=(unit("class:ProductTest", test=True),))) == []


def test_judge__several_ways_of_one_unit_to_another__are_one_violation() -> None:
    (found,) = _new(planned(BACK, needs("class:Product", "class:Invoice", "extends", 3)))
    assert found.message.endswith("class:Product extends, new class:Invoice")
    assert [place.line for place in found.places] == [3, 7, 9]


def test_judge__a_service_without_uses__may_use_all() -> None:
    assert _new(planned(BACK, services=(BILLING, _changed(CATALOG, uses=None)))) == []


def test_judge__a_unit_beside_the_public_interface__is_private() -> None:
    catalog = _changed(CATALOG, public=("class:Product",))
    assert _new(planned(services=(BILLING, catalog))) == []
    (found,) = _new(planned(needs("class:Invoice", "class:Brand"), services=(BILLING, catalog)))
    assert found.entry == Entry("private-use", "class:Invoice", "class:Brand")
    assert found.message.startswith("billing goes past the public interface of catalog: ")
    assert found.fix == "at this place, go through what catalog offers: class:Product"


def test_judge__code_in_no_service__keeps_to_the_public_interface_too() -> None:
    catalog = _changed(CATALOG, public=("class:Product",), uses=None)
    core = tuple(unit(f"class:Core{i}") for i in range(9))
    ties = [needs(a.id, b.id) for a in core for b in core if a.id < b.id]
    found = _new(planned(*ties, needs("class:Core0", "class:Brand"), services=(BILLING, catalog), units=core))
    assert [(v.rule, v.message) for v in found] == [
        ("private-use", "the core goes past the public interface of catalog: class:Core0 new class:Brand")
    ]


def test_judge__code_of_an_extracted_service__is_used_no_more() -> None:
    extracted = _changed(CATALOG, state=State.EXTRACTED)
    (found,) = _new(planned(services=(BILLING, extracted)))
    assert found.entry == Entry("extracted-service-use", "class:Invoice", "class:Product")
    assert found.message.startswith("catalog is extracted, and billing still uses its code: ")
    assert found.fix == "at this place, call the new interface of catalog"


def test_judge__the_ties_of_a_unit_lead_into_an_extracted_service__nobody_is_told_to_move_there() -> None:
    extracted = _changed(CATALOG, state=State.EXTRACTED)
    more = needs("class:Pdf", "class:Product", "calls", *range(1, 9))
    write = needs("class:Pdf", "table:products", "writes")
    fixes = [found.fix for found in _new(planned(more, write, services=(BILLING, extracted)))]
    assert len(fixes) == 3
    assert not [fix for fix in fixes if fix.startswith(("move", "go through class:"))]


def test_judge__a_write_to_a_table_of_another_service__is_foreign_even_where_the_service_may_be_used() -> None:
    (found,) = _new(planned(needs("class:Invoice", "table:products", "writes", 4)))
    assert found.entry == Entry("foreign-write", "class:Invoice", "table:products")
    assert found.message == "class:Invoice of billing writes table:products of catalog"
    assert found.fix == "go through class:Product of catalog, which writes it"


def test_judge__code_that_migrates_touches_tables_of_another_service__breaks_nothing() -> None:
    patcher = msgspec.structs.replace(unit("class:Patcher"), path="Invoice.php", defines=True)
    rows = [needs("class:Patcher", table, "writes", 4) for table in ("table:products", "table:invoices")]
    join = Join("class:Patcher", PLACE, "table:invoices", "table:products")
    ordinary = msgspec.structs.replace(patcher, defines=False)

    def broken(what: Unit) -> set[str]:
        return {found.rule for found in _new(planned(*rows, units=(what,), joins=(join,)))}

    assert broken(patcher) == {"unplanned-unit"}
    assert broken(ordinary) == {"unplanned-unit", "foreign-write", "cross-service-join"}


def test_judge__a_join_over_two_services__is_one_violation_and_no_forbidden_read() -> None:
    reads = [
        needs("class:Product", table, kind)
        for table in ("table:invoices", "table:products")
        for kind in ("reads", "joins")
    ]
    join = Join("class:Product", PLACE, "table:invoices", "table:products")
    found = _new(planned(*reads, joins=(join,)))
    assert [v.entry for v in found] == [Entry("cross-service-join", "class:Product", "table:invoices")]
    assert found[0].message == "class:Product of catalog joins table:invoices of billing with table:products"
    assert _new(planned(joins=(Join("class:Product", PLACE, "table:products", "table:products"),))) == []


def test_judge__a_transaction_over_two_services__names_the_table_that_is_not_at_home() -> None:
    writes = (
        ("table:invoices", "class:Invoice", PLACE),
        ("table:products", "class:Product", Location("Product.php", 3)),
    )
    found = _new(planned(scopes=(TransactionScope("class:Invoice", PLACE, writes=writes),)))
    assert [v.entry for v in found] == [Entry("cross-service-transaction", "class:Invoice", "table:products")]
    assert found[0].places == (PLACE, Location("Product.php", 3))
    assert found[0].message == (
        "class:Invoice writes table:products of catalog in one transaction with tables of billing"
    )
    foreign = _new(planned(scopes=(TransactionScope("class:Invoice", PLACE, writes=writes[1:]),)))
    assert foreign == []  # the write itself is another rule's
    assert _new(planned(scopes=(TransactionScope("class:Invoice", PLACE, writes=writes[:1]),))) == []


def test_judge__a_dependency_that_closes_a_circle__is_a_cycle_where_the_baseline_has_none() -> None:
    free = (_changed(BILLING, uses=None), _changed(CATALOG, uses=None))
    assert _new(planned(BACK, services=free)) == []  # nothing to compare with
    (found,) = _new(planned(BACK, services=free), _accepted(planned(services=free)))
    assert found.entry == Entry("service-cycle", "catalog", "billing")
    assert found.message == "catalog needs billing now, which closes a circle: catalog → billing → catalog"
    assert _new(planned(BACK, services=free), _accepted(planned(BACK, services=free))) == []
    alone = _accepted(planned(services=free[:1]))  # catalog was no service then
    assert [v.rule for v in _new(planned(BACK, services=free), alone)] == []


def test_judge__a_unit_that_the_plan_puts_into_the_kernel__is_growth_when_it_is_new() -> None:
    kernel = ("class:K*",)
    before = _accepted(planned(kernel=kernel, units=(unit("class:Kit"),)))
    assert _new(planned(kernel=kernel, units=(unit("class:Kit"),)), before) == []
    (found,) = _new(planned(kernel=kernel, units=(unit("class:Kit"), unit("class:Knot"))), before)
    assert (found.entry, found.places) == (Entry("kernel-growth", "class:Knot"), (Location("Knot.php", 3),))


@pytest.mark.parametrize(("unresolved", "broken"), [(1, False), (2, False), (3, False), (4, True)])
def test_judge__coverage__may_fall_by_one_point_or_two_references(unresolved: int, broken: bool) -> None:
    before = _accepted(planned(coverage=(coverage("include", 100, 1),)))
    found = _new(planned(coverage=(coverage("include", 100, unresolved),)), before)
    assert [v.entry for v in found] == [Entry("coverage-drop", "include")] * broken


@pytest.mark.parametrize(("limit", "number"), [("units", 2), ("tables", 1), ("out", 1), ("in", 0), ("lines", 0)])
def test_judge__a_limit__is_broken_by_one_more(limit: str, number: int) -> None:
    fits = _changed(BILLING, limits={limit: number})
    assert _new(planned(services=(fits, CATALOG))) == []
    if number:
        (found,) = _new(planned(services=(_changed(BILLING, limits={limit: number - 1}), CATALOG)))
        assert found.entry == Entry("service-limit", "billing", limit)
        assert f"its limit is {number - 1}" in found.message
        assert found.places == (Location("secateur.yaml", 2),)


def test_judge__a_table_that_no_pattern_names__is_unplanned_where_it_is_used() -> None:
    write = needs("class:Product", "table:offers", "writes", 8, 4)
    (found,) = _new(planned(write, units=(unit("table:offers"),)))
    assert found.entry == Entry("unplanned-unit", "table:offers")
    assert found.places == (Location("Product.php", 4), Location("Product.php", 8))
    assert found.fix.startswith("name it in `tables` of catalog")


def test_judge__a_unit_that_no_pattern_names__is_unplanned() -> None:
    (found,) = _new(planned(needs("class:Invoice", "class:New"), units=(unit("class:New"),)))
    assert found.entry == Entry("unplanned-unit", "class:New")
    assert found.message == "no pattern of the plan names class:New; it is pulled to billing (100% of its ties)"


def test_judge__a_pattern_that_matches_nothing__says_where_what_it_named_is_now() -> None:
    gone = _changed(BILLING, includes=("class:Invoice", "class:Old\\Pdf"), lines={"class:Old\\Pdf": 3})
    (found, unplanned) = _new(planned(services=(gone, CATALOG)))
    assert unplanned.entry == Entry("unplanned-unit", "class:Pdf")
    assert found.entry == Entry("plan-moved", "billing", "class:Old\\Pdf")
    assert (found.places, found.fix) == ((Location("secateur.yaml", 3),), "write class:Pdf, or drop it")


@pytest.mark.parametrize(
    ("ties", "fix"),
    [
        ([needs("class:Brand", "class:Invoice", "new", 1, 2), needs("class:Brand", "class:Pdf", "calls", 3, 4)],
         "move class:Brand to billing: 4 places tie it there, 3 to catalog"),
        ([needs("class:Product", "class:Pdf", "new", 1, 2, 3), needs("class:Brand", "class:Pdf", "new", 1, 2)],
         "move class:Pdf to catalog: 5 places tie it there, 4 to billing"),
    ],
)  # fmt: skip
def test_judge__a_unit_that_is_tied_to_the_other_side__the_smallest_fix_is_to_move_it(
    ties: list[Dependency], fix: str
) -> None:
    assert fix in [violation.fix for violation in _new(planned(*ties))]


def test_judge__what_the_baseline_knows__is_known_and_what_is_mended_is_stale() -> None:
    before = _accepted(planned(BACK))
    assert [entry.rule for entry in before.entries] == ["forbidden-dependency"]
    moved = needs("class:Product", "class:Invoice", "extends", 70, 80, 90)
    today = judge(planned(moved), before, {})
    assert (today.new, [v.entry for v in today.known], today.stale) == ((), list(before.entries), ())
    mended = judge(planned(), before, {})
    assert (mended.new, mended.stale, mended.broken) == ((), before.entries, False)
    assert msgspec.structs.replace(mended, strict=True).broken


def _renamed(old: str, new: str, path: str) -> Analysis:
    catalog = _changed(CATALOG, includes=(*CATALOG.includes, new))
    return planned(
        needs(new, "class:Invoice"),
        needs(new, "class:Brand"),
        services=(BILLING, catalog),
        units=(msgspec.structs.replace(unit(new), path=path),),
    )


@pytest.mark.parametrize(
    ("old", "new", "path", "renames", "carried"),
    [
        ("class:A\\Price", "class:A\\Price", "b.php", {"a.php": "b.php"}, True),  # the file moved
        ("class:A\\Price", "class:A\\Cost", "b.php", {"a.php": "b.php"}, True),  # file and class
        ("class:A\\Price", "class:B\\Price", "a.php", {}, True),  # the namespace, in its place
        ("script:a.php", "script:b.php", "b.php", {"a.php": "b.php"}, True),
        ("class:A\\Price", "class:A\\Cost", "b.php", {}, False),  # git does not know
        ("class:A\\Price", "script:b.php", "b.php", {"a.php": "b.php"}, False),
    ],
)
def test_judge__moved_files_and_renamed_classes__keep_their_entry(
    old: str, new: str, path: str, renames: dict[str, str], carried: bool
) -> None:
    before = _accepted(_renamed(old, old, "a.php"))
    assert [entry.source for entry in before.entries] == [old]
    today = judge(_renamed(old, new, path), before, renames)
    assert ([v.source for v in today.new], len(today.stale)) == (([], 0) if carried else ([new], 1))


def test_judge__somebody_still_says_the_old_name__the_renamed_class_keeps_its_entry() -> None:
    before = _accepted(_renamed("class:Price", "class:Price", "a.php"))
    today = _renamed("class:Price", "class:Cost", "b.php")
    external = Unit("class:Price", UnitKind.EXTERNAL, "Price")
    linkage = msgspec.structs.replace(today.linkage, units=(*today.linkage.units, external))
    found = judge(msgspec.structs.replace(today, linkage=linkage), before, {"a.php": "b.php"})
    assert (found.new, found.stale) == ((), ())


def test_judge__a_renamed_file_in_the_plan__is_what_to_write() -> None:
    gone = _changed(BILLING, includes=(*BILLING.includes, "old.php"))
    (found,) = judge(planned(services=(gone, CATALOG)), Baseline(), {"old.php": "src/new.php"}).new
    assert found.fix == "write src/new.php, or drop it"


def test_baseline__written_and_read__is_the_same_one_entry_a_line_without_lines_or_counts() -> None:
    before = _accepted(planned(BACK, needs("class:Pdf", "table:products", "writes")))
    content = baseline_json(before)
    assert load_baseline(content) == before
    jsonschema.validate(json.loads(content), json.loads(baseline_schema()))
    entries = [line for line in content.decode().splitlines() if '"rule"' in line]
    assert entries[0] == '  {"rule":"forbidden-dependency","source":"class:Product","target":"class:Invoice"},'
    assert content == baseline_json(
        _accepted(
            planned(
                needs("class:Product", "class:Invoice", "new", 70), needs("class:Pdf", "table:products", "writes", 8)
            )
        )
    )


@pytest.mark.parametrize(
    "content", [b"", b"[]", b'{"schema": "secateur/baseline/9"}', b'{"schema": "secateur/baseline/1", "entries": 3}']
)
def test_load_baseline__something_else__is_said(content: bytes) -> None:
    with pytest.raises(BaselineError):
        load_baseline(content)


def test_plan_rules__every_rule__says_what_it_means_and_what_to_do() -> None:
    assert set(PLAN_RULES) > COMPARING
    assert all(rule.meaning.endswith(".") and rule.remedy.endswith(".") for rule in PLAN_RULES.values())


def test_pruned__something_mended_and_something_new__the_mended_goes_and_nothing_comes() -> None:
    write = needs("class:Product", "table:invoices", "writes")
    before = _accepted(planned(BACK, write))
    today = planned(write, needs("class:Brand", "class:Pdf"))
    outcome = judge(today, before, {})
    assert [row.source for row in outcome.new] == ["class:Brand"]
    left = pruned(today, before, {}, outcome.stale)
    assert left is not None
    assert left.entries == (Entry("foreign-write", "class:Product", "table:invoices"),)
    assert left.paths == {"class:Product": "Product.php"}
    assert left.dependencies == before.dependencies
    assert judge(today, left, {}).new == outcome.new
    assert judge(today, left, {}).stale == ()


def test_pruned__a_dependency_between_services_is_no_more__it_is_a_new_circle_when_it_comes_back() -> None:
    free = tuple(_changed(service, uses=None) for service in (BILLING, CATALOG))
    before = _accepted(planned(BACK, services=free))
    left = pruned(planned(services=free), before, {}, ())
    assert left is not None
    assert (before.dependencies["catalog"], left.dependencies["catalog"]) == (("billing",), ())
    assert [row.rule for row in _new(planned(BACK, services=free), left)] == ["service-cycle"]


def test_pruned__a_file_was_renamed__the_entries_that_stay_have_todays_names() -> None:
    before = _accepted(planned(BACK, needs("class:Brand", "class:Pdf")))
    before = msgspec.structs.replace(
        before,
        entries=(Entry("forbidden-dependency", "class:Old", "class:Invoice"), *before.entries),
        paths={**before.paths, "class:Old": "Old.php"},
    )
    today = planned(needs("class:Fresh", "class:Invoice"), units=(unit("class:Fresh"),), services=_with_fresh())
    left = pruned(today, before, {"Old.php": "Fresh.php"}, judge(today, before, {"Old.php": "Fresh.php"}).stale)
    assert left is not None
    assert left.entries == (Entry("forbidden-dependency", "class:Fresh", "class:Invoice"),)
    assert left.paths["class:Fresh"] == "Fresh.php"


def _with_fresh() -> tuple[PlannedService, ...]:
    return BILLING, _changed(CATALOG, includes=(*CATALOG.includes, "class:Fresh"))


def test_pruned__nothing_is_mended__there_is_nothing_to_write() -> None:
    assert pruned(planned(BACK), _accepted(planned(BACK)), {}, ()) is None

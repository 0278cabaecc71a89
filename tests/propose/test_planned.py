"""What an accepted plan makes of a code base."""

import msgspec
import pytest

from analyzer.model.config import DataConfig
from analyzer.model.decomposition import Decomposition, Moved, Verdict
from analyzer.model.linkage import Dependency, Linkage, Unit
from analyzer.model.plan import Plan, PlannedService, State
from analyzer.patterns import Units
from analyzer.propose import decompose, find_kernel, given_owners, judge
from tests.propose.monolith import graph_of, linkage, modules, needs, unit

M0, M1 = PlannedService("first", ("class:M0x*",), ("t0",)), PlannedService("second", ("m1/**",), ("t1",))


def _planned(link: Linkage, *services: PlannedService, kernel: tuple[str, ...] = ()) -> Decomposition:
    plan = Plan(services, kernel)
    proposal = decompose(link, graph_of(link), plan)
    return judge(link, proposal, DataConfig(), given_owners(link, proposal, plan))


def _with(units: list[Unit], rows: list[Dependency], modules_: int = 2) -> Linkage:
    old, needed = modules(modules_, 6)
    return linkage([*old, *units], [*needed, *rows])


def test_decompose__patterns_cover_everything__the_services_are_the_plans() -> None:
    found = _planned(_with([], []), M0, M1)
    assert [(s.name, len(s.members)) for s in found.services] == [("first", 7), ("second", 7)]
    assert (found.unplanned, found.core, found.orphans, found.moved) == ((), (), (), ())


def test_decompose__a_unit_that_no_pattern_covers__goes_where_it_is_pulled_and_is_unplanned() -> None:
    link = _with(
        [unit("class:New"), unit("class:Newer")],
        [
            needs("class:New", "class:M1x1"),
            needs("class:New", "class:M0x0", "instanceof"),
            needs("class:Newer", "class:New"),
        ],
    )
    found = _planned(link, M0, M1)
    assert found.unplanned == ("class:New", "class:Newer")
    assert {"class:New", "class:Newer"} < set(dict((s.name, s.members) for s in found.services)["second"])


def test_decompose__only_one_service_accepted__the_rest_of_the_monolith_stays_in_the_core() -> None:
    found = _planned(_with([], [], 4), M0)
    assert [(s.name, len(s.members)) for s in found.services] == [("first", 7)]
    assert len(found.core) == 21
    assert found.unplanned == ()


def test_decompose__units_without_ties_beside_code_of_the_core__follow_nobody() -> None:
    lonely = [unit("script:shared/old.php", "shared/old.php"), unit("class:Alone", "shared/both.php")]
    beside = [unit("class:M2xa", "shared/both.php"), *(unit(f"class:M0x{x}", f"shared/{x}.php") for x in "pqr")]
    beside += [unit(f"class:M2x{x}", f"shared/{x}.php") for x in "stu"]
    ties = [needs(row.id, f"class:{row.id[6:9]}0", "extends") for row in beside]
    found = _planned(_with([*lonely, *beside], ties, 4), M0)
    assert {row.id for row in lonely} <= {*found.orphans}
    assert found.unplanned == ()


def test_decompose__a_small_group_that_hangs_on_a_service__goes_with_it() -> None:
    group = [unit(f"class:New{i}") for i in range(3)]
    inside = [needs(a.id, b.id, "extends") for a in group for b in group if a.id < b.id]
    link = _with(group, [*inside, needs("class:M0x0", "class:New0", "docblock")])
    found = _planned(link, M0, M1)
    assert found.unplanned == ("class:New0", "class:New1", "class:New2")
    assert found.core == ()


def test_decompose__kernel_patterns__are_in_no_service_whoever_covers_them_more_broadly() -> None:
    link = _with([unit("class:M1xLog", "m1/log.php")], [needs("class:M0x1", "class:M1xLog")])
    found = _planned(link, M0, M1, kernel=("class:M1xLog",))
    assert found.kernel == ("class:M1xLog",)


def test_decompose__no_kernel_patterns__what_is_shared_is_detected_among_what_is_uncovered() -> None:
    units, rows = modules(6, 8)
    users = [row.id for row in units if row.id.startswith("class:")]
    link = linkage([*units, unit("class:Log")], [*rows, *(needs(user, "class:Log") for user in users)])
    services = [PlannedService(f"m{m}", (f"m{m}/**",), (f"t{m}",)) for m in range(6)]
    assert _planned(link, *services).kernel == ("class:Log",)


@pytest.mark.parametrize("first_in_file", [M0, M1])
def test_decompose__claims_of_two_services__the_more_specific_pattern_wins(first_in_file: PlannedService) -> None:
    claims = PlannedService("claims", ("class:m0X0",))  # PHP ignores the case of classes
    rest = [M0, M1]
    rest.remove(first_in_file)
    found = _planned(_with([], []), first_in_file, *rest, claims)
    assert found.service_of()["class:M0x0"] == "claims"


@pytest.mark.parametrize(
    ("first", "second", "others"),
    [
        ("m1/**", "m1/x1.php", ("class:M1x1",)),  # a file beats the directory around it, wherever it stands
        ("class:M1*", "class:M1x[01]", ("class:M1x0", "class:M1x1")),
        ("m1/**", "m1/x[01].php", ("class:M1x0", "class:M1x1")),
        ("m1/**", "class:M1x2", ("class:M1x2",)),
    ],
)
def test_decompose__an_exception_from_a_wider_pattern__wins_and_is_no_overlap(
    first: str, second: str, others: tuple[str, ...]
) -> None:
    few = linkage([unit(f"class:M1x{i}", f"m1/x{i}.php") for i in range(3)], [])
    one, two = PlannedService("one", (first,)), PlannedService("two", (second,))
    for services in ((one, two), (two, one)):
        found = _planned(few, *services)
        assert found.service_of() == {f"class:M1x{i}": "two" if f"class:M1x{i}" in others else "one" for i in range(3)}
        assert found.overlaps == ()


@pytest.mark.parametrize(
    ("first", "second", "shared"),
    [
        ("class:M1x1", "class:m1X1", ("class:M1x1",)),
        ("m1/**", "m1/*.php", ("class:M1x0", "class:M1x1", "class:M1x2")),
        ("class:M1x*", "class:*1", ("class:M1x1",)),
        ("class:*1", "class:M1x*", ("class:M1x1",)),
    ],
)
def test_decompose__claims_of_which_neither_is_an_exception__are_told(
    first: str, second: str, shared: tuple[str, ...]
) -> None:
    few = linkage([unit(f"class:M1x{i}", f"m1/x{i}.php") for i in range(3)], [])
    services = (PlannedService("one", (first,), line=3), PlannedService("two", (second,), line=5))
    (found,) = _planned(few, *services).overlaps
    assert (found.units, {found.service, found.other}, {found.line, found.other_line}) == (
        shared,
        {"one", "two"},
        {3, 5},
    )
    assert _planned(few, *services).service_of()[shared[0]] == found.service


def test_decompose__a_table_that_no_pattern_covers__is_where_most_writes_are() -> None:
    link = _with(
        [unit("table:new")], [needs("class:M0x1", "table:new", "reads", 9), needs("class:M1x1", "table:new", "writes")]
    )
    found = _planned(link, M0, M1)
    assert found.service_of()["table:new"] == "second"
    assert found.unplanned == ("table:new",)


def test_decompose__a_table_mostly_written_by_the_core__stays_there() -> None:
    link = _with(
        [unit("table:new")],
        [needs("class:M3x1", "table:new", "writes", 2), needs("class:M0x1", "table:new", "writes")],
        4,
    )
    assert "table:new" in _planned(link, M0).core


def test_decompose__a_planned_table_that_another_writes__belongs_to_whom_the_plan_says() -> None:
    link = _with([unit("table:t2")], [needs("class:M1x1", "table:t2", "writes")])
    found = _planned(link, msgspec.structs.replace(M0, tables=("t0", "t2")), M1)
    (verdict,) = [row for row in found.tables if row.table == "table:t2"]
    assert (verdict.owner, verdict.verdict, verdict.clarity) == ("first", Verdict.SERVE, 0.0)
    assert verdict.reason == "the plan gives it to first; second must write through it"


def test_decompose__a_table_that_the_plan_puts_into_the_kernel__is_there_alone() -> None:
    link = _with([unit("table:log")], [needs("class:M1x1", "table:log", "writes", 3)])
    found = _planned(link, M0, M1, kernel=("table:log",))
    assert found.kernel == ("table:log",)
    assert "table:log" not in found.service_of()


def test_decompose__a_table_that_is_only_detected_as_kernel__is_its_owners_and_not_the_kernels() -> None:
    rows = [needs(f"class:M{m}x{i}", "table:log", "reads") for m in range(6) for i in range(6)]
    link = _with([unit("table:log")], [*rows, needs("class:M1x1", "table:log", "writes")], 6)
    assert "table:log" in [graph_of(link).nodes[i] for i in find_kernel(link, graph_of(link))]
    found = _planned(link, *(PlannedService(f"s{m}", (f"class:M{m}x*",), (f"t{m}",)) for m in range(6)))
    assert found.service_of()["table:log"] == "s1"
    assert "table:log" not in found.kernel


def test_decompose__patterns_that_match_nothing__are_told_with_the_likely_place() -> None:
    link = _with([unit("class:App\\Pay\\Invoice", "lib/Pay/Invoice.php"), unit("table:bills")], [])
    gone = PlannedService(
        "gone",
        ("class:App\\Billing\\Invoice", "class:Old\\Pay\\*", "src/Pay/**", "src/invoice.php", "zzz/**"),
        ("invoices",),
        lines={"class:Old\\Pay\\*": 7},
        line=5,
    )
    found = _planned(link, M0, M1, gone, kernel=("src/Kernel/**",))
    assert found.moved == (
        Moved("gone", "class:App\\Billing\\Invoice", 5, ("class:App\\Pay\\Invoice",)),
        Moved("gone", "class:Old\\Pay\\*", 7, ("class:App\\Pay\\*",)),
        Moved("gone", "src/Pay/**", 5, ("lib/Pay/**",)),
        Moved("gone", "src/invoice.php", 5, ("lib/Pay/Invoice.php",)),
        Moved("gone", "zzz/**", 5),
        Moved("gone", "invoices", 5),
        Moved("kernel", "src/Kernel/**", 0),
    )
    assert [s.name for s in found.services] == ["first", "second"]


def test_decompose__an_extracted_service_without_code__is_as_it_should_be() -> None:
    gone = PlannedService("gone", ("src/Gone/**",), state=State.EXTRACTED)
    assert _planned(_with([], []), M0, M1, gone).moved == ()


def test_decompose__who_uses_an_extracted_service__is_not_pulled_into_it() -> None:
    link = _with([unit("class:New")], [needs("class:New", "class:M1x1"), needs("class:New", "class:M1x2")])
    found = _planned(link, M0, msgspec.structs.replace(M1, state=State.EXTRACTED))
    assert (found.core, found.unplanned) == (("class:New",), ())


def test_decompose__units_in_another_order__gives_the_same() -> None:
    link = _with([unit("class:New")], [needs("class:New", "class:M1x1"), needs("class:New", "class:M0x1")])
    assert _planned(link, M0, M1) == _planned(link, M0, M1)
    assert _planned(link, M0, M1).service_of()["class:New"] == "first"  # a tie goes to the first in the file


UNITS = [
    unit("class:App\\Billing\\Invoice", "src/Billing/Invoice.php"),
    unit("class:App\\BillingOld", "src/BillingOld.php"),
    unit("function:pay", "lib/pay.php"),
    unit("script:pages/[id].php", "pages/[id].php"),
    unit("script:pay.php", "pay.php"),
    unit("table:invoices", "schema/src/Billing.sql"),
    msgspec.structs.replace(unit("class:App\\Billing\\InvoiceTest", "src/Billing/InvoiceTest.php"), test=True),
]


@pytest.mark.parametrize(
    ("pattern", "ids"),
    [
        ("class:app\\billing\\*", ["class:App\\Billing\\Invoice"]),
        ("class:App\\Billing*", ["class:App\\BillingOld", "class:App\\Billing\\Invoice"]),
        ("class:*Old", ["class:App\\BillingOld"]),
        ("class:App\\Billing\\Invoic?", ["class:App\\Billing\\Invoice"]),
        ("src/Billing/**", ["class:App\\Billing\\Invoice"]),
        ("src/Billing", ["class:App\\Billing\\Invoice"]),
        ("src/*", ["class:App\\BillingOld", "class:App\\Billing\\Invoice"]),
        ("src/Billing/Invoice.php", ["class:App\\Billing\\Invoice"]),
        ("src/Billing/Invoice.php/", []),
        ("src/**/Invoice.php", ["class:App\\Billing\\Invoice"]),
        ("pay.php", ["function:pay", "script:pay.php"]),
        ("/pay.php", ["script:pay.php"]),
        ("pay*", ["function:pay", "script:pay.php"]),
        ("script:pages/[id].php", ["script:pages/[id].php"]),
        ("pages/\\[id\\].php", ["script:pages/[id].php"]),
        ("function:PAY", ["function:pay"]),
        ("table:INVOICES", []),
        ("table:*", ["table:invoices"]),
        ("schema/**", []),
        ("class:Nothing\\*", []),
    ],
)
def test_patterns__each_form__matches_these_units(pattern: str, ids: list[str]) -> None:
    assert list(Units(UNITS).matching(pattern)) == ids

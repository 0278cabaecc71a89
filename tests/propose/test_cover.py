"""Patterns that match exactly the members of a service."""

import random

import msgspec
import pytest

from analyzer.model.plan import Plan, PlannedService
from analyzer.patterns import Units
from analyzer.propose import Cover, covering, plan_patterns
from tests.propose.monolith import modules, unit

UNITS = [
    unit("class:App\\Billing\\Invoice", "src/Billing/Invoice.php"),
    unit("class:App\\Billing\\Pdf\\Page", "src/Billing/Pdf/Page.php"),
    unit("class:App\\Catalog\\Brand", "src/Catalog/Brand.php"),
    unit("class:App\\Catalog\\Product", "src/Catalog/Product.php"),
    unit("class:Pay_Bank", "lib/bank.php"),
    unit("class:Pay_Card", "lib/card.php"),
    unit("class:Pay_Cheque", "lib/cheque.php"),
    unit("function:tax", "lib/money.php"),
    unit("function:round_up", "lib/money.php"),
    unit("script:admin/orders.php", "admin/orders.php"),
    unit("script:admin/order_edit.php", "admin/order_edit.php"),
    unit("script:admin/order_list.php", "admin/order_list.php"),
    unit("script:admin/users.php", "admin/users.php"),
    unit("script:cart.php", "cart.php"),
    unit("script:old/cart.php", "old/cart.php"),
    unit("script:odd/[id] #1.php", "odd/[id] #1.php"),
    unit("table:invoice_lines", "schema.sql"),
    unit("table:invoice_pdfs", "schema.sql"),
    unit("table:invoices", "schema.sql"),
    unit("table:users", "schema.sql"),
    unit("template:src/Billing/page.twig", "src/Billing/page.twig"),
    msgspec.structs.replace(unit("class:App\\Billing\\InvoiceTest", "src/Billing/Test.php"), test=True),
]


@pytest.mark.parametrize(
    ("members", "patterns"),
    [
        ("class:App\\Billing\\Invoice class:App\\Billing\\Pdf\\Page", "class:App\\Billing\\*"),
        ("class:App\\Billing\\Invoice class:App\\Billing\\Pdf\\Page template:src/Billing/page.twig", "src/Billing/**"),
        ("class:App\\Billing\\Invoice", "class:App\\Billing\\Invoice"),
        ("class:App\\Catalog\\Brand class:App\\Catalog\\Product class:App\\Billing\\Pdf\\Page",
         "class:App\\Billing\\Pdf\\* class:App\\Catalog\\*"),
        ("class:Pay_Bank class:Pay_Card class:Pay_Cheque", "class:Pay*"),
        ("class:Pay_Bank class:Pay_Card", "class:Pay_Bank class:Pay_Card"),
        ("function:tax function:round_up", "lib/money.php"),
        ("function:tax", "function:tax"),
        ("script:admin/orders.php script:admin/order_edit.php script:admin/order_list.php", "admin/order*.php"),
        ("script:cart.php", "/cart.php"),
        ("table:invoice_lines table:invoice_pdfs table:invoices", "table:invoice*"),
        ("table:users", "table:users"),
        ("class:App\\Gone class:App\\Billing\\InvoiceTest", ""),
    ],
)  # fmt: skip
def test_patterns__members_of_a_service__few_and_readable(members: str, patterns: str) -> None:
    assert " ".join(Cover(UNITS).patterns(members.split())) == patterns


def test_patterns__odd_paths__go_by_their_id() -> None:
    assert Cover(UNITS).patterns(["script:odd/[id] #1.php"]) == ("odd/**",)
    twin = unit("script:odd/b.php", "odd/b.php")
    assert Cover([*UNITS, twin]).patterns(["script:odd/[id] #1.php"]) == ("script:odd/[id] #1.php",)


@pytest.mark.parametrize("step", range(1, 12))
def test_patterns__any_split__matches_exactly_the_members_each_pattern_for_itself(step: int) -> None:
    units = [*UNITS, *modules(5, 7)[0]]
    matcher, cover = Units(units), Cover(units)
    for start in range(step):
        members = set(matcher.ids[start::step])
        patterns = cover.patterns(sorted(members))
        assert set().union(*(matcher.matching(pattern) for pattern in patterns)) == members
        assert len(patterns) <= len(members)


MIXED = [
    *(unit(f"class:{name}", f"lib/mail/{name.lower()}.php") for name in ("Bounce", "Draft", "Inbox", "Spam")),
    unit("class:Log", "lib/mail/log.php"),
    unit("script:lib/mail/send.php", "lib/mail/send.php"),
    unit("function:tick", "lib/clock.php"),
    unit("function:tock", "lib/clock.php"),
    unit("class:Alone", "lib/mail/alone.php"),
    unit("table:mails", "schema.sql"),
]


def _ids(names: str) -> list[str]:
    return sorted(unit.id for unit in MIXED if unit.id.partition(":")[2] in names.split())


def test_plan_patterns__a_directory_that_is_mostly_of_one_service__is_its_own_but_for_what_others_name() -> None:
    services = {"mail": _ids("Bounce Draft Inbox Spam mails lib/mail/send.php"), "log": _ids("Log tick tock")}
    assert plan_patterns(Cover(MIXED), services, ["class:Alone"]) == {
        "mail": ("lib/mail/**", "table:mails"),
        "log": ("class:Log", "lib/clock.php"),
    }


def test_plan_patterns__code_of_the_core_in_a_directory__nobody_gets_the_directory() -> None:
    services = {"mail": _ids("Bounce Draft Inbox Spam mails lib/mail/send.php")}
    assert plan_patterns(Cover(MIXED), services, ["class:Alone"]) == {
        "mail": ("class:Bounce", "class:Draft", "class:Inbox", "class:Spam", "lib/mail/send.php", "table:mails"),
    }


@pytest.mark.parametrize("seed", range(12))
def test_plan_patterns__any_services__the_plan_gives_each_its_units_in_no_more_lines(seed: int) -> None:
    rng = random.Random(seed)
    units = [*UNITS, *MIXED, *modules(6, 9)[0]]
    own = Units(units)
    place = {one.path.rpartition("/")[0]: rng.randrange(4) for one in own.units}
    services: dict[str, list[str]] = {f"s{i}": [] for i in range(4)}
    untied = []
    for one in own.units:
        if rng.random() < 0.1:
            untied.append(one.id)
        elif rng.random() < 0.95:  # the others stay in the core
            usual = place[one.path.rpartition("/")[0]]
            services[f"s{usual if rng.random() < 0.7 else rng.randrange(4)}"].append(one.id)
    cover = Cover(units)
    found = plan_patterns(cover, services, untied)
    covered = covering(own, Plan(tuple(PlannedService(name, patterns) for name, patterns in found.items())))
    wanted = {one: name for name, members in services.items() for one in members}
    assert {one: name for one, name in covered.items() if one not in untied} == wanted
    plain = sum(len(cover.patterns(members)) for members in services.values())
    assert sum(map(len, found.values())) <= plain

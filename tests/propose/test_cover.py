"""Patterns that match exactly the members of a service."""

import msgspec
import pytest

from analyzer.patterns import Units
from analyzer.propose import Cover
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

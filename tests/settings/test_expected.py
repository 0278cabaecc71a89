"""expected.yaml: patterns and the units that they mean."""

from pathlib import Path

import pytest

from analyzer.model.decomposition import Verdict
from analyzer.model.linkage import Unit, UnitKind
from analyzer.settings import ConfigError, ExpectedData, load_expected, load_expected_data, match_expected

UNITS = (
    Unit("class:App\\Billing\\Invoice", UnitKind.CLASS, "App\\Billing\\Invoice", "src/Billing/Invoice.php"),
    Unit("class:App\\Billing\\Pdf", UnitKind.CLASS, "App\\Billing\\Pdf", "src/Billing/Pdf.php"),
    Unit("class:Psr\\Log", UnitKind.EXTERNAL, "Psr\\Log"),
    Unit("class:App\\Billing\\InvoiceTest", UnitKind.CLASS, "InvoiceTest", "src/Billing/InvoiceTest.php", test=True),
    Unit("function:get_product", UnitKind.FUNCTION, "get_product", "lib/product.php"),
    Unit("script:lib/product.php", UnitKind.SCRIPT, "lib/product.php", "lib/product.php"),
    Unit("script:pages/product_list.php", UnitKind.SCRIPT, "pages/product_list.php", "pages/product_list.php"),
    Unit("table:Invoices", UnitKind.TABLE, "Invoices", "lib/schema.sql"),
    Unit("table:products", UnitKind.TABLE, "products", "lib/schema.sql"),
)


def _found(**services: list[str]) -> tuple[dict[str, str], tuple[str, ...]]:
    return match_expected(tuple((name, tuple(patterns)) for name, patterns in services.items()), UNITS)


@pytest.mark.parametrize(
    ("pattern", "ids"),
    [
        ("class:App\\Billing\\*", ["class:App\\Billing\\Invoice", "class:App\\Billing\\Pdf"]),
        ("class:app\\billing\\invoice", ["class:App\\Billing\\Invoice"]),
        ("class:App\\Billing", []),
        ("class:*", ["class:App\\Billing\\Invoice", "class:App\\Billing\\Pdf"]),
        ("function:GET_product", ["function:get_product"]),
        ("table:invoice*", []),
        ("table:Invoice*", ["table:Invoices"]),
        ("lib/**", ["function:get_product", "script:lib/product.php"]),
        ("lib/", ["function:get_product", "script:lib/product.php"]),
        ("product*.php", ["function:get_product", "script:lib/product.php", "script:pages/product_list.php"]),
        ("pages/product*.php", ["script:pages/product_list.php"]),
        ("script:pages/*", ["script:pages/product_list.php"]),
        ("!lib/**", []),
    ],
)
def test_match_expected__a_pattern__means_these_units(pattern: str, ids: list[str]) -> None:
    found, idle = _found(a=[pattern])
    assert list(found) == ids
    assert idle == (() if ids else (pattern,))


def test_match_expected__an_id_and_a_path__the_id_wins() -> None:
    found, idle = _found(a=["lib/**"], b=["function:get_product"])
    assert found == {"function:get_product": "b", "script:lib/product.php": "a"}
    assert idle == ()


def test_match_expected__two_of_a_sort__the_first_in_the_file_wins() -> None:
    found, idle = _found(b=["class:App\\*", "lib/**"], a=["class:App\\Billing\\*", "lib/**"])
    assert set(found.values()) == {"b"}
    assert idle == ()


def test_load_expected__services__come_in_file_order() -> None:
    text = 'services:\n  z: [ "class:App\\\\Billing\\\\*", "table:invoice*" ]\n  a: [ "src/**" ]\n'
    assert load_expected(text) == (("z", ("class:App\\Billing\\*", "table:invoice*")), ("a", ("src/**",)))


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("", "line 1: no services; write 'services:' with a list of patterns below each name"),
        ("service: {}", "line 1: unknown key 'service'; did you mean 'services'?"),
        ("owners: {}", "line 1: no services; write 'services:' with a list of patterns below each name"),
        ("services: [a]", "line 1: services must map names to lists of patterns"),
        ("services:\n  a: b", "line 2: a must have a list of patterns; write '- \"src/a/**\"'"),
        ("services:\n  a:\n    - b\n    - 1", "line 4: a pattern of a is no text; put it in quotes"),
        ("services:\n  a: ['!']", "line 2: '!' is no glob as in .gitignore; mend or remove it"),
        ("services:\n  a: [b]\n  a: [c]", "line 3: 'a' stands here twice, first on line 2; remove one"),
    ],
)
def test_load_expected__a_mistake__one_line_says_what_and_where(text: str, message: str) -> None:
    with pytest.raises(ConfigError) as caught:
        load_expected(text)
    assert str(caught.value) == message


def test_load_expected__the_sample__every_glob_names_a_file() -> None:
    sample = Path(__file__).parents[2] / "samples" / "bricomarket"
    paths = sorted(path.relative_to(sample).as_posix() for path in sample.rglob("*") if path.is_file())
    units = [Unit(f"script:{path}", UnitKind.SCRIPT, path, path) for path in paths]
    expected = load_expected((sample / "expected.yaml").read_text(encoding="utf-8"))
    _, idle = match_expected(expected, units)
    assert [pattern for pattern in idle if ":" not in pattern] == []


def test_load_expected_data__owners_and_verdicts__come_in_file_order() -> None:
    text = "services:\n  a: [b]\nowners: {t: a}\nverdicts: {u: own, t: split the table}\n"
    found = load_expected_data(text)
    assert found.owners == (("t", "a"),)
    assert found.verdicts == (("u", Verdict.OWN), ("t", Verdict.SPLIT))
    assert load_expected_data("services: {a: [b]}") == ExpectedData()


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("owners: [t]", "line 2: owners must map names of tables, as in 'orders: shop'"),
        ("owners: {t: shp}", "line 2: owners of t: 'shp' is not known; did you mean 'shop'?"),
        ("verdicts:\n  t: split", "line 3: verdicts of t: 'split' is not known; did you mean 'split the table'?"),
    ],
)
def test_load_expected_data__a_mistake__one_line_says_what_and_where(text: str, message: str) -> None:
    with pytest.raises(ConfigError) as caught:
        load_expected_data("services: {shop: [a]}\n" + text)
    assert str(caught.value) == message

"""Patterns of units: which they mean, and how specific they are."""

import pytest

from analyzer.model.linkage import Unit, UnitKind
from analyzer.patterns import EXACT, FILES, WILD, PatternError, Units, check_pattern, rank

KNOWN = Units(
    [
        Unit("class:App\\Tax", UnitKind.CLASS, "App\\Tax", "src/Tax.php"),
        Unit("class:App\\Taxes", UnitKind.CLASS, "App\\Taxes", "src/Tax.php"),
        Unit("function:tax", UnitKind.FUNCTION, "tax", "lib/[old]/tax.php"),
        Unit("script:lib/[old]/tax.php", UnitKind.SCRIPT, "lib/[old]/tax.php", "lib/[old]/tax.php"),
        Unit("table:taxes", UnitKind.TABLE, "taxes", "schema.sql"),
        Unit("class:TaxTest", UnitKind.CLASS, "TaxTest", "tests/TaxTest.php", test=True),
        Unit("class:Vendor\\Tax", UnitKind.EXTERNAL, "Vendor\\Tax"),
    ]
)


@pytest.mark.parametrize(
    ("pattern", "found"),
    [
        ("class:App\\Tax", ["class:App\\Tax"]),
        ("class:app\\TAX*", ["class:App\\Tax", "class:App\\Taxes"]),
        ("table:Tax*", []),
        ("table:tax*", ["table:taxes"]),
        ("src/**", ["class:App\\Tax", "class:App\\Taxes"]),
        ("tax.php", ["function:tax", "script:lib/[old]/tax.php"]),
        ("class:*Tax*", ["class:App\\Tax", "class:App\\Taxes"]),
        ("*.sql", []),
    ],
)
def test_matching__patterns__are_of_ids_or_paths(pattern: str, found: list[str]) -> None:
    assert list(KNOWN.matching(pattern)) == found


def test_rank__one_id_many_ids_paths__in_this_order() -> None:
    assert [rank(p) for p in ("class:A", "class:A*", "src/**")] == [EXACT, WILD, FILES]
    assert EXACT > WILD > FILES


def test_nearest__a_slip__is_found_among_units_of_the_kind() -> None:
    assert KNOWN.nearest("class:App\\Txa") == "class:App\\Tax"
    assert KNOWN.nearest("table:App\\Txa") is None
    assert KNOWN.nearest("class:App\\Tx*") is None
    nested = Units([Unit("function:f", UnitKind.FUNCTION, "f", "site/lib/f.php")])
    assert nested.nearest("lib/*.php") == "**/lib/*.php"
    assert nested.nearest("src/*.php") is None


def test_check_pattern__no_glob__is_said() -> None:
    check_pattern("class:[")
    with pytest.raises(PatternError, match="no glob"):
        check_pattern("!")

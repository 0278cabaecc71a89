"""Accepted services are written into the user's file, and nothing else of it changes."""

from pathlib import Path

import pytest

from analyzer.model.plan import PlannedService
from analyzer.settings import ConfigError, accept, load_config

CASES = [
    [part.strip("\n") for part in case.split("---\n")]
    for case in (Path(__file__).parent / "acceptance.txt").read_text(encoding="utf-8").split("=== ")
]
BILLING = PlannedService(
    "billing", ("class:App\\Billing\\*", "src/Billing/**"), ("invoice*",), "@shop/billing", uses=("catalog",)
)
CATALOG = PlannedService("catalog", ("src/Catalog/**",))


def _text(part: str) -> str:
    return "".join(line.removeprefix("+ ") + "\n" for line in part.split("\n")) if part else ""


def _said(text: str) -> list[PlannedService]:
    return list(load_config(text).plan.services)


@pytest.mark.parametrize(("title", "before", "after"), CASES, ids=[case[0] for case in CASES])
def test_accept__a_service__only_its_lines_change(title: str, before: str, after: str) -> None:
    known = "catalog" in before
    service = (
        BILLING if known else PlannedService(*(getattr(BILLING, f) for f in ("name", "includes", "tables", "owner")))
    )
    wanted = _text(after) if known else _text(after).replace("    uses: [catalog]\n", "")
    assert accept(_text(before), [service], None, "f") == wanted


@pytest.mark.parametrize(("title", "before", "after"), CASES, ids=[case[0] for case in CASES])
def test_accept__again__changes_nothing(title: str, before: str, after: str) -> None:
    once = accept(_text(before), [BILLING, CATALOG], ["lib/**"], "f")
    assert accept(once, [BILLING, CATALOG], ["lib/**"], "f") == once


def test_accept__a_pattern_is_dropped__the_service_has_exactly_the_wanted_ones() -> None:
    text = accept("", [CATALOG, BILLING], ["lib/**", "a.php"], "f")
    fewer = PlannedService("billing", ("src/Billing/**",))
    new = accept(text, [fewer], ["a.php"], "f")
    (_, billing), kernel = _said(new), load_config(new).plan.kernel
    assert (billing.includes, billing.tables, billing.owner) == (("src/Billing/**",), (), "@shop/billing")
    assert kernel == ("a.php",)


@pytest.mark.parametrize(
    "odd", ["script:it's.php", "script:a: b.php", "script:#.php", "script:a\x01b.php", "script:é.php"]
)
def test_accept__odd_names__come_back(odd: str) -> None:
    (service,) = _said(accept("", [PlannedService("no", (odd,))], None, "f"))
    assert (service.name, service.includes) == ("no", (odd,))


def test_accept__line_ends_and_mark_of_windows__stay() -> None:
    text = accept("\ufeffname: x\r\n", [CATALOG], None, "f")
    assert text.startswith("\ufeffname: x\r\n\r\nservices:\r\n  catalog:\r\n")
    assert "\n" not in text.replace("\r\n", "")


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("services: {catalog: [a/**]}", "f:1: services stands in braces; write one service a line, then accept"),
        (
            "services:\n  catalog: [a/**]\n  billing: {owner: x}",
            "f:3: services.billing stands in braces; write one key a line, then accept",
        ),
        (
            "services:\n  catalog: &c [a/**]\n  billing: *c",
            "f:3: billing is an alias of what stands elsewhere; write it out",
        ),
        ("servces: 3", "f:1: unknown key 'servces'; did you mean 'services'?"),
    ],
)
def test_accept__a_form_that_is_not_edited__one_line_says_so(text: str, message: str) -> None:
    with pytest.raises(ConfigError) as caught:
        accept(text, [BILLING], None, "f")
    assert str(caught.value) == message

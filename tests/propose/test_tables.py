"""Table verdicts from who reads and writes."""

import msgspec
import pytest

from analyzer.model.config import DataConfig
from analyzer.model.decomposition import Verdict
from analyzer.model.location import Location
from analyzer.propose.groups import Touched, groups
from analyzer.propose.tables import TableUse, owner_of
from analyzer.propose.verdicts import TableFacts, verdict_of
from tests.propose.monolith import linkage, modules, needs, proposal, unit

SCALE = (6, DataConfig())
CASES = [
    # writers, readers, joins, home, nowhere -> owner, verdict, cost
    ({}, {}, {}, None, 0, None, Verdict.UNUSED, 0.0),
    ({}, {}, {}, None, 3, None, Verdict.KEEP, 0.0),
    ({}, {}, {}, "a", 0, "a", Verdict.UNUSED, 0.0),
    ({"a": 2}, {"a": 9}, {"a": 5}, "a", 0, "a", Verdict.OWN, 0.0),
    ({"a": 2}, {}, {}, "b", 0, "a", Verdict.OWN, 0.0),
    ({}, {"a": 1, "b": 2}, {}, None, 0, "b", Verdict.REFERENCE, 5.2),
    ({"a": 4}, {"b": 2}, {}, "b", 0, "a", Verdict.SERVE, 2.0),
    ({"a": 4}, {"b": 2}, {"b": 2}, "b", 0, "a", Verdict.SERVE, 6.0),
    ({"a": 1}, {"b": 9}, {}, "b", 0, "a", Verdict.REPLICATE, 7.8),
    ({"a": 1}, {"b": 4, "c": 1}, {"b": 3}, "b", 0, "a", Verdict.REPLICATE, 7.8),  # b copies, c calls
    ({"a": 9}, {"b": 9}, {}, "b", 0, "a", Verdict.SERVE, 9.0),  # too much to tell of
    ({"a": 1}, {"b": 9, "c": 1, "d": 1}, {}, "b", 0, "a", Verdict.REFERENCE, 8.2),
    ({"a": 4}, {"b": 40, "c": 1, "d": 1}, {}, "b", 0, "a", Verdict.REPLICATE, 19.0),  # too much to be reference data
    ({"a": 8, "b": 2}, {}, {}, "a", 0, "a", Verdict.SERVE, 6.0),
    ({"a": 8, "b": 1}, {"c": 30}, {}, "a", 0, "a", Verdict.REPLICATE, 22.0),
    ({"a": 5, "b": 5}, {"b": 1}, {}, "a", 0, "b", Verdict.KEEP, 15.0),
    ({"a": 5, "b": 5}, {}, {}, "b", 0, "b", Verdict.KEEP, 15.0),
]


@pytest.mark.parametrize("case", CASES)
def test_verdict__uses_and_joins__give_owner_and_the_cheapest_answer(case: tuple) -> None:
    writers, readers, joins, home, nowhere, owner, verdict, cost = case
    found = verdict_of("table:t", TableFacts(TableUse(writers, readers, nowhere), joins), home, SCALE)
    assert (found.owner, found.verdict, found.cost) == (owner, verdict, cost)
    assert found.reason
    assert verdict in dict(found.options) or not found.options


def test_verdict__one_reader_joins_often_and_one_reads_once__then_only_the_first_keeps_a_copy() -> None:
    found = verdict_of("table:t", TableFacts(TableUse({"a": 1}, {"b": 4, "c": 1}, 0), {"b": 3}), None, SCALE)
    assert found.copies == ("b",)


def rows(*told: str) -> list[Touched]:
    """`a writes name email`: each at a place of its own."""
    words = [line.split() for line in told]
    return [
        Touched(word[0], word[1] == "writes", Location("t.php", line), frozenset(word[2:]))
        for line, word in enumerate(words, 1)
    ]


def test_verdict__two_services_write_columns_of_their_own__then_the_table_is_split() -> None:
    told = rows(
        "shop writes id name email",
        "shop writes name email",
        "shop reads name",
        "mails writes optin sent",
        "mails writes optin sent",
        "mails reads optin email",
    )
    use = TableUse({"shop": 3, "mails": 2}, {"shop": 1, "mails": 1}, 0)
    found = verdict_of("table:customers", TableFacts(use, {}, told, frozenset({"id"})), None, SCALE)
    assert found.verdict is Verdict.SPLIT
    assert found.groups == (("mails", ("optin", "sent")),)
    assert found.cost == 4.0 + 1.0  # a table of its own, and mails must ask for the address
    assert found.reason == "mails alone writes optin, sent; the rest is shop's"


@pytest.mark.parametrize(
    "told",
    [
        ["shop writes name email", "mails writes email name"],  # the same columns
        ["shop writes name email", "mails writes optin"],  # one column in one place
        ["shop writes name email", "shop writes sent", *["mails writes sent"] * 3],  # one, and not alone
        ["shop reads name", "mails writes optin sent"],  # nothing is left to the owner
        ["shop writes name", "mails writes optin sent", "mails writes name", "mails writes name"],
    ],
)
def test_groups__columns_are_no_part_of_their_own__then_none(told: list[str]) -> None:
    assert groups(rows(*told), "shop", {"shop": 1, "mails": 1}, frozenset()) == {}


def test_groups__most_writes_do_not_say_what_they_write__then_none() -> None:
    told = rows("shop writes name", "mails writes optin sent")
    assert groups(told, "shop", {"shop": 1, "mails": 1}, frozenset()) == {"mails": frozenset({"optin", "sent"})}
    assert groups(told, "shop", {"shop": 1, "mails": 9}, frozenset()) == {}
    assert groups(told, "shop", {"shop": 9, "mails": 1}, frozenset()) == {}


def test_owner_of__clarity__is_the_owners_share_of_the_writes() -> None:
    assert owner_of(TableUse({"a": 3, "b": 1}, {"b": 50}, 0), None) == ("a", 0.75)


@pytest.mark.parametrize("path", ["install/4_0_0.php", "lib/Upgrade.php", "app/database/migrations/1_log.php"])
def test_propose__table_written_by_an_installer__then_that_owns_nothing(path: str) -> None:
    units, dependencies = modules(2, 8)
    units = [msgspec.structs.replace(u, path=path) if u.id == "class:M0x2" else u for u in units]
    units.append(unit("table:log"))
    dependencies += [needs("class:M0x2", "table:log", "writes", places=9), needs("class:M1x2", "table:log", "writes")]
    found = proposal(linkage(units, dependencies))
    verdict = next(v for v in found.tables if v.table == "table:log")
    assert verdict.owner == found.service_of()["class:M1x2"]
    assert (verdict.verdict, verdict.nowhere) == (Verdict.OWN, 9)


@pytest.mark.parametrize("path", ["lib/upgrade_plan.php", "src/Reinstall/a.php", "setups.php", ""])
def test_installs__a_path_only_resembles__then_it_is_ordinary_code(path: str) -> None:
    assert not msgspec.structs.replace(unit("class:A"), path=path).installs


def test_propose__table_written_elsewhere__moves_to_its_writer() -> None:
    units, dependencies = modules(3, 8)
    units.append(unit("table:log"))
    dependencies += [needs(f"class:M0x{i}", "table:log", "reads") for i in range(8)]
    dependencies.append(needs("class:M2x4", "table:log", "writes", places=2))
    found = proposal(linkage(units, dependencies))
    placed = found.service_of()
    verdict = next(v for v in found.tables if v.table == "table:log")
    assert placed["table:log"] == verdict.owner == placed["class:M2x4"]
    assert verdict.writers == ((placed["class:M2x4"], 2),)
    assert verdict.readers == ((placed["class:M0x1"], 8),)

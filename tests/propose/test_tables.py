"""Table verdicts from who reads and writes."""

import pytest

from analyzer.model.decomposition import Verdict
from analyzer.propose.tables import TableUse, judge, owner_of
from tests.propose.monolith import linkage, modules, needs, proposal, unit

CASES = [
    # writers, readers, home, nowhere -> owner, verdict
    ({}, {}, None, 0, None, Verdict.UNUSED),
    ({}, {}, None, 3, None, Verdict.KEEP),
    ({}, {}, "a", 0, "a", Verdict.UNUSED),
    ({"a": 2}, {"a": 9}, "a", 0, "a", Verdict.OWN),
    ({"a": 2}, {}, "b", 0, "a", Verdict.OWN),
    ({}, {"a": 1, "b": 2}, None, 0, "b", Verdict.REFERENCE),
    ({"a": 4}, {"b": 2}, "b", 0, "a", Verdict.SERVE),
    ({"a": 1}, {"b": 9}, "b", 0, "a", Verdict.REPLICATE),
    ({"a": 1}, {"b": 9, "c": 1, "d": 1}, "b", 0, "a", Verdict.REFERENCE),
    ({"a": 8, "b": 2}, {}, "a", 0, "a", Verdict.SERVE),
    ({"a": 5, "b": 5}, {"b": 1}, "a", 0, "b", Verdict.KEEP),
    ({"a": 5, "b": 5}, {}, "b", 0, "b", Verdict.KEEP),
]


@pytest.mark.parametrize("case", CASES)
def test_judge__uses__give_owner_and_verdict(case: tuple) -> None:
    writers, readers, home, nowhere, owner, verdict = case
    found = judge("table:t", TableUse(writers, readers, nowhere), home, 6)
    assert (found.owner, found.verdict) == (owner, verdict)
    assert found.reason


def test_owner_of__clarity__is_the_owners_share_of_the_writes() -> None:
    assert owner_of(TableUse({"a": 3, "b": 1}, {"b": 50}, 0), None) == ("a", 0.75)


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

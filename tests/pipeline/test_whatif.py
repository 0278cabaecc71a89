"""An analysis and edits of its proposal: every unit stays in exactly one place, and what people set is theirs."""

import random
from collections import Counter

import pytest

from analyzer.model.analysis import Analysis
from analyzer.model.config import Config, Constraints, Edit
from analyzer.model.decomposition import TableVerdict, Verdict
from analyzer.model.plan import Plan, PlannedService
from analyzer.pipeline import EditError, analyze_linkage, inventory_of, what_if
from tests.check.plans import planned
from tests.check.shop import needs
from tests.propose.monolith import linkage, modules
from tests.propose.steered import group

SHOP = linkage(*modules(5, 6))
ACCEPTED = Plan((PlannedService("first", ("class:M0x*",), ("t0",)), PlannedService("second", ("class:M1x*",), ("t1",))))


def _analysis(config: Config) -> Analysis:
    return analyze_linkage(SHOP, config, inventory_of(SHOP), lambda *_: None, name="shop")


def _verdict(analysis: Analysis, table: str) -> TableVerdict:
    return next(row for row in analysis.decomposition.tables if row.table == table)


def test_what_if__under_a_plan__what_stays_in_the_core_is_no_orphan() -> None:
    before = _analysis(Config(plan=ACCEPTED))
    after = what_if(before, [Edit("move", "second", (), ("class:M2x0",))])
    assert after.decomposition.orphans == before.decomposition.orphans
    assert set(before.decomposition.core) - set(after.decomposition.core) == {"class:M2x0"}


def test_what_if__under_a_plan__its_tables_stay_with_whom_it_gives_them_to() -> None:
    plan = Plan((PlannedService("first", ("class:M0x*",), ("t1",)), PlannedService("second", ("class:M1x*",))))
    before = _analysis(Config(plan=plan))
    after = what_if(before, [Edit("rename", "billing", ("first",))])
    assert (_verdict(before, "table:t1").owner, _verdict(after, "table:t1").owner) == ("first", "billing")


def test_what_if__an_unplanned_unit_that_is_moved__is_unplanned_no_more() -> None:
    plan = Plan((PlannedService("first", ("class:M0x[0-4]",), ("t0",)), PlannedService("second", ("class:M1x*",))))
    before = _analysis(Config(plan=plan))
    assert "class:M0x5" in before.decomposition.unplanned
    after = what_if(before, [Edit("move", "second", (), ("class:M0x5",))])
    assert "class:M0x5" not in after.decomposition.unplanned


def test_what_if__a_table_is_moved__its_new_service_owns_it_and_the_writer_writes_through_it() -> None:
    after = what_if(_analysis(Config()), [Edit("move", "word3", (), ("table:t0",))])
    verdict = _verdict(after, "table:t0")
    assert (verdict.owner, verdict.verdict, verdict.cost) == ("word3", Verdict.SERVE, 6.0)
    assert verdict.reason == "you gave it to word3; word0 must write through it"


def test_constraints__a_table_is_pinned__the_service_of_the_pin_owns_it() -> None:
    pinned = _analysis(Config(constraints=Constraints(pin=(group("table:t0", service="word3"),))))
    assert _verdict(pinned, "table:t0").owner == "word3"


# Catalog writes a table that the plan gives to billing more often than billing does.
WRITES = (needs("class:Product", "table:invoices", "writes", 1, 2, 3, 4, 5, 6, 7),)


def test_what_if__a_table_that_the_plan_gives_to_a_service__stays_its_own_after_an_edit_of_other_units() -> None:
    before = planned(*WRITES)
    then = _verdict(before, "table:invoices")
    assert (then.owner, then.verdict) == ("billing", Verdict.SERVE)
    after = what_if(before, [Edit("move", "catalog", patterns=("class:Pdf",))])
    assert _verdict(after, "table:invoices") == then
    assert after.decomposition.service_of()["table:invoices"] == "billing"


def test_what_if__a_planned_table_is_moved_itself__it_goes() -> None:
    after = what_if(planned(*WRITES), [Edit("move", "catalog", patterns=("table:invoices",))])
    assert _verdict(after, "table:invoices").owner == "catalog"
    assert after.decomposition.service_of()["table:invoices"] == "catalog"


PLACES = ["class:M0x*", "class:M1x0", "table:t*", "table:t1", "m2/**", "class:M4x[1-3]", "class:*"]


@pytest.mark.parametrize("seed", range(24))
def test_what_if__any_edits__every_unit_is_in_exactly_one_place(seed: int) -> None:
    dice = random.Random(seed)
    analysis = _analysis(Config(plan=ACCEPTED) if seed % 2 else Config())
    for _ in range(4):
        known = [service.name for service in analysis.decomposition.services]
        target = dice.choice([*known, "new", "kernel"])
        edits = [
            Edit("move", target, (), (dice.choice(PLACES),)),
            Edit("rename", target, tuple(dice.sample(known, 1))),
            Edit("merge", target, tuple(dice.sample(known, min(2, len(known))))),
            Edit("split", target, tuple(dice.sample(known, 1)), (dice.choice(PLACES),)),
        ]
        try:
            analysis = what_if(analysis, [dice.choice(edits)])
        except EditError:
            continue
        found = analysis.decomposition
        placed = Counter(member for service in found.services for member in service.members)
        assert Counter([*placed.elements(), *found.kernel, *found.orphans, *found.core]) == Counter(
            unit.id for unit in SHOP.units
        )
        assert {row.unit for row in found.memberships} == set(placed)
        assert len(analysis.roadmap.steps) == len(found.services)

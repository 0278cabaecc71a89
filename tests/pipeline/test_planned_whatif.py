"""What an edit changes, and what it leaves as it is."""

import msgspec

from analyzer.model.analysis import Analysis
from analyzer.model.config import Edit
from analyzer.model.decomposition import TableVerdict, Verdict
from analyzer.model.linkage import Dependency
from analyzer.pipeline import what_if
from tests.check.plans import BILLING, planned
from tests.check.shop import needs, unit

BILLING_ALONE = msgspec.structs.replace(BILLING, uses=None)
# Catalog writes a table that the plan gives to billing more often than billing does.
WRITES: tuple[Dependency, ...] = (needs("class:Product", "table:invoices", "writes", 1, 2, 3, 4, 5, 6, 7),)


def _table(analysis: Analysis, name: str) -> TableVerdict:
    (row,) = [row for row in analysis.decomposition.tables if row.table == f"table:{name}"]
    return row


def test_what_if__a_table_that_the_plan_gives_to_a_service__stays_its_own_after_an_edit_of_other_units() -> None:
    before = planned(*WRITES)
    assert (_table(before, "invoices").owner, _table(before, "invoices").verdict) == ("billing", Verdict.SERVE)
    after = what_if(before, [Edit("move", "catalog", patterns=("class:Pdf",))])
    assert _table(after, "invoices") == _table(before, "invoices")
    assert after.decomposition.service_of()["table:invoices"] == "billing"


def test_what_if__a_planned_table_is_moved_itself__it_goes() -> None:
    after = what_if(planned(*WRITES), [Edit("move", "catalog", patterns=("table:invoices",))])
    assert (_table(after, "invoices").owner, after.decomposition.service_of()["table:invoices"]) == ("catalog",) * 2


def test_what_if__the_service_of_a_planned_table_gets_another_name__the_table_is_that_ones() -> None:
    after = what_if(planned(*WRITES), [Edit("rename", "invoicing", ("billing",))])
    assert _table(after, "invoices").owner == "invoicing"


def test_what_if__code_of_the_core__is_no_orphan_after_an_edit_and_leaves_the_core_when_it_is_moved() -> None:
    names = [f"class:Offer{i}" for i in range(4)]  # with these the rest of the shop is larger than billing
    ties = [needs(name, "class:Product", "extends") for name in names]
    before = planned(*ties, services=(BILLING_ALONE,), units=tuple(map(unit, names)))
    assert before.decomposition.core
    after = what_if(before, [Edit("rename", "invoicing", ("billing",))]).decomposition
    assert (after.core, after.orphans) == (before.decomposition.core, before.decomposition.orphans)
    moved = what_if(before, [Edit("move", "billing", patterns=("class:Brand",))]).decomposition
    assert (set(before.decomposition.core) - set(moved.core), moved.orphans) == ({"class:Brand"}, ())

"""What an edit changes, and what it leaves as it is."""

from analyzer.model.analysis import Analysis
from analyzer.model.config import Edit
from analyzer.model.decomposition import TableVerdict, Verdict
from analyzer.model.linkage import Dependency
from analyzer.pipeline import what_if
from tests.check.plans import planned
from tests.check.shop import needs

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

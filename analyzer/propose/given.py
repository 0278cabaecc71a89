"""What people say of tables in (a plan, constraints, an edit), who owns each of them whatever the code does out."""

from collections.abc import Collection

from analyzer.model.decomposition import Decomposition
from analyzer.model.linkage import Linkage
from analyzer.model.plan import Plan
from analyzer.propose.planned import planned_owners


def given_owners(
    linkage: Linkage, decomposition: Decomposition, plan: Plan, moved: Collection[str] = ()
) -> dict[str, str]:
    """Return table id → the service in which it is, for the tables that a person has put there.

    `moved` are the units that edits speak of.
    """
    ruled = {unit for rule in decomposition.constraints for unit in rule.units}
    named = {*planned_owners(linkage, plan), *ruled, *moved}
    place = decomposition.service_of()
    return {unit: place[unit] for unit in sorted(named) if unit.startswith("table:") and unit in place}

"""A comparison in, violations out: one function for each rule, and the table that names them."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass

from analyzer.check.comparison import Comparison
from analyzer.model.linkage import UnitKind
from analyzer.model.location import Location
from analyzer.model.violation import Violation

TOLERANCE = 0.01  # of a share of coverage: one percentage point
GROWTH = 0.05  # of the kernel's lines


@dataclass(frozen=True, slots=True)
class Rule:
    """What a rule forbids, why one should care and what to do, and the function that finds what breaks it."""

    meaning: str
    remedy: str
    find: Callable[[Comparison], Iterator[Violation]]


def _new_service_dependencies(comparison: Comparison) -> Iterator[Violation]:
    """Identity: source unit, target unit and kind. A table new to a service is the other rule's."""
    known = {(row.source, row.target, row.kind) for _, _, row in comparison.crossings(comparison.baseline)}
    for source, target, row in comparison.crossings(comparison.today):
        if (row.source, row.target, row.kind) in known or (source, row.target) in comparison.newly_shared:
            continue
        message = f"{source} needs {target} in a new way: {row.source} {row.kind} {row.target}"
        yield Violation("new-service-dependency", row.source, row.target, message, row.occurrences)


def _new_shared_tables(comparison: Comparison) -> Iterator[Violation]:
    """Identity: service and table."""
    for (service, table), before in sorted(comparison.newly_shared.items()):
        message = f"{service} now uses {table}, which is the matter of {' and '.join(before)}"
        places = tuple(sorted(set(comparison.users_today[table][service])))
        yield Violation("new-shared-table", service, table, message, places)


def _coverage_drops(comparison: Comparison) -> Iterator[Violation]:
    """Identity: the kind of reference. A kind that one of the two does not have cannot fall."""
    before = {row.kind: row for row in comparison.baseline.linkage.coverage if row.total}
    known = {(row.path, row.kind, row.text) for row in comparison.baseline.linkage.unresolved}
    for row in comparison.today.linkage.coverage:
        then = before.get(row.kind)
        if then is None or then.share - row.share <= TOLERANCE + 1e-9:
            continue
        message = f"of the references of kind {row.kind}, {row.share:.1%} are known; it was {then.share:.1%}"
        new = {
            Location(one.path, one.line)
            for one in comparison.today.linkage.unresolved
            if one.kind == row.kind and (one.path, one.kind, one.text) not in known
        }
        yield Violation("coverage-drop", row.kind, "", message, tuple(sorted(new)))


def _unplanned_units(comparison: Comparison) -> Iterator[Violation]:
    """Identity: the unit. A new unit that touches one service of the baseline is taken to be that service's.

    Who may add no class to his own service without a new baseline switches the gate off.
    """
    known = {unit.id for unit in comparison.baseline.linkage.units} | comparison.service_of.keys()
    for unit in comparison.today.linkage.units:
        touched = comparison.touched.get(unit.id, {})
        if unit.id in known or len(touched) < 2 or unit.test or unit.kind in {UnitKind.EXTERNAL, UnitKind.TABLE}:
            continue
        most = sorted(touched.items(), key=lambda item: (-item[1], item[0]))
        said = ", ".join(f"{service} ({places} place{'s' if places > 1 else ''})" for service, places in most)
        message = f"{unit.id} is new and in no service of the baseline; it touches {said}"
        places = (Location(unit.path, unit.line),) if unit.path else ()
        yield Violation("unplanned-unit", unit.id, "", message, places)


def _kernel_growth(comparison: Comparison) -> Iterator[Violation]:
    """Identity: the kernel. It is that of the baseline, and the new units that today's analysis adds to it."""
    planned = frozenset(comparison.baseline.decomposition.kernel)
    then = {unit.id: unit.loc for unit in comparison.baseline.linkage.units}
    added = frozenset(comparison.today.decomposition.kernel) - then.keys()
    kernel = [unit for unit in comparison.today.linkage.units if unit.id in planned or unit.id in added]
    before = sum(then.get(unit, 0) for unit in planned)
    now = sum(unit.loc for unit in kernel)
    if now <= before * (1 + GROWTH):
        return
    grown = [unit for unit in kernel if unit.loc > then.get(unit.id, 0)]
    message = f"the shared kernel has {now:,} lines; it had {before:,}"
    places = tuple(sorted(Location(unit.path, unit.line) for unit in grown if unit.path))
    yield Violation("kernel-growth", "kernel", "", message, places)


RULES: Mapping[str, Rule] = {
    "new-service-dependency": Rule(
        "One service needs another in a way that the baseline does not know.",
        "Go through what the other service offers already, move the code to the service it works for, or, when the "
        "need is right, analyse again and commit the new baseline.",
        _new_service_dependencies,
    ),
    "new-shared-table": Rule(
        "A table is used by a further service: two services on one table cannot be taken apart.",
        "Ask the service that owns the table instead of its table.",
        _new_shared_tables,
    ),
    "coverage-drop": Rule(
        "We understand a smaller share of the references than before, so other rules see less.",
        "Name classes, files and tables literally at the new places, or add types; the ledger of the report says why.",
        _coverage_drops,
    ),
    "unplanned-unit": Rule(
        "A new class, function or script ties services together, and is in none of those of the baseline.",
        "Put the code where the service lives that it touches most; then analyse again and commit the new baseline.",
        _unplanned_units,
    ),
    "kernel-growth": Rule(
        "The shared kernel has grown by more than a twentieth: what everybody shares, nobody can change alone.",
        "Put the new code into the service that it is for; keep in the kernel what knows nothing of the business.",
        _kernel_growth,
    ),
}

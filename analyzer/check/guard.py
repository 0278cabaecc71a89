"""The standing of today's code in, what breaks the accepted plan out: one function for each rule.

Every function yields all that breaks its rule today; what the baseline knows is taken out by `judge`. The rules of
`COMPARING` say nothing without a baseline.
"""

from collections.abc import Callable, Iterator, Mapping

from analyzer.check.fixes import for_join, for_table, for_transaction, for_unplanned, for_use
from analyzer.check.rules import TOLERANCE
from analyzer.check.standing import Standing, Use
from analyzer.model.linkage import UnitKind
from analyzer.model.location import Location
from analyzer.model.plan import State
from analyzer.model.violation import Violation

FILE = "secateur.yaml"
FEWEST_LOST = 3  # references: of twenty, one is five points

_PULL = 0.005  # what rounds to no share of the ties is no pull


def _uses(standing: Standing) -> Iterator[Violation]:
    """Identity: the two units. Of the three rules about uses the gravest speaks."""
    for use in standing.uses:
        service = standing.service_of[use.target]
        home = standing.service_of.get(use.source)
        where = standing.home(use.source)
        planned = standing.planned[service]
        allowed = standing.planned[home].uses if home is not None else None
        interface = standing.public.get(service)
        if planned.state is State.EXTRACTED:
            message = f"{service} is extracted, and {where} still uses its code: {use.said}"
            yield _violation("extracted-service-use", use, message, standing)
        elif allowed is not None and service not in allowed:
            message = f"{home} may not use {service}: {use.said}"
            yield _violation("forbidden-dependency", use, message, standing)
        elif interface is not None and use.target not in interface:
            message = f"{where} goes past the public interface of {service}: {use.said}"
            yield _violation("private-use", use, message, standing)


def _violation(rule: str, use: Use, message: str, standing: Standing) -> Violation:
    return Violation(rule, use.source, use.target, message, tuple(sorted(use.places)), for_use(standing, use))


def _foreign_writes(standing: Standing) -> Iterator[Violation]:
    """Identity: unit and table."""
    for use in standing.writes:
        owner = standing.service_of[use.target]
        guess = " (a guess)" * use.guessed
        message = f"{use.source} of {standing.home(use.source)} writes {use.target} of {owner}{guess}"
        fix = for_table(standing, use.target, writes=True)
        yield Violation("foreign-write", use.source, use.target, message, tuple(sorted(use.places)), fix)


def _joins(standing: Standing) -> Iterator[Violation]:
    """Identity: unit and the table that is not of its service."""
    found: dict[tuple[str, str], tuple[set[Location], set[str]]] = {}
    for unit, table, place, other in standing.joins:
        places, others = found.setdefault((unit, table), (set(), set()))
        places.add(place)
        others.add(other)
    for (unit, table), (places, others) in sorted(found.items()):
        joined = ", ".join(sorted(others))
        message = f"{unit} of {standing.home(unit)} joins {table} of {standing.service_of[table]} with {joined}"
        yield Violation("cross-service-join", unit, table, message, tuple(sorted(places)), for_join(standing, table))


def _transactions(standing: Standing) -> Iterator[Violation]:
    """Identity: the unit that opens the transaction, and a table that is not of its home.

    At home is the unit's own service when the transaction writes its tables, else the one whose table is written first.
    """
    found: dict[tuple[str, str], tuple[set[Location], set[str]]] = {}
    for scope in standing.today.linkage.scopes:
        unit = standing.units.get(scope.unit)
        written = {table: standing.service_of[table] for table, _, _ in scope.writes if table in standing.service_of}
        services = list(dict.fromkeys(written.values()))
        if unit is None or unit.test or len(services) < 2:
            continue
        own = standing.service_of.get(scope.unit)
        home = own if own in services else services[0]
        for table, _, place in scope.writes:
            if written.get(table, home) != home:
                places, homes = found.setdefault((scope.unit, table), ({scope.place}, set()))
                places.add(place)
                homes.add(str(home))
    for (unit_id, table), (places, homes) in sorted(found.items()):
        others = " and ".join(sorted(homes))
        message = f"{unit_id} writes {table} of {standing.service_of[table]} in one transaction with tables of {others}"
        fix = for_transaction(standing, table)
        yield Violation("cross-service-transaction", unit_id, table, message, tuple(sorted(places)), fix)


def _cycles(standing: Standing) -> Iterator[Violation]:
    """Identity: two services. A dependency that the baseline has between them has closed no new cycle, and of services
    that it does not know nothing can be said."""
    before = standing.baseline.dependencies if standing.baseline else {}
    for source, targets in standing.needs.items():
        for target, places in targets.items():
            way = _way(standing.needs, target, source)
            if way and source in before and target in before and target not in before[source]:
                circle = " → ".join([source, *way])
                message = f"{source} needs {target} now, which closes a circle: {circle}"
                fix = f"let {source} raise an event that {target} listens to, or move what both need to one side"
                yield Violation("service-cycle", source, target, message, places, fix)


def _way(needs: Mapping[str, Mapping[str, object]], start: str, end: str) -> list[str]:
    """Return the shortest way from one service to another, both included; empty when there is none."""
    before = {start: ""}
    fresh = [start]
    while fresh and end not in before:
        near = [(b, a) for a in fresh for b in needs.get(a, {}) if b not in before]
        for b, a in near:
            before.setdefault(b, a)
        fresh = sorted({b for b, _ in near})
    if end not in before:
        return []
    way = [end]
    while before[way[0]]:
        way.insert(0, before[way[0]])
    return way


def _kernel(standing: Standing) -> Iterator[Violation]:
    """Identity: the unit. A kernel that is detected may change with any edit, so only one that is planned counts."""
    if standing.baseline is None or not standing.today.config.plan.kernel:
        return
    for unit_id in standing.today.decomposition.kernel:
        if unit_id not in standing.baseline.kernel:
            unit = standing.units[unit_id]
            message = f"{unit_id} is new in the shared kernel, {unit.loc:,} lines"
            ties = standing.ties.get(unit_id, {})
            most = min(ties, key=lambda service: (-ties[service], service), default="")
            fix = f"put it into {most}, which {ties[most]:,} places tie it to" if most else "keep it out of the kernel"
            places = (Location(unit.path, unit.line),) if unit.path else ()
            yield Violation("kernel-growth", unit_id, "", message, places, fix)


def _coverage(standing: Standing) -> Iterator[Violation]:
    """Identity: the kind of reference. It may fall by one percentage point, or by two references."""
    before = standing.baseline.coverage if standing.baseline else {}
    for row in standing.today.linkage.coverage:
        then = before.get(row.kind)
        lost = 0.0 if then is None else then - row.share
        if then is None or lost <= TOLERANCE + 1e-9 or round(lost * row.total) < FEWEST_LOST:
            continue
        gaps = {Location(one.path, one.line) for one in standing.today.linkage.unresolved if one.kind == row.kind}
        message = f"of the references of kind {row.kind}, {row.share:.1%} are known; it was {then:.1%}"
        yield Violation("coverage-drop", row.kind, "", message, tuple(sorted(gaps)))


def _limits(standing: Standing) -> Iterator[Violation]:
    """Identity: service and limit."""
    for row in standing.today.scores.services:
        planned = standing.planned[row.service]
        numbers = {
            "units": (row.units, "units"),
            "lines": (row.loc, "lines"),
            "tables": (row.tables_owned, "tables"),
            "in": (row.calls_in, "places at which others use it"),
            "out": (row.calls_out, "places at which it uses others"),
        }
        for limit, most in planned.limits.items():
            number, what = numbers[limit]
            if number > most:
                message = f"{row.service} has {number:,} {what}; its limit is {most:,}"
                fix = f"take {number - most:,} out, or split the service; a higher limit stands in {FILE}"
                yield Violation("service-limit", row.service, limit, message, (Location(FILE, planned.line),), fix)


def _unplanned(standing: Standing) -> Iterator[Violation]:
    """Identity: the unit."""
    pulls = {row.unit: row for row in standing.today.decomposition.memberships}
    for unit_id in standing.today.decomposition.unplanned:
        unit, row = standing.units[unit_id], pulls[unit_id]
        rival = f", then {row.runner_up} by {row.runner_up_share:.0%}" if row.runner_up else ""
        drawn = f"is pulled to {row.service} ({row.share:.0%} of its ties{rival})"
        if row.share < _PULL:
            drawn = f"goes to {row.service}, with which it has next to no ties{rival}"
        message = f"no pattern of the plan names {unit_id}; it {drawn}"
        here = (Location(unit.path, unit.line),) if unit.path else ()
        places = standing.touches.get(unit_id, ()) if unit.kind is UnitKind.TABLE else here
        yield Violation("unplanned-unit", unit_id, "", message, places, for_unplanned(standing, unit_id))


def _moved(standing: Standing) -> Iterator[Violation]:
    """Identity: service and pattern."""
    for row in standing.today.decomposition.moved:
        message = f"the pattern {row.pattern} of {row.service} matches nothing (any more)"
        now = standing.now.get(row.pattern.removeprefix("/"))
        likely = (now,) if now else row.likely
        fix = f"write {' or '.join(likely)}, or drop it" if likely else "mend or drop it"
        yield Violation("plan-moved", row.service, row.pattern, message, (Location(FILE, row.line),), fix)


FINDERS: tuple[Callable[[Standing], Iterator[Violation]], ...] = (
    _uses,
    _foreign_writes,
    _joins,
    _transactions,
    _cycles,
    _kernel,
    _coverage,
    _limits,
    _unplanned,
    _moved,
)
COMPARING = frozenset({"service-cycle", "kernel-growth", "coverage-drop"})

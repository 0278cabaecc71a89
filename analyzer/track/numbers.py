"""An `Analysis` in, one `Snapshot` out."""

import hashlib
from collections.abc import Sequence

import msgspec

from analyzer.model.analysis import Analysis
from analyzer.model.config import Config
from analyzer.model.linkage import UnitKind
from analyzer.model.plan import Plan, PlannedService
from analyzer.model.scores import ServiceScores
from analyzer.model.snapshot import Breach, ServiceNumbers, Snapshot
from analyzer.model.violation import Violation

NO_CODE = frozenset({UnitKind.TABLE, UnitKind.EXTERNAL})


UNPLANNED = "unplanned-unit"  # the rule that has a number of its own


def snapshot(
    analysis: Analysis, violations: Sequence[Violation] | None, dated: tuple[str, str, str], key: tuple[str, str]
) -> Snapshot:
    """Return the numbers of a revision; `dated` is its (date, time, revision), `key` the (plan, program) of `Snapshot`.

    Units are own ones without tables and tests, lines are theirs; a table is shared when more than one service reads
    or writes it; coverage is the share of all references that are known, 0..1. The core is what no pattern of a
    service covers: the rest of the monolith, lonely units, and what only its ties pull into a service. The shared
    kernel is not in it.
    """
    linkage, decomposition = analysis.linkage, analysis.decomposition
    plan, scores = analysis.config.plan, analysis.scores
    own = {unit.id: unit.loc for unit in linkage.units if not unit.test and unit.kind not in NO_CODE}
    total = sum(row.total for row in linkage.coverage)
    unresolved = sum(row.unresolved for row in linkage.coverage)
    users = [{name for name, _ in (*t.readers, *t.writers)} for t in decomposition.tables]
    planned = bool(plan.services)
    core = [u for u in (*decomposition.core, *decomposition.orphans, *decomposition.unplanned) if u in own]
    return Snapshot(
        date=dated[0],
        time=dated[1],
        revision=dated[2],
        project=analysis.project,
        plan=key[0],
        program=key[1],
        loc=sum(own.values()),
        units=len(own),
        services=len(decomposition.services),
        crossing_places=sum(crossing.places for crossing in scores.crossings),
        crossing_pairs=len(scores.crossings),
        shared_tables=sum(len(names) > 1 for names in users),
        kernel_units=len(decomposition.kernel),
        unresolved=unresolved,
        coverage=round(1 - unresolved / total, 6) if total else 1.0,
        core_units=len(core) if planned else None,
        core_loc=sum(own[unit] for unit in core) if planned else None,
        unplanned_units=sum(unit in own for unit in decomposition.unplanned) if planned else None,
        numbers=tuple(sorted(_service(row, plan) for row in scores.services)),
        breaches=None if violations is None else _breaches(violations),
    )


def plan_digest(config: Config) -> str:
    """Return what names the plan, with all else of the configuration that shapes its numbers; "" without a plan.

    Who owns a service and on which line of the file it stands changes nothing.
    """
    if not config.plan.services:
        return ""
    services = tuple(msgspec.structs.replace(s, owner="", line=0, lines={}) for s in config.plan.services)
    shaping = msgspec.structs.replace(config, name=None, plan=Plan(services, config.plan.kernel))
    parts = [shaping.discover, shaping.weights, shaping.frameworks, shaping.types, shaping.aliases, shaping.includes]
    return hashlib.sha256(msgspec.json.encode([*parts, shaping.plan], order="deterministic")).hexdigest()[:16]


def _service(row: ServiceScores, plan: Plan) -> ServiceNumbers:
    found: PlannedService | None = next((s for s in plan.services if s.name == row.service), None)
    state = found.state.value if found else ""
    return ServiceNumbers(row.service, state, row.units, row.loc, row.tables_owned, row.calls_in, row.calls_out)


def _breaches(violations: Sequence[Violation]) -> tuple[Breach, ...]:
    """Return the violations by identity; two of one identity count their places together."""
    places: dict[tuple[str, str, str], set[object]] = {}
    for one in violations:
        if one.rule != UNPLANNED:
            places.setdefault((one.rule, one.source, one.target), set()).update(one.places)
    return tuple(sorted(Breach(*identity, len(found)) for identity, found in places.items()))

"""`Analysis` in, what the report tells out: the same selection for HTML and Markdown, no markup in it."""

from collections.abc import Iterable, Mapping

import msgspec

from analyzer.model.analysis import Analysis, Inventory
from analyzer.model.decomposition import Membership, Role, Service, TableVerdict, Verdict
from analyzer.model.linkage import Coverage, Entry, Reason, Unit, UnitKind, Unresolved
from analyzer.model.location import Location
from analyzer.model.roadmap import Step
from analyzer.model.scores import Crossing, ServiceScores
from analyzer.report.advice import Advice, advise, rewarding, where
from analyzer.report.contested import Divisible, Tip, divisible, tips
from analyzer.report.steered import set_by
from analyzer.report.ways import ways_in
from analyzer.report.words import beside, counted, how_good, resolved

MEMBERS = 150  # units listed per service; analysis.json has all
CUTS = 12  # cuts listed per step
LEDGER = 8  # examples per reason
PLACES = 6  # directories per reason
ADVICE = 12  # lines of configuration at the head of the ledger


class Member(msgspec.Struct, frozen=True):
    """A unit of a service with its place and how surely it belongs there."""

    unit: Unit
    membership: Membership | None
    set_by: str = ""  # where the user has set it


class ServiceStory(msgspec.Struct, frozen=True):
    """Everything about one service. `members` are the largest first, `more` how many are not listed."""

    service: Service
    scores: ServiceScores
    position: int  # in the extraction order, from 1
    members: tuple[Member, ...]
    more: int
    tables: tuple[TableVerdict, ...]
    uses: tuple[Crossing, ...]
    used_by: tuple[Crossing, ...]
    entries: tuple[Entry, ...]  # of its units; those that a framework wires have a name


class LedgerGroup(msgspec.Struct, frozen=True):
    """What could not be resolved for one reason, where most of it stands, and what would help most."""

    reason: Reason
    count: int
    places: tuple[tuple[str, int], ...]
    advice: tuple[Advice, ...]
    examples: tuple[Unresolved, ...]


class Story(msgspec.Struct, frozen=True):
    """The report, selected and sorted. Services stand in the order of extraction."""

    analysis: Analysis
    services: tuple[ServiceStory, ...]
    contested: tuple[Member, ...]
    shared_tables: tuple[TableVerdict, ...]
    unused_tables: tuple[TableVerdict, ...]
    kernel: tuple[Unit, ...]
    orphans: tuple[Unit, ...]
    ledger: tuple[LedgerGroup, ...]
    advice: tuple[Advice, ...]  # over all reasons, the most rewarding first
    entry_points: int
    tips: dict[str, Tip] = {}  # of contested units, by id
    divisible: tuple[Divisible, ...] = ()
    places: dict[str, str] = {}  # of hubs, by id
    roles: tuple[Role, ...] = ()  # of all units in a service

    @property
    def coverage(self) -> tuple[Coverage, ...]:
        """Coverage per kind of reference."""
        return self.analysis.linkage.coverage

    @property
    def sentences(self) -> tuple[str, ...]:
        """The report in a few sentences."""
        return tuple(_sentences(self))


def tell(analysis: Analysis) -> Story:
    """Return what the report tells of an analysis."""
    units = {unit.id: unit for unit in analysis.linkage.units}
    memberships = {row.unit: row for row in analysis.decomposition.memberships}
    verdicts = analysis.decomposition.tables
    contested = [Member(units[row.unit], row) for row in memberships.values() if row.contested and row.unit in units]
    advice = advise(analysis.linkage.unresolved)
    contested.sort(key=lambda member: (-member.unit.loc, member.unit.id))
    return Story(
        analysis,
        tuple(_services(analysis, units, memberships)),
        tuple(contested),
        tuple(v for v in verdicts if v.verdict not in (Verdict.OWN, Verdict.UNUSED)),
        tuple(v for v in verdicts if v.verdict is Verdict.UNUSED),
        _largest(units, analysis.decomposition.kernel),
        _largest(units, analysis.decomposition.orphans),
        _ledger(analysis.linkage.unresolved, advice),
        rewarding(advice, ADVICE),
        sum(bool(u.entry) for u in units.values() if not u.test),
        tips(analysis, [member.membership for member in contested if member.membership]),
        divisible(analysis),
        {hub.unit: place(units[hub.unit]) for hub in analysis.decomposition.hubs if hub.unit in units},
        tuple(row.role for row in analysis.decomposition.memberships),
    )


def _services(
    analysis: Analysis, units: Mapping[str, Unit], memberships: Mapping[str, Membership]
) -> Iterable[ServiceStory]:
    position = {step.service: step.position for step in analysis.roadmap.steps}
    scores = {row.service: row for row in analysis.scores.services}
    verdicts = {row.table: row for row in analysis.decomposition.tables}
    ways, told = ways_in(analysis), set_by(analysis)
    for service in sorted(analysis.decomposition.services, key=lambda s: (position.get(s.name, 0), s.name)):
        code = _largest(units, (m for m in service.members if not m.startswith("table:")))
        uses = [row for row in analysis.scores.crossings if row.source == service.name]
        used_by = [row for row in analysis.scores.crossings if row.target == service.name]
        yield ServiceStory(
            service,
            scores[service.name],
            position.get(service.name, 0),
            tuple(Member(unit, memberships.get(unit.id), told.get(unit.id, "")) for unit in code[:MEMBERS]),
            max(0, len(code) - MEMBERS),
            tuple(verdicts[table] for table in service.tables if table in verdicts),
            tuple(sorted(uses, key=lambda row: (-row.places, row.target))),
            tuple(sorted(used_by, key=lambda row: (-row.places, row.source))),
            tuple(entry for unit in code for entry in ways.get(unit.id, ())),
        )


def _largest(units: Mapping[str, Unit], ids: Iterable[str]) -> tuple[Unit, ...]:
    known = [units[id] for id in ids if id in units]
    return tuple(sorted(known, key=lambda unit: (unit.kind is UnitKind.TABLE, -unit.loc, unit.id)))


def _ledger(unresolved: Iterable[Unresolved], advice: Iterable[Advice]) -> tuple[LedgerGroup, ...]:
    groups: dict[Reason, list[Unresolved]] = {}
    for row in unresolved:
        groups.setdefault(row.reason, []).append(row)
    helpful: dict[Reason, list[Advice]] = {}
    for one in advice:
        helpful.setdefault(one.reason, []).append(one)
    found = [
        LedgerGroup(
            reason, len(rows), where(rows, PLACES), tuple(helpful.get(reason, ())[:LEDGER]), tuple(rows[:LEDGER])
        )
        for reason, rows in groups.items()
    ]
    return tuple(sorted(found, key=lambda group: (-group.count, group.reason)))


def _history(inventory: Inventory) -> Iterable[str]:
    """Say what the history gave, and what it could not."""
    if inventory.commits:
        large = f"; {inventory.large_commits:,} of them are too large to count" if inventory.large_commits else ""
        yield f"What changes together was learned from {counted(inventory.commits, 'commit')}{large}."
    if inventory.history:
        yield f"{inventory.history[:1].upper()}{inventory.history[1:]}."


def _sentences(story: Story) -> Iterable[str]:
    analysis = story.analysis
    inventory, services = analysis.inventory, story.services
    tables = sum(unit.kind is UnitKind.TABLE and not unit.test for unit in analysis.linkage.units)
    yield (
        f"{counted(inventory.files, 'PHP file')} with {counted(inventory.loc, 'line')}, "
        f"{counted(story.entry_points, 'entry point')} and {counted(tables, 'table')} were read."
    )
    if beside(inventory):
        yield f"Read beside them: {beside(inventory)}."
    yield from _history(inventory)
    if not services:
        yield "No services are proposed: nothing in this code base depends on anything else that we could see."
        return
    accepted = "as accepted in secateur.yaml" if analysis.config.plan.services else "are proposed"
    yield (
        f"{counted(len(services), 'service')} {accepted}; {counted(len(story.kernel), 'unit')} that are used from "
        f"everywhere are set aside as shared kernel, {counted(len(story.contested), 'unit')} contested between two "
        f"services, and {counted(len(story.shared_tables), 'table')} used by more than one."
    )
    found = analysis.decomposition
    if found.unplanned or found.moved:
        yield (
            f"No pattern of the plan names {counted(len(found.unplanned), 'unit')} of these: ties pulled them there; "
            f"{counted(len(found.moved), 'pattern')} of the plan match nothing (secateur check names both)."
        )
    first = analysis.roadmap.steps[0] if analysis.roadmap.steps else None
    if first:
        followed = "for the dependencies that could be followed"
        yield f"The first to leave is {first.service}; the proposed order {how_good(analysis.roadmap)}, {followed}."
    unresolved = len(analysis.linkage.unresolved)
    if unresolved or analysis.linkage.coverage:
        yield f"{unresolved:,} references could not be resolved; they are listed with their places, and none is hidden."
        yield from (resolved(row) for row in story.coverage if row.kind == "method-call" and row.inner)
    else:
        yield "The graph does not say what its makers could not resolve: nobody knows what is missing."


def place(unit: Unit) -> str:
    """Return `path:line` of a unit, "" when it has none."""
    return f"{unit.path}:{unit.line}" if unit.path and unit.line else unit.path


def at(location: Location) -> str:
    """Return `path:line`."""
    return f"{location.path}:{location.line}"


def top_cuts(step: Step) -> tuple[int, int]:
    """Return how many cuts are listed and how many there are."""
    return min(CUTS, len(step.cuts)), len(step.cuts)

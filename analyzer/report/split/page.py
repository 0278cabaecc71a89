"""`Analysis` and the name of a service in, its `Split` out."""

from analyzer.model.analysis import Analysis
from analyzer.model.decomposition import Service
from analyzer.model.linkage import UnitKind
from analyzer.model.split import SCHEMA, Split
from analyzer.report.split.contract import Sides, contract
from analyzer.report.split.cuts import cuts
from analyzer.report.split.tables import tables
from analyzer.report.ways import ways_in


def split_of(analysis: Analysis, name: str) -> Split | None:
    """Return what taking a service out needs, None when no service has the name."""
    service = next((s for s in analysis.decomposition.services if s.name == name), None)
    return _split(analysis, service) if service is not None else None


def _split(analysis: Analysis, service: Service) -> Split:
    units = {u.id: u for u in analysis.linkage.units if not u.test and u.kind is not UnitKind.EXTERNAL}
    kernel = frozenset(id for id in analysis.decomposition.kernel if not id.startswith("table:"))
    sides = Sides(service.name, analysis.decomposition.service_of(), kernel, units)
    said = contract(analysis, sides)
    owned, used = tables(analysis, sides)
    members = [units[id] for id in service.members if id in units and not id.startswith("table:")]
    ways = ways_in(analysis)
    listed = cuts(analysis, said, (*owned, *used), service.name)
    cut = analysis.boundary
    return Split(
        schema=SCHEMA,
        project=analysis.project,
        version=analysis.version,
        service=service.name,
        position=next((s.position for s in analysis.roadmap.steps if s.service == service.name), 0),
        units=len(members),
        loc=sum(unit.loc for unit in members),
        stability=service.stability,
        cost=round(sum(one.cost for one in listed), 4),
        unresolved=_unresolved(analysis, service),
        inbound=said.inbound,
        types=said.types,
        outbound=said.outbound,
        named=said.named,
        library=said.library,
        events=said.events,
        entries=tuple(entry for unit in members for entry in ways.get(unit.id, ())),
        templates=said.templates,
        owned=owned,
        used=used,
        joins=tuple(j for j in cut.joins if service.name in j.owners or any(service.name == s for _, s, _ in j.places)),
        keys=tuple(key for key in cut.keys if service.name in key.owners),
        transactions=tuple(
            row for row in cut.transactions if service.name == row.service or service.name in dict(row.owners)
        ),
        state=tuple(row for row in cut.state if any(service.name == at for _, at, _, _ in row.places)),
        cuts=listed,
    )


def _unresolved(analysis: Analysis, service: Service) -> int:
    """Return how many lines of the ledger stand in the lines of the service's units."""
    members = frozenset(service.members)
    spans: dict[str, list[tuple[int, int]]] = {}
    for unit in analysis.linkage.units:
        if unit.id in members and unit.path and not unit.id.startswith("table:"):
            spans.setdefault(unit.path, []).append((unit.line, unit.end_line))
    return sum(
        any(first <= row.line <= last for first, last in spans.get(row.path, ())) for row in analysis.linkage.unresolved
    )

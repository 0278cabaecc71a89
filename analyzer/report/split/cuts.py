"""Everything that crosses the boundary of one service in; one list of cuts out, the dearest first.

Code is priced as in the roadmap (the weight of its kind times its places), data by `data:` of the configuration.
"""

from collections.abc import Iterable, Iterator

from analyzer.model.analysis import Analysis
from analyzer.model.config import DataConfig
from analyzer.model.decomposition import Verdict
from analyzer.model.location import Location
from analyzer.model.split import Operation, SplitCut, TableSplit
from analyzer.report.split.contract import Contract
from analyzer.report.split.tables import places_of


def cuts(analysis: Analysis, contract: Contract, tables: Iterable[TableSplit], service: str) -> tuple[SplitCut, ...]:
    """Return the cut list of a service."""
    kinds, prices = analysis.config.weights.kinds, analysis.config.data
    found = [
        *_operations(contract.inbound, kinds, "call in", "an operation of its API"),
        *_operations(contract.types, kinds, "type in", "plain data, or a small shared library"),
        *_operations(contract.outbound, kinds, "call out", "an operation of the other's API"),
        *_operations(contract.named, kinds, "type out", "plain data, or a small shared library"),
        *_events(contract, kinds),
        *(cut for table in tables for cut in _table(table, service, prices)),
        *_boundary(analysis, service),
    ]
    return tuple(sorted(found, key=lambda cut: (-cut.cost, cut.kind, cut.what)))


def _operations(lines: Iterable[Operation], kinds: dict[str, float], kind: str, way: str) -> Iterator[SplitCut]:
    for line in lines:
        places = tuple(sorted(place for _, found in line.users for place in found))
        said = line.name if line.kind in ("calls", "new") else f"{line.kind} {line.name}"
        yield SplitCut(said, kind, round(kinds.get(line.kind, 1.0) * line.count, 4), way, places)


def _events(contract: Contract, kinds: dict[str, float]) -> Iterator[SplitCut]:
    for event in contract.events:
        cost = round(kinds.get(event.kind, 1.0) * len(event.places), 4)
        what = f"{event.source} {event.kind} {event.target}"
        yield SplitCut(what, "event", cost, "a message", event.places)


def _table(table: TableSplit, service: str, prices: DataConfig) -> Iterator[SplitCut]:
    """What others do to a table of the service, or the service to a table of others; joins are priced apart."""
    verdict = table.verdict
    mine = verdict.owner == service
    rows = [row for row in table.accesses if (row.service == service) != mine]
    reads, writes = places_of(rows, writes=False), places_of(rows, writes=True)
    cost = prices.write * len(writes)
    if verdict.verdict is Verdict.REFERENCE:
        cost += prices.copied_read * len(reads)
    elif not mine and service in verdict.copies:
        cost += prices.copy + prices.copied_read * len(reads)
    else:
        cost += prices.read * len(reads)
    if reads or writes:
        kind = "table in" if mine else "table out"
        yield SplitCut(table.name, kind, round(cost, 4), str(verdict.verdict), tuple(sorted({*reads, *writes})))


def _boundary(analysis: Analysis, service: str) -> Iterator[SplitCut]:
    cut = analysis.boundary
    for join in cut.joins:
        if service in join.owners or any(service == at for _, at, _ in join.places):
            what = f"{bare(join.left)} ⋈ {bare(join.right)}"
            yield SplitCut(what, "join", join.cost, str(join.way_out), tuple(place for *_, place in join.places))
    for key in cut.keys:
        if service in key.owners:
            columns = f" ({', '.join(key.columns)})" if key.columns else ""
            what = f"{bare(key.table)}{columns} → {bare(key.target)}"
            at = (key.place,) if key.place is not None else ()
            yield SplitCut(what, "key" if key.declared else "implied key", key.cost, str(key.way_out), at)
    for row in cut.transactions:
        if service == row.service or any(service == owner for owner, _ in row.owners):
            what = row.unit + (f"::{row.member}" if row.member else "")
            places = tuple(dict.fromkeys((row.place, *(place for *_, place in row.writes))))
            yield SplitCut(what, "transaction", row.cost, str(row.way_out), places)
    for state in cut.state:
        used: list[Location] = [place for _, at, _, place in state.places if at == service]
        if used:
            yield SplitCut(f"{state.kind} {state.key}", "shared state", state.cost, str(state.way_out), tuple(used))


def bare(unit: str) -> str:
    """Return an id without its kind."""
    return unit.partition(":")[2]

"""Everything that crosses the boundary of one service in; one list of cuts out, the dearest first.

Code is priced as in the roadmap (the weight of its kind times its places), data by `data:` of the configuration.
"""

from collections import Counter
from collections.abc import Iterable, Iterator

from analyzer.model.analysis import Analysis
from analyzer.model.config import DataConfig
from analyzer.model.data import CutState
from analyzer.model.decomposition import Verdict
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
    cut, prices = analysis.boundary, analysis.config.data
    for join in cut.joins:
        places = [place for _, at, place in join.places if service in join.owners or at == service]
        if places:
            what = f"{bare(join.left)} ⋈ {bare(join.right)}"
            cost = round(join.cost * len(places) / len(join.places), 4)
            yield SplitCut(what, "join", cost, str(join.way_out), tuple(places))
    for key in cut.keys:
        if service in key.owners:
            columns = f" ({', '.join(key.columns)})" if key.columns else ""
            what = f"{bare(key.table)}{columns} → {bare(key.target)}"
            at = (key.place,) if key.place is not None else ()
            yield SplitCut(what, "key" if key.declared else "implied key", key.cost, str(key.way_out), at)
    for row in cut.transactions:
        if service in dict(row.owners):  # it or the rest: one further owner
            what = row.unit + (f"::{row.member}" if row.member else "")
            where = tuple(dict.fromkeys((row.place, *(place for *_, place in row.writes))))
            yield SplitCut(what, "transaction", prices.transaction, str(row.way_out), where)
    for state in cut.state:
        shared = _shared(state, service, prices)
        if shared is not None:
            yield shared


def _shared(state: CutState, service: str, prices: DataConfig) -> SplitCut | None:
    """Return what sharing a key costs this service: its own places, or those of others when it writes the key most."""
    writes = Counter(at for _, at, writes, _ in state.places if writes)
    main = max(sorted(writes), key=lambda at: writes[at], default="")
    places = {place for _, at, _, place in state.places if (at != service if main == service else at == service)}
    if not any(at == service for _, at, _, _ in state.places) or not places:
        return None
    services = len({at for _, at, _, _ in state.places} - {main}) if main == service else 1
    if state.kind in ("constant", "environment"):
        cost = prices.copied_read * services
    elif state.kind in ("global", "static"):
        cost = prices.state * len(places)
    else:
        cost = prices.state * services + prices.copied_read * len(places)
    what = f"{state.kind} {state.key}"
    return SplitCut(what, "shared state", round(cost, 4), str(state.way_out), tuple(sorted(places)))


def bare(unit: str) -> str:
    """Return an id without its kind."""
    return unit.partition(":")[2]

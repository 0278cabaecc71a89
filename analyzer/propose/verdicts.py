"""Who touches each table, where it is joined and which columns are written in; what to do about it, and why, out.

Every answer that is possible has a price, the cheapest wins: docs/data.md has the rules and the formulas.
"""

from collections.abc import Mapping, Sequence

import msgspec

from analyzer.model.config import DataConfig
from analyzer.model.decomposition import Decomposition, TableVerdict, Verdict
from analyzer.model.linkage import ColumnUse, Join, Linkage, Table
from analyzer.propose.groups import Touched, crossing_reads, groups, keys_of, touched
from analyzer.propose.planned import PLAN
from analyzer.propose.tables import TableUse, accesses, installing, owner_of, uses

CLEAR = 0.6  # of the writes: a service that has more is the owner
READ_MOSTLY = 5  # reads per write that make reference data
FEW = 3  # places that write reference data: more are business
EVERYBODY = 0.5  # of the services: a table that more of them read and hardly anybody writes is reference data
NAMED = 6  # columns that a reason names

_RANK = (Verdict.REFERENCE, Verdict.SERVE, Verdict.REPLICATE, Verdict.SPLIT, Verdict.KEEP)  # when costs are equal


class TableFacts(msgspec.Struct, frozen=True):
    """What is known of one table: who touches it, statements that join it per service, columns per place."""

    use: TableUse
    joins: Mapping[str, int] = {}
    rows: Sequence[Touched] = ()
    keys: frozenset[str] = frozenset()


def judge(
    linkage: Linkage, decomposition: Decomposition, prices: DataConfig, said: Mapping[str, str] | None = None
) -> Decomposition:
    """Return the decomposition with a verdict for every table, sorted by table.

    `said` are owners that people name, whoever writes: a plan, when there is one.
    """
    aside = installing(linkage)
    service_of = {unit: name for unit, name in decomposition.service_of().items() if unit not in aside}
    joins = _joins(linkage.joins, service_of)
    columns: dict[str, list[ColumnUse]] = {}
    for column in linkage.columns:
        columns.setdefault(column.table, []).append(column)
    declared = {"table:" + table.name: table for table in linkage.tables}
    aimed: dict[str, set[str]] = {}
    for row in linkage.tables:
        for key in row.foreign_keys:
            aimed.setdefault("table:" + key.target, set()).update(key.target_columns)
    who = "the plan gives it" if any(level.name == PLAN for level in decomposition.granularities) else "you gave it"
    verdicts = []
    for table, use in uses(accesses(linkage), service_of).items():
        keys = keys_of(declared.get(table, Table(table, None)), sorted(aimed.get(table, ())))
        facts = TableFacts(use, joins.get(table, {}), touched(columns.get(table, ()), service_of), keys)
        found = verdict_of(table, facts, service_of.get(table), (len(decomposition.services), prices))
        given = (said or {}).get(table)
        verdicts.append(found if given in (None, found.owner) else _as_given(found, facts, given, (who, prices)))
    return msgspec.structs.replace(decomposition, tables=tuple(verdicts))


def _as_given(found: TableVerdict, facts: TableFacts, owner: str, told: tuple[str, DataConfig]) -> TableVerdict:
    """Return what to do about a table that people give to another service than that which writes it today.

    `told` is who gives it, in words, and the prices.
    """
    use, (who, prices) = facts.use, told
    others = " and ".join(service for service in sorted(use.writers or use.readers) if service != owner)
    verb = "write" if use.writers else "read"
    writes, own = sum(use.writers.values()), use.writers.get(owner, 0)
    cost = round(_calls(facts, owner, prices) + prices.write * (writes - own), 4)
    return msgspec.structs.replace(
        found,
        owner=owner,
        verdict=Verdict.SERVE,
        reason=f"{who} to {owner}; {others} must {verb} through it",
        clarity=round(own / writes if writes else 0.0, 4),
        cost=cost,
        options=((Verdict.SERVE, cost),),
        copies=(),
        groups=(),
    )


def _joins(joins: Sequence[Join], service_of: Mapping[str, str]) -> dict[str, dict[str, int]]:
    """Return table → service → number of its statements that join the table."""
    places: dict[tuple[str, str], set[tuple[str, object]]] = {}
    for join in joins:
        service = service_of.get(join.unit)
        for table in (join.left, join.right) if service is not None else ():
            places.setdefault((table, service or ""), set()).add((join.unit, join.place))
    found: dict[str, dict[str, int]] = {}
    for (table, service), seen in sorted(places.items()):
        found.setdefault(table, {})[service] = len(seen)
    return found


def verdict_of(table: str, facts: TableFacts, home: str | None, scale: tuple[int, DataConfig]) -> TableVerdict:
    """Return what to do about a table; `scale` is how many services there are in all, and the prices."""
    use = facts.use
    owner, clarity = owner_of(use, home)
    touching = {*use.writers, *use.readers}
    parts: dict[str, frozenset[str]] = {}
    costs: dict[Verdict, float] = {}
    copies: tuple[str, ...] = ()
    if not touching:
        verdict = Verdict.KEEP if use.nowhere else Verdict.UNUSED
    elif owner is None or touching == {owner}:
        verdict = Verdict.OWN
    else:
        parts = groups(facts.rows, owner, use.writers, facts.keys)
        copies = _copies(facts, owner, scale[1])
        costs = _costs(facts, owner, parts, (clarity, *scale))
        verdict = next(iter(costs)) if Verdict.REFERENCE not in costs else Verdict.REFERENCE
    return TableVerdict(
        table,
        owner,
        verdict,
        _reason(verdict, facts, owner, parts, costs),
        round(clarity, 4),
        _ordered(use.readers),
        _ordered(use.writers),
        nowhere=use.nowhere,
        cost=costs.get(verdict, 0.0),
        options=tuple(costs.items()),
        copies=copies if verdict is Verdict.REPLICATE else (),
        groups=tuple((service, tuple(sorted(columns))) for service, columns in sorted(parts.items())),
    )


def _copies(facts: TableFacts, owner: str, prices: DataConfig) -> tuple[str, ...]:
    """Return the services for which keeping a copy is cheaper than calling the owner."""
    return tuple(
        s for s in sorted(facts.use.readers) if s != owner and _copy(facts, s, prices) < _call(facts, s, prices)
    )


def _call(facts: TableFacts, service: str, prices: DataConfig) -> float:
    """Return what it costs when a service asks the owner for what it reads."""
    return prices.read * facts.use.readers.get(service, 0) + prices.join * facts.joins.get(service, 0)


def _calls(facts: TableFacts, owner: str, prices: DataConfig) -> float:
    """Return what it costs when all other services ask the owner for what they read."""
    return sum(_call(facts, service, prices) for service in sorted({*facts.use.readers, *facts.joins} - {owner}))


def _copy(facts: TableFacts, service: str, prices: DataConfig) -> float:
    """Return what it costs when a service keeps a copy; joins stay as they are."""
    return prices.copy + prices.copied_read * facts.use.readers.get(service, 0)


def _costs(
    facts: TableFacts, owner: str, parts: Mapping[str, frozenset[str]], scale: tuple[float, int, DataConfig]
) -> dict[Verdict, float]:
    """Return what each possible answer costs, in points, the cheapest first; `scale` is the owner's clarity, how many
    services there are, and the prices."""
    clarity, services, prices = scale
    use = facts.use
    readers = [service for service in use.readers if service != owner]
    reads, own_writes = sum(use.readers[service] for service in readers), use.writers.get(owner, 0)
    through = prices.write * (sum(use.writers.values()) - own_writes)
    calls = _calls(facts, owner, prices)
    single = len(use.writers) <= 1
    found = {Verdict.SERVE if single or clarity > CLEAR else Verdict.KEEP: calls + through}
    everybody = len({*use.writers, *use.readers}) > max(2.0, EVERYBODY * services)
    seldom = own_writes <= FEW and reads >= READ_MOSTLY * own_writes
    if not use.writers or (single and everybody and seldom):
        found[Verdict.REFERENCE] = prices.copy + prices.publish * own_writes + prices.copied_read * reads
    elif Verdict.SERVE in found and _copies(facts, owner, prices):
        kept = sum(
            min(_call(facts, s, prices), _copy(facts, s, prices)) for s in sorted({*readers, *facts.joins} - {owner})
        )
        found[Verdict.REPLICATE] = kept + prices.publish * own_writes + through
    if parts:
        found[Verdict.SPLIT] = _split(facts, owner, parts, prices)
    costs = {verdict: round(cost, 4) for verdict, cost in found.items()}
    return dict(sorted(costs.items(), key=lambda item: (item[0] is Verdict.KEEP, item[1], _RANK.index(item[0]))))


def _split(facts: TableFacts, owner: str, parts: Mapping[str, frozenset[str]], prices: DataConfig) -> float:
    """Return what it costs to give each group of columns a table of its own."""
    others = sorted({*facts.use.readers, *facts.use.writers, *facts.joins} - {owner, *parts})
    strangers = sum(facts.use.writers.get(service, 0) for service in others)
    crossing = crossing_reads(facts.rows, owner, parts, facts.keys)
    calls = sum(_call(facts, service, prices) for service in others)
    return calls + prices.group * len(parts) + prices.read * crossing + prices.write * strangers


def _reason(
    verdict: Verdict,
    facts: TableFacts,
    owner: str | None,
    parts: Mapping[str, frozenset[str]],
    costs: Mapping[Verdict, float],
) -> str:
    use = facts.use
    others = [service for service in use.readers if service != owner]
    reads = sum(use.readers[service] for service in others)
    readers = f"{_count(len(others), 'other service')} read{'s' * (len(others) == 1)} it in {_count(reads, 'place')}"
    if verdict is Verdict.KEEP and not use.writers and not use.readers:
        return "touched only by code that is in no service, or that installs"
    if verdict is Verdict.UNUSED:
        return "in the schema, but no code was found that touches it"
    if verdict is Verdict.OWN:
        return "no other service touches it"
    if not use.writers:
        return f"no write of a service was seen, {_count(len(use.readers), 'service')} read it"
    who = f"only {owner} writes it, in {_count(use.writers.get(owner or '', 0), 'place')}"
    if len(use.writers) > 1:
        share = use.writers.get(owner or "", 0) / sum(use.writers.values())
        who = f"{owner} does {share:.0%} of the writes of {_count(len(use.writers), 'service')}"
    if verdict is Verdict.SPLIT:
        alone = "; ".join(f"{service} alone writes {_names(columns)}" for service, columns in sorted(parts.items()))
        return f"{alone}; the rest is {owner}'s"
    if verdict is Verdict.KEEP:
        return f"{_count(len(use.writers), 'service')} write it, none has most of the writes, no columns to split along"
    if verdict is Verdict.REFERENCE:
        return f"{who}, and nearly everybody reads it"
    tail = "the others must write through it" if len(use.writers) > 1 else ""
    return "; ".join(part for part in (who, readers if others else "", _compared(costs), tail) if part)


def _compared(costs: Mapping[Verdict, float]) -> str:
    serve, copy = costs.get(Verdict.SERVE), costs.get(Verdict.REPLICATE)
    if serve is None or copy is None:
        return ""
    return f"calls cost {serve:g} points, copies {copy:g}"


def _names(columns: frozenset[str]) -> str:
    names = sorted(columns)
    more = f" and {len(names) - NAMED} more" if len(names) > NAMED else ""
    return ", ".join(names[:NAMED]) + more


def _count(number: int, noun: str) -> str:
    return f"{number} {noun}{'' if number == 1 else 's'}"


def _ordered(places: Mapping[str, int]) -> tuple[tuple[str, int], ...]:
    """Return (service, places), most places first."""
    return tuple(sorted(places.items(), key=lambda item: (-item[1], item[0])))

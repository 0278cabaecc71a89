"""Two analyses of the same code in, what differs between their proposals out: numbers, no layout."""

from __future__ import annotations

from collections.abc import Mapping

import msgspec

from analyzer.model.analysis import Analysis
from analyzer.model.decomposition import TableVerdict
from analyzer.model.scores import ServiceScores


class Metric(msgspec.Struct, frozen=True):
    """One metric variant of the whole split, before and after; `good` is up, down or ""."""

    id: str
    good: str
    before: float
    after: float

    @property
    def verdict(self) -> str:
        """better, worse, or "" where nothing changed or no direction is good."""
        change = round(self.after - self.before, 6)
        if not change or not self.good:
            return ""
        return "better" if (change > 0) == (self.good == "up") else "worse"


class ServiceChange(msgspec.Struct, frozen=True):
    """A service whose members or figures changed; None: it is not there."""

    name: str
    before: ServiceScores | None
    after: ServiceScores | None


class TableChange(msgspec.Struct, frozen=True):
    """A table whose owner or verdict changed."""

    table: str
    before: TableVerdict
    after: TableVerdict


class Changes(msgspec.Struct, frozen=True):
    """Everything that differs. `moved`: (unit, from, to), "" for no service; `crossings`: (source, target, places
    before, places after)."""

    moved: tuple[tuple[str, str, str], ...]
    renamed: tuple[tuple[str, str], ...]  # services that went into another as a whole: (before, after)
    metrics: tuple[Metric, ...]
    services: tuple[ServiceChange, ...]
    crossings: tuple[tuple[str, str, int, int], ...]
    tables: tuple[TableChange, ...]
    places: tuple[int, int]  # that cross, in all
    cost: tuple[float, float]  # of the roadmap
    cuts: tuple[int, int]
    order: tuple[tuple[str, ...], tuple[str, ...]]


def changes(before: Analysis, after: Analysis) -> Changes:
    """Return what differs between two proposals for the same code."""
    was, now = before.decomposition.service_of(), after.decomposition.service_of()
    renamed = _renamed(before, now)
    was = {unit: renamed.get(name, name) for unit, name in was.items()}
    moved = [(unit, was.get(unit, ""), now.get(unit, "")) for unit in sorted({*was, *now})]
    crossed, crosses = _crossings(before, renamed), _crossings(after, {})
    pairs = [(*pair, crossed.get(pair, 0), crosses.get(pair, 0)) for pair in sorted({*crossed, *crosses})]
    places = [sum(row.places for row in found.scores.crossings) for found in (before, after)]
    return Changes(
        tuple(row for row in moved if row[1] != row[2]),
        tuple(sorted(renamed.items())),
        _metrics(before, after),
        _services(before, after),
        tuple(sorted((row for row in pairs if row[2] != row[3]), key=lambda row: (-abs(row[3] - row[2]), row))),
        _tables(before, after, renamed),
        (places[0], places[1]),
        (before.roadmap.cost, after.roadmap.cost),
        (sum(len(s.cuts) for s in before.roadmap.steps), sum(len(s.cuts) for s in after.roadmap.steps)),
        (_order(before), _order(after)),
    )


def _order(analysis: Analysis) -> tuple[str, ...]:
    return tuple(step.service for step in analysis.roadmap.steps)


def _renamed(before: Analysis, now: Mapping[str, str]) -> dict[str, str]:
    """Return the services that are gone, with the one in which all their members are."""
    left = set(now.values())
    found = {s.name: {now.get(member, "") for member in s.members} for s in before.decomposition.services}
    return {name: next(iter(to)) for name, to in found.items() if name not in left and len(to) == 1 and "" not in to}


def _crossings(analysis: Analysis, renamed: Mapping[str, str]) -> dict[tuple[str, str], int]:
    found: dict[tuple[str, str], int] = {}
    for row in analysis.scores.crossings:
        pair = (renamed.get(row.source, row.source), renamed.get(row.target, row.target))
        if pair[0] != pair[1]:
            found[pair] = found.get(pair, 0) + row.places
    return found


def _metrics(before: Analysis, after: Analysis) -> tuple[Metric, ...]:
    rows = [next(row for row in found.scores.rows if row.name == "proposed") for found in (before, after)]
    now = {score.id: score for score in rows[1].scores}
    return tuple(Metric(s.id, s.good, s.value, now[s.id].value) for s in rows[0].scores if s.id in now)


def _services(before: Analysis, after: Analysis) -> tuple[ServiceChange, ...]:
    was = {row.service: row for row in before.scores.services}
    now = {row.service: row for row in after.scores.services}
    rows = [ServiceChange(name, was.get(name), now.get(name)) for name in sorted({*was, *now})]
    return tuple(row for row in rows if row.before != row.after)


def _tables(before: Analysis, after: Analysis, renamed: Mapping[str, str]) -> tuple[TableChange, ...]:
    was = {row.table: row for row in before.decomposition.tables}
    found = [TableChange(row.table, was[row.table], row) for row in after.decomposition.tables if row.table in was]

    def same(change: TableChange) -> bool:
        owner = renamed.get(change.before.owner or "", change.before.owner)
        return (owner, change.before.verdict) == (change.after.owner, change.after.verdict)

    return tuple(change for change in found if not same(change))

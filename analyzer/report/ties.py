"""`Analysis` in; per service its tables, those of others that they are tied to, and the ties, out: what is drawn."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence

import msgspec

from analyzer.model.analysis import Analysis
from analyzer.model.linkage import Confidence, DependencyKind, Table

OWN, OTHERS = 16, 8  # tables in one picture; beyond that it cannot be read
COLUMNS = 3  # columns named in a box
SERVICES = 24  # pictures

Pair = tuple[str, str]


class Box(msgspec.Struct, frozen=True):
    """A table in a picture: its bare name, the columns that tie it, and its owner when that is another service."""

    name: str
    columns: tuple[str, ...]
    other: str = ""
    own: bool = True


class Tie(msgspec.Struct, frozen=True):
    """A line between two boxes: a foreign key (`joins` 0), declared or implied, or so many joining statements."""

    source: int
    target: int
    declared: bool
    joins: int


class Picture(msgspec.Struct, frozen=True):
    """The tables of one service; `more` are those of it that found no room."""

    service: str
    position: int  # in the order of extraction, from 1
    boxes: tuple[Box, ...]
    ties: tuple[Tie, ...]
    more: int


def figure_name(picture: Picture) -> str:
    """Return the name of a picture's file without its ending, `tables-billing`; a name that no file can have gets the
    service's position."""
    bare = "".join(c if c.isascii() and (c.isalnum() or c in "-_") else "-" for c in picture.service)[:40]
    return f"tables-{bare}" if bare == picture.service else f"tables-{picture.position}-{bare}"


def pictures(analysis: Analysis) -> tuple[Picture, ...]:
    """Return a picture per service that has two tied tables or more, in the order of extraction."""
    keys = _keys(analysis)
    joins = _joins(analysis)
    tables = {"table:" + table.name: table for table in analysis.linkage.tables}
    owners = {row.table: row.owner or "" for row in analysis.decomposition.tables}
    weight: Counter[Pair] = Counter(joins)
    weight.update(dict.fromkeys(keys, 3))
    found = []
    for step in analysis.roadmap.steps[:SERVICES]:
        own = sorted(table for table, owner in owners.items() if owner == step.service)
        shown, others = _chosen(own, weight)
        if len(shown) + len(others) > 1 and (others or any(a in shown and b in shown for a, b in weight)):
            ids = [*shown, *others]
            boxes = [_box(id, tables.get(id), keys, owners[id] if id in others else None) for id in ids]
            ties = _ties(ids, set(shown), keys, joins)
            found.append(Picture(step.service, step.position, tuple(boxes), ties, len(own) - len(shown)))
    return tuple(found)


def _keys(analysis: Analysis) -> dict[Pair, bool]:
    """Return (table, target) → whether the key is declared, for tables that differ."""
    return {
        (row.source, row.target): row.confidence is not Confidence.GUESSED
        for row in analysis.linkage.dependencies
        if row.kind is DependencyKind.FOREIGN_KEY and row.source != row.target
    }


def _joins(analysis: Analysis) -> dict[Pair, int]:
    tests = {unit.id for unit in analysis.linkage.units if unit.test}
    places: dict[Pair, set[tuple[str, object]]] = {}
    for join in analysis.linkage.joins:
        if join.left != join.right and join.unit not in tests:
            places.setdefault((join.left, join.right), set()).add((join.unit, join.place))
    return {pair: len(found) for pair, found in sorted(places.items())}


def _chosen(own: Sequence[str], weight: Mapping[Pair, int]) -> tuple[list[str], list[str]]:
    """Return the best tied tables of a service, neighbours one after the other, and the best tied of others."""
    inside, outside = Counter(dict.fromkeys(own, 0)), Counter[str]()
    for (a, b), n in sorted(weight.items()):
        for table, other in ((a, b), (b, a)):
            if table in inside:
                inside[table] += n
                if other not in inside:
                    outside[other] += n
    best = sorted(own, key=lambda table: (-inside[table], table))[:OWN]
    near: set[str] = {other for a, b in weight for table, other in ((a, b), (b, a)) if table in best}
    others = sorted((t for t in outside if t in near), key=lambda table: (-outside[table], table))[:OTHERS]
    return _neighbours(best, weight), others


def _neighbours(tables: Sequence[str], weight: Mapping[Pair, int]) -> list[str]:
    """Return tables so that those that are tied stand near each other: by breadth from the most tied."""
    ties: dict[str, list[tuple[int, str]]] = {table: [] for table in tables}
    for (a, b), n in sorted(weight.items()):
        if a in ties and b in ties:
            ties[a].append((-n, b))
            ties[b].append((-n, a))
    order: dict[str, None] = {}
    for start in tables:
        waiting = [start]
        while waiting:
            table = waiting.pop(0)
            if table not in order:
                order[table] = None
                waiting += [other for _, other in sorted(ties[table]) if other not in order]
    return list(order)


def _box(id: str, table: Table | None, keys: Iterable[Pair], other: str | None) -> Box:
    """Return the box of a table with the columns that name its rows and those that point elsewhere."""
    tying: list[str] = []
    if table is not None:
        targets = {target.partition(":")[2].lower() for source, target in keys if source == id}
        tying = [c for key in table.foreign_keys if key.target.lower() in targets for c in key.columns]
        tying = list(dict.fromkeys([*table.columns[:1], *tying]))
    more = [f"+{len(tying) - COLUMNS}"] if len(tying) > COLUMNS else []
    return Box(id.partition(":")[2], (*tying[:COLUMNS], *more), other or "", other is None)


def _ties(ids: Sequence[str], own: set[str], keys: Mapping[Pair, bool], joins: Mapping[Pair, int]) -> tuple[Tie, ...]:
    """Return the ties between boxes, of which at least one is the service's own."""
    at = {id: i for i, id in enumerate(ids)}
    found = [Tie(at[a], at[b], declared, 0) for (a, b), declared in sorted(keys.items()) if a in at and b in at]
    tied = {frozenset((tie.source, tie.target)) for tie in found}
    for (a, b), n in sorted(joins.items()):
        if a in at and b in at and frozenset((at[a], at[b])) not in tied:
            found.append(Tie(at[a], at[b], False, n))
    return tuple(tie for tie in found if ids[tie.source] in own or ids[tie.target] in own)

"""Which service writes which columns of a table in; the groups of columns along which it can be split out."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence

import msgspec

from analyzer.model.linkage import ColumnUse, Table
from analyzer.model.location import Location

ALONE = 0.6  # of the writes of a column: a service that has more writes it alone
STRAY = 0.2  # of a service's writes may touch columns of others
SEEN = 0.6  # of a service's writes must say which columns they write
LEAST_COLUMNS, LEAST_PLACES = 2, 3  # one column is a part of its own when nobody else writes it, in three places


class Touched(msgspec.Struct, frozen=True):
    """One place of a service that names columns of one table."""

    service: str
    writes: bool
    place: Location
    columns: frozenset[str]


def touched(uses: Iterable[ColumnUse], service_of: Mapping[str, str]) -> list[Touched]:
    """Return the uses of one table's columns, gathered per place, sorted; what is in no service is left out."""
    found: dict[tuple[str, bool, Location], set[str]] = {}
    for use in uses:
        service = service_of.get(use.unit)
        if service is not None:
            for place in use.places:
                found.setdefault((service, use.writes, place), set()).add(use.column)
    return [Touched(*key, frozenset(columns)) for key, columns in sorted(found.items())]


def keys_of(table: Table, targets: Iterable[str]) -> frozenset[str]:
    """Return the columns that name a row: the first declared, `id`, and what foreign keys aim at."""
    return frozenset({"id", *table.columns[:1], *targets})


def groups(
    rows: Iterable[Touched], owner: str, writers: Mapping[str, int], keys: frozenset[str]
) -> dict[str, frozenset[str]]:
    """Return service → the columns that it alone writes, for every other writer than the owner that could take its
    columns with it. Empty when there is none, when nothing would be left to the owner, or when too little is known of
    the columns that the owner itself writes.
    """
    written = [(row.service, row.columns - keys) for row in rows if row.writes and row.columns - keys]
    by: dict[str, Counter[str]] = {}
    for service, columns in written:
        for column in columns:
            by.setdefault(column, Counter())[service] += 1
    mine: dict[str, set[str]] = {}
    for column, counts in by.items():
        service, most = max(counts.items(), key=lambda item: (item[1], item[0]))
        if most > ALONE * sum(counts.values()):
            mine.setdefault(service, set()).add(column)
    if not mine.get(owner) or not _seen(owner, written, writers):
        return {}
    found = {}
    for service in sorted(mine):
        places = [columns for writer, columns in written if writer == service]
        stray = sum(not columns <= mine[service] for columns in places)
        seen = _seen(service, written, writers)
        lonely = len(places) >= LEAST_PLACES and all(set(by[column]) == {service} for column in mine[service])
        much = len(mine[service]) >= LEAST_COLUMNS or lonely
        if service != owner and seen and much and stray <= STRAY * len(places):
            found[service] = frozenset(mine[service])
    return found


def _seen(service: str, written: Sequence[tuple[str, frozenset[str]]], writers: Mapping[str, int]) -> bool:
    """Whether most of the places where a service writes say which columns."""
    return sum(writer == service for writer, _ in written) >= SEEN * writers.get(service, 0)


def crossing_reads(
    rows: Iterable[Touched], owner: str, found: Mapping[str, frozenset[str]], keys: frozenset[str]
) -> int:
    """Return how many places would read columns of more than their own part once the groups are tables."""
    crossing, taken = 0, frozenset[str]().union(*found.values())
    for row in rows:
        if row.writes or not (row.service == owner or row.service in found):
            continue
        own = found.get(row.service)
        foreign = row.columns & taken if own is None else row.columns - own - keys
        crossing += bool(foreign)
    return crossing

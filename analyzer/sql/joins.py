"""The tables of each SELECT and what is compared in it in; which tables are read together, on which columns, out."""

from __future__ import annotations

from collections.abc import Sequence

from analyzer.sql.tokens import Token, bare

_NAMES = ("word", "quoted", "double")
Side = tuple[str, str]  # qualifier ("" when there is none), column
Pair = tuple[str, str]


class Level:
    """One SELECT (or UPDATE, DELETE): its tables in order, their aliases, and what is compared there."""

    __slots__ = ("aliases", "column", "compared", "derived", "inner", "outer", "shared", "tables")

    def __init__(self, outer: Level | None = None, column: Side | None = None) -> None:
        """A level inside another; `column` is what the outer one compares it with (`x IN (SELECT …)`)."""
        self.outer = outer
        self.column = column
        self.inner: Side | None = None  # the first column that it selects
        self.derived = False  # stands among the tables of the outer one
        self.tables: list[str] = []
        self.aliases: dict[str, str] = {}
        self.compared: list[tuple[Side, Side]] = []
        self.shared: list[tuple[str, str]] = []  # (column, table) of USING

    def add(self, table: str) -> None:
        """Add a table of the list."""
        self.tables.append(table)
        self.aliases.setdefault(table.lower(), table)

    def table_of(self, side: Side, other: Side | None = None) -> str:
        """Return the table of a column, "" when nobody can tell."""
        qualifier, _ = side
        if qualifier:
            level: Level | None = self
            while level is not None:
                if qualifier.lower() in level.aliases:
                    return level.aliases[qualifier.lower()]
                level = level.outer
            return ""
        tables = list(dict.fromkeys(self.tables))
        if len(tables) == 2 and other is not None and other[0]:
            there = self.table_of(other)
            return next((table for table in tables if table != there), "") if there in tables else ""
        return tables[0] if len(tables) == 1 else ""


def side_before(tokens: Sequence[Token], at: int) -> Side | None:
    """Return the column whose last token stands at a position."""
    if at < 0 or tokens[at].kind not in _NAMES:
        return None
    if at > 1 and tokens[at - 1].text == "." and tokens[at - 2].kind in _NAMES:
        return bare(tokens[at - 2]), bare(tokens[at])
    return "", bare(tokens[at])


def side_after(tokens: Sequence[Token], at: int) -> Side | None:
    """Return the column that begins at a position; a function is none."""
    if tokens[at].kind not in _NAMES:
        return None
    parts = [bare(tokens[at])]
    while tokens[at + 1].text == "." and tokens[at + 2].kind in _NAMES:
        at += 2
        parts.append(bare(tokens[at]))
    if tokens[at + 1].text in ("(", "."):
        return None
    return parts[-2] if len(parts) > 1 else "", parts[-1]


def together(levels: Sequence[Level]) -> list[tuple[str, str, tuple[Pair, ...], tuple[Pair, ...]]]:
    """Return the pairs of tables that are read together, each with the columns that are compared (left, right).

    A pair without any comes with all that is compared there and may be of any table.
    """
    found: dict[Pair, dict[Pair, None]] = {}
    loose: dict[Pair, None] = {}
    for level in levels:
        for left, right in level.compared:
            tables = level.table_of(left, right), level.table_of(right, left)
            if all(tables) and (left[0] or right[0]):
                _compare(found, (tables[0], left[1]), (tables[1], right[1]))
            elif len(level.tables) > 1:
                loose[left[1], right[1]] = None
        for column, table in level.shared:
            before = level.tables[: level.tables.index(table)] if table in level.tables else []
            _compare(found, (before[-1] if before else "", column), (table, column))
        if level.column is not None and level.outer is not None and level.inner is not None:
            outer = (level.outer.table_of(level.column), level.column[1])
            _compare(found, outer, (level.table_of(level.inner), level.inner[1]))
    for level in levels:
        _connect(found, level)
    rest = tuple(loose)
    return [(left, right, tuple(columns), () if columns else rest) for (left, right), columns in found.items()]


def _compare(found: dict[Pair, dict[Pair, None]], one: Side, other: Side) -> None:
    """Note that two columns are compared; of one table, that is no join."""
    if one[0] and other[0] and one[0].lower() != other[0].lower():
        left, right = sorted((one, other))
        found.setdefault((left[0], right[0]), {})[left[1], right[1]] = None


def _connect(found: dict[Pair, dict[Pair, None]], level: Level) -> None:
    """What no column connects is joined to the first table all the same: by conditions that were not understood."""
    tables = list(dict.fromkeys(level.tables))
    above = list(dict.fromkeys(level.outer.tables)) if level.outer is not None else []
    for table in tables[1:]:
        if not any(table in pair for pair in found):
            _pair(found, tables[0], table)
    if above and tables and not any(_between(pair, tables, above) for pair in found):
        _pair(found, above[0], tables[0])


def _between(pair: Pair, tables: Sequence[str], above: Sequence[str]) -> bool:
    left, right = pair
    return (left in tables and right in above) or (left in above and right in tables)


def _pair(found: dict[Pair, dict[Pair, None]], one: str, other: str) -> None:
    if one.lower() != other.lower():
        left, right = sorted((one, other))
        found.setdefault((left, right), {})

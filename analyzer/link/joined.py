"""Statements that read several tables together in; `Join`s of the tables as they are called everywhere out."""

from __future__ import annotations

from analyzer.link.evidence import shown
from analyzer.link.symbols import FileIn, Symbols
from analyzer.link.tables import TableLinker
from analyzer.model.linkage import Join
from analyzer.model.location import Location
from analyzer.model.statements import SqlText, TableJoin

MOST_NAMES = 4  # tables that a name with holes may be


class JoinLinker:
    """Collects the joins of statements; those of tests do not count."""

    def __init__(self, symbols: Symbols, tables: TableLinker) -> None:
        """Share the run's tables."""
        self._symbols = symbols
        self._tables = tables
        self._found: set[Join] = set()

    def link_file(self, file: FileIn) -> None:
        """Collect the joins of a file."""
        for statement in () if file.test else file.facts.sql:
            for join in statement.joins:
                self._join(file, statement, join)

    def joins(self) -> tuple[Join, ...]:
        """Return them, sorted."""
        return tuple(sorted(self._found))

    def _join(self, file: FileIn, statement: SqlText, join: TableJoin) -> None:
        place = self._symbols.place(file, statement.scope)
        for left in self._tables.named(join.left, statement, place)[:MOST_NAMES]:
            for right in self._tables.named(join.right, statement, place)[:MOST_NAMES]:
                if left != right:
                    columns = join.columns or self._by_schema(join, left, right)
                    self.add(place.unit, Location(file.path, statement.line), (left, right), columns, statement.text)

    def _by_schema(self, join: TableJoin, left: str, right: str) -> tuple[tuple[str, str], ...]:
        """The columns compared without saying of which table, as far as the schema tells."""
        first, second = (self._tables.names.columns(table.removeprefix("table:")) for table in (left, right))
        found = []
        for one, other in join.loose:
            if one.lower() in first and other.lower() in second:
                found.append((one, other))
            elif other.lower() in first and one.lower() in second:
                found.append((other, one))
        return tuple(found)

    def add(
        self, unit: str, where: Location, pair: tuple[str, str], columns: tuple[tuple[str, str], ...], text: str
    ) -> None:
        """Add a join of two tables by their ids; columns are of the first and the second."""
        left, right = pair
        if left > right:
            left, right, columns = right, left, tuple((b, a) for a, b in columns)
        self._found.add(Join(unit, where, left, right, tuple(sorted(set(columns))), shown(text)))

"""Statements and rows given to home-made functions in; which columns of which tables a unit reads and writes out."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from analyzer.link.symbols import Place
from analyzer.link.tablenames import TableNames, clean
from analyzer.model.expression import Expression, Items, Variable
from analyzer.model.linkage import ColumnUse
from analyzer.model.location import Location
from analyzer.model.statements import SqlText
from analyzer.sql import ColumnName, columns_in

ALL = "*"
VALUES = ("values", "set", "data", "fields", "row")  # keys under which an array of options holds a row


class ColumnLinker:
    """Collects the columns that code names. Tests take no part."""

    def __init__(self, names: TableNames) -> None:
        """Take the tables, declared or used."""
        self._names = names
        self._places: dict[tuple[str, str, str, bool], set[tuple[str, int]]] = {}  # table, column, unit, writes

    def statement(self, place: Place, statement: SqlText, meant: Mapping[str, str]) -> None:
        """Learn from a statement; `meant` are its tables as written → their one names, "" when unknown."""
        tables = {written.lower(): name for written, name in meant.items() if name}
        if place.file.test or not tables:
            return
        alone = len(meant) == 1
        for column in columns_in(statement.text):
            for table in self._meant(column, tables, alone):
                self._add(place, (table, column.column, column.writes), (statement.line,))

    def row(self, place: Place, table: str, arguments: Sequence[Expression], lines: Sequence[int]) -> None:
        """Learn from `insert('orders', array('total' => …))`: the first array literal among the arguments is a row."""
        name = clean(table)[1]
        if place.file.test or not name:
            return
        for argument in arguments:
            columns = _row(argument, place)
            if columns:
                table = self._names.canonical(name)
                for column in columns:
                    if self._is_column(table, column):
                        self._add(place, (table, column, True), lines)
                return

    def uses(self) -> tuple[ColumnUse, ...]:
        """Return what was learnt, sorted; columns are spelled as declared."""
        return tuple(
            ColumnUse("table:" + table, column, unit, writes, tuple(Location(*at) for at in sorted(places)))
            for (table, column, unit, writes), places in sorted(self._places.items())
        )

    def _meant(self, column: ColumnName, tables: Mapping[str, str], alone: bool) -> list[str]:
        """Return the tables whose column a name can be: by its qualifier, else by what the schema declares."""
        if column.table:
            table = tables.get(column.table.lower())
            return [table] if table and self._is_column(table, column.column) else []
        if column.column == ALL:
            return sorted(set(tables.values()))
        declared = sorted({table for table in tables.values() if self._declares(table, column.column)})
        if declared:
            return declared if len(declared) == 1 else []
        only = next(iter(tables.values()))
        return [only] if alone and column.writes and not self._names.columns_of(only) else []

    def _is_column(self, table: str, column: str) -> bool:
        return column == ALL or not self._names.columns_of(table) or self._declares(table, column)

    def _declares(self, table: str, column: str) -> bool:
        return column.lower() in (name.lower() for name in self._names.columns_of(table))

    def _add(self, place: Place, use: tuple[str, str, bool], lines: Sequence[int]) -> None:
        table, column, writes = use
        spelled = {name.lower(): name for name in self._names.columns_of(table)}
        key = (table, spelled.get(column.lower(), column), place.unit, writes)
        self._places.setdefault(key, set()).update((place.file.path, line) for line in lines)


def _row(argument: Expression, place: Place) -> list[str]:
    """Return the text keys of a row: of an array literal, of the rows in one, of what a variable was given here."""
    found: dict[str, None] = {}
    if isinstance(argument, Variable):
        for value in place.assigned(argument.name):
            if isinstance(value, Items):
                found.update(dict.fromkeys(_row(value, place)))
    elif isinstance(argument, Items):
        inner = [(key, value) for key, value in argument.pairs if isinstance(value, Items)]
        for key, value in inner:  # `array('values' => array(…), 'where' => …)`, or a list of rows
            if key is None or key.lower() in VALUES:
                found.update(dict.fromkeys(_row(value, place)))
        if not inner:
            found = dict.fromkeys(key for key, _ in argument.pairs if key and not key.startswith("$"))
    return list(found)

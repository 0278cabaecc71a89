"""What SQL says, wherever it stands: statements with their tables, and declared tables. Part of the facts of a file."""

from __future__ import annotations

from enum import StrEnum

import msgspec

from analyzer.model.expression import Expression


class Fact(msgspec.Struct, frozen=True, array_like=True, gc=False):
    """Common options of facts: compact arrays, no garbage collector tracking (facts are trees)."""


class TableMode(StrEnum):
    """What a statement does to a table."""

    READS = "reads"
    WRITES = "writes"
    JOINS = "joins"


class TableUse(Fact, frozen=True):
    """A table in a statement. `name` may hold placeholders `{0}`, `{1}` … of the statement's `holes`."""

    name: str
    mode: TableMode


class TableJoin(Fact, frozen=True, order=True):
    """Two tables that a statement reads together, left before right; `columns` are the pairs that it compares."""

    left: str
    right: str
    columns: tuple[tuple[str, str], ...] = ()
    loose: tuple[tuple[str, str], ...] = ()  # compared there, of whichever tables have such columns


class SqlText(Fact, frozen=True):
    """A statement in a string, already parsed (that needs one file only, and costs too much to do twice).

    `text` is the statement with what was dynamic replaced by `{0}`, `{1}` …; `holes` are these expressions. `parsed` is
    False when no parser could read it; `tables` then hold what could be recognised (maybe nothing).
    """

    scope: int
    line: int
    text: str
    holes: tuple[Expression, ...] = ()
    tables: tuple[TableUse, ...] = ()
    verb: str = ""  # select, insert, update, delete, create, …
    parsed: bool = True
    joins: tuple[TableJoin, ...] = ()
    locks: bool = False  # what it reads stays locked: FOR UPDATE, LOCK TABLES


class Column(Fact, frozen=True):
    """A column of a declared table; type as written, in lower case."""

    name: str
    type: str = ""


class ForeignKey(Fact, frozen=True):
    """A declared foreign key: columns of this table to columns of another."""

    table: str
    columns: tuple[str, ...]
    target: str
    target_columns: tuple[str, ...]
    line: int


class TableDeclaration(Fact, frozen=True):
    """`CREATE TABLE`, wherever it stands. In code, `name` may hold placeholders `{0}` … of `holes`, of a scope."""

    name: str
    line: int
    columns: tuple[Column, ...] = ()
    holes: tuple[Expression, ...] = ()
    scope: int = 0


class TransactionMark(StrEnum):
    """What happens to a transaction."""

    BEGIN = "begin"
    COMMIT = "commit"
    ROLLBACK = "rollback"


class Transaction(Fact, frozen=True):
    """A transaction mark: by SQL text or by a function or method that is named for it.

    `name` is that method, "" when a text or a function says it; the mark of a call is on the line of its name.
    """

    scope: int
    mark: TransactionMark
    line: int
    name: str = ""

"""The text of a .sql file in; its tables with columns, foreign keys, views and problems out."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from analyzer.model.facts import FileFacts, Problem, ProblemKind, Scope
from analyzer.model.statements import ForeignKey, SqlText, TableDeclaration
from analyzer.sql.ddl import read_alter, read_table
from analyzer.sql.placeholders import normalise
from analyzer.sql.split import Piece, split
from analyzer.sql.statement import parse_statement
from analyzer.sql.tokens import tokenize

_KIND = re.compile(
    r"(?:/\*!\d*\s*)?(?:(?P<table>create\s+(?:or\s+replace\s+)?(?:\w+\s+){0,2}?table\b)|(?P<alter>alter\s+(?:ignore\s+)?table\b)"
    r"|(?P<body>create\s+.{0,200}?\b(?:view|trigger|procedure|function|event)\b|/\*!\d+\s+view\b))",
    re.IGNORECASE | re.DOTALL,
)
_LONGEST_TEXT = 500  # characters of a view kept as evidence
_SHOWN = 60


@dataclass
class _Schema:
    tables: dict[str, TableDeclaration] = field(default_factory=dict)
    keys: list[ForeignKey] = field(default_factory=list)
    sql: list[SqlText] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)


def read_schema(text: str) -> FileFacts:
    """Return what a script declares: tables, foreign keys, and what views and triggers read and write. Never raises.

    A table that is declared twice keeps its last declaration; data (INSERT, COPY) is passed over.
    """
    schema = _Schema()
    for piece in split(normalise(text)):
        match = _KIND.match(piece.text)
        if match is None:
            continue
        if match["table"]:
            _table(schema, piece)
        elif match["alter"]:
            schema.keys.extend(read_alter(tokenize(piece.text), piece))
        else:
            _body(schema, piece)
    return FileFacts(
        loc=text.count("\n") + (not text.endswith("\n") and bool(text)),
        scopes=(Scope(""),),
        tables=tuple(sorted(schema.tables.values(), key=lambda table: (table.line, table.name))),
        foreign_keys=tuple(sorted(set(schema.keys), key=lambda key: (key.line, key.table, key.columns, key.target))),
        sql=tuple(schema.sql),
        problems=tuple(schema.problems),
    )


def _table(schema: _Schema, piece: Piece) -> None:
    table, keys, understood = read_table(piece)
    if table is not None:
        schema.tables[table.name.lower()] = table
        schema.keys.extend(keys)
    if not understood:
        shown = " ".join(piece.text[:_SHOWN].split())
        schema.problems.append(Problem(ProblemKind.SQL, piece.line, f"cannot read the columns of: {shown}"))


def _body(schema: _Schema, piece: Piece) -> None:
    statement = parse_statement(piece.text)
    if statement.tables:
        text = piece.text[:_LONGEST_TEXT]
        schema.sql.append(SqlText(0, piece.line, text, (), statement.tables, statement.verb, statement.parsed))

"""The bytes of one file in, `FileFacts` out; whatever happens."""

from functools import lru_cache

import msgspec

from analyzer.markup import read_config, read_template
from analyzer.model.facts import FileFacts, ProblemKind
from analyzer.model.project import FileKind
from analyzer.model.statements import ForeignKey, SqlText, TableDeclaration
from analyzer.php import read_php
from analyzer.read.failure import failed
from analyzer.sql import Statement, is_piece, looks_like_sql, parse_piece, parse_statement, read_schema

_parse = lru_cache(maxsize=50_000)(parse_statement)
_parse_piece = lru_cache(maxsize=50_000)(parse_piece)


@lru_cache(maxsize=50_000)
def _is_statement(text: str) -> bool:
    return looks_like_sql(text) or is_piece(text)


READERS = {FileKind.SQL: read_schema, FileKind.TEMPLATE: read_template, FileKind.CONFIG: read_config}
_DECLARING = frozenset({"create", "alter"})


def read_file(content: bytes, kind: FileKind) -> FileFacts:
    """Return what the bytes of a file say. Never raises: our own failures are a `ProblemKind.CRASH`."""
    try:
        if kind is FileKind.PHP:
            return _with_tables(read_php(content, _is_statement))
        text = _decode(content)
        return READERS[kind](text)
    except Exception as error:
        return failed(content.count(b"\n") + 1, ProblemKind.CRASH, f"{type(error).__name__}: {error}"[:300])


def _with_tables(facts: FileFacts) -> FileFacts:
    if not facts.sql:
        return facts
    statements = tuple(_parsed(sql) for sql in facts.sql)
    schemas = [_declared(sql) for sql in statements if sql.verb in _DECLARING]
    return msgspec.structs.replace(
        facts,
        sql=statements,
        tables=facts.tables + tuple(table for tables, _ in schemas for table in tables),
        foreign_keys=facts.foreign_keys + tuple(key for _, keys in schemas for key in keys),
    )


def _declared(sql: SqlText) -> tuple[list[TableDeclaration], list[ForeignKey]]:
    """Return what a statement in a string declares, as far as the names are all there."""
    schema = read_schema(sql.text)
    tables = [
        msgspec.structs.replace(
            table,
            line=sql.line + table.line - 1,
            holes=sql.holes if "{" in table.name else (),
            scope=sql.scope if "{" in table.name else 0,
        )
        for table in schema.tables
    ]
    keys = [
        msgspec.structs.replace(key, line=sql.line + key.line - 1)
        for key in schema.foreign_keys
        if "{" not in key.table + key.target
    ]
    return tables, keys


def _parsed(sql: SqlText) -> SqlText:
    statement: Statement = _parse(sql.text) if looks_like_sql(sql.text) else _parse_piece(sql.text)
    return msgspec.structs.replace(
        sql,
        tables=statement.tables,
        verb=statement.verb,
        parsed=statement.parsed,
        joins=statement.joins,
        locks=statement.locks,
    )


def _decode(content: bytes) -> str:
    if content.startswith((b"\xff\xfe", b"\xfe\xff")):
        return content.decode("utf-16", "replace")
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError:
        return content.decode("latin-1")

"""The bytes of one file in, `FileFacts` out; whatever happens."""

from functools import lru_cache

import msgspec

from analyzer.markup import read_template
from analyzer.model.facts import FileFacts, Problem, ProblemKind, SqlText
from analyzer.model.project import FileKind
from analyzer.php import read_php
from analyzer.sql import Statement, looks_like_sql, parse_statement, read_schema

_parse = lru_cache(maxsize=50_000)(parse_statement)
_is_statement = lru_cache(maxsize=50_000)(looks_like_sql)


def read_file(content: bytes, kind: FileKind) -> FileFacts:
    """Return what the bytes of a file say. Never raises: our own failures are a `ProblemKind.CRASH`."""
    try:
        if kind is FileKind.PHP:
            return _with_tables(read_php(content, _is_statement))
        text = _decode(content)
        return read_schema(text) if kind is FileKind.SQL else read_template(text)
    except Exception as error:
        return failed(content.count(b"\n") + 1, ProblemKind.CRASH, f"{type(error).__name__}: {error}"[:300])


def failed(loc: int, kind: ProblemKind, message: str) -> FileFacts:
    """Return the facts of a file of which nothing is known but why."""
    return FileFacts(loc=loc, problems=(Problem(kind, 1, message),))


def _with_tables(facts: FileFacts) -> FileFacts:
    if not facts.sql:
        return facts
    return msgspec.structs.replace(facts, sql=tuple(_parsed(sql) for sql in facts.sql))


def _parsed(sql: SqlText) -> SqlText:
    statement: Statement = _parse(sql.text)
    return SqlText(sql.scope, sql.line, sql.text, sql.holes, statement.tables, statement.verb, statement.parsed)


def _decode(content: bytes) -> str:
    if content.startswith((b"\xff\xfe", b"\xfe\xff")):
        return content.decode("utf-16", "replace")
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError:
        return content.decode("latin-1")

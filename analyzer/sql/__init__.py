"""SQL in; which tables it reads, writes, joins and declares out."""

from analyzer.sql.columns import ColumnName, columns_in
from analyzer.sql.recognise import is_piece, looks_like_sql
from analyzer.sql.schema import read_schema
from analyzer.sql.statement import PIECE, Statement, parse_piece, parse_statement

__all__ = [
    "PIECE",
    "ColumnName",
    "Statement",
    "columns_in",
    "is_piece",
    "looks_like_sql",
    "parse_piece",
    "parse_statement",
    "read_schema",
]

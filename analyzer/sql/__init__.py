"""SQL in; which tables it reads, writes, joins and declares out."""

from analyzer.sql.columns import ColumnName, columns_in
from analyzer.sql.recognise import looks_like_sql
from analyzer.sql.schema import read_schema
from analyzer.sql.statement import Statement, parse_statement

__all__ = ["ColumnName", "Statement", "columns_in", "looks_like_sql", "parse_statement", "read_schema"]

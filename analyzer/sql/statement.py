"""One SQL text in; its verb, its tables with what happens to them, and whether it was understood, out."""

from __future__ import annotations

import re

import msgspec

from analyzer.model.statements import TableJoin, TableMode, TableUse
from analyzer.sql.cursor import Scan
from analyzer.sql.placeholders import normalise
from analyzer.sql.scan import scan
from analyzer.sql.tokens import tokenize
from analyzer.sql.words import SYSTEM_TABLES

PIECE = "piece"  # the verb of what is only a part of a statement
_ARTICLES = frozenset({"the", "a", "an", "this", "that", "your", "my", "our", "all", "us", "me"})  # a sentence
_REST = "the_rest_of_it"
_LONGEST = 100_000  # characters; what is longer is data, and its tables stand at the beginning
_DYNAMIC = re.compile(r"[?%@`]|\A\W*\Z")  # a name that the text does not hold


class Statement(msgspec.Struct, frozen=True):
    """What a statement does. `tables` are sorted, each once per mode; names keep placeholders `{0}`."""

    verb: str
    tables: tuple[TableUse, ...] = ()
    parsed: bool = True
    joins: tuple[TableJoin, ...] = ()
    locks: bool = False


def parse_statement(text: str) -> Statement:
    """Return the verb and the tables of a statement (of several, when `;` joins them). Never raises.

    Plain shapes are read by our own scanner, everything else by sqlglot; when that fails too, the tables are those that
    the scanner recognised and `parsed` is False.
    """
    normal = normalise(text[:_LONGEST])
    found = scan(tokenize(normal))
    if found.cut:  # no parser can read a piece
        return _statement(found, parsed=False)
    if found.plain:
        return _statement(found, parsed=True)
    from analyzer.sql.glot import read_with_sqlglot  # noqa: PLC0415 - loading sqlglot takes longer than most runs need it

    parsed = read_with_sqlglot(normal)
    if parsed is None:
        return _statement(found, parsed=False)
    parsed.joins, parsed.locks = found.joins, found.locks
    return _statement(parsed, parsed=True)


def parse_piece(text: str) -> Statement:
    """Return the tables of a part of a statement: `LEFT JOIN lines l ON …`, `FROM orders`, `AND id IN (SELECT …)`."""
    normal = normalise(text[:_LONGEST])
    begun = re.match(r"\W*(?:\{\d+\}\W*)*(?:FROM|\w*\s*(?:OUTER\s+)?JOIN|STRAIGHT_JOIN)\b", normal, re.IGNORECASE)
    first = (
        "SELECT 1 " if begun and re.search(r"FROM\s*\Z", begun.group(), re.IGNORECASE) else f"SELECT 1 FROM {_REST} "
    )
    rest = re.sub(r"^[\s(,]*(?:\{\d+\}[\s,]*)*", "", normal) if begun else "WHERE " + normal
    found = scan(tokenize(first + rest))
    found.uses = [use for use in found.uses if use[0] != _REST and use[0].lower() not in _ARTICLES]
    found.joins = [join for join in found.joins if _REST not in join[:2]]
    found.verb = PIECE
    return _statement(found, parsed=True)


def _statement(found: Scan, *, parsed: bool) -> Statement:
    named = [use for use in found.uses if not _DYNAMIC.search(use[0])]
    uses = {(name, mode): TableUse(name, mode) for name, mode in named if name.upper() not in SYSTEM_TABLES}
    order = list(TableMode)
    ordered = sorted(uses, key=lambda use: (use[0], order.index(use[1])))
    known = {name for name, _ in uses}
    joins = {TableJoin(*join) for join in found.joins if {join[0], join[1]} <= known}
    whole = parsed and len(named) == len(found.uses)
    return Statement(found.verb, tuple(uses[use] for use in ordered), whole, tuple(sorted(joins)), found.locks)

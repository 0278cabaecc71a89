"""One SQL text in; which columns of which of its tables it names, to read or to write them, out."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from analyzer.sql.placeholders import normalise
from analyzer.sql.scan import aliases
from analyzer.sql.tokens import END, Token, bare, tokenize
from analyzer.sql.words import RESERVED

_LONGEST = 20_000  # characters; what is longer is data
_NAMES = ("word", "quoted", "double")
_AFTER_SET = frozenset({"WHERE", "FROM", "ORDER", "LIMIT", "RETURNING"})
_NO_COLUMN = frozenset(
    """TRUE FALSE INTERVAL DAY MONTH YEAR HOUR MINUTE SECOND WEEK BINARY SIGNED UNSIGNED CHAR DATE DATETIME COLLATE
    CURRENT_TIMESTAMP CURRENT_DATE CURRENT_TIME SQL_CALC_FOUND_ROWS SQL_NO_CACHE HIGH_PRIORITY LOW_PRIORITY DELAYED
    UNKNOWN DIV MOD XOR REGEXP RLIKE ESCAPE SEPARATOR AGAINST BOOLEAN MODE ROLLUP NULLS FIRST LAST""".split()  # noqa: SIM905
)


class ColumnName(NamedTuple):
    """A column as a statement names it: `table` as written there (aliases resolved), "" when it stands without one;
    `*` for all of them."""

    table: str
    column: str
    writes: bool


def columns_in(text: str) -> tuple[ColumnName, ...]:
    """Return the columns that a statement names, sorted, each once. Never raises.

    Names without a table may be anything that looks like one: who knows the tables' columns can tell.
    """
    tokens = tokenize(normalise(text[:_LONGEST]))
    names = aliases(tokens)
    found = set(_written(tokens, names))
    taken = {one.column.lower() for one in found} | set(names)
    written = {(one.table, one.column) for one in found}
    found.update(
        one
        for one in _read(tokens, names)
        if (one.table, one.column) not in written and (one.table or one.column.lower() not in taken)
    )
    return tuple(sorted(found))


def _written(tokens: Sequence[Token], names: dict[str, str]) -> Iterator[ColumnName]:
    """Columns of `INSERT INTO t (a, b)`, `UPDATE t SET a = …`, `… ON DUPLICATE KEY UPDATE a = …`."""
    verb = tokens[0].upper if tokens else ""
    if verb in ("INSERT", "REPLACE"):
        target, at = _target(tokens)
        if at < len(tokens) and tokens[at].text == "(":
            for token in tokens[at + 1 :]:
                if token.text == ")" or token.upper == "SELECT":
                    break
                if token.kind in _NAMES:
                    yield ColumnName(target, bare(token), True)
    else:
        target = ""
    assigning = False
    for at, token in enumerate(tokens):
        before = tokens[at - 1] if at else END
        if (token.upper == "SET" and verb in ("UPDATE", "INSERT", "REPLACE")) or (
            token.upper == "UPDATE" and before.upper == "KEY"
        ):
            assigning = True
            continue
        if assigning and token.upper in _AFTER_SET:
            assigning = False
        following = tokens[at + 1] if at + 1 < len(tokens) else END
        if assigning and token.kind in _NAMES and following.text == "=" and _begins(tokens, at):
            qualifier = bare(tokens[at - 2]) if before.text == "." else ""
            yield ColumnName(names.get(qualifier.lower(), qualifier) or target, bare(token), True)


def _begins(tokens: Sequence[Token], at: int) -> bool:
    """Whether an assignment begins with the (qualified) name at a position."""
    here = at - 1
    while here > 0 and tokens[here].text == ".":
        here -= 2
    return here >= 0 and (tokens[here].text == "," or tokens[here].upper in ("SET", "UPDATE"))


def _target(tokens: Sequence[Token]) -> tuple[str, int]:
    """Return the table of an INSERT and where its name ends."""
    at = 1
    while at < len(tokens) and tokens[at].upper in ("INTO", "IGNORE", "OR", "REPLACE", "LOW_PRIORITY", "DELAYED"):
        at += 1
    while at + 2 < len(tokens) and tokens[at + 1].text == ".":
        at += 2
    return (bare(tokens[at]) if at < len(tokens) and tokens[at].kind in _NAMES else ""), at + 1


def _read(tokens: Sequence[Token], names: dict[str, str]) -> Iterator[ColumnName]:
    """Names with a table or alias before them, names without, and stars."""
    for at, token in enumerate(tokens):
        before = tokens[at - 1] if at else END
        following = tokens[at + 1] if at + 1 < len(tokens) else END
        if token.text == "*" and before.text == "." and at > 1:
            table = names.get(bare(tokens[at - 2]).lower()) if tokens[at - 2].kind in _NAMES else None
            if table:
                yield ColumnName(table, "*", False)
        elif token.text == "*" and (before.upper in ("SELECT", "DISTINCT") or before.text == ","):
            yield ColumnName("", "*", False)
        elif token.kind in _NAMES and following.text not in (".", "("):
            if before.text == ".":
                table = names.get(bare(tokens[at - 2]).lower()) if at > 1 and tokens[at - 2].kind in _NAMES else None
                if table:
                    yield ColumnName(table, bare(token), False)
            elif _may_be_column(token, before):
                yield ColumnName("", bare(token), False)


def _may_be_column(token: Token, before: Token) -> bool:
    if token.kind == "double" or before.upper == "AS" or "{" in token.text or token.text[:1] in "@$":
        return False
    return token.kind == "quoted" or not (token.upper in RESERVED or token.upper in _NO_COLUMN)

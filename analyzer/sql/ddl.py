"""One CREATE TABLE or ALTER TABLE in; columns and foreign keys with their lines out."""

from __future__ import annotations

import re
from collections.abc import Iterator

from analyzer.model.statements import Column, ForeignKey, TableDeclaration
from analyzer.sql.split import Piece
from analyzer.sql.tokens import Token, bare, tokenize

_NAMES = ("word", "quoted", "double", "number")
_NOT_COLUMNS = frozenset(
    "CONSTRAINT PRIMARY UNIQUE KEY INDEX FULLTEXT SPATIAL FOREIGN CHECK EXCLUDE LIKE PERIOD".split()  # noqa: SIM905
)
_AFTER_TYPE = frozenset(
    """
    NOT NULL DEFAULT AUTO_INCREMENT AUTOINCREMENT PRIMARY KEY UNIQUE COMMENT CHECK REFERENCES COLLATE CHARACTER
    CHARSET ON GENERATED AS CONSTRAINT IDENTITY INVISIBLE VIRTUAL STORED BINARY ASCII SIGNED
    """.split()  # noqa: SIM905
)
_TYPE = re.compile(r"(?:VAR)?CHAR|(?:TINY|MEDIUM|LONG)?TEXT|(?:TINY|SMALL|MEDIUM|BIG)?INT(?:EGER)?|DATE(?:TIME)?")


def read_table(piece: Piece) -> tuple[TableDeclaration | None, list[ForeignKey], bool]:
    """Return (table, its foreign keys, whether all of it was understood) of a CREATE TABLE."""
    tokens = tokenize(piece.text)
    at = next((i for i, token in enumerate(tokens) if token.upper == "TABLE"), len(tokens)) + 1
    while at < len(tokens) and tokens[at].upper in ("IF", "NOT", "EXISTS"):
        at += 1
    name, at = _name(tokens, at)
    if name is None:
        return None, [], False
    if at + 2 < len(tokens) and tokens[at].upper == "USING":  # SQLite: CREATE VIRTUAL TABLE t USING fts4 (a, b)
        at += 2
    if at >= len(tokens) or tokens[at].text != "(":
        copied = at < len(tokens) and tokens[at].upper in ("LIKE", "AS", "SELECT", "PARTITION", "INHERITS")
        return TableDeclaration(name, piece.line), [], copied
    columns: dict[str, Column] = {}
    keys: list[ForeignKey] = []
    for item in _items(tokens, at):
        if not item:
            continue
        if item[0].kind in _NAMES and item[0].upper != "SELECT" and not _is_constraint(item):
            column = Column(bare(item[0]), _type(item[1:]))
            columns.setdefault(column.name.lower(), column)
        keys.extend(_keys(name, item, piece))
    return TableDeclaration(name, piece.line, tuple(columns.values())), keys, bool(columns) or _copies(tokens, at)


def read_alter(tokens: list[Token], piece: Piece) -> Iterator[ForeignKey]:
    """Give the foreign keys that an ALTER TABLE adds."""
    at = next((i for i, token in enumerate(tokens) if token.upper == "TABLE"), len(tokens)) + 1
    while at < len(tokens) and tokens[at].upper in ("IF", "EXISTS", "ONLY"):
        at += 1
    name, at = _name(tokens, at)
    if name is not None:
        for item in _items([Token("punctuation", "(", "("), *tokens[at:]], 0):
            yield from _keys(name, item, piece)


def _is_constraint(item: list[Token]) -> bool:
    """Tell `KEY (a)`, `INDEX i (a)` from a column called `key`, which is followed by a type."""
    if item[0].kind != "word" or item[0].upper not in _NOT_COLUMNS:
        return False
    if item[0].upper in ("KEY", "INDEX", "PERIOD", "CHECK"):
        second = item[1].upper if len(item) > 1 else ""
        if re.fullmatch(
            r"(?:VAR)?CHAR|(?:TINY|MEDIUM|LONG)?TEXT|(?:TINY|SMALL|MEDIUM|BIG)?INT(?:EGER)?|DATE(?:TIME)?", second
        ):
            return False
    return True


def _items(tokens: list[Token], at: int) -> Iterator[list[Token]]:
    """Give what the parenthesis at `at` holds, split at its commas."""
    depth = 0
    item: list[Token] = []
    for token in tokens[at:]:
        depth += (token.text == "(") - (token.text == ")")
        if depth == 0:
            break
        if depth == 1 and token.text == ",":
            yield item
            item = []
        elif item or token.text != "(":
            item.append(token)
    yield item


def _type(tokens: list[Token]) -> str:
    """Return a column's type as written, in lower case: `varchar(20)`, `int(11) unsigned`."""
    text = ""
    depth = 0
    for token in tokens:
        if depth == 0 and (token.upper in _AFTER_TYPE or token.kind in ("string", "other")):
            break
        spaced = text and depth == 0 and token.kind == "word"
        text += (" " if spaced else "") + (bare(token) if token.text[0] == "[" else token.text).lower()
        depth += (token.text == "(") - (token.text == ")")
    return text


def _keys(table: str, item: list[Token], piece: Piece) -> Iterator[ForeignKey]:
    for at, token in enumerate(item):
        if token.upper != "REFERENCES":
            continue
        target, after = _name(item, at + 1)
        if target is None:
            continue
        foreign = next((i for i in range(at - 1) if item[i].upper == "FOREIGN" and item[i + 1].upper == "KEY"), None)
        columns = (bare(item[0]),) if foreign is None else _list(item, foreign + 2)
        if foreign is None and item[0].upper in ("ADD", "MODIFY", "CHANGE"):
            named = [t for t in item[1:3] if t.upper != "COLUMN"]
            columns = (bare(named[0]),) if named else ()
        yield ForeignKey(table, columns, target, _list(item, after), _line(piece, item, at))


def _list(tokens: list[Token], at: int) -> tuple[str, ...]:
    """Return the names in the next parenthesis; a name of the key may stand before it."""
    while at < len(tokens) and tokens[at].text != "(":
        if tokens[at].upper in ("ON", "REFERENCES", "MATCH"):
            return ()
        at += 1
    names = []
    for token in tokens[at + 1 :]:
        if token.text == ")":
            break
        if token.kind in _NAMES and token.kind != "number":
            names.append(bare(token))
    return tuple(names)


def _line(piece: Piece, item: list[Token], at: int) -> int:
    """Return the line of a key: of the constraint's own words, found again in the text."""
    words = [re.escape(token.text) for token in item[: at + 2]][-6:]
    match = re.search(r"\s*".join(words), piece.text)
    return piece.line + (piece.text.count("\n", 0, match.start()) if match else 0)


def _name(tokens: list[Token], at: int) -> tuple[str | None, int]:
    """Return the last part of the qualified name at `at`, and what comes after it."""
    if at >= len(tokens) or tokens[at].kind not in _NAMES:
        return None, at
    name = bare(tokens[at])
    while at + 2 < len(tokens) and tokens[at + 1].text == "." and tokens[at + 2].kind in _NAMES:
        at += 2
        name = bare(tokens[at])
    return name.rpartition(".")[2] or name, at + 1


def _copies(tokens: list[Token], at: int) -> bool:
    return any(token.upper in ("LIKE", "SELECT") for token in tokens[at:])

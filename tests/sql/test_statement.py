from pathlib import Path

import pytest

from analyzer.sql import Statement, is_piece, parse_piece, parse_statement
from analyzer.sql.glot import read_with_sqlglot
from analyzer.sql.placeholders import normalise
from analyzer.sql.scan import scan
from analyzer.sql.tokens import tokenize

LINES = [line for line in (Path(__file__).parent / "statement.case").read_text().splitlines() if line[:1] not in "#"]
CASES = [tuple(line.rsplit(" => ", 1)) for line in LINES]


def shown(statement: Statement) -> str:
    tables: dict[str, list[str]] = {}
    for use in statement.tables:
        tables.setdefault(use.name, []).append(use.mode.value[0])
    listed = ", ".join(f"{name} {' '.join(modes)}" for name, modes in tables.items())
    return f"{'' if statement.parsed else '~'}{statement.verb}: {listed}".rstrip()


@pytest.mark.parametrize(("text", "expected"), CASES)
def test_parse_statement__case__gives_verb_and_tables(text: str, expected: str) -> None:
    assert shown(parse_statement(text)) == expected


# What sqlglot reads in another way, and we are right: it takes UPDATE IGNORE for a table, knows no REPLACE …
SQLGLOT_DIFFERS = (
    "LOW_PRIORITY",
    "(orders, users)",
    "RENAME",
    "INSERT OR",
    "DROP INDEX",
    "LOCK",
    "SHOW",
    "DELETE FROM orders USING",
    "INTO @now",
    "DROP TABLE",
)


@pytest.mark.parametrize(
    "text", [text for text, expected in CASES if not any(word in text for word in SQLGLOT_DIFFERS)]
)
def test_scan__plain_shape__agrees_with_sqlglot(text: str) -> None:
    ours = scan(tokenize(normalise(text)))
    theirs = read_with_sqlglot(normalise(text))
    if ours.plain and theirs is not None:
        assert set(ours.uses) == set(theirs.uses)


BROKEN = [
    "", ";", "((((", "'", "`", "SELECT * FROM a JOIN", "UPDATE a SET b.", "DELETE a.", "WITH x", "LOCK TABLES a",
    "SELECT " + "(" * 3000, "REPLACE {0}", "\0", "RENAME TABLE a TO",
    "CREATE", "INSERT INTO", "SHOW COLUMNS", "LOAD DATA INTO TABLE",
]  # fmt: skip


def test_parse_statement__anything__never_raises_and_prints_nothing(capfd: pytest.CaptureFixture[str]) -> None:
    for text in BROKEN:
        for cut in range(min(len(text), 50) + 1):
            parse_statement(text[:cut])
        parse_statement(text)
    for text, _ in CASES:
        for cut in range(0, len(text), 7):
            parse_statement(text[:cut])
    assert capfd.readouterr() == ("", "")


PIECES = [line for line in (Path(__file__).parent / "piece.case").read_text().splitlines() if line[:1] not in "#"]
JOINS = [line for line in (Path(__file__).parent / "join.case").read_text().splitlines() if line[:1] not in "#"]


@pytest.mark.parametrize(("text", "expected"), [tuple(line.rsplit(" => ", 1)) for line in PIECES])
def test_parse_piece__case__gives_tables_or_is_none(text: str, expected: str) -> None:
    assert (shown(parse_piece(text)).partition(": ")[2] if is_piece(text) else "no piece") == expected


@pytest.mark.parametrize(("text", "expected"), [tuple(line.rsplit(" => ", 1)) for line in JOINS])
def test_joins__case__gives_pairs_with_their_columns(text: str, expected: str) -> None:
    statement = parse_statement(text)
    pairs = [
        f"{join.left} {join.right} ({', '.join('='.join(pair) for pair in join.columns)})"
        + "".join(f" {left}~{right}" for left, right in join.loose)
        for join in statement.joins
    ]
    assert "; ".join([*pairs, *(["locks"] if statement.locks else [])]) == expected

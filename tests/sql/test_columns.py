"""Columns that statements name."""

from pathlib import Path

import pytest

from analyzer.sql import columns_in

LINES = [line for line in (Path(__file__).parent / "columns.case").read_text().splitlines() if line[:1] not in "#"]
CASES = [tuple(line.rsplit(" => ", 1)) for line in LINES]


def shown(text: str) -> str:
    names = [(f"{c.table}." if c.table else "") + c.column + (" w" if c.writes else "") for c in columns_in(text)]
    return " ".join(names)


@pytest.mark.parametrize(("text", "expected"), CASES)
def test_columns_in__case__gives_the_columns_as_written(text: str, expected: str) -> None:
    assert shown(text) == expected


@pytest.mark.parametrize(
    "text", ["", "(((", "INSERT INTO", "INSERT INTO t (", "UPDATE t SET", "SELECT . FROM .", "SET ="]
)
def test_columns_in__text_is_no_statement__then_nothing_is_raised(text: str) -> None:
    columns_in(text)

from pathlib import Path

import pytest

from analyzer.sql import looks_like_sql

LINES = [line for line in (Path(__file__).parent / "sql.case").read_text().splitlines() if not line.startswith("#")]


@pytest.mark.parametrize("line", LINES)
def test_looks_like_sql__statements_and_sentences__are_told_apart(line: str) -> None:
    assert looks_like_sql(line[2:]) is (line[0] == "+")

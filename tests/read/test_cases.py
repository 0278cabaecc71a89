"""Case files: PHP source, a line `---`, the expected facts.

A case states every fact of each kind that it mentions (the first word of a line), and says `none KIND` where there
must be none; kinds that it does not mention are not compared. A first line `@encoding NAME` encodes the source so;
`@endings cr` or `crlf` changes its line ends.
"""

from pathlib import Path

import pytest

from analyzer.php import read_php
from analyzer.sql import looks_like_sql
from tests.read.printer import lines_of

CASES = sorted((Path(__file__).parent / "cases").glob("*.case"))
ENDINGS = {"cr": "\r", "crlf": "\r\n"}


@pytest.mark.parametrize("path", CASES, ids=lambda path: path.stem)
def test_facts__when_a_file_is_read__then_they_are_those_of_its_case(path: Path) -> None:
    source, _, expected_text = path.read_text("utf-8").partition("\n---\n")
    encoding, endings = "utf-8", "\n"
    while source.startswith("@"):
        option, _, source = source.partition("\n")
        name, _, value = option[1:].partition(" ")
        encoding = value if name == "encoding" else encoding
        endings = ENDINGS[value] if name == "endings" else endings
    expected = [line for line in expected_text.splitlines() if line and not line.startswith("#")]
    kinds = {line.split()[1] if line.startswith("none ") else line.split()[0] for line in expected}
    facts = read_php((source + "\n").replace("\n", endings).encode(encoding), looks_like_sql)
    found = [line for line in lines_of(facts) if line.split()[0] in kinds]
    assert found == sorted(line for line in expected if not line.startswith("none "))

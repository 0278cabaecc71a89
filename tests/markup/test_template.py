from pathlib import Path

import pytest

from analyzer.markup import read_template

CASES = [
    block.split("\n---\n") for block in (Path(__file__).parent / "template.case").read_text().strip().split("\n===\n")
]


@pytest.mark.parametrize(("text", "expected"), CASES)
def test_read_template__case__names_templates(text: str, expected: str) -> None:
    found = [f"{use.relation} {use.target} :{use.line}" for use in read_template(text).templates]
    assert found == [line for line in expected.split("\n") if line != "nothing"]


def test_read_template__lines__are_counted() -> None:
    assert [read_template(text).loc for text in ("", "a", "a\n", "a\nb")] == [0, 1, 1, 2]


@pytest.mark.parametrize(
    "text",
    ["{% x %}" + "{{ " * 60_000, "{% x %}" + "{% a " * 60_000, "{% x %}{% import " + " " * 20_000,
     "@if (x) " + "@php " * 60_000, "{% x %} " + "import a " * 60_000, '{% x %}{{ "' + '\\"' * 60_000 + " }}", "@if (x) " + "@if(" * 20_000,
     "{if a}{/if}" + '{"' * 60_000, "{if a}{/if}" + "{$a|" * 60_000, "@if (x) {{ '", "{% x %}{{ \" }}"],
)  # fmt: skip
def test_read_template__when_much_is_open__then_it_ends(text: str) -> None:
    assert read_template(text).loc == 1  # with the square of the length it would take minutes

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


@pytest.mark.parametrize("opening", ["{{ ", "{% a ", "import a ", '{{ "\\"', "{% import ", "{{ |is not "])
def test_read_template__when_twig_opens_and_never_closes__then_it_ends(opening: str) -> None:
    assert read_template("{% x %}" + opening * 60_000).loc == 1  # the square of the length would take minutes


@pytest.mark.parametrize("opening", ["{{ ", "{!! ", "@php ", "@if(", "{{ '", "{{ A\\", "@foo  "])
def test_read_template__when_blade_opens_and_never_closes__then_it_ends(opening: str) -> None:
    assert read_template("@section('a') " + opening * 20_000).loc == 1


@pytest.mark.parametrize("opening", ['{"', "{$a|", "{a ", "{literal}"])
def test_read_template__when_smarty_opens_and_never_closes__then_it_ends(opening: str) -> None:
    assert read_template("{if a}{/if}" + opening * 60_000).loc == 1

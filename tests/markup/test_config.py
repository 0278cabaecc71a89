"""`config.case`: configuration files and their trees; a line a node: depth, name (`-`: an item), value, attributes."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from analyzer.markup import read_config
from analyzer.model.facts import Node

CASES = [
    block.split("\n---\n") for block in (Path(__file__).parent / "config.case").read_text().strip().split("\n===\n")
]


def lines(nodes: tuple[Node, ...], depth: int = 0) -> Iterator[str]:
    for node in nodes:
        value = f" = {node.value}" if node.value else ""
        attributes = "".join(f" {name}={value}" for name, value in node.attributes)
        yield f"{'. ' * depth}{node.name or '-'}{value}{attributes} :{node.line}"
        yield from lines(node.children, depth + 1)


@pytest.mark.parametrize(("text", "expected"), CASES)
def test_read_config__case__gives_a_tree(text: str, expected: str) -> None:
    facts = read_config(text)
    found = [*lines(facts.nodes), *(f"problem :{problem.line}" for problem in facts.problems)]
    assert found == [line for line in expected.split("\n") if line != "nothing"]


@pytest.mark.parametrize(
    "text",
    ["", "\x00", "{", "[" * 200_000, "- " * 100_000, "<a>" * 5000, "&a [*a]", "a: *x", "? [1]\n: 2", "<?xml", "- \t- x",
     "%YAML 9.9\n---", "!!binary x", "a: 1\na: 2", "<<: [1]", "<<: *b", "? {a: 1}"],
)  # fmt: skip
def test_read_config__when_the_text_is_odd__then_facts_or_a_problem(text: str) -> None:
    facts = read_config(text)
    assert facts.scopes
    assert all(problem.line >= 1 for problem in facts.problems)


def test_read_config__when_aliases_multiply__then_a_problem_and_no_explosion() -> None:
    rows = [f"a{n}: &a{n} [{', '.join([f'*a{n - 1}'] * 9) if n else 'x'}]" for n in range(12)]
    assert read_config("\n".join(rows)).problems

"""The door of the room `php`: PHP's own names cost no parser."""

import subprocess
import sys

import pytest

import analyzer.php


@pytest.mark.parametrize("module", ["analyzer.php", "analyzer.link", "analyzer.pipeline"])
def test_door__when_nothing_is_read__then_no_parser_is_loaded(module: str) -> None:
    code = f"import sys, {module}; print(sorted({{'tree_sitter', 'sqlglot'}} & set(sys.modules)))"
    run = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert run.stdout.strip() == "[]"


def test_door__when_a_name_is_not_there__then_it_says_so() -> None:
    with pytest.raises(AttributeError):
        analyzer.php.read_python  # noqa: B018

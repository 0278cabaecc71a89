"""`secateur split`: which service, in which form, from code or from a saved analysis."""

import json
from pathlib import Path

import pytest
from click.testing import Result

from tests.cli.conftest import Run


@pytest.fixture
def saved(run: Run, bricks: Path) -> str:
    """The saved analysis of the little shop in two services."""
    done = run("export", bricks, "--format", "analysis", "--services", "2", "-o", "a.json", "--quiet")
    assert done.exit_code == 0, done.output
    return "a.json"


def names(saved: str) -> list[str]:
    return [service["name"] for service in json.loads(Path(saved).read_text())["decomposition"]["services"]]


def split(run: Run, saved: str, service: str, *flags: str) -> Result:
    return run("split", service, "--analysis", saved, *flags)


def test_split__when_the_service_is_known__then_one_page_of_80_columns_is_told(run: Run, saved: str) -> None:
    for name in names(saved):
        done = split(run, saved, name)
        assert done.exit_code == 0
        assert done.stdout.startswith(f"Taking {name} out of bricks\n")
        assert all(len(line) <= 80 for line in done.stdout.splitlines())


def test_split__when_read_from_code__then_tells_the_same_as_from_a_saved_analysis(
    run: Run, saved: str, bricks: Path
) -> None:
    name = names(saved)[0]
    done = run("split", name, bricks, "--services", "2", "--quiet", "--jobs", "1")
    assert done.exit_code == 0, done.output
    assert done.stdout == split(run, saved, name).stdout


def test_split__when_the_name_is_not_known__then_one_line_names_the_nearest(run: Run, saved: str) -> None:
    name = names(saved)[0]
    done = split(run, saved, name[:-1] + "x")
    assert done.exit_code == 2
    assert done.stderr == f"secateur: '{name[:-1]}x' is no service here; did you mean '{name}'?\n"
    done = split(run, saved, "qqqqqqqq")
    assert done.exit_code == 2
    assert done.stderr == f"secateur: 'qqqqqqqq' is no service here; known: {', '.join(names(saved))}\n"


@pytest.mark.parametrize(("form", "begins"), [("markdown", "# Taking "), ("json", '{\n "schema": "secateur/split/1"')])
def test_split__when_another_form_is_asked_for__then_it_is_written_where_one_says(
    run: Run, saved: str, form: str, begins: str
) -> None:
    name = names(saved)[0]
    shown = split(run, saved, name, "--format", form)
    assert shown.stdout.startswith(begins)
    written = split(run, saved, name, "--format", form, "-o", "page.txt")
    assert (written.exit_code, written.stdout) == (0, "")
    assert Path("page.txt").read_text() == shown.stdout


@pytest.mark.parametrize("name", ["analysis", "split"])
def test_schema__when_a_format_is_named__then_its_schema_is_printed(run: Run, name: str) -> None:
    done = run("schema", name)
    assert json.loads(done.stdout)["$id"] == f"secateur/{name}/1"

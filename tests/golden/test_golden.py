"""The committed report of the sample, and what the README shows, are what the commands give today.

After a deliberate change: `make golden`, then look at the difference.
"""

import re
import shlex
import sys
from pathlib import Path

import pytest
from click.testing import CliRunner

from analyzer.cli.main import secateur

ROOT = Path(__file__).parents[2]
COMMITTED = ROOT / "reports" / "bricomarket"
TEXTS = (
    "analysis.json",
    "graph.json",
    "report.md",
    "data.html",
    "data.md",
    "index.html",
    "figures/service-map.svg",
    "figures/dependency-matrix.svg",
    "figures/shrinking-monolith.svg",
    "figures/worth.svg",
)
BLOCK = re.compile(r"(<!-- tested -->\n```console\n\$ (secateur [^\n]*)\n)(.*?)(```)", re.S)


@pytest.fixture(scope="module")
def report(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("golden")
    command = ["analyze", str(ROOT / "samples/bricomarket"), "-o", str(folder), "--no-cache", "--quiet", "--jobs", "2"]
    result = CliRunner().invoke(secateur, command)
    assert result.exit_code == 0, result.output
    return folder


@pytest.mark.parametrize("name", TEXTS)
def test_sample__when_analysed_today__then_gives_the_committed_bytes(report: Path, name: str) -> None:
    assert (report / name).read_bytes() == (COMMITTED / name).read_bytes()


def test_sample__when_compared__then_places_of_the_report_hold_what_they_claim() -> None:
    text = (COMMITTED / "report.md").read_text()
    places = set(re.findall(r"`([\w./-]+\.php):(\d+)`", text))
    assert len(places) > 50
    for path, line in places:
        lines = (ROOT / "samples/bricomarket" / path).read_bytes().splitlines()
        assert 1 <= int(line) <= len(lines), f"{path}:{line}"


def test_sample__when_compared__then_the_data_page_has_its_pictures_and_no_others() -> None:
    named = set(re.findall(r"figures/(tables-[\w-]+\.svg)", (COMMITTED / "data.md").read_text()))
    assert named == {path.name for path in (COMMITTED / "figures").glob("tables-*.svg")}


def shown(command: str) -> str:
    """Return what a command of the README prints, run at the top of the project."""
    result = CliRunner().invoke(secateur, shlex.split(command)[1:])
    assert result.exit_code == 0, result.output
    return "".join(line.rstrip() + "\n" for line in result.stdout.splitlines())


def test_readme__when_its_commands_run__then_they_print_what_it_shows(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    (tmp_path / "samples").symlink_to(ROOT / "samples")
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    monkeypatch.chdir(tmp_path)
    blocks = BLOCK.findall((ROOT / "README.md").read_text())
    assert len(blocks) >= 2
    for _, command, output, _ in blocks:
        assert shown(command) == output


def rewrite_readme() -> None:
    """Put today's outputs into the README (called by `make golden`, at the top of the project)."""
    path = ROOT / "README.md"
    text = BLOCK.sub(lambda m: m[1] + shown(m[2]) + m[4], path.read_text())
    path.write_text(text)


if __name__ == "__main__":
    sys.exit(rewrite_readme())

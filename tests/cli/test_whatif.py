"""What an edit would change, told before anything is written."""

import json
import re
from pathlib import Path

import pytest

from analyzer.cli.whatif import fitting
from tests.cli.conftest import Run


@pytest.fixture
def bricks(tmp_path: Path) -> Path:
    """Three modules that hardly know each other, each with a table."""
    root = tmp_path / "bricks"
    for module in ("cart", "stock", "mail"):
        (root / module).mkdir(parents=True)
        for i in range(6):
            calls = " ".join(f"(new {module.title()}{j})->run();" for j in range(6) if j != i)
            sql = f"mysql_query('UPDATE {module}_rows SET a = 1');"
            text = f"<?php\nclass {module.title()}{i} {{\n function run() {{ {calls} {sql} }}\n}}\n"
            (root / module / f"{module}{i}.php").write_text(text)
    (root / "index.php").write_text("<?php\n(new Cart0)->run();\n(new Stock0)->run();\n")
    return root


@pytest.fixture
def saved(run: Run, bricks: Path) -> Path:
    assert run("analyze", bricks, "--quiet", "-o", "out").exit_code == 0
    return Path("out/analysis.json")


def _services(saved: Path) -> dict[str, list[str]]:
    return {s["name"]: s["members"] for s in json.loads(saved.read_bytes())["decomposition"]["services"]}


def test_move__tells_every_score__and_writes_nothing(run: Run, saved: Path, bricks: Path) -> None:
    before = saved.read_bytes()
    (first, members), (second, _) = list(_services(saved).items())[:2]
    found = run("analyze", "--analysis", saved, "--move", f"{members[0]}={second}")
    assert found.exit_code == 0, found.output
    assert f"{members[0]}: {first} → {second}" in found.output
    for words in ("icp@cargo", "Places that cross", "Roadmap: cost", f"{second}: ['{members[0]}']"):
        assert words in found.output
    assert saved.read_bytes() == before
    assert not Path("reports").exists()
    assert max(map(len, found.output.splitlines())) <= 80
    again = run("analyze", bricks, "--quiet", "--no-previous", "--move", f"{members[0]}={second}")
    assert again.output == found.output


def test_rename_and_write__the_name_stays_in_the_next_run(run: Run, saved: Path, bricks: Path) -> None:
    first, members = next(iter(_services(saved).items()))
    found = run("analyze", "--analysis", saved, "--rename", f"{first}=unheard-of", "-o", "out")
    assert f"{first} would become unheard-of, with all that it has." in found.output
    assert _services(saved)["unheard-of"] == members
    again = run("analyze", bricks, "--quiet", "-o", "out")
    assert "Names as in out/analysis.json" in again.output
    assert re.search(r"\b0 of [\d,]+ units\s+and\s+tables\s+are\s+elsewhere\s+than\s+then\.", again.output)
    content = saved.read_bytes()
    assert _services(saved)["unheard-of"] == members
    assert run("analyze", bricks, "--quiet", "--no-cache", "-o", "out").exit_code == 0
    assert saved.read_bytes() == content  # the same names, the same bytes, cached or not
    assert run("analyze", bricks, "--quiet", "--no-previous", "-o", "out").exit_code == 0
    assert "unheard-of" not in _services(saved)


def test_since__another_analysis__gives_the_names(run: Run, saved: Path, bricks: Path) -> None:
    first, members = next(iter(_services(saved).items()))
    run("analyze", "--analysis", saved, "--rename", f"{first}=unheard-of", "-o", "old")
    found = run("analyze", bricks, "--quiet", "-o", "new", "--since", "old/analysis.json")
    assert "Names as in old/analysis.json" in found.output
    assert _services(Path("new/analysis.json"))["unheard-of"] == members


def test_merge_and_split__are_told_as_such(run: Run, saved: Path) -> None:
    (first, members), (second, others) = list(_services(saved).items())[:2]
    merged = run("analyze", "--analysis", saved, "--merge", f"{first}+{second}=both")
    assert f"{first} would become both" in merged.output
    assert "No unit changes its service otherwise." in merged.output
    split = run("analyze", "--analysis", saved, "--split", f"{first}={members[0]}=part", "--write")
    assert split.exit_code == 0
    written = next(Path("reports").glob("*/analysis.json"))
    assert _services(written)["part"] == [members[0]]
    assert sorted(_services(written)[first]) == sorted(set(members) - {members[0]})
    assert _services(written)[second] == others


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["--move", "class:Nobody=x"], "'class:Nobody' matches nothing"),
        (["--move", "nothing"], "--move nothing: write PATTERN=SERVICE"),
        (["--rename", "nobody=x"], "no service is called 'nobody'"),
        (["--move", "class:A=core"], "a service cannot be called 'core'"),
        (["--rename", "a=kernel"], "a service cannot be called 'kernel'"),
        (["--merge", "nobody=x"], "--merge nobody=x: write SERVICE+SERVICE=NAME"),
        (["--split", "nobody=class:A=x"], "no service is called 'nobody'"),
        ([], "--analysis and --write go with --move"),
        (["--move", "class:A=x", "--rev", "HEAD"], "--analysis excludes --graph and --rev"),
    ],
)
def test_mistakes__are_one_line(run: Run, saved: Path, arguments: list[str], said: str) -> None:
    found = run("analyze", "--analysis", saved, *arguments)
    assert found.exit_code == 2
    assert said in found.output
    assert len(found.output.splitlines()) == 1


def test_constraint__that_a_move_overrides__is_named(run: Run, bricks: Path) -> None:
    run("analyze", bricks, "--quiet", "-o", "free")
    services = _services(Path("free/analysis.json"))
    (first, members), (second, _) = list(services.items())[:2]
    (bricks / "secateur.yaml").write_text(f"constraints:\n  pin:\n    {first}: ['{members[0]}']\n")
    found = run("analyze", bricks, "--quiet", "-o", "out")
    assert "1 pattern of yours decides on 1 unit; every one holds." in " ".join(found.output.split())
    tried = run("analyze", "--analysis", "out/analysis.json", "--move", f"{members[0]}={second}")
    assert "is set by you, secateur.yaml:3 (pin)" in tried.output


def test_keeping__several_moves__are_lines_that_the_next_run_obeys(run: Run, saved: Path, bricks: Path) -> None:
    one, two, three, *_ = next(iter(_services(saved).values()))
    moves = ["--move", f"{one}=no", "--move", f"{two}=no", "--move", f"{three}=kernel"]
    found = run("analyze", "--analysis", saved, *moves).output
    lines = found[found.index("constraints:") :]
    assert lines == f"constraints:\n  pin:\n    'no': ['{one}', '{two}']\n  kernel: ['{three}']\n"
    (bricks / "secateur.yaml").write_text(lines)
    assert run("analyze", bricks, "--quiet", "-o", "kept").exit_code == 0
    kept = json.loads(Path("kept/analysis.json").read_bytes())["decomposition"]
    assert {one, two} <= set(_services(Path("kept/analysis.json"))["no"])
    assert kept["kernel"] == [three]


def test_keeping__under_a_plan__are_lines_of_the_plan(run: Run, saved: Path, bricks: Path) -> None:
    assert run("accept", "--path", bricks, "--analysis", saved).exit_code == 0
    assert run("analyze", bricks, "--quiet", "-o", "planned").exit_code == 0
    (first, members), (second, _) = list(_services(saved).items())[:2]
    moved = ["--move", f"{members[0]}={second}", "--rename", f"{first}=new"]
    found = run("analyze", "--analysis", "planned/analysis.json", *moved).output
    assert f"services:\n  {second}:\n    includes: ['{members[0]}']\n" in found
    assert "The plan says what services are called" in found


def test_fitting__figures_too_wide_for_the_terminal__two_tables_and_none_is_cut() -> None:
    heads = ("units", "lines", "tables", "in", "out", "cohesion", "instab.")
    narrow = ["1", "20", "0", "3→4", "5", "50%", "0.50"]
    wide = ["147→237", "6,650→11,560", "0", "54→71", "193→370", "43%→44%", "0.92→0.93"]
    assert [list(part) for part in fitting(heads, [narrow], 60)] == [[0, 1, 2, 3, 4, 5, 6]]
    assert [list(part) for part in fitting(heads, [narrow, wide], 60)] == [[0, 1, 2], [3, 4, 5, 6]]

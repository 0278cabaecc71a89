"""The summary fits a terminal and does nothing to it, whatever the analysed code is called."""

import sqlite3
import zlib
from pathlib import Path

import msgspec
import pytest

from analyzer.cli.session import RESULTS, cache_path, open_memory
from analyzer.cli.summary import WIDTH, summary
from analyzer.model.analysis import Analysis
from analyzer.model.facts import ProblemKind
from analyzer.model.linkage import Coverage, FileProblem, Reason, Unresolved
from analyzer.model.project import Skipped
from analyzer.model.roadmap import Remaining, Step
from analyzer.model.scores import ServiceScores
from tests.cli.conftest import Run
from tests.examples import HOSTILE, hostile_analysis

MANY = 12_345_678


def _large() -> Analysis:
    """Return an analysis with large numbers and hostile names."""
    one = hostile_analysis()
    names = [f"[bold]{HOSTILE}{i}" for i in range(12)]
    left = Remaining(0, 0, 0, 0)
    scores = [ServiceScores(n, 12_345, MANY, 0, 0, 1.0, 1.0, 1.0, 123_456, 123_456, 1_234, 9, 9, 1.0) for n in names]
    replace = msgspec.structs.replace
    return replace(
        one,
        project=HOSTILE * 5,
        inventory=replace(one.inventory, files=MANY, loc=MANY, skipped=(Skipped(HOSTILE, HOSTILE),)),
        linkage=replace(
            one.linkage,
            coverage=(Coverage("class-reference", MANY, MANY // 2, MANY // 4, 123_456, MANY // 8, 123_456),),
            unresolved=tuple(Unresolved(HOSTILE, i, "class", HOSTILE, reason) for i, reason in enumerate(Reason)),
            problems=(FileProblem(HOSTILE, 1, ProblemKind.SYNTAX, HOSTILE),),
        ),
        scores=replace(one.scores, services=tuple(scores)),
        roadmap=replace(
            one.roadmap,
            steps=tuple(Step(i + 1, name, 0.0, 0.0, (), (), left) for i, name in enumerate(names)),
        ),
    )


def test_summary__when_names_are_hostile_and_numbers_large__then_fits_and_shows_them_as_text(
    capsys: pytest.CaptureFixture[str],
) -> None:
    summary(_large(), Path("reports") / "x")
    text = capsys.readouterr().out
    assert all(character.isprintable() for character in text.replace("\n", ""))
    assert "[bold]<script>" in text
    assert "12,345,678" in text
    assert max(map(len, text.splitlines())) <= WIDTH


def test_analyze__when_done__then_says_everything_and_writes_the_whole_report(run: Run, bricks: Path) -> None:
    expected = Path("expected.yaml")
    expected.write_text('services:\n  order: ["function:place_order", "table:orders", "class:Nowhere"]\n')
    done = run("analyze", bricks, "-o", "out", "--services", "2", "--expected", expected)
    assert done.exit_code == 0, done.output
    assert max(map(len, done.stdout.splitlines())) <= WIDTH
    assert "the pattern 'class:Nowhere' matches nothing" in done.stderr
    assert "linking" in done.stderr.splitlines()
    for said in ("bricks: 4 files, 21 lines, 2 tables", "extraction", "function-call", "MoJoFM", "out/index.html"):
        assert said in done.stdout
    written = sorted(path.relative_to("out").as_posix() for path in Path("out").rglob("*") if path.is_file())
    figures = ["dependency-matrix", "service-map", "shrinking-monolith", "worth"]
    names = [f"figures/{name}.{kind}" for name in figures for kind in ("png", "svg")]
    pages = ["data.html", "data.md", "graph.json", "index.html", "report.md"]
    assert written == sorted(["analysis.json", *names, *pages])


def test_analyze__when_done__then_says_what_else_was_read_and_what_to_do_next(run: Run, bricks: Path) -> None:
    (bricks / "tests").mkdir()
    (bricks / "tests" / "OrderTest.php").write_text("<?php class OrderTest {}\n")
    (bricks / "page.twig").write_text("<p>{{ name }}</p>\n")
    said = run("analyze", bricks, "-o", "out", "--quiet", "--services", "2").stdout
    assert "1 test file, kept out of the services." in " ".join(said.split())
    assert "Read beside them: " in said
    commands = said.partition("\nNext: ")[2].replace("\\\n", "").splitlines()
    split, accept = (" ".join(line.split()) for line in commands if line.startswith("  secateur "))
    assert run(*split.split()[1:]).exit_code == 0
    assert run(*accept.split()[1:]).exit_code == 0
    assert (bricks / "secateur.yaml").is_file()
    again = run("analyze", bricks, "-o", "out", "--quiet").stdout
    assert "secateur split " in again
    assert "secateur accept" not in again


def test_analyze__when_quiet__then_standard_error_is_empty(run: Run, bricks: Path) -> None:
    done = run("analyze", bricks, "--quiet", "--no-cache", "--jobs", "1")
    assert (done.exit_code, done.stderr) == (0, "")
    assert Path("reports/bricks/index.html").is_file()


def test_analyze__when_nothing_has_changed__then_writes_the_same_files_without_analysing(
    run: Run, bricks: Path
) -> None:
    first = run("analyze", bricks, "-o", "first")
    again = run("analyze", bricks, "-o", "again")
    assert "linking" in first.stderr.splitlines()
    assert again.stderr.splitlines() == [
        "looking for files",
        "nothing has changed since an earlier run: taking its analysis",
    ]
    assert again.stdout.replace("again/", "first/") == first.stdout
    assert _contents(Path("again")) == _contents(Path("first"))
    (bricks / "new.php").write_text("<?php function added() {}\n")
    assert "linking" in run("analyze", bricks, "-o", "again").stderr.splitlines()
    assert b"function:added" in _contents(Path("again"))["graph.json"]


def test_analyze__when_remembered_results_are_spoilt__then_analyses_again(run: Run, bricks: Path) -> None:
    first = run("analyze", bricks, "-o", "first", "--quiet")
    with open_memory() as memory, sqlite3.connect(cache_path(RESULTS)) as connection:
        memory.put("x", b"")
        connection.execute("UPDATE results SET content = ?", (zlib.compress(b"\xc1"),))
    assert run("analyze", bricks, "-o", "again", "--quiet").stdout.replace("again/", "first/") == first.stdout
    assert _contents(Path("again")) == _contents(Path("first"))


def _contents(folder: Path) -> dict[str, bytes]:
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def test_analyze__when_the_graph_of_an_analysis_is_given__then_needs_no_code(run: Run, bricks: Path) -> None:
    assert run("graph", bricks, "-o", "graph.json", "--quiet").exit_code == 0
    done = run("analyze", "--graph", "graph.json", "-o", "out", "--quiet")
    assert done.exit_code == 0, done.output
    assert Path("out/graph.json").is_file()
    assert done.stdout.startswith("bricks: ")


def test_analyze__when_the_configuration_types_a_global__then_calls_resolve_and_idle_lines_are_named(
    run: Run, bricks: Path
) -> None:
    calls = "".join(f"<?php $mailer->send({n}); ?>\n" for n in range(6))
    (bricks / "mail.php").write_text(calls + "<?php class Mailer { function send($n) {} }\n")
    before = run("analyze", bricks, "-o", "out", "--quiet").stdout.splitlines()
    place = before.index("  $mailer stands before 6 unresolved calls:")
    assert before[place + 1] == "    types: {$mailer: Class}"
    (bricks / "secateur.yaml").write_text("types:\n  $mailer: Mailer\n  $mailor: Mailer\n")
    after = run("analyze", bricks, "-o", "out", "--quiet").stdout
    assert "$mailer stands" not in after
    said = "secateur.yaml:3: types: no script and no 'global' names $mailor; did you mean $mailer?"
    assert said in " ".join(after.split())

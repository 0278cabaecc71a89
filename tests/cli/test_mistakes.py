"""What a user can do wrong: one clear line that says what and where, the right exit code, and no traceback."""

from pathlib import Path

import pytest

from tests.cli.conftest import Run

NODE = '{"id": "a"}'

# Files that lie in the current directory.
FILES = {
    "broken.yaml": "clustering: [\n",
    "unknown.yaml": "discover:\n  exlude: []\n",
    "type.yaml": "clustering:\n  seeds: many\n",
    "twice.yaml": "name: a\nname: b\n",
    "unsafe.yaml": 'name: !!python/object/apply:os.system ["id"]\n',
    "nonsense.json": "{",
    "empty.json": '{"nodes": []}',
    "edge.json": f'{{"nodes": [{NODE}], "edges": [{{"source": "a", "target": "b"}}]}}',
    "id.json": '{"nodes": [{"id": []}]}',
    "other.json": '{"schema": "secateur/analysis/0"}',
    "services.yaml": "services: [a]\n",
    "pins.yaml": 'constraints:\n  pin:\n    a: ["class:*"]\n    b: ["class:*"]\n',
    "file": "",
    "no-php/readme.md": "# nothing",
}

# Command line (BRICKS is the code base) → exit code and what the line says.
MISTAKES = {
    "analyze nowhere": (2, "nowhere: no such directory"),
    "analyze --path nowhere": (2, "nowhere: no such directory"),
    "analyze BRICKS --path no-php": (2, "and --path no-php: name one of them"),
    "diff HEAD no-php": (3, "no-php"),
    "analyze file": (2, "file: no such directory"),
    "analyze no-php": (3, "nothing to analyse in no-php"),
    "analyze BRICKS --exclude *": (3, "nothing to analyse"),
    "analyze BRICKS --rev HEAD": (2, "not a git repository"),
    "analyze BRICKS --config nowhere.yaml": (2, "nowhere.yaml: No such file"),
    "analyze BRICKS --config broken.yaml": (2, "broken.yaml:2:"),
    "analyze BRICKS --config unknown.yaml": (2, "unknown.yaml:2: unknown key 'exlude' in discover; did you mean"),
    "analyze BRICKS --config pins.yaml": (2, "pins.yaml:3: constraints: class:"),
    "analyze BRICKS --pin nothing": (2, "--pin nothing: write PATTERN=SERVICE"),
    "analyze BRICKS --pin class:Nobody=a": (2, "constraints of the flags: --pin: 'class:Nobody' matches nothing"),
    "analyze BRICKS --together class:A": (2, "--together class:A: give at least two patterns"),
    "analyze BRICKS --config type.yaml": (2, "type.yaml:2: clustering.seeds"),
    "analyze BRICKS --config twice.yaml": (2, "twice.yaml:2: 'name' stands here twice"),
    "analyze BRICKS --config unsafe.yaml": (2, "unsafe.yaml:1:"),
    "analyze BRICKS --config no-php": (2, "no-php: Is a directory"),
    "analyze BRICKS --expected nowhere.yaml": (2, "nowhere.yaml: No such file"),
    "analyze BRICKS --expected services.yaml": (2, "services.yaml: line 1"),
    "analyze BRICKS -o file": (2, "cannot be written"),
    "analyze BRICKS --jobs 0": (2, "--jobs"),
    "analyze BRICKS --services 0": (2, "--services"),
    "analyze BRICKS --nonsense": (2, "--nonsense"),
    "analyze --graph nowhere.json": (2, "nowhere.json: No such file"),
    "analyze --graph nonsense.json": (2, "nonsense.json: not a node-link graph"),
    "analyze --graph id.json": (2, "$.nodes[0].id"),
    "analyze --graph edge.json": (2, "edge 0 names 'b', which is no node"),
    "analyze --graph empty.json": (3, "empty.json: the graph has no nodes"),
    "analyze --graph edge.json --rev HEAD": (2, "exclude each other"),
    "graph BRICKS --format nonsense": (2, "nonsense"),
    "graph BRICKS -o no-php": (2, "no-php: cannot be written"),
    "export BRICKS --format nonsense": (2, "deptrac"),
    "export BRICKS": (2, "--format"),
    "why Invoice Nonsense BRICKS": (2, "'Nonsense' is no unit, table or service here"),
    "why Invoise orders BRICKS": (2, "near: Shop\\Invoice"),
    "why orders orders BRICKS": (2, "are the same here"),
    "why orders carts --analysis nowhere.json": (2, "nowhere.json: No such file"),
    "why orders carts --analysis other.json": (2, "its schema is secateur/analysis/0"),
    "why orders": (2, "Missing argument"),
    "check BRICKS": (2, "--baseline"),
    "check BRICKS --baseline nonsense.json": (2, "not an analysis.json"),
    "nonsense": (2, "No such command"),
}


@pytest.mark.parametrize("command", MISTAKES)
def test_mistake__when_made__then_one_line_says_what_and_where(command: str, bricks: Path, run: Run) -> None:
    for name, content in FILES.items():
        path = Path(name)
        path.parent.mkdir(exist_ok=True)
        path.write_text(content)
    code, says = MISTAKES[command]
    words = [str(bricks) if word == "BRICKS" else word for word in command.split()]
    flags = ["--quiet", "--jobs", "1"] if words[0] != "nonsense" and "--jobs" not in words else []
    done = run(*words, *flags)
    assert (done.exit_code, done.stdout) == (code, ""), done.output
    lines = [line for line in done.stderr.splitlines() if line and not line.startswith(("Usage:", "Try "))]
    assert len(lines) == 1
    assert says in lines[0]
    assert not Path("reports").exists()


def test_check__when_the_baseline_is_of_other_code__then_does_not_look_as_if_the_gate_held(
    bricks: Path, tmp_path: Path, run: Run
) -> None:
    (tmp_path / "other").mkdir()
    (tmp_path / "other" / "a.php").write_text("<?php\nfunction a() { return b(); }\nfunction b() { return a(); }\n")
    flags = ("--quiet", "--jobs", "1")
    assert run("export", bricks, "--format", "analysis", "--services", "2", "-o", "base.json", *flags).exit_code == 0
    done = run("check", tmp_path / "other", "--baseline", "base.json", *flags)
    assert (done.exit_code, done.stdout) == (2, "")
    assert "it is of other code" in done.stderr
    assert run("check", bricks, "--baseline", "base.json", *flags).exit_code == 0

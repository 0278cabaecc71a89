"""What the repository offers to CI: the steps of the action, the GitLab job and the hook do what they promise.

Their commands are run as their runners do; only the installing, which needs a network, is left out.
"""

import json
import os
import subprocess
import sys
import tomllib
from pathlib import Path
from typing import Any

import pytest
import yaml

from tests.story.shop import Repository, told

ROOT = Path(__file__).parents[2]
PLACE = "src/Catalog/Product.php"  # where the rule is broken


def _read(name: str) -> Any:
    return yaml.safe_load((ROOT / name).read_text())


@pytest.fixture
def broken(tmp_path: Path) -> Repository:
    """The shop after the rule was broken, in a directory of its own repository."""
    (tmp_path / "a shop").mkdir()
    for name, repository in told(tmp_path / "a shop"):
        if name.startswith("break a rule"):
            return repository
    raise AssertionError


@pytest.fixture
def program(tmp_path: Path) -> Path:
    """The directory of a `secateur` that is this one."""
    script = tmp_path / "runner" / "secateur" / "bin" / "secateur"
    script.parent.mkdir(parents=True)
    script.write_text(f"#!{sys.executable}\nfrom analyzer.cli import run\nrun()\n")
    script.chmod(0o755)
    return script.parent


def _run(lines: str, at: Path, program: Path, extra: dict[str, str]) -> subprocess.CompletedProcess[str]:
    env = {**os.environ, "PATH": f"{program}:{os.environ['PATH']}", "XDG_CACHE_HOME": str(program.parents[1]), **extra}
    env["PYTHONPATH"] = str(ROOT)
    command = ["bash", "--noprofile", "--norc", "-eo", "pipefail", "-c", lines]
    return subprocess.run(command, cwd=at, env=env, capture_output=True, text=True, check=False)


def _filled(step: Any, inputs: dict[str, str]) -> dict[str, str]:
    """Return the environment of a step as the runner fills it in."""
    found = {}
    for key, value in step["env"].items():
        for name, said in inputs.items():
            value = value.replace(f"${{{{ inputs.{name} }}}}", said)
        assert "${{" not in value, "an input that the action does not declare"
        found[key] = value
    return found


@pytest.mark.parametrize("strict", ["false", "true"])
def test_action__a_broken_rule__annotates_leaves_its_files_and_fails(
    broken: Repository, program: Path, strict: str
) -> None:
    action = _read("action.yml")
    assert action["runs"]["using"] == "composite"
    inputs = {name: one["default"] for name, one in action["inputs"].items()} | {"strict": strict}
    install, check = action["runs"]["steps"]
    assert install["env"] == {"SOURCE": "${{ github.action_path }}"}
    assert "${{" not in install["run"] + check["run"], "an input in the text of a script is code"
    assert subprocess.run(["bash", "-n", "-c", install["run"]], check=False).returncode == 0
    runner = {"RUNNER_TEMP": str(program.parents[1])}
    done = _run(check["run"], broken.root, program, runner | _filled(check, inputs))
    assert (done.returncode, done.stderr) == (1, "")
    assert done.stdout.startswith(f"::error file={PLACE},line=8,title=forbidden-dependency::")
    assert json.loads((broken.root / "secateur.sarif").read_text())["version"] == "2.1.0"
    assert PLACE in (broken.root / "secateur.md").read_text()


def test_gitlab__a_broken_rule__leaves_its_reports_and_fails(broken: Repository, program: Path) -> None:
    job = _read("templates/secateur.gitlab-ci.yml")["secateur"]
    variables = {name: str(value) for name, value in job["variables"].items()}
    (install,) = job["before_script"]
    nameless = _run(install, broken.root, program, variables)
    assert nameless.returncode != 0
    assert "say what pip installs" in nameless.stderr
    done = _run("\n".join(job["script"]), broken.root, program, variables)
    assert done.returncode == 1, done.stderr
    (row,) = json.loads((broken.root / job["artifacts"]["reports"]["codequality"]).read_text())
    assert row["location"] == {"path": PLACE, "lines": {"begin": 8}}
    assert "<failure" in (broken.root / job["artifacts"]["reports"]["junit"]).read_text()
    assert all((broken.root / path).is_file() for path in job["artifacts"]["paths"])
    assert job["artifacts"]["when"] == "always"


def test_hook__a_broken_rule__fails_and_its_program_is_ours(broken: Repository, program: Path) -> None:
    (hook,) = _read(".pre-commit-hooks.yaml")
    assert {"id", "name", "description", "entry", "language"} <= hook.keys()
    assert hook["language"] == "python"
    assert hook["entry"].split()[0] in tomllib.loads((ROOT / "pyproject.toml").read_text())["project"]["scripts"]
    done = _run(" ".join([hook["entry"], *hook["args"]]), broken.root, program, {})
    assert (done.returncode, done.stderr) == (1, "")
    assert f"{PLACE}:8" in done.stdout
    broken.git("checkout", "-q", "HEAD", "--", "src")
    assert _run(" ".join([hook["entry"], *hook["args"]]), broken.root, program, {}).returncode == 0


def test_documents__what_ci_is_told_to_write__exists() -> None:
    page = (ROOT / "docs/ci.md").read_text()
    (hook,) = _read(".pre-commit-hooks.yaml")
    assert f"id: {hook['id']}" in page
    for name in ("sarif", "markdown"):
        assert _read("action.yml")["inputs"][name]["default"] in page
    assert "templates/secateur.gitlab-ci.yml" in page

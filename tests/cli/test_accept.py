"""`secateur accept`: what was proposed becomes the plan that analyze follows."""

from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from analyzer.cli.main import secateur
from analyzer.export import load_analysis
from analyzer.model.analysis import Analysis
from analyzer.settings import load_config
from tests.examples import write_shop


def _run(*arguments: str) -> Result:
    return CliRunner().invoke(secateur, arguments)


def _analysis(folder: Path) -> Analysis:
    return load_analysis((folder / "analysis.json").read_bytes())


@pytest.fixture
def shop(tmp_path: Path) -> Path:
    root = write_shop(tmp_path / "shop", {".github/CODEOWNERS": "* @all\n/src/ @src\n"})
    result = _run("analyze", str(root), "-o", str(tmp_path / "first"), "--no-cache", "--quiet", "--services", "2")
    assert result.exit_code == 0, result.output
    return root


def test_accept__the_whole__analyze_gives_the_same_services_then(shop: Path, tmp_path: Path) -> None:
    saved = str(tmp_path / "first" / "analysis.json")
    result = _run("accept", "--path", str(shop), "--analysis", saved)
    assert result.exit_code == 0, result.output
    assert result.output.splitlines()[-1] == f"wrote {shop / 'secateur.yaml'}"
    _run("analyze", str(shop), "-o", str(tmp_path / "second"), "--no-cache", "--quiet")
    first, second = _analysis(tmp_path / "first").decomposition, _analysis(tmp_path / "second").decomposition
    assert {s.name: s.members for s in second.services} == {s.name: s.members for s in first.services}
    assert (second.unplanned, second.moved) == ((), ())


def test_accept__one_service__the_others_are_not_in_the_file(shop: Path, tmp_path: Path) -> None:
    saved = tmp_path / "first" / "analysis.json"
    name = _analysis(saved.parent).decomposition.services[0].name
    result = _run("accept", name, "--path", str(shop), "--analysis", str(saved))
    assert result.exit_code == 0, result.output
    _run("analyze", str(shop), "-o", str(tmp_path / "second"), "--no-cache", "--quiet")
    (service,) = _analysis(tmp_path / "second").config.plan.services
    assert (service.name, service.uses) == (name, None)


def test_accept__the_analysis_has_another_name__then_says_which_there_are(
    shop: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    nothing = _run("accept", "--path", str(shop))
    assert (nothing.exit_code, "run secateur analyze first" in nothing.output) == (2, True)
    _run("analyze", str(shop), "--name", "webshop", "--quiet")
    result = _run("accept", "--path", str(shop))
    assert result.exit_code == 2
    assert "there is reports/webshop/analysis.json: name an analysis.json with --analysis" in result.output


def test_accept__owners__are_those_of_most_files(shop: Path, tmp_path: Path) -> None:
    _run("accept", "--path", str(shop), "--analysis", str(tmp_path / "first" / "analysis.json"))
    text = (shop / "secateur.yaml").read_text()
    assert "owner: '@src'" in text or "owner: '@all'" in text


def test_analyze__propose__ignores_the_plan(shop: Path, tmp_path: Path) -> None:
    (shop / "secateur.yaml").write_text("services: {everything: ['**']}\n")
    _run("analyze", str(shop), "-o", str(tmp_path / "second"), "--no-cache", "--quiet")
    assert [s.name for s in _analysis(tmp_path / "second").decomposition.services] == ["everything"]
    arguments = ("analyze", str(shop), "-o", str(tmp_path / "third"), "--no-cache", "--quiet", "--services", "2")
    refused = _run(*arguments)
    assert (refused.exit_code, refused.stderr.count("\n")) == (2, 1)
    assert _run(*arguments, "--propose").exit_code == 0
    first, third = _analysis(tmp_path / "first").decomposition, _analysis(tmp_path / "third").decomposition
    assert third.services == first.services


def test_accept__path_after_the_services__is_where_the_file_is(
    shop: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    saved = tmp_path / "first" / "analysis.json"
    names = [service.name for service in _analysis(saved.parent).decomposition.services]
    monkeypatch.chdir(tmp_path)
    assert _run("accept", names[0], "./shop", "--analysis", str(saved)).exit_code == 0
    one = load_config((shop / "secateur.yaml").read_text(), "").plan.services
    assert [service.name for service in one] == names[:1]
    assert _run("accept", str(shop), "--analysis", str(saved)).exit_code == 0
    both = load_config((shop / "secateur.yaml").read_text(), "").plan.services
    assert {service.name for service in both} == set(names)


def test_accept__a_directory_called_like_a_service__is_the_service(
    shop: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    saved = tmp_path / "first" / "analysis.json"
    name = _analysis(saved.parent).decomposition.services[0].name
    (shop / name).mkdir()
    monkeypatch.chdir(shop)
    assert _run("accept", name, "--analysis", str(saved)).exit_code == 0
    assert [s.name for s in load_config((shop / "secateur.yaml").read_text(), "").plan.services] == [name]


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (("nosuch",), "the analysis has no service 'nosuch'; known: "),
        ((".",), "the analysis has no service '.' (a directory: name PATH once, after the services); known: "),
        (("--analysis", "gone.json"), "gone.json: No such file"),
        (("--path", "gone"), "gone: no such directory"),
    ],
)
def test_accept__a_mistake__one_line_and_two(
    shop: Path, tmp_path: Path, arguments: tuple[str, ...], message: str
) -> None:
    defaults = ("--path", str(shop), "--analysis", str(tmp_path / "first" / "analysis.json"))
    result = _run("accept", *defaults, *arguments)
    assert (result.exit_code, result.stderr.count("\n")) == (2, 1)
    assert message in result.stderr

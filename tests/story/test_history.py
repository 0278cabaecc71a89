"""What history, trend and diff say of the story: exactly what the team did."""

import json
import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest
from click.testing import CliRunner

from analyzer.cli.main import secateur
from analyzer.model.snapshot import Snapshot
from analyzer.store.history import SnapshotStore
from tests.story.shop import STEPS, told

INVOICE, PRODUCT, PDF = "class:Shop\\Billing\\Invoice", "class:Shop\\Catalog\\Product", "class:Shop\\Billing\\Pdf"
BROKEN = "break a rule: the catalog prints invoices"


def _run(*arguments: str | Path, code: int = 0) -> str:
    done = CliRunner().invoke(secateur, [str(argument) for argument in arguments])
    assert done.exit_code == code, done.output
    return done.stdout


@pytest.fixture(scope="module")
def repository(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Path, dict[str, str]]]:
    """The whole story in git, and step → commit. The work tree stands at the end, with the plan of the second step."""
    root = tmp_path_factory.mktemp("story")
    patch = pytest.MonkeyPatch()
    patch.setenv("XDG_CACHE_HOME", str(tmp_path_factory.mktemp("cache")))
    commits, before = {}, ""
    for name, story in told(root):
        if before:
            commits[before] = story.git("rev-parse", "HEAD")
        before = name
    commits[before] = story.git("rev-parse", "HEAD")
    plan = story.git("show", f"{commits[BROKEN]}:secateur.yaml")
    (root.parent / "plan.yaml").write_text(plan + "\n")
    yield root, commits
    patch.undo()


def _walked(root: Path, store: Path, *flags: str | Path) -> tuple[Snapshot, ...]:
    plan = root.parent / "plan.yaml"
    _run("history", root, "--every", "1", "--config", plan, "--store", store, "--quiet", *flags)
    with SnapshotStore(str(store)) as opened:
        return opened.load()


def _changed_plan(root: Path, folder: Path) -> Path:
    plan = folder / "plan.yaml"
    plan.write_text((root.parent / "plan.yaml").read_text().replace("uses: [catalog]", "uses: []"))
    return plan


@pytest.mark.parametrize("jobs", ["1", "2"])
def test_history__the_story__every_snapshot_is_what_the_team_did(
    repository: tuple[Path, dict[str, str]], tmp_path: Path, jobs: str
) -> None:
    root, commits = repository
    course = _walked(root, tmp_path / "h.sqlite", "--jobs", jobs)
    assert [one.revision for one in course] == [commits[name] for name, _ in STEPS]
    rules = {one.revision: [(b.rule, b.source, b.target) for b in one.breaches or ()] for one in course}
    known = ("forbidden-dependency", PRODUCT, INVOICE)
    write = ("foreign-write", PDF, "table:products")
    cycle = [("service-cycle", "billing", "catalog"), ("service-cycle", "catalog", "billing")]
    broken = {name for name, _ in STEPS if rules[commits[name]]}
    assert broken == {BROKEN, "know it", "move the file", "write a table of another service"}
    for name in (BROKEN, "know it", "move the file"):
        assert [rule for rule in rules[commits[name]] if rule not in cycle] == [known], name
    assert rules[commits["write a table of another service"]] == [write]
    core = {name: one.core_units for (name, _), one in zip(STEPS, course, strict=True)}
    assert core["begin"] == 0  # all is planned; Refund is not, under the plan of the second step, and Page is the core
    assert core["a class outside of the plan"] == 1
    assert core["extract billing: its code is still here and one class uses it"] == 2
    assert core["billing is gone"] == 1
    assert [row.name for row in course[-1].numbers] == ["billing", "catalog"]
    assert course[-1].numbers[0].units == 0


def test_history__run_again__measures_only_what_is_new(repository: tuple[Path, dict[str, str]], tmp_path: Path) -> None:
    root, commits = repository
    store = tmp_path / "h.sqlite"
    first = _walked(root, store, "--until", commits["mend it"], "--jobs", "1")
    said = _run("history", root, "--every", "1", "--config", root.parent / "plan.yaml", "--store", store, "--jobs", "1")
    assert said.startswith(f"{len(STEPS) - len(first)} revisions measured")
    assert f"{len(first)} known before" in said
    changed = tmp_path / "other.yaml"
    changed.write_text((root.parent / "plan.yaml").read_text().replace("uses: [catalog]", "uses: []"))
    said = _run("history", root, "--every", "1", "--config", changed, "--store", store, "--jobs", "1")
    assert said.startswith(f"{len(STEPS)} revisions measured")


def test_trend__the_story__knows_the_age_of_what_is_broken(
    repository: tuple[Path, dict[str, str]], tmp_path: Path
) -> None:
    root, commits = repository
    store = tmp_path / "h.sqlite"
    _walked(root, store, "--until", commits["move the file"], "--jobs", "1")
    found = json.loads(_run("trend", "--store", store, "--format", "json"))
    assert found["schema"] == "secateur/trend/1"
    (aged,) = [one for one in found["breaches"] if one["rule"] == "forbidden-dependency"]
    assert (aged["days"], aged["since"], aged["revision"], aged["older"]) == (2, "2026-01-03", commits[BROKEN], False)
    assert all(one["outlook"] == "too few snapshots" for one in found["forecasts"])


def _diff(root: Path, base: str, head: str, form: str = "json") -> str:
    plan = root.parent / "plan.yaml"
    return _run("diff", base, head, "--path", root, "--config", plan, "--quiet", "--jobs", "1", "--format", form)


def test_diff__a_rule_broken_then_mended__tells_the_dependency_with_its_place(
    repository: tuple[Path, dict[str, str]],
) -> None:
    root, commits = repository
    found = json.loads(_diff(root, commits["begin"], commits[BROKEN]))
    (added,) = found["added"]
    assert (added["source"], added["target"], added["kind"]) == (PRODUCT, INVOICE, "new")
    ((path, number),) = added["places"]
    assert "new \\Shop\\Billing\\Invoice()" in _line(root, commits[BROKEN], path, number)
    assert (found["removed"], found["moved"]) == ([], [])
    assert ["forbidden-dependency", PRODUCT, INVOICE] in found["broken"]
    back = json.loads(_diff(root, commits[BROKEN], commits["begin"]))
    assert (back["added"], back["removed"], back["mended"]) == ([], found["added"], found["broken"])


def _line(root: Path, commit: str, path: str, number: int) -> str:
    import subprocess  # noqa: PLC0415

    said = subprocess.run(
        ["git", "-C", str(root), "show", f"{commit}:{path}"], check=True, capture_output=True, text=True
    )
    return said.stdout.splitlines()[number - 1]


def test_diff__only_a_move__is_no_coupling(repository: tuple[Path, dict[str, str]]) -> None:
    root, commits = repository
    found = json.loads(_diff(root, commits["know it"], commits["move the file"]))
    assert (found["added"], found["removed"], found["broken"], found["mended"]) == ([], [], [], [])
    (moved,) = found["moved"]
    assert (moved["unit"], moved["was_path"], moved["path"]) == (
        PRODUCT,
        "src/Catalog/Product.php",
        "src/Catalog/Goods/Product.php",
    )
    said = _diff(root, commits["know it"], commits["move the file"], "markdown")
    assert said.startswith("**This change adds no coupling between services, and takes none away.**\n")


def test_diff__a_class_renamed_in_place_with_its_users__is_no_coupling(
    repository: tuple[Path, dict[str, str]], tmp_path: Path
) -> None:
    root, commits = repository
    clone = tmp_path / "clone"
    subprocess.run(["git", "clone", "-q", str(root), str(clone)], check=True)
    subprocess.run(["git", "-C", str(clone), "checkout", "-q", commits[BROKEN]], check=True)
    for path in ("src/Catalog/Product.php", "src/Billing/Invoice.php"):
        text = (clone / path).read_text()
        (clone / path).write_text(text.replace("class Product", "class Article").replace("Product ", "Article "))
        text = (clone / path).read_text()
        (clone / path).write_text(text.replace("Catalog\\Product;", "Catalog\\Article;"))
    assert "class Article" in (clone / "src/Catalog/Product.php").read_text()
    plan = root.parent / "plan.yaml"
    arguments = ("--path", clone, "--config", plan, "--quiet", "--jobs", "1", "--format", "json")
    found = json.loads(_run("diff", "HEAD", *arguments))
    assert (found["added"], found["removed"], found["broken"], found["mended"]) == ([], [], [], [])
    assert [one["unit"] for one in found["moved"]] == [PRODUCT.replace("Product", "Article")]


def test_diff__a_foreign_write__is_a_table_newly_shared(repository: tuple[Path, dict[str, str]]) -> None:
    root, commits = repository
    found = json.loads(_diff(root, commits["mend it"], commits["write a table of another service"]))
    (shared,) = found["shared"]
    assert (shared["table"], shared["before"], shared["after"]) == (
        "table:products",
        ["catalog"],
        ["billing", "catalog"],
    )
    assert [path for path, _ in shared["places"]] == ["src/Billing/Pdf.php"]


def test_diff__a_dirty_work_tree__is_the_default_head(repository: tuple[Path, dict[str, str]]) -> None:
    root, _ = repository
    new = root / "src" / "Catalog" / "Late.php"
    new.write_text("<?php\nnamespace Shop\\Catalog;\nclass Late {\n}\n")
    try:
        arguments = (root, "--config", root.parent / "plan.yaml", "--quiet", "--jobs", "1")
        found = json.loads(_run("diff", "HEAD", *arguments, "--format", "json"))
    finally:
        new.unlink()
    assert found["head"] == ""
    (delta,) = [one for one in found["numbers"] if one["name"] == "units"]
    assert delta["after"] - delta["before"] == 1


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("history", "--every", "fortnight"), "write month, week or a number"),
        (("history", "--since", "soon"), "not a date"),
        (("history", "--until", "no-such"), "unknown revision 'no-such'"),
        (("history", "--store", "mysql://root:secret@h/d"), "not supported"),
    ],
)
def test_history__a_wrong_command__is_one_line(
    repository: tuple[Path, dict[str, str]], arguments: tuple[str, ...], said: str
) -> None:
    root, _ = repository
    done = CliRunner().invoke(secateur, [*arguments[:1], str(root), *arguments[1:]])
    assert (done.exit_code, done.stderr.count("\n")) == (2, 1), done.output
    assert said in done.stderr
    assert "secret" not in done.stderr


def test_history__prune_after_the_plan_changed__keeps_the_snapshots_of_todays_plan_only(
    repository: tuple[Path, dict[str, str]], tmp_path: Path
) -> None:
    root, _ = repository
    store = tmp_path / "h.sqlite"
    before = _walked(root, store, "--last", "2")
    plan = _changed_plan(root, tmp_path)
    walk = ("history", root, "--every", "1", "--last", "2", "--config", plan, "--store", store)
    _run(*walk)
    with SnapshotStore(str(store)) as opened:
        both = opened.load()
    assert len(both) == 2 * len(before) == 4
    assert "2 older snapshots thrown away" in _run(*walk, "--prune")
    with SnapshotStore(str(store)) as opened:
        assert set(opened.load()) == set(both) - set(before)


def test_history__prune_where_trend_shows_another_plan__throws_nothing_away(
    repository: tuple[Path, dict[str, str]], tmp_path: Path
) -> None:
    root, _ = repository
    store = tmp_path / "h.sqlite"
    before = _walked(root, store, "--last", "2")
    plan = _changed_plan(root, tmp_path)
    _run(
        "history",
        root,
        "--every",
        "1",
        "--until",
        "HEAD~1",
        "--last",
        "1",
        "--config",
        plan,
        "--store",
        store,
        "--prune",
    )
    with SnapshotStore(str(store)) as opened:
        assert set(before) < set(opened.load())

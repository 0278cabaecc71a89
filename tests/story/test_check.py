"""What `check` says while a team works: it breaks a rule, accepts it, moves the file, mends it, extracts a service."""

import json
from pathlib import Path

import pytest
from click.testing import CliRunner

from analyzer.cli.main import secateur
from tests.story.shop import PDF as PDF_TEXT
from tests.story.shop import PRODUCT as PRODUCT_TEXT
from tests.story.shop import STEPS, Repository, told

INVOICE = "class:Shop\\Billing\\Invoice"
PRODUCT = "class:Shop\\Catalog\\Product"

# Step → exit code, exit code with --strict, new violations, stale entries.
STORY: dict[str, tuple[int, int, list[str], list[str]]] = {
    "begin": (0, 0, [], []),
    "break a rule: the catalog prints invoices": (1, 1, [f"forbidden-dependency {PRODUCT} {INVOICE}"], []),
    "know it": (0, 0, [], []),
    "move the file": (0, 0, [], []),
    "mend it": (0, 1, [], [f"forbidden-dependency {PRODUCT} {INVOICE}"]),
    "write a table of another service": (1, 1, ["foreign-write class:Shop\\Billing\\Pdf table:products"], []),
    "think again": (0, 0, [], []),
    "a class outside of the plan": (1, 1, ["unplanned-unit class:Shop\\Refund "], []),
    "put it into the plan": (0, 0, [], []),
    "extract billing: its code is still here and one class uses it": (
        1, 1, [f"extracted-service-use class:Shop\\Page {INVOICE}"], [],
    ),
    "billing is gone": (0, 0, [], []),
}  # fmt: skip


def _check(repository: Repository, *flags: str) -> tuple[int, dict[str, object]]:
    arguments = ["check", str(repository.root), "--no-cache", "--quiet", "--jobs", "1", "--format", "json", *flags]
    result = CliRunner().invoke(secateur, arguments)
    assert result.exit_code in {0, 1}, result.output
    return result.exit_code, json.loads(result.stdout)


def _said(rows: object) -> list[str]:
    assert isinstance(rows, list)
    return [f"{row['rule']} {row['source']} {row['target']}" for row in rows]


def test_story__every_step__check_says_exactly_what_happened(tmp_path: Path) -> None:
    assert list(STORY) == [name for name, _ in STEPS]
    for name, repository in told(tmp_path):
        if name in {"know it", "write a table of another service"}:  # accept what is there; sweep what is mended
            if name == "write a table of another service":
                repository.git("stash", "-q")
            assert _check(repository, "--update-baseline")[0] == 0
            if name == "write a table of another service":
                repository.git("commit", "-qam", "sweep the baseline")
                repository.git("stash", "pop", "-q")
        code, strict, new, stale = STORY[name]
        found, report = _check(repository)
        assert (found, _said(report["violations"]), _said(report["stale"])) == (code, new, stale), name
        assert _check(repository, "--strict")[0] == strict, name


@pytest.fixture
def broken(tmp_path: Path) -> Repository:
    """The shop after the rule was broken, all committed."""
    for position, (_, repository) in enumerate(told(tmp_path)):
        if position == 2:
            return repository
    raise AssertionError


def test_story__the_rule_is_broken__the_message_names_place_author_and_fix(broken: Repository) -> None:
    _, report = _check(broken)
    (found,) = report["violations"]
    assert found["places"] == [["src/Catalog/Product.php", 8]]
    assert (found["introduced"]["author"], found["introduced"]["date"]) == ("Dev 2", "2026-01-03")
    assert found["fix"].startswith("at this place, ask billing")


def test_story__another_revision_by_name__is_checked_without_a_checkout(broken: Repository) -> None:
    assert _check(broken, "--rev", "HEAD~1")[0] == 0
    code, report = _check(broken, "--rev", "HEAD")
    assert (code, report["violations"][0]["introduced"]["author"]) == (1, "Dev 2")


def test_story__a_shallow_clone__says_that_renames_are_not_followed(broken: Repository, tmp_path: Path) -> None:
    _check(broken, "--update-baseline")
    broken.commit("know it")
    broken.commit("go on")
    (broken.root / "secateur-baseline.json").write_text(
        (broken.root / "secateur-baseline.json").read_text().replace(broken.git("rev-parse", "HEAD~2"), "f" * 40)
    )
    clone = tmp_path / "clone"
    broken.git("clone", "-q", "--depth", "1", f"file://{broken.root}", str(clone))
    (clone / "secateur-baseline.json").write_text((broken.root / "secateur-baseline.json").read_text())
    arguments = ["check", str(clone), "--no-cache", "--quiet", "--jobs", "1", "--format", "json"]
    report = json.loads(CliRunner().invoke(secateur, arguments).stdout)
    assert report["violations"] == []


@pytest.mark.parametrize("name", ["sarif", "junit", "github", "gitlab", "markdown", "text"])
def test_check__a_report_in_a_file__is_what_the_format_gives(broken: Repository, tmp_path: Path, name: str) -> None:
    target = tmp_path / "out" / f"check.{name}"
    arguments = ["check", str(broken.root), "--no-cache", "--quiet", "--jobs", "1"]
    shown = CliRunner().invoke(secateur, [*arguments, "--format", name])
    both = CliRunner().invoke(secateur, [*arguments, "--report", f"{name}={target}"])
    assert (shown.exit_code, both.exit_code) == (1, 1)
    assert target.read_text() == shown.stdout


def test_story__prune_the_baseline__what_is_mended_goes_and_what_is_new_still_fails(broken: Repository) -> None:
    _check(broken, "--update-baseline")
    baseline = broken.root / "secateur-baseline.json"
    known = baseline.read_bytes()
    assert _check(broken, "--prune-baseline")[0] == 0
    assert baseline.read_bytes() == known
    product, pdf = broken.root / "src/Catalog/Product.php", broken.root / "src/Billing/Pdf.php"
    product.write_text(PRODUCT_TEXT)
    pdf.write_text(PDF_TEXT.replace("return '';", "mysql_query('DELETE FROM products'); return '';", 1))
    assert _check(broken, "--strict")[0] == 1
    code, report = _check(broken, "--prune-baseline", "--strict")
    new = ["foreign-write class:Shop\\Billing\\Pdf table:products"]
    assert (code, _said(report["violations"]), report["stale"]) == (1, new, [])
    assert json.loads(baseline.read_bytes())["entries"] == []
    code, report = _check(broken)
    assert (code, _said(report["violations"]), report["stale"]) == (1, new, [])


@pytest.mark.parametrize(
    ("flags", "message"),
    [
        (("--prune-baseline",), "secateur-baseline.json: No such file"),
        (("--prune-baseline", "--update-baseline"), "choose it or --prune-baseline"),
        (("--report", "sarif"), "write FORMAT=FILE"),
        (("--baseline", "gone.json"), "gone.json: No such file"),
        (("--format", "xml"), "'xml' is not one of"),
    ],
)
def test_check__a_mistake__is_two(broken: Repository, flags: tuple[str, ...], message: str) -> None:
    result = CliRunner().invoke(secateur, ["check", str(broken.root), "--no-cache", "--quiet", *flags])
    assert result.exit_code == 2
    assert message in result.stderr


def test_check__no_plan__is_two_and_says_what_to_do(broken: Repository) -> None:
    (broken.root / "secateur.yaml").unlink()
    result = CliRunner().invoke(secateur, ["check", str(broken.root), "--no-cache", "--quiet", "--jobs", "1"])
    assert (result.exit_code, result.stderr.count("\n")) == (2, 1)
    assert "secateur accept" in result.stderr

"""init, check, track and trend, from the command line."""

import json
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from analyzer.cli.main import secateur
from analyzer.model.config import Config
from analyzer.model.snapshot import Snapshot
from analyzer.settings import load_config, with_overrides
from analyzer.store.history import SnapshotStore
from tests.discover.conftest import commit, git

INVOICE = """<?php
class Invoice {
    function lines() { return mysql_query("SELECT * FROM invoices"); }
}
"""
PRODUCT = """<?php
class Product {
    function price() { return mysql_query("UPDATE products SET a = 1"); }
}
"""


@pytest.fixture
def shop(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A directory with two classes, and a cache of its own."""
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    root = tmp_path / "shop"
    (root / "vendor" / "a").mkdir(parents=True)
    (root / "vendor" / "a" / "a.php").write_text("<?php class A {}")
    (root / "Invoice.php").write_text(INVOICE)
    (root / "Product.php").write_text(PRODUCT)
    return root


def _run(*arguments: str | Path) -> Result:
    return CliRunner().invoke(secateur, [str(argument) for argument in arguments])


def _saved(shop: Path, target: Path) -> Path:
    """Analyse, and split what is found into two services by hand: what is proposed for so little is no matter here."""
    done = _run("export", "--format", "analysis", shop, "-o", target, "--jobs", "1", "--quiet")
    assert done.exit_code == 0, done.output
    analysis = json.loads(target.read_text())
    services = [
        {"name": name, "members": members, "vocabulary": [], "stability": None}
        for name, members in (
            ("billing", ["class:Invoice", "table:invoices"]),
            ("catalog", ["class:Product", "table:products"]),
        )
    ]
    analysis["decomposition"] |= {"services": services, "kernel": [], "orphans": []}
    target.write_text(json.dumps(analysis))
    return target


def test_init__a_directory__gets_a_configuration_that_says_what_was_seen(shop: Path) -> None:
    done = _run("init", shop)
    assert (done.exit_code, done.stdout) == (0, f"wrote {shop / 'secateur.yaml'}\n")
    text = (shop / "secateur.yaml").read_text(encoding="utf-8")
    assert '"vendor/"' in text
    assert load_config(text) == with_overrides(Config(), name="shop")


def test_init__there_is_one_already__is_left_alone_without_force(shop: Path) -> None:
    target = shop / "secateur.yaml"
    target.write_text("name: mine\n")
    done = _run("init", shop)
    assert done.exit_code == 2
    assert "exists already" in done.output
    assert target.read_text() == "name: mine\n"
    assert _run("init", shop, "--force", "--quiet").output == ""
    assert 'name: "shop"' in target.read_text(encoding="utf-8")


def test_init__no_directory__is_one_line(tmp_path: Path) -> None:
    done = _run("init", tmp_path / "nowhere")
    assert done.exit_code == 2
    assert done.output.count("\n") == 1


def test_check__nothing_new__is_fine(shop: Path, tmp_path: Path) -> None:
    baseline = _saved(shop, tmp_path / "baseline.json")
    done = _run("check", "--baseline", baseline, shop, "--jobs", "1")
    assert done.exit_code == 0, done.output
    assert "No rule is broken." in done.output


def test_check__a_new_dependency__breaks_the_gate(shop: Path, tmp_path: Path) -> None:
    baseline = _saved(shop, tmp_path / "baseline.json")
    (shop / "Invoice.php").write_text(INVOICE.replace("{\n", "{\n    function of() { return new Product; }\n", 1))
    done = _run("check", "--baseline", baseline, shop, "--jobs", "1", "--quiet")
    assert done.exit_code == 1, done.output
    assert "billing needs catalog in a new way: class:Invoice new class:Product\n      Invoice.php:3\n" in done.output
    report = _run("check", "--baseline", baseline, shop, "--jobs", "1", "--quiet", "--format", "json")
    assert report.exit_code == 1
    assert [row["rule"] for row in json.loads(report.stdout)["violations"]] == ["new-service-dependency"]


def test_check__two_saved_analyses__need_no_code(shop: Path, tmp_path: Path) -> None:
    baseline = _saved(shop, tmp_path / "baseline.json")
    assert _run("check", "--baseline", baseline, "--analysis", baseline).exit_code == 0


@pytest.mark.parametrize("content", [None, "{}", "no json"])
def test_check__a_baseline_that_is_none__is_one_line(shop: Path, tmp_path: Path, content: str | None) -> None:
    baseline = tmp_path / "baseline.json"
    if content is not None:
        baseline.write_text(content)
    done = _run("check", "--baseline", baseline, shop)
    assert done.exit_code == 2
    assert done.output.startswith(f"secateur: {baseline}: ")
    assert done.output.count("\n") == 1


def _kept(store: Path) -> tuple[Snapshot, ...]:
    with SnapshotStore(str(store)) as opened:
        return opened.load()


def test_track__two_dates__make_a_trend(shop: Path, tmp_path: Path) -> None:
    store = tmp_path / "kept" / "history.sqlite"
    for name, date in (("A", "2026-01-31"), ("B", "2026-02-28"), ("C", "2026-02-28")):
        (shop / f"{name}.php").write_text(f"<?php\nclass {name} {{\n}}\n")
        done = _run("track", shop, "--store", store, "--date", date, "--revision", "r", "--jobs", "1", "--quiet")
        assert (done.exit_code, done.output) == (0, "")
    done = _run("trend", "--store", store)
    rows = [line.split() for line in done.output.splitlines()]
    assert [row[:2] for row in rows[:3]] == [["date", "revision"], ["2026-01-31", "r"], ["2026-02-28", "r"]]
    assert rows[3][:2] == ["change", "+4"]
    assert "without an accepted plan" in done.output


def test_track__no_store__keeps_it_beside_the_plan(shop: Path) -> None:
    assert _run("track", shop, "--jobs", "1", "--quiet").exit_code == 0
    assert len(_kept(shop / "secateur-history.sqlite")) == 1


def test_track__in_git__takes_the_revision_from_there(shop: Path, tmp_path: Path) -> None:
    revision = commit(shop)
    store = tmp_path / "history.sqlite"
    run = ("track", shop, "--store", store, "--date", "2026-01-31", "--jobs", "1")
    assert _run(*run).exit_code == 0
    assert _run(*run, "--rev", "HEAD").exit_code == 0
    (shop / "Product.php").write_text(PRODUCT + "\n")
    assert _run(*run).exit_code == 0
    assert [one.revision for one in _kept(store)] == [revision, f"{revision}-dirty"]


def test_track__a_revision__takes_the_date_of_its_commit(shop: Path, tmp_path: Path) -> None:
    revision = commit(shop)
    day = git(shop, "log", "-1", "--format=%cd", "--date=format-local:%Y-%m-%d").strip()
    (shop / "Product.php").write_text(PRODUCT + "\n")
    store = tmp_path / "history.sqlite"
    assert _run("track", shop, "--rev", "main", "--store", store, "--jobs", "1").exit_code == 0
    (kept,) = _kept(store)
    assert (kept.date, kept.revision) == (day, revision)


def test_track__a_saved_analysis__needs_no_code(shop: Path, tmp_path: Path) -> None:
    saved = _saved(shop, tmp_path / "analysis.json")
    store = tmp_path / "history.sqlite"
    assert _run("track", "--analysis", saved, "--store", store, "--date", "2026-01-31").exit_code == 0
    assert _kept(store)[0].services == 2


@pytest.mark.parametrize("arguments", [("--date", "yesterday"), ("--date", "2026-02-30")])
def test_track__no_date__is_one_line(shop: Path, tmp_path: Path, arguments: tuple[str, ...]) -> None:
    done = _run("track", shop, "--store", tmp_path / "s", *arguments)
    assert done.exit_code == 2
    assert "not a date; write it as 2026-01-31" in done.output
    assert not (tmp_path / "s").exists()


def test_track__a_file_of_an_older_version__is_left_alone_read_and_imported(shop: Path, tmp_path: Path) -> None:
    old = tmp_path / "history.jsonl"
    old.write_text(
        '{"date":"2026-01-31","revision":"r","project":"shop","loc":9,"units":2,"services":1,"crossing_places":0,'
        '"shared_tables":0,"kernel_units":0,"unresolved":0,"coverage":1.0}\n'
    )
    before = old.read_text()
    done = _run("track", shop, "--store", old)
    assert (done.exit_code, done.output.count("\n")) == (2, 1)
    assert f"secateur track --import {old}" in done.output
    assert "2026-01-31  r" in _run("trend", "--store", old).output
    store = tmp_path / "new.sqlite"
    for _ in range(2):  # twice is once
        assert _run("track", "--import", old, "--store", store).exit_code == 0
    assert [(one.date, one.loc) for one in _kept(store)] == [("2026-01-31", 9)]
    assert old.read_text() == before


@pytest.mark.parametrize("content", [None, "", "{}", "<<<<<<< HEAD\n"])
def test_trend__nothing_to_show__is_one_line(tmp_path: Path, content: str | None) -> None:
    store = tmp_path / "history.sqlite"
    if content is not None:
        store.write_text(content)
    done = _run("trend", "--store", store)
    assert done.exit_code == 2
    assert done.output.count("\n") == 1

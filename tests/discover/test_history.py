"""What changed together: from git's own commits, and from a saved log."""

from pathlib import Path

import pytest

from analyzer.discover import SourceError, discover
from analyzer.model.config import DiscoverConfig
from analyzer.model.project import History, Source
from tests.discover.conftest import Write, commit, git

PHP = "<?php\n"
KNOWN = {"cart/A.php": PHP, "cart/B.php": PHP + "b();", "tax/C.php": PHP + "c();"}


def history(root: Path, rev: str | None = None, **settings: object) -> History:
    return discover(Source(str(root), rev), DiscoverConfig(**settings))[0].history  # type: ignore[arg-type]


def paths(found: History) -> list[tuple[str, ...]]:
    return [row.paths for row in found.commits]


def test_history__repository__gives_commits_newest_first_with_todays_names(write: Write) -> None:
    root = write({"a.php": PHP + "// 1", "old.php": PHP + "long_enough_to_be_found();"})
    commit(root)
    (root / "old.php").rename(root / "new.php")
    write({"a.php": PHP + "// 2"})
    commit(root)
    found = history(root)
    assert paths(found) == [("a.php", "new.php"), ("a.php", "new.php")]
    assert found.note == ""


def test_history__revision__knows_nothing_of_what_came_later(write: Write) -> None:
    root = write({"a.php": PHP})
    first = commit(root)
    write({"a.php": PHP + "// later", "b.php": PHP + "b();"})
    commit(root)
    assert paths(history(root, first)) == [("a.php",)]
    assert paths(history(root)) == [("a.php", "b.php"), ("a.php",)]


def test_history__directory_of_a_repository__counts_its_own_files(write: Write) -> None:
    root = write({"app/a.php": PHP, "app/b.php": PHP + "b();", "web/c.php": PHP + "c();"})
    commit(root)
    assert paths(history(root / "app")) == [("a.php", "b.php")]


def test_history__no_repository_or_part_of_one__is_said(write: Write, tmp_path: Path) -> None:
    root = write({"a.php": PHP})
    assert "no git history" in history(root).note
    commit(root)
    write({"a.php": PHP + "// 2"})
    commit(root)
    git(tmp_path, "clone", "-q", "--depth", "1", f"file://{root}", "shallow")
    found = history(tmp_path / "shallow")
    assert len(found.commits) == 1
    assert "shallow" in found.note
    assert history(root, history=False) == History(note="the history was left out")


LOG = """--1a2b3c--2026-02-01--a2
3\t1\tsrc/cart/A.php
-\t-\tsrc/logo.png
1\t1\tsrc/{basket => cart}/B.php

--1a2b3d--2026-01-01--a1
5\t0\tsrc/basket/B.php
2\t2\tsrc/tax/C.php
"""


def test_history__log__finds_the_front_of_its_paths_and_follows_renames(write: Write, tmp_path: Path) -> None:
    (tmp_path / "log").write_text(LOG)
    found = history(write(KNOWN), git_log=str(tmp_path / "log"))
    assert paths(found) == [("cart/A.php", "cart/B.php"), ("cart/B.php", "tax/C.php")]
    assert [(row.author, row.date, row.size) for row in found.commits] == [
        ("a2", "2026-02-01", 3),
        ("a1", "2026-01-01", 2),
    ]


def test_history__log_of_something_else__is_said(write: Write, tmp_path: Path) -> None:
    (tmp_path / "log").write_text("--1a2b3c--2026-02-01--a\n1\t1\tother/X.php\n")
    assert history(write(KNOWN), git_log=str(tmp_path / "log")) == History(
        (), "no path of log is a file of the code base"
    )


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("", "holds no commit"),
        ("hello\n", ":1: neither a commit"),
        ("--1a--2026-01-01--a\ncart/A.php\n", ":2: neither"),
    ],
)
def test_history__log_that_cannot_be_read__fails_in_one_line(
    write: Write, tmp_path: Path, text: str, message: str
) -> None:
    (tmp_path / "log").write_text(text)
    with pytest.raises(SourceError, match=message) as error:
        history(write(KNOWN), git_log=str(tmp_path / "log"))
    assert "\n" not in str(error.value)


def test_history__log_that_is_not_there__is_named(write: Write, tmp_path: Path) -> None:
    with pytest.raises(SourceError, match=r"none: no such file"):
        history(write(KNOWN), git_log=str(tmp_path / "none"))

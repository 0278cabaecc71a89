import os
import pickle
from pathlib import Path

import pytest

from analyzer.discover import SourceError, discover
from analyzer.model.config import DiscoverConfig
from analyzer.model.project import FileKind, FileRole, Package, Project, Source
from tests.discover.conftest import Write, commit, git

PHP = "<?php\n"


def found(root: Path, rev: str | None = None, **settings: object) -> Project:
    return discover(Source(str(root), rev), DiscoverConfig(**{"history": False, **settings}))[0]  # type: ignore[arg-type]


def paths(project: Project, role: FileRole | None = None) -> list[str]:
    return [f.path for f in project.files if role in (None, f.role)]


def test_discover__file_names__say_what_they_are(write: Write) -> None:
    names = [
        "a.php",
        "b.inc",
        "c.phtml",
        "d.php3",
        "e.php4",
        "f.php5",
        "g.module",
        "h.install",
        "i.tpl.php",
        "j.ctp",
        "k.PHP",
    ]
    project = found(write({name: PHP for name in names} | {"x.js": PHP, "x.png": PHP, "x.md": PHP}))
    assert paths(project) == sorted(names)
    assert {f.kind for f in project.files} == {FileKind.PHP}


@pytest.mark.parametrize(
    ("name", "content", "kind"),
    [
        ("cron", "#!/usr/bin/env php\n<?php", FileKind.PHP),
        ("cron", "#!/usr/bin/php -q\n", FileKind.PHP),
        ("cron", "#!/bin/sh\nphp x.php", None),
        ("index", "\n <?php echo 1;", FileKind.PHP),
        ("index", b"\xef\xbb\xbf<?= 1 ?>", FileKind.PHP),
        ("index", "\ufeff<?php echo 1;".encode("utf-16-le"), FileKind.PHP),
        ("README", "Write <?php and go", None),
        ("page.theme", "<html><?php echo 1 ?>", FileKind.PHP),
        ("page.html", "<p>" * 1000 + "<?php echo 1 ?>", FileKind.PHP),
        ("page.html", "<?xml version='1.0'?><p>", None),
        ("macros.inc", "mov eax, 1", None),
        ("old.inc", "<? echo 1 ?>", FileKind.PHP),
        ("a.tpl", "{include file='b.tpl'}", FileKind.TEMPLATE),
        ("a.tpl", "<p><?php echo 1 ?>", FileKind.PHP),
        ("a.html.twig", "{% include 'b' %}", FileKind.TEMPLATE),
        ("a.latte", "", FileKind.TEMPLATE),
        ("a.blade.php", "", FileKind.TEMPLATE),
        ("a.sql", "", FileKind.SQL),
        ("php", "nothing", None),
    ],
)
def test_discover__content__decides_where_the_name_does_not(
    write: Write, name: str, content: str | bytes, kind: FileKind | None
) -> None:
    root = write({name: content})
    project = found(root)
    assert [f.kind for f in project.files] == ([kind] if kind else [])
    assert found(root, commit(root)) == project


def test_discover__gitignore_at_every_level__is_honoured_in_both_modes(write: Write) -> None:
    root = write(
        {
            ".gitignore": "/cache/\n*.bak.php\n!keep.bak.php\nlogs\n",
            "a.php": PHP,
            "x.bak.php": PHP,
            "keep.bak.php": PHP,
            "cache/a.php": PHP,
            "lib/cache/a.php": PHP,
            "lib/logs/a.php": PHP,
            "lib/.gitignore": "secret.php\n!x.bak.php\n",
            "lib/secret.php": PHP,
            "lib/x.bak.php": PHP,
            "secret.php": PHP,
        }
    )
    expected = ["a.php", "keep.bak.php", "lib/cache/a.php", "lib/x.bak.php", "secret.php"]
    project = found(root)
    assert paths(project) == expected
    assert found(root, commit(root)) == project


def test_discover__vendor_and_tests__have_their_roles(write: Write) -> None:
    root = write(
        {
            "composer.json": '{"config": {"vendor-dir": "lib/deps/"}}',
            "vendor/a/b.php": PHP,
            "lib/deps/x.php": PHP,
            "js/node_modules/x/y.php": PHP,
            "plugins/p/vendor/z.php": PHP,
            "src/A.php": PHP,
            "src/Vendor/A.php": PHP,
            "src/ATest.php": PHP,
            "tests/a.php": PHP,
            "tests/fixtures/dump.sql": "",
            "src/latest.php": PHP,
            "old/contrib/x.php": PHP,
            "old/checks/x.php": PHP,
            "vendor/mine/x.php": PHP,
        }
    )
    project = found(root, third_party=("contrib/", "!vendor/mine/"), tests=("checks/",))
    third = [
        "js/node_modules/x/y.php",
        "lib/deps/x.php",
        "old/contrib/x.php",
        "plugins/p/vendor/z.php",
        "vendor/a/b.php",
    ]
    assert paths(project, FileRole.THIRD_PARTY) == third
    assert paths(project, FileRole.TEST) == [
        "old/checks/x.php",
        "src/ATest.php",
        "tests/a.php",
        "tests/fixtures/dump.sql",
    ]
    assert paths(project, FileRole.OWN) == ["src/A.php", "src/Vendor/A.php", "src/latest.php", "vendor/mine/x.php"]


def test_discover__exclude_globs__leave_files_out(write: Write) -> None:
    root = write({"a.php": PHP, "old/a.php": PHP, "b/old.php": PHP})
    assert paths(found(root, exclude=("/old/", "b/*.php"))) == ["a.php"]


def test_discover__odd_files__are_skipped_aloud_and_the_same_in_both_modes(write: Write) -> None:
    root = write({"a.php": PHP, "big.php": "<?php " + " " * 100, "x.php/inner.php": PHP, "bad/composer.json": "{"})
    (root / "link.php").symlink_to("a.php")
    (root / "gone.php").symlink_to("nowhere.php")
    (root / "loop.php").symlink_to("loop.php")
    (root / "around").symlink_to(".")
    (root / "composer.json").write_text("{ not json")
    with open(os.fsencode(root) + b"/caf\xe9.php", "wb") as file:  # noqa: PTH123
        file.write(b"<?php // cafe")
    project, contents = discover(Source(str(root)), DiscoverConfig(max_file_size=50, history=False))
    assert paths(project) == ["a.php", "caf\\xe9.php", "x.php/inner.php"]
    assert [(s.path, s.reason.split()[0]) for s in project.skipped] == [
        ("around", "symbolic"),
        ("big.php", "larger"),
        ("composer.json", "not"),
        ("gone.php", "symbolic"),
        ("link.php", "symbolic"),
        ("loop.php", "symbolic"),
    ]
    again, from_git = discover(Source(str(root), commit(root)), DiscoverConfig(max_file_size=50, history=False))
    assert again == project
    for loader in (contents, from_git):
        copy = pickle.loads(pickle.dumps(loader))
        assert list(copy.load(project.files)) == [b"<?php\n", b"<?php // cafe", b"<?php\n"]


@pytest.mark.skipif(os.geteuid() == 0, reason="root reads everything")
def test_discover__unreadable__is_skipped_aloud(write: Write) -> None:
    root = write({"a.php": PHP, "b/c.php": PHP})
    (root / "a.php").chmod(0)
    (root / "b").chmod(0)
    project = found(root)
    (root / "b").chmod(0o700)
    assert [s.path for s in project.skipped] == ["a.php", "b/"]


def test_discover__fifo__does_not_block(write: Write) -> None:
    root = write({"a.php": PHP})
    os.mkfifo(root / "pipe.php")
    project = found(root)
    assert [(s.path, s.reason) for s in project.skipped] == [("pipe.php", "not a regular file")]


def test_discover__blob__is_what_git_says(write: Write) -> None:
    root = write({"a.php": "<?php echo 'é';\r\n"})
    commit(root)
    assert found(root).files[0].blob == git(root, "rev-parse", "HEAD:a.php").strip()


def test_discover__composer__gives_packages_and_autoload(write: Write) -> None:
    manifest = """{"autoload": {"psr-4": {"App\\\\": ["src/", "./lib"], "": "."}, "psr-0": {"Old_": "old"},
        "classmap": ["db/"], "files": ["a.php"]}, "autoload-dev": {"psr-4": {"Tests\\\\": "tests/"}}}"""
    lock = """{"packages": [{"name": "b/b", "version": "1.2", "autoload": {"psr-4": {"B\\\\": "src"}}}, 7],
        "packages-dev": [{"name": "a/a", "version": "2", "autoload": {"psr-0": {"A_": "", "": "x"}}}]}"""
    project = found(write({"composer.json": manifest, "composer.lock": lock}))
    assert project.packages == (Package("a/a", "2", ("A_",)), Package("b/b", "1.2", ("B\\",)))
    assert project.autoload.psr4 == (("", ""), ("App\\", "src"), ("App\\", "lib"), ("Tests\\", "tests"))
    assert project.autoload.psr0 == (("Old_", "old"),)
    assert (project.autoload.classmap, project.autoload.files) == (("db",), ("a.php",))


def test_discover__subdirectory_of_a_repository__is_the_root_in_both_modes(write: Write) -> None:
    root = write({"app/src/a.php": PHP, "app/.gitignore": "b.php", "app/b.php": PHP, "other.php": PHP})
    commit(root)
    project = found(root / "app")
    assert paths(project) == ["src/a.php"]
    assert found(root / "app", "HEAD") == project


def test_discover__submodule__is_skipped_aloud(write: Write, tmp_path: Path) -> None:
    root = write({"a.php": PHP})
    other = tmp_path / "other"
    other.mkdir()
    (other / "b.php").write_text(PHP)
    commit(other)
    commit(root)
    git(root, "submodule", "add", str(other), "lib/other")
    project = found(root)
    assert paths(project) == ["a.php"]
    assert [s.path for s in project.skipped] == ["lib/other"]
    assert found(root, commit(root)) == project


def test_discover__partial_clone__lists_missing_blobs_and_fetches_nothing(write: Write, tmp_path: Path) -> None:
    root = write({"a.php": PHP, "README": "x"})
    commit(root)
    (root / "a.php").write_text("<?php echo 2;")
    commit(root)
    git(root, "config", "uploadpack.allowFilter", "true")
    git(tmp_path, "clone", "-q", "--filter=blob:none", f"file://{root}", "partial")
    project, contents = discover(Source(str(tmp_path / "partial"), "HEAD~1"), DiscoverConfig())
    assert [s.path for s in project.skipped] == ["a.php"]
    assert list(contents.load(project.files)) == []


@pytest.mark.parametrize(
    ("rev", "message"), [("nosuch", "unknown revision 'nosuch'"), ("--help", "unknown revision '--help'")]
)
def test_discover__unknown_revision__is_a_source_error(write: Write, rev: str, message: str) -> None:
    root = write({"a.php": PHP})
    commit(root)
    with pytest.raises(SourceError, match=message):
        found(root, rev)


def test_discover__no_such_directory__is_a_source_error(tmp_path: Path) -> None:
    with pytest.raises(SourceError, match="no such directory"):
        found(tmp_path / "nowhere")


def test_discover__no_repository__is_a_source_error(write: Write) -> None:
    with pytest.raises(SourceError, match="not a git repository"):
        found(write({"a.php": PHP}), "HEAD")


def test_discover__changed_file__is_not_loaded_under_the_old_blob(write: Write) -> None:
    root = write({"a.php": PHP, "b.php": PHP})
    project, contents = discover(Source(str(root)), DiscoverConfig())
    (root / "a.php").write_text("<?php changed")
    assert list(contents.load(project.files)) == [None, b"<?php\n"]


def test_discover__name__is_the_directory_unless_given(write: Write) -> None:
    root = write({})
    assert found(root).name == "shop"
    assert discover(Source(str(root)), DiscoverConfig(), "market")[0].name == "market"

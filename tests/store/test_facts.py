import multiprocessing
import os
import signal
import sqlite3
import subprocess
import sys
from pathlib import Path

import pytest

from analyzer.store import FactCache

KEY = ("a" * 40, "php")


def test_cache__what_was_put__is_found_again_by_blob_kind_and_version(tmp_path: Path) -> None:
    path = tmp_path / "deep" / "facts.sqlite"
    with FactCache(path, "1") as cache:
        cache.put_many([(KEY, b"one"), (("b" * 40, "php"), b"two")])
        assert cache.get_many([KEY, ("a" * 40, "sql"), ("c" * 40, "php")]) == {KEY: b"one"}
    with FactCache(path, "1") as cache:
        assert cache.get_many([KEY]) == {KEY: b"one"}
        assert (cache.statistics().files, cache.statistics().bytes) == (2, 6)
        assert cache.statistics().size_on_disk > 0


def test_cache__put_twice__keeps_the_last(tmp_path: Path) -> None:
    with FactCache(tmp_path / "f", "1") as cache:
        cache.put_many([(KEY, b"one")])
        cache.put_many([(KEY, b"two")])
        assert cache.get_many([KEY]) == {KEY: b"two"}


def test_cache__many_keys__come_in_batches(tmp_path: Path) -> None:
    rows = [((f"{n:040x}", "php"), b"%d" % n) for n in range(2500)]
    with FactCache(tmp_path / "f", "1") as cache:
        cache.put_many(rows)
        assert cache.get_many([key for key, _ in rows]) == dict(rows)


def test_cache__new_facts_version__forgets_the_old_facts(tmp_path: Path) -> None:
    with FactCache(tmp_path / "f", "1") as cache:
        cache.put_many([(KEY, b"old")])
    with FactCache(tmp_path / "f", "2") as cache:
        assert cache.get_many([KEY]) == {}
    with FactCache(tmp_path / "f", "1") as cache:
        assert cache.get_many([KEY]) == {}


def test_cache__clear__forgets_everything(tmp_path: Path) -> None:
    with FactCache(tmp_path / "f", "1") as cache:
        cache.put_many([(KEY, b"one")])
        assert cache.clear() == 1
        assert cache.get_many([KEY]) == {}


@pytest.mark.parametrize("content", [b"this is not a database at all" * 100, b"SQLite format 3\0" + b"\xff" * 4000])
def test_cache__damaged_file__is_set_aside_and_begun_anew(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "f"
    path.write_bytes(content)
    said: list[str] = []
    with FactCache(path, "1", said.append) as cache:
        cache.put_many([(KEY, b"one")])
        assert cache.get_many([KEY]) == {KEY: b"one"}
    assert (tmp_path / "f.broken").read_bytes() == content
    assert len(said) == 1 and "set aside" in said[0]


def test_cache__damage_inside__is_survived(tmp_path: Path) -> None:
    path = tmp_path / "f"
    rows = [((f"{n:040x}", "php"), b"x" * 3000) for n in range(100)]
    with FactCache(path, "1") as cache:
        cache.put_many(rows)
    content = bytearray(path.read_bytes())
    content[4096:] = b"\xa5" * (len(content) - 4096)
    path.write_bytes(content)
    said: list[str] = []
    with FactCache(path, "1", said.append) as cache:
        cache.get_many([key for key, _ in rows])
        cache.put_many(rows)
        assert cache.get_many([rows[0][0]]) == dict(rows[:1])
    assert said


def test_cache__somebody_elses_database__is_left_whole(tmp_path: Path) -> None:
    path = tmp_path / "f"
    other = sqlite3.connect(path)
    other.execute("CREATE TABLE theirs (a)")
    other.commit()
    other.close()
    said: list[str] = []
    FactCache(path, "1", said.append).close()
    assert "not a fact cache" in said[0]
    kept = sqlite3.connect(tmp_path / "f.broken")
    assert kept.execute("SELECT name FROM sqlite_master").fetchall() == [("theirs",)]
    kept.close()


def test_cache__directory_that_cannot_be_made__runs_without(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    said: list[str] = []
    with FactCache(tmp_path / "file" / "f", "1", said.append) as cache:
        cache.put_many([(KEY, b"one")])
        assert cache.get_many([KEY]) == {}
        assert cache.clear() == 0
        assert cache.statistics().files == 0
    assert len(said) == 1 and "without a fact cache" in said[0]


def _fill(path: str, start: int) -> None:
    with FactCache(path, "1") as cache:
        for n in range(start, start + 50):
            cache.put_many([((f"{n:040x}", "php"), b"%d" % n)])


def test_cache__several_processes__write_at_once(tmp_path: Path) -> None:
    context = multiprocessing.get_context("spawn" if sys.platform == "darwin" else "fork")
    workers = [context.Process(target=_fill, args=(str(tmp_path / "f"), start)) for start in (0, 25, 50)]
    for worker in workers:
        worker.start()
    for worker in workers:
        worker.join()
    with FactCache(tmp_path / "f", "1") as cache:
        assert cache.statistics().files == 100


def test_cache__killed_while_writing__is_whole_afterwards(tmp_path: Path) -> None:
    code = (
        "import sys; from analyzer.store import FactCache\n"
        "cache = FactCache(sys.argv[1], '1')\n"
        "cache.put_many([(('a' * 40, 'php'), b'one')]); print('ready', flush=True)\n"
        "while True: cache.put_many([(('%040x' % n, 'php'), b'x' * 1000) for n in range(500)])"
    )
    process = subprocess.Popen([sys.executable, "-c", code, str(tmp_path / "f")], stdout=subprocess.PIPE)
    assert process.stdout is not None
    process.stdout.readline()
    os.kill(process.pid, signal.SIGKILL)
    process.wait()
    process.stdout.close()
    said: list[str] = []
    with FactCache(tmp_path / "f", "1", said.append) as cache:
        assert cache.get_many([KEY]) == {KEY: b"one"}
    assert said == []

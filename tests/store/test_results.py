import sqlite3
from pathlib import Path

from analyzer.store import ResultCache


def test_results__what_was_put__is_found_again_by_key(tmp_path: Path) -> None:
    with ResultCache(tmp_path / "deep" / "r") as cache:
        cache.put("one", b"1" * 5000)
        cache.put("one", b"2" * 5000)
    with ResultCache(tmp_path / "deep" / "r") as cache:
        assert (cache.get("one"), cache.get("two")) == (b"2" * 5000, None)
        assert cache.clear() == 1
        assert cache.get("one") is None


def test_results__more_than_are_kept__forgets_the_oldest(tmp_path: Path) -> None:
    with ResultCache(tmp_path / "r") as cache:
        for number in range(30):
            cache.put(str(number), b"x")
        known = [number for number in range(30) if cache.get(str(number))]
    assert known == list(range(6, 30))


def test_results__content_that_was_damaged__is_not_known(tmp_path: Path) -> None:
    with ResultCache(tmp_path / "r") as cache:
        cache.put("one", b"1")
    connection = sqlite3.connect(tmp_path / "r")
    with connection:
        connection.execute("UPDATE results SET content = x'00ff'")
    connection.close()
    with ResultCache(tmp_path / "r") as cache:
        assert cache.get("one") is None


def test_results__file_that_is_no_database__is_set_aside(tmp_path: Path) -> None:
    (tmp_path / "r").write_bytes(b"rubbish " * 200)
    said: list[str] = []
    with ResultCache(tmp_path / "r", said.append) as cache:
        cache.put("one", b"1")
        assert cache.get("one") == b"1"
    assert len(said) == 1 and "set aside" in said[0]

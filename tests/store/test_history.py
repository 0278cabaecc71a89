"""The history in SQLite and in a real PostgreSQL: written whole, replaced by key, upgraded, shared by writers."""

import multiprocessing
import os
import signal
import sqlite3
from collections.abc import Iterator
from pathlib import Path

import msgspec
import pytest

from analyzer.model.snapshot import Breach, ServiceNumbers, Snapshot
from analyzer.store.history import SnapshotStore, StoreError

ONE = Snapshot(
    "2026-01-31", "abc", "shop", 1000, 80, 2, 30, 7, 4, 20, 0.95, "12:00:00", "plan", "v1", 5, 10, 100, 3,
    numbers=(ServiceNumbers("billing", "planned", 3, 30, 1, 2, 4), ServiceNumbers("catalog", "", 1, 2, 3, 4, 5)),
    breaches=(Breach("foreign-write", "class:A", "table:b", 2),),
)  # fmt: skip
POSTGRES = os.environ.get("SECATEUR_TEST_POSTGRES", "")
NO_POSTGRES = "no PostgreSQL: SECATEUR_TEST_POSTGRES names none (.ci/run starts one)"


@pytest.fixture(
    params=["sqlite", pytest.param("postgresql", marks=pytest.mark.skipif(not POSTGRES, reason=NO_POSTGRES))]
)
def address(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[str]:
    """An empty store of each sort."""
    if request.param == "sqlite":
        yield str(tmp_path / "history.sqlite")
        return
    import psycopg  # noqa: PLC0415

    plain = POSTGRES.replace("postgresql+psycopg://", "postgresql://")
    with psycopg.connect(plain, autocommit=True) as connection:
        connection.execute("DROP TABLE IF EXISTS breaches, service_numbers, snapshots, secateur_schema")
    yield POSTGRES


def _load(address: str) -> tuple[Snapshot, ...]:
    with SnapshotStore(address) as store:
        return store.load()


def test_put__a_snapshot__comes_back_whole(address: str) -> None:
    plain = msgspec.structs.replace(ONE, project="blog", numbers=(), breaches=None, core_loc=None, plan="")
    with SnapshotStore(address) as store:
        store.put([ONE, plain])
    assert _load(address) == (ONE, plain)
    with SnapshotStore(address) as store:
        assert store.load("blog") == (plain,)
        assert store.known("shop", "plan", "v1") == {"abc"}
        assert store.known("shop", "plan", "v2") == frozenset()


def test_put__the_same_key__replaces_it_with_its_services(address: str) -> None:
    changed = msgspec.structs.replace(ONE, loc=1, numbers=ONE.numbers[:1], breaches=())
    other = msgspec.structs.replace(ONE, program="v2")
    with SnapshotStore(address) as store:
        store.put([ONE, other])
        store.put([changed])
    assert _load(address) == (changed, other)


def test_put__one_of_several_is_refused__keeps_none(address: str) -> None:
    broken = msgspec.structs.replace(ONE, revision="x", loc=None)
    with SnapshotStore(address) as store:
        with pytest.raises(StoreError):
            store.put([ONE, broken])
        assert store.load() == ()


def test_put__odd_names__are_kept_as_far_as_a_database_can(address: str) -> None:
    odd = msgspec.structs.replace(ONE, project="a\0b\ud800'; DROP TABLE snapshots; --")
    with SnapshotStore(address) as store:
        store.put([odd])
        assert store.load()[0].project == "a\ufffdb?'; DROP TABLE snapshots; --"
        assert store.known(odd.project, "plan", "v1") == {"abc"}


def test_prune__other_plans_and_older_programs__keeps_what_the_trend_needs(address: str) -> None:
    kept = [ONE, msgspec.structs.replace(ONE, revision="only-v0", program="v0")]
    kept.append(msgspec.structs.replace(ONE, project="blog", plan="other"))
    gone = [msgspec.structs.replace(ONE, program="v0"), msgspec.structs.replace(ONE, plan="other")]
    with SnapshotStore(address) as store:
        store.put([*kept, *gone])
        assert store.prune("shop", "plan", "v1") == 2
        assert store.prune("shop", "plan", "v1") == 0
        assert set(store.load()) == set(kept)
        store.put(gone)
        assert set(store.load()) == {*kept, *gone}  # whole: nothing of the old rows was left to stand in the way


def _write(address: str, writer: int) -> None:
    with SnapshotStore(address) as store:
        for number in range(10):
            store.put([msgspec.structs.replace(ONE, revision=f"{writer}-{number}"), ONE])


def test_put__three_writers_at_once_from_the_first_moment__lose_and_double_nothing(address: str) -> None:
    context = multiprocessing.get_context("spawn")
    writers = [context.Process(target=_write, args=(address, number)) for number in range(3)]
    for writer in writers:
        writer.start()
    for writer in writers:
        writer.join()
    assert [writer.exitcode for writer in writers] == [0, 0, 0]
    found = _load(address)
    assert sorted(one.revision for one in found) == sorted(["abc", *(f"{w}-{n}" for w in range(3) for n in range(10))])
    assert all(one.numbers == ONE.numbers and one.breaches == ONE.breaches for one in found)


# The tables of version 1, as that version made them.
VERSION_1 = """
    CREATE TABLE secateur_schema (version INTEGER NOT NULL);
    INSERT INTO secateur_schema VALUES (1);
    CREATE TABLE snapshots (
        id INTEGER PRIMARY KEY, project TEXT NOT NULL, revision TEXT NOT NULL, date TEXT NOT NULL, plan TEXT NOT NULL,
        program TEXT NOT NULL, loc INTEGER NOT NULL, units INTEGER NOT NULL, services INTEGER NOT NULL,
        crossing_places INTEGER NOT NULL, shared_tables INTEGER NOT NULL, kernel_units INTEGER NOT NULL,
        unresolved INTEGER NOT NULL, coverage REAL NOT NULL, UNIQUE (project, revision, date, plan, program));
    INSERT INTO snapshots VALUES (7, 'shop', 'old', '2025-12-31', '', '0', 9, 8, 7, 6, 5, 4, 3, 0.5);
"""


def test_open__a_file_of_an_older_version__is_upgraded_and_keeps_its_snapshots(tmp_path: Path) -> None:
    path = tmp_path / "old.sqlite"
    with sqlite3.connect(path) as connection:
        connection.executescript(VERSION_1)
    connection.close()
    with SnapshotStore(str(path)) as store:
        store.put([ONE])
    old, new = _load(str(path))
    assert old == Snapshot("2025-12-31", "old", "shop", 9, 8, 7, 6, 5, 4, 3, 0.5, program="0")
    assert new == ONE


def test_open__a_file_of_a_newer_version__is_refused(tmp_path: Path) -> None:
    path = tmp_path / "new.sqlite"
    with sqlite3.connect(path) as connection:
        connection.executescript(VERSION_1 + "UPDATE secateur_schema SET version = 99;")
    connection.close()
    with pytest.raises(StoreError, match="newer secateur"):
        SnapshotStore(str(path))


def test_open__what_is_not_ours__is_left_alone(tmp_path: Path) -> None:
    path = tmp_path / "theirs.sqlite"
    with sqlite3.connect(path) as connection:
        connection.execute("CREATE TABLE snapshots (a)")
    connection.close()
    before = path.read_bytes()
    with pytest.raises(StoreError, match="not ours"):
        SnapshotStore(str(path))
    assert path.read_bytes() == before
    (tmp_path / "text").write_text("hello")
    with pytest.raises(StoreError, match="not a file of SQLite"):
        SnapshotStore(str(tmp_path / "text"))


@pytest.mark.parametrize("address", ["postgresql+psycopg://u:secret@127.0.0.1:1/none", "mysql://u:secret@h/d", "x://"])
def test_open__no_such_database__says_so_without_the_password(address: str) -> None:
    with pytest.raises(StoreError) as failure:
        SnapshotStore(address)
    assert "secret" not in str(failure.value)
    assert "\n" not in str(failure.value)


def _killed(address: str, at: int) -> None:
    """Write a snapshot anew and die by SIGKILL before the statement number `at`."""
    from sqlalchemy import Engine, event  # noqa: PLC0415

    count = 0

    def die(*_: object) -> None:
        nonlocal count
        count += 1
        if count == at:
            os.kill(os.getpid(), signal.SIGKILL)

    with SnapshotStore(address) as store:
        event.listen(Engine, "before_cursor_execute", die)
        store.put([msgspec.structs.replace(ONE, loc=1, numbers=ONE.numbers[:1], breaches=())])


def test_put__killed_before_any_statement__leaves_the_old_or_the_new_whole(address: str) -> None:
    with SnapshotStore(address) as store:
        store.put([ONE])
    context = multiprocessing.get_context("fork")
    changed = msgspec.structs.replace(ONE, loc=1, numbers=ONE.numbers[:1], breaches=())
    codes = []
    for at in range(1, 12):
        writer = context.Process(target=_killed, args=(address, at))
        writer.start()
        writer.join()
        codes.append(writer.exitcode)
        assert _load(address) == ((ONE,) if writer.exitcode else (changed,)), at
    assert codes[:4] == [-signal.SIGKILL] * 4  # it was killed in the middle
    assert codes[-1] == 0


@pytest.mark.parametrize(
    "damage",
    [
        "DELETE FROM secateur_schema",
        "INSERT INTO secateur_schema VALUES (2)",
        "UPDATE secateur_schema SET version = 'x'",
        "UPDATE snapshots SET date = '2026-99-99'",
        "UPDATE snapshots SET coverage = 'x'",
        "UPDATE service_numbers SET units = 'x'",
        "UPDATE breaches SET places = 'x'",
    ],
)
def test_load__a_damaged_store__says_so_in_one_line(tmp_path: Path, damage: str) -> None:
    path = tmp_path / "history.sqlite"
    with SnapshotStore(str(path)) as store:
        store.put([ONE])
    with sqlite3.connect(path) as connection:
        connection.execute(damage)
    connection.close()
    with pytest.raises(StoreError, match="take a copy that is whole"):
        _load(str(path))


def test_open__an_unknown_driver__is_no_address_and_keeps_the_password() -> None:
    with pytest.raises(StoreError, match="not an address") as caught:
        SnapshotStore("postgresql+foo://u:secret@h/d")
    assert "secret" not in str(caught.value)

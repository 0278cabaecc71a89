import os
import signal
from collections.abc import Iterable, Iterator, Mapping, Sequence
from concurrent.futures import Executor, ThreadPoolExecutor

import pytest

from analyzer.model.facts import FileFacts, ProblemKind
from analyzer.model.project import FileKind, FileRole, Project, SourceFile
from analyzer.model.statements import SqlText, TableMode, TableUse
from analyzer.read import FACTS_VERSION, Key, Workers, read_all, read_file
from analyzer.read.file import READERS
from analyzer.read.workers import _chunks, processes


class Given:
    """Contents from memory; `deadly` paths kill the process that loads them."""

    def __init__(self, content: dict[str, bytes | None], deadly: tuple[str, ...] = ()) -> None:
        self.content = content
        self.deadly = deadly
        self.owner = os.getpid()

    def load(self, files: Sequence[SourceFile]) -> Iterator[bytes | None]:
        for file in files:
            if file.path in self.deadly and os.getpid() != self.owner:
                os.kill(os.getpid(), signal.SIGKILL)
            yield self.content[file.path]


class Memory:
    def __init__(self) -> None:
        self.rows: dict[Key, bytes] = {}
        self.asked = 0

    def get_many(self, keys: Sequence[Key]) -> Mapping[Key, bytes]:
        self.asked += len(keys)
        return {key: self.rows[key] for key in keys if key in self.rows}

    def put_many(self, rows: Iterable[tuple[Key, bytes]]) -> None:
        self.rows.update(rows)


def source(path: str, blob: str | None = None, size: int = 100_000, role: FileRole = FileRole.OWN) -> SourceFile:
    return SourceFile(path, blob or path, size, FileKind(path.rpartition(".")[2].replace("twig", "template")), role)


def table(name: str) -> bytes:
    return f"CREATE TABLE {name} (a int);\n".encode()


FILES = tuple(source(f"f{n:02}.sql") for n in range(20))
CONTENT: dict[str, bytes | None] = {file.path: table(file.path[:3]) for file in FILES}


def test_read_file__php__gets_the_tables_of_its_statements() -> None:
    facts = read_file(b'<?php\nmysql_query("SELECT * FROM orders");\n', FileKind.PHP)
    assert [(sql.verb, sql.tables, sql.parsed) for sql in facts.sql] == [
        ("select", (TableUse("orders", TableMode.READS),), True)
    ]


def test_read_file__table_made_in_php__is_declared_with_its_line(monkeypatch: pytest.MonkeyPatch) -> None:
    texts = [
        "CREATE TABLE a (x int,\n y int REFERENCES b (id))",
        "CREATE TABLE {0}c (x int)",
        "ALTER TABLE {0} ADD x int",
    ]
    sql = tuple(SqlText(0, 10 * n, text) for n, text in enumerate(texts, 1))
    monkeypatch.setattr("analyzer.read.file.read_php", lambda source, is_statement: FileFacts(sql=sql))
    facts = read_file(b"", FileKind.PHP)
    assert [(t.name, t.line, len(t.columns)) for t in facts.tables] == [("a", 10, 2), ("{0}c", 20, 1)]
    assert [(k.table, k.target, k.line) for k in facts.foreign_keys] == [("a", "b", 11)]


def test_read_file__our_own_fault__is_a_problem(monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(text: str) -> None:
        raise RecursionError("too deep")

    monkeypatch.setitem(READERS, FileKind.SQL, fail)
    facts = read_file(b"a\nb", FileKind.SQL)
    assert [(p.kind, p.message) for p in facts.problems] == [(ProblemKind.CRASH, "RecursionError: too deep")]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "latin-1", "utf-16"])
def test_read_file__any_encoding__is_read(encoding: str) -> None:
    facts = read_file("CREATE TABLE café (a int)".encode(encoding), FileKind.SQL)
    assert [t.name for t in facts.tables] == ["café"]


@pytest.mark.parametrize("kind", list(FileKind))
def test_read_file__garbage__never_raises(kind: FileKind) -> None:
    for content in (b"", b"\0" * 100, bytes(range(256)) * 4, b"<?php " * 50, b"\xff\xfe\xff"):
        read_file(content, kind)


def test_read_all__number_of_jobs__does_not_change_the_facts() -> None:
    project = Project("p", FILES)
    expected = read_all(project, Given(CONTENT))
    assert [(f.path, f.facts.tables[0].name) for f in expected] == [(f.path, f.path[:3]) for f in FILES]
    assert read_all(project, Given(CONTENT), None, 2) == expected
    assert read_all(project, Given(CONTENT), None, Workers(3, ThreadPoolExecutor)) == expected


def test_read_all__third_party__is_not_read() -> None:
    files = (source("a.sql"), source("t.sql", role=FileRole.TEST), source("v.sql", role=FileRole.THIRD_PARTY))
    read = read_all(Project("p", files), Given({"a.sql": b"", "t.sql": b""}))
    assert [f.path for f in read] == ["a.sql", "t.sql"]


def test_read_all__warm_cache__loads_nothing() -> None:
    project = Project("p", FILES)
    memory = Memory()
    first = read_all(project, Given(CONTENT), memory)
    assert len(memory.rows) == 20
    assert read_all(project, Given({}), memory) == first


def test_read_all__spoilt_cache__reads_again() -> None:
    project = Project("p", FILES)
    memory = Memory()
    first = read_all(project, Given(CONTENT), memory)
    memory.rows[FILES[3].blob, "sql"] = b"\xc1nonsense"
    assert read_all(project, Given(CONTENT), memory) == first
    assert memory.rows[FILES[3].blob, "sql"] != b"\xc1nonsense"


def test_read_all__same_blob_twice__is_read_once() -> None:
    files = (source("a.sql", "same"), source("b.sql", "same"))
    read = read_all(Project("p", files), Given({"a.sql": table("t")}))
    assert [f.path for f in read] == ["a.sql", "b.sql"]
    assert read[0].facts is read[1].facts


def test_read_all__vanished_file__is_a_problem_and_not_remembered() -> None:
    memory = Memory()
    read = read_all(Project("p", (source("a.sql"),)), Given({"a.sql": None}), memory)
    assert [p.kind for p in read[0].facts.problems] == [ProblemKind.VANISHED]
    assert memory.rows == {}


def test_read_all__a_worker_dies__only_the_culprit_is_lost() -> None:
    project = Project("p", FILES)
    memory = Memory()
    read = read_all(project, Given(CONTENT, ("f07.sql",)), memory, 2)
    assert [f.path for f in read] == [f.path for f in FILES]
    assert {f.path: [p.kind for p in f.facts.problems] for f in read if f.facts.problems} == {
        "f07.sql": [ProblemKind.CRASH]
    }
    assert len(memory.rows) == 19


def test_read_all__no_processes_on_this_system__reads_here() -> None:
    def refuse(count: int) -> Executor:
        raise OSError("no semaphores")

    assert len(read_all(Project("p", FILES), Given(CONTENT), None, Workers(2, refuse))) == 20


def test_read_all__progress__ends_with_everything() -> None:
    said: list[tuple[int, int]] = []
    read_all(Project("p", FILES), Given(CONTENT), Memory(), 1, lambda done, total: said.append((done, total)))
    assert said[0] == (0, 20)
    assert said[-1] == (20, 20)
    assert said == sorted(said)


def test_chunks__big_files__come_first_and_none_is_lost() -> None:
    files = [source(f"{n}.sql", size=n * 1000) for n in range(100)]
    chunks = _chunks(files, 2)
    assert sorted(f.path for chunk in chunks for f in chunk) == sorted(f.path for f in files)
    assert chunks[0][0].size == 99_000
    assert 20 <= len(chunks) <= 30


def test_version__names_the_libraries() -> None:
    assert FACTS_VERSION.count("/") == 3
    assert processes  # the default executor is part of the door

"""Files are whole or the old ones, whatever happens while they are written."""

import os
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest

from analyzer.cli.main import Failure, printable
from analyzer.cli.output import write_file, write_folder


def _content(folder: Path) -> dict[str, bytes]:
    return {str(path.relative_to(folder)): path.read_bytes() for path in sorted(folder.rglob("*")) if path.is_file()}


def test_write_folder__when_there_is_none__then_makes_it(tmp_path: Path) -> None:
    write_folder(tmp_path / "a" / "b", [("x.html", b"1"), ("figures/y.svg", b"2")])
    assert _content(tmp_path / "a" / "b") == {"figures/y.svg": b"2", "x.html": b"1"}


@pytest.mark.parametrize("ending", [KeyboardInterrupt, OSError])
def test_write_folder__when_stopped_while_contents_are_made__then_the_old_report_is_whole(
    tmp_path: Path, ending: type[BaseException]
) -> None:
    write_folder(tmp_path, [("x", b"old"), ("y", b"old")])

    def files() -> Iterator[tuple[str, bytes]]:
        yield "x", b"new"
        raise ending

    with pytest.raises(ending):
        write_folder(tmp_path, files())
    assert _content(tmp_path) == {"x": b"old", "y": b"old"}


@pytest.mark.parametrize("ending", [KeyboardInterrupt, OSError(28, "No space left on device")])
def test_write_folder__when_stopped_while_writing__then_the_old_report_is_whole_and_nothing_is_left(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, ending: BaseException
) -> None:
    write_folder(tmp_path, [("x", b"old"), ("y", b"old")])
    calls = []
    chmod = Path.chmod

    def stop_at_second(path: Path, mode: int) -> None:
        calls.append(path)
        if len(calls) == 2:
            raise ending
        chmod(path, mode)

    monkeypatch.setattr(Path, "chmod", stop_at_second)
    with pytest.raises((KeyboardInterrupt, Failure)):
        write_folder(tmp_path, [("x", b"new"), ("y", b"new")])
    assert _content(tmp_path) == {"x": b"old", "y": b"old"}


def test_write_file__when_done__then_others_may_read_it_as_the_umask_says(tmp_path: Path) -> None:
    before = os.umask(0o027)
    try:
        write_file(tmp_path / "x", b"1")
    finally:
        os.umask(before)
    assert (tmp_path / "x").stat().st_mode & 0o777 == 0o640


def test_write_file__when_the_target_is_a_link__then_the_link_stays(tmp_path: Path) -> None:
    (tmp_path / "link").symlink_to(tmp_path / "real")
    write_file(tmp_path / "link", b"1")
    assert (tmp_path / "link").is_symlink()
    assert (tmp_path / "real").read_bytes() == b"1"


def test_write_file__when_the_target_is_a_pipe__then_writes_into_it(tmp_path: Path) -> None:
    pipe = tmp_path / "pipe"
    os.mkfifo(pipe)
    read: list[bytes] = []
    reader = threading.Thread(target=lambda: read.append(pipe.read_bytes()), daemon=True)
    reader.start()
    write_file(pipe, b"1")
    reader.join(5)
    assert read == [b"1"]
    assert pipe.is_fifo()


@pytest.mark.parametrize("target", ["folder", "file/below", "long/" + "x" * 300])
def test_write_file__when_it_cannot_be_written__then_says_so(tmp_path: Path, target: str) -> None:
    (tmp_path / "folder").mkdir()
    (tmp_path / "file").write_text("")
    with pytest.raises(Failure, match="cannot be written"):
        write_file(tmp_path / target, b"1")
    assert sorted(_content(tmp_path)) == ["file"]


def test_printable__when_text_holds_tabs__then_they_are_spaces_and_other_control_characters_are_marked() -> None:
    assert printable("$sql\t= db();\x1b[2J") == "$sql = db();\N{REPLACEMENT CHARACTER}[2J"

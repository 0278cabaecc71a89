"""How the command ends: exit codes for Ctrl-C and for readers that have gone."""

import os
import select
import subprocess
import sys
from pathlib import Path

import click
import pytest

from analyzer.cli import main
from analyzer.cli.main import BROKEN_GATE, FINE, STOPPED, TERMINATED, secateur


def _end(monkeypatch: pytest.MonkeyPatch, ending: BaseException) -> int:
    def callback() -> None:
        raise ending

    monkeypatch.setattr(type(secateur), "get_command", lambda *_: click.Command("end", callback=callback))
    monkeypatch.setattr(sys, "argv", ["secateur", "end"])
    with pytest.raises(SystemExit) as ended:
        main()
    assert isinstance(ended.value.code, int)
    return ended.value.code


def test_main__when_ctrl_c_is_pressed__then_ends_as_shells_expect(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    assert _end(monkeypatch, KeyboardInterrupt()) == STOPPED
    assert capsys.readouterr().err.strip() == "secateur: stopped"


def test_main__when_a_command_asks_for_a_code__then_that_is_the_code(monkeypatch: pytest.MonkeyPatch) -> None:
    assert _end(monkeypatch, click.exceptions.Exit(BROKEN_GATE)) == BROKEN_GATE


def test_main__when_something_unforeseen_happens__then_the_traceback_is_shown(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "argv", ["secateur", "end"])
    monkeypatch.setattr(type(secateur), "get_command", lambda *_: click.Command("end", callback=lambda: 1 // 0))
    with pytest.raises(ZeroDivisionError):
        main()


@pytest.mark.parametrize("argument", ["schema", "--help"])
def test_main__when_nobody_reads__then_says_nothing_and_is_fine(argument: str) -> None:
    reader, writer = os.pipe()
    os.close(reader)
    code = f"import sys; from analyzer.cli import main; sys.argv = ['secateur', '{argument}']; main()"
    done = subprocess.run([sys.executable, "-c", code], stdout=writer, stderr=subprocess.PIPE, check=False)
    os.close(writer)
    assert (done.returncode, done.stderr) == (FINE, b"")


WORKERS = """
import multiprocessing, os, sys
from concurrent.futures import ProcessPoolExecutor
from analyzer.read import leave_with_parent
pool = ProcessPoolExecutor(2, multiprocessing.get_context("fork"), leave_with_parent)
print(*sorted({pool.submit(os.getpid).result() for _ in range(2)}), flush=True)
sys.stdin.read()
"""


@pytest.mark.skipif(not hasattr(os, "pidfd_open"), reason="waits for processes as Linux does")
def test_workers__when_the_main_process_is_killed__then_leave_as_well() -> None:
    with subprocess.Popen([sys.executable, "-c", WORKERS], stdin=subprocess.PIPE, stdout=subprocess.PIPE) as process:
        assert process.stdout is not None
        workers = [os.pidfd_open(int(pid)) for pid in process.stdout.readline().split()]
        process.kill()
        for worker in workers:
            ended, _, _ = select.select([worker], [], [], 20)
            os.close(worker)
            assert ended


def test_run__when_terminated__then_leaves_with_its_exit_code(tmp_path: Path) -> None:
    program = (
        "import os, signal; from analyzer.cli import main; from analyzer.cli.main import run, secateur; import click\n"
    )
    program += (
        "secateur.get_command = lambda *_: click.Command('end', callback=lambda: os.kill(os.getpid(), 15))\nrun()"
    )
    done = subprocess.run([sys.executable, "-c", program, "end"], cwd=tmp_path, capture_output=True, check=False)
    assert (done.returncode, done.stderr) == (TERMINATED, b"")

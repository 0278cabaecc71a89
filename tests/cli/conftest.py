"""What the tests of the command line share: a cache of their own, a small code base, a way to run."""

from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from analyzer.cli.main import secateur
from tests.examples import write_shop

Run = Callable[..., Result]


@pytest.fixture(autouse=True)
def own_cache(tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch) -> None:
    """Keep the user's fact cache out of the tests."""
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path_factory.mktemp("cache")))


@pytest.fixture
def bricks(tmp_path: Path) -> Path:
    """A directory with the little shop of `tests.examples`."""
    root = tmp_path / "bricks"
    root.mkdir()
    return write_shop(root)


@pytest.fixture
def run(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Run:
    """Run a command in an empty directory, in this process alone."""
    (tmp_path / "here").mkdir()
    monkeypatch.chdir(tmp_path / "here")

    def run_command(*arguments: str | Path) -> Result:
        return CliRunner().invoke(secateur, [str(argument) for argument in arguments])

    return run_command

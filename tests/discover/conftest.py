import os
import subprocess
from collections.abc import Callable, Mapping
from pathlib import Path

import pytest

Write = Callable[[Mapping[str, str | bytes]], Path]


@pytest.fixture
def write(tmp_path: Path) -> Write:
    """Writes files below a fresh directory called `shop`."""

    def _write(files: Mapping[str, str | bytes]) -> Path:
        root = tmp_path / "shop"
        root.mkdir(exist_ok=True)
        for name, content in files.items():
            path = root / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(content.encode() if isinstance(content, str) else content)
        return root

    return _write


def git(root: Path, *arguments: str) -> str:
    environment = {k: v for k, v in os.environ.items() if not k.startswith("GIT_")}
    environment |= {"GIT_CONFIG_GLOBAL": os.devnull, "GIT_CONFIG_NOSYSTEM": "1", "HOME": str(root)}
    settings = (
        "-c",
        "user.name=n",
        "-c",
        "user.email=e@x",
        "-c",
        "protocol.file.allow=always",
        "-c",
        "core.autocrlf=false",
    )
    done = subprocess.run(["git", *settings, *arguments], cwd=root, env=environment, check=True, capture_output=True)
    return done.stdout.decode()


def commit(root: Path) -> str:
    """Commit everything, ignored files too, and return the commit's id."""
    if not (root / ".git").exists():
        git(root, "init", "-q", "-b", "main")
    git(root, "add", "-A", "-f")
    git(root, "commit", "-q", "-m", "state", "--allow-empty")
    return git(root, "rev-parse", "HEAD").strip()

"""Questions to git in; its answers out. Nothing is ever fetched, checked out or written."""

import os
import subprocess
from collections.abc import Iterator, Sequence

from analyzer.discover.failure import SourceError

_BATCH = 200  # object ids per write: far below a pipe's buffer, so that neither side can block the other
_MISLEADING = frozenset({"GIT_DIR", "GIT_WORK_TREE", "GIT_INDEX_FILE", "GIT_PREFIX", "GIT_COMMON_DIR", "GIT_NAMESPACE"})


def ask(root: str, *arguments: str) -> bytes:
    """Return what a git command says; raises SourceError with git's own first line when it fails."""
    try:
        done = subprocess.run(["git", *arguments], cwd=root, env=_environment(), capture_output=True, check=False)
    except FileNotFoundError as error:
        raise SourceError("git is not installed, and a revision cannot be read without it") from error
    except OSError as error:
        raise SourceError(f"{root}: {error.strerror}") from error
    if done.returncode:
        lines = done.stderr.decode("utf-8", "replace").strip().splitlines()
        raise SourceError(lines[0].removeprefix("fatal: ") if lines else f"git {arguments[0]} failed")
    return done.stdout


def sizes(root: str, blobs: Sequence[str]) -> Iterator[int | None]:
    """Give the size in bytes of each blob in order, None for one that is not there."""
    with _batch(root, "--batch-check") as process:
        for header in _headers(process, blobs):
            yield int(header[2]) if header[1:2] == [b"blob"] else None


def contents(root: str, blobs: Sequence[str]) -> Iterator[bytes | None]:
    """Give the bytes of each blob in order, None for one that is not there."""
    with _batch(root, "--batch") as process:
        assert process.stdout is not None
        for header in _headers(process, blobs):
            if header[1:2] != [b"blob"]:
                yield None
                continue
            content = process.stdout.read(int(header[2]))
            process.stdout.read(1)
            yield content


def missing_blobs(root: str, tree: str) -> frozenset[str]:
    """Return the blobs below a tree that a partial clone has not got (asking git for one of them would fetch it)."""
    settings = ask(root, "config", "--list", "--name-only").decode("utf-8", "replace").lower().split()
    if not any(
        s == "extensions.partialclone" or (s.startswith("remote.") and s.endswith(".promisor")) for s in settings
    ):
        return frozenset()
    listed = ask(root, "rev-list", "--objects", "--no-object-names", "--missing=print", tree)
    return frozenset(line[1:] for line in listed.decode("ascii", "replace").splitlines() if line.startswith("?"))


def _headers(process: subprocess.Popen[bytes], blobs: Sequence[str]) -> Iterator[list[bytes]]:
    assert process.stdin is not None and process.stdout is not None
    for start in range(0, len(blobs), _BATCH):
        batch = blobs[start : start + _BATCH]
        process.stdin.write("".join(f"{blob}\n" for blob in batch).encode("ascii"))
        process.stdin.flush()
        for _ in batch:
            yield process.stdout.readline().split()


def _batch(root: str, mode: str) -> subprocess.Popen[bytes]:
    return subprocess.Popen(
        ["git", "cat-file", mode],
        cwd=root,
        env=_environment(),
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
    )


def _environment() -> dict[str, str]:
    kept = {name: value for name, value in os.environ.items() if name not in _MISLEADING}
    # An empty list of allowed protocols stops fetches also where git is too old for GIT_NO_LAZY_FETCH (2.44).
    return kept | {"GIT_NO_LAZY_FETCH": "1", "GIT_ALLOW_PROTOCOL": "", "GIT_TERMINAL_PROMPT": "0", "LC_ALL": "C"}

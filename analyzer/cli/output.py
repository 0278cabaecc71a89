"""Contents in, files on disk out: every file is whole or the old one, whatever interrupts us."""

import os
import tempfile
from collections.abc import Iterable
from pathlib import Path

from analyzer.cli.main import Failure


def must_be_writable(folder: Path) -> None:
    """Fail when a folder cannot be written, or made, as far as one can know without writing."""
    there = next((path for path in (folder, *folder.absolute().parents) if path.exists()), Path())
    if not there.is_dir():
        raise Failure(f"{folder}: cannot be written: {there} is no directory")
    if not os.access(there, os.W_OK | os.X_OK):
        raise Failure(f"{folder}: cannot be written: no permission for {there}")


def write_folder(folder: Path, files: Iterable[tuple[str, bytes]]) -> None:
    """Write files into a folder: all of them under temporary names, and only then the first is moved into place."""
    ready = [(folder / name, content) for name, content in files]
    waiting: list[tuple[Path, Path]] = []
    try:
        for path, content in ready:
            waiting.append((_temporary(path, content), path))
        for temporary, path in waiting:
            _move(temporary, path)
    finally:
        for temporary, _ in waiting:
            temporary.unlink(missing_ok=True)


def write_file(path: Path, content: bytes) -> None:
    """Write one file under a temporary name and move it into place; a link, a pipe or a device stays what it is."""
    path = Path(os.path.realpath(path))
    if path.exists() and not (path.is_file() or path.is_dir()):
        _write_through(path, content)
    else:
        write_folder(path.parent, [(path.name, content)])


def _temporary(path: Path, content: bytes) -> Path:
    """Write content beside a path, under another name, which is returned."""
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        handle, name = tempfile.mkstemp(prefix=f".{path.name[:100]}.", dir=path.parent)
    except OSError as error:
        raise _failure(path, error) from error
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(content)
        Path(name).chmod(0o666 & ~_umask())
    except BaseException as error:
        Path(name).unlink(missing_ok=True)
        if isinstance(error, OSError):
            raise _failure(path, error) from error
        raise
    return Path(name)


def _move(temporary: Path, path: Path) -> None:
    try:
        temporary.replace(path)
    except OSError as error:
        raise _failure(path, error) from error


def _write_through(path: Path, content: bytes) -> None:
    try:
        path.write_bytes(content)
    except BrokenPipeError:
        raise
    except OSError as error:
        raise _failure(path, error) from error


def _failure(path: Path, error: OSError) -> Failure:
    return Failure(f"{path}: cannot be written: {error.strerror or error}")


def _umask() -> int:
    mask = os.umask(0)
    os.umask(mask)
    return mask

"""Contents in, files on disk out: every file is whole or the old one, whatever interrupts us."""

import os
import tempfile
from collections.abc import Iterable
from pathlib import Path

from analyzer.cli.main import Failure


def write_folder(folder: Path, files: Iterable[tuple[str, bytes]]) -> None:
    """Write files into a folder. All contents are made before the first file is replaced."""
    ready = list(files)
    for name, content in ready:
        write_file(folder / name, content)


def write_file(path: Path, content: bytes) -> None:
    """Write one file under a temporary name and move it into place."""
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        handle, temporary = tempfile.mkstemp(prefix=f".{path.name}.", dir=path.parent)
    except OSError as error:
        raise Failure(f"{path}: cannot be written: {error.strerror or error}") from error
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(content)
        Path(temporary).chmod(0o666 & ~_umask())
        Path(temporary).replace(path)
    except OSError as error:
        Path(temporary).unlink(missing_ok=True)
        raise Failure(f"{path}: cannot be written: {error.strerror or error}") from error
    except BaseException:
        Path(temporary).unlink(missing_ok=True)
        raise


def _umask() -> int:
    mask = os.umask(0)
    os.umask(mask)
    return mask

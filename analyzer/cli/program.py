"""Nothing in, a text out that names this very program: its own files, and the libraries that shape its results."""

import hashlib
import platform
from functools import cache
from pathlib import Path

import analyzer

_SHAPING = ("graspologic-native", "jinja2", "matplotlib", "msgspec", "networkx", "numpy")


@cache
def program() -> str:
    """Return what remembered results depend on besides their input; takes some milliseconds."""
    from analyzer.read import FACTS_VERSION, version_of  # noqa: PLC0415

    digest = hashlib.sha256()
    root = Path(analyzer.__file__).parent
    for path in sorted(path for path in root.rglob("*") if path.is_file() and "__pycache__" not in path.parts):
        digest.update(f"{path.relative_to(root)} {path.stat().st_size}\n".encode())
        digest.update(path.read_bytes())
    return "/".join([digest.hexdigest(), FACTS_VERSION, platform.python_version(), *map(version_of, _SHAPING)])

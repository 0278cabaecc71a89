"""Code bases with known modules for `quality.py`: each read and linked once, then kept on disk.

What is kept depends on the program (a digest of the rooms that read and link), so that an experiment with weights or
clustering costs seconds.
"""

import gzip
import hashlib
import os
import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import msgspec
from ruamel.yaml import YAML

import analyzer
from analyzer.discover import discover
from analyzer.discover.history import of_log
from analyzer.frameworks import active
from analyzer.link import link
from analyzer.model.config import Config, DiscoverConfig
from analyzer.model.linkage import Linkage
from analyzer.model.project import Commit, Project, Source
from analyzer.read import FACTS_VERSION, read_all
from analyzer.store import FactCache

HERE = Path(__file__).parent
DEFAULT = Path(os.environ.get("SECATEUR_CORPORA", Path.home() / ".cache/secateur/corpora"))
CACHE = Path(os.environ.get("XDG_CACHE_HOME", Path.home() / ".cache")) / "secateur/quality"
LEAST = 5  # units of a module
NO_MATTER = (
    "config",
    "decomposition",
    "graph",
    "analysis",
    "scores",
    "roadmap",
    "history",
    "earlier",
)  # files of ROOMS
ROOMS = ("discover", "php", "sql", "markup", "read", "frameworks", "link", "model")


class Row(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """One row of quality.yaml."""

    root: str
    modules: tuple[str, ...]
    bring: str
    kernel: tuple[str, ...] = ()
    layers: tuple[str, ...] = ()
    history: str = ""


@dataclass(frozen=True)
class Corpus:
    """A code base that was read: `truth` is unit → module, `outside` the modules that are kernel or layers."""

    name: str
    project: Project
    linkage: Linkage
    truth: Mapping[str, str]
    kernel: frozenset[str]
    outside: frozenset[str]
    commits: tuple[Commit, ...]

    def domain(self) -> dict[str, str]:
        """Return the truth without kernel and layers."""
        return {unit: module for unit, module in self.truth.items() if module not in self.outside}


def rows() -> dict[str, Row]:
    """Return quality.yaml."""
    return msgspec.convert(YAML(typ="safe").load(HERE / "quality.yaml"), dict[str, Row])


def load(name: str, row: Row, corpora: Path) -> Corpus | None:
    """Return a code base, None when it is not there."""
    root = corpora / row.root
    if not root.is_dir():
        return None
    project, linkage = _linked(name, root)
    outside = frozenset((*row.kernel, *row.layers))
    return Corpus(
        name,
        project,
        linkage,
        _modules(linkage, row.modules),
        frozenset(row.kernel),
        outside,
        _commits(name, corpora, row, project),
    )


def _linked(name: str, root: Path) -> tuple[Project, Linkage]:
    CACHE.mkdir(parents=True, exist_ok=True)
    path = CACHE / f"{name}-{_digest(str(root))}.msgpack"
    if path.exists():
        return msgspec.msgpack.decode(path.read_bytes(), type=tuple[Project, Linkage])
    config = msgspec.structs.replace(Config(), discover=DiscoverConfig(history=False))
    project, contents = discover(Source(str(root)), config.discover)
    with FactCache(CACHE / "facts.sqlite", FACTS_VERSION) as cache:
        files = read_all(project, contents, cache, 2)
    linkage = link(project, files, active(project, files, config.frameworks), config)
    for old in CACHE.glob(f"{name}-*.msgpack"):
        old.unlink()
    path.write_bytes(msgspec.msgpack.encode((project, linkage)))
    return project, linkage


def _digest(root: str) -> str:
    home = Path(analyzer.__file__).parent
    digest = hashlib.sha256(root.encode())
    for room in ROOMS:
        for path in sorted((home / room).rglob("*.*")):
            if path.suffix in (".py", ".txt", ".scm") and path.stem not in NO_MATTER:
                digest.update(path.read_bytes())
    return digest.hexdigest()[:16]


def _modules(linkage: Linkage, patterns: Sequence[str]) -> dict[str, str]:
    """Return unit → module for the code units of all modules that are large enough, tests left out."""
    rules = [re.compile(pattern) for pattern in patterns]
    found: dict[str, str] = {}
    for unit in linkage.units:
        match = next(filter(None, (rule.match(unit.path) for rule in rules)), None)
        if match and not unit.test and not unit.id.startswith("table:"):
            found[unit.id] = match.group(1).lower()
    sizes = Counter(found.values())
    return {unit: module for unit, module in found.items() if sizes[module] >= LEAST}


def _commits(name: str, corpora: Path, row: Row, project: Project) -> tuple[Commit, ...]:
    packed = corpora / "history" / row.history
    if not row.history or not packed.is_file():
        return ()
    plain = CACHE / f"{name}.gitlog"
    if not plain.exists():
        with gzip.open(packed, "rb") as file:
            plain.write_bytes(file.read())
    return of_log(str(plain), {file.path for file in project.files}).commits


def every(names: Sequence[str], corpora: Path) -> Iterator[Corpus]:
    """Yield the code bases that are named, or all; say which are not there."""
    known: dict[str, Any] = rows()
    for name in names or list(known):
        corpus = load(name, known[name], corpora)
        if corpus is None:
            print(f"{name:11} not there: {known[name].bring} -> {corpora / known[name].root}")
        else:
            yield corpus

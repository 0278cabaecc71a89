"""Includes in; the directories that each file's code may run in out.

PHP looks relative includes up in the working directory, which a web server sets to that of the script that it runs: so
a file works in the directories of the scripts that include it, wherever it lies itself. `chdir` moves it.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from analyzer.link.fold import Folder
from analyzer.link.paths import Paths, normalise
from analyzer.link.symbols import FileIn, Place, Symbols
from analyzer.link.texts import HOLE, ROOT
from analyzer.link.value import GUESSED

MOST_INCLUDERS = 20  # scopes that are asked for a variable
MOST = 6  # directories that one file is known to work in; more tell nothing apart


def working_directories(symbols: Symbols, folder: Folder, paths: Paths) -> Mapping[str, tuple[str, ...]]:
    """Return the directories below the root that each file's code runs in, sorted; files that nobody runs are left out.

    A script that no include may mean is run by itself.
    """
    loads = {file.path: tuple(_values(file, symbols, folder)) for file in symbols.files if file.facts.includes}
    loaded = {path for file, values in loads.items() for value in values for path in paths.meant(value, file)}
    moved = {file.path: _moved(file, symbols, folder) for file in symbols.files}
    found: dict[str, set[str]] = {}
    waiting = [
        (file.path, _directory(file.path))
        for file in symbols.files
        if file.facts.script_loc and file.path not in loaded
    ]
    while waiting:
        path, directory = waiting.pop()
        directory = moved.get(path, "") or directory
        known = found.setdefault(path, set())
        if directory in known or len(known) >= MOST:
            continue
        known.add(directory)
        for value in loads.get(path, ()):
            waiting += [(other, directory) for other in sorted(paths.loaded(value, path, directory))]
    return {path: tuple(sorted(directories)) for path, directories in found.items()}


def includers(symbols: Symbols, folder: Folder, paths: Paths) -> Mapping[str, tuple[Place, ...]]:
    """Return the scopes that include a file, by its path: the file's script sees their variables.

    An include that may load more than a few files, or anything, tells nothing.
    """
    found: dict[str, dict[Place, None]] = {}
    for file in symbols.files:
        for include in file.facts.includes:
            place = symbols.place(file, include.scope)
            for value in folder.fold(include.path, place).known:
                match = paths.find(value, file.path)
                for path in match.paths if match.rank < GUESSED else ():
                    found.setdefault(path, {})[place] = None
    return {path: tuple(places)[:MOST_INCLUDERS] for path, places in found.items()}


def _values(file: FileIn, symbols: Symbols, folder: Folder) -> Iterator[str]:
    for include in file.facts.includes:
        yield from folder.fold(include.path, symbols.place(file, include.scope)).values


def _moved(file: FileIn, symbols: Symbols, folder: Folder) -> str:
    """Return the directory that the script part of a file changes to, "" when it does not or nobody can tell."""
    for call in file.facts.calls:
        if call.name == "chdir" and call.receiver is None and call.scope == 0 and call.arguments:
            for value in folder.fold(call.arguments[0], symbols.place(file, 0)).values:
                rooted = value.startswith(ROOT)
                if HOLE not in value and (rooted or not value.startswith("/")):
                    target = normalise(value[1:] if rooted else f"{_directory(file.path)}/{value}")
                    return "" if target.startswith("..") else target or "."
    return ""


def _directory(path: str) -> str:
    return path.rpartition("/")[0]

"""A folded path and the file it stands in; the project's files it may mean out."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import NamedTuple

from analyzer.link.nearest import nearest
from analyzer.link.texts import ENTRY, HOLE, ROOT
from analyzer.link.value import EXACT, GUESSED, INFERRED

MOST_CANDIDATES = 50
_NOTHING_SAID = re.compile(f"(?:^|/){HOLE}+/{HOLE}+$")  # any file of any directory
_HOLES = re.compile(f"({HOLE}+{ENTRY[1]}?)")


class Match(NamedTuple):
    """Files that a path may mean, sorted; none but a `total` when they are too many; `outside` leaves the root."""

    paths: tuple[str, ...] = ()
    rank: int = GUESSED
    total: int = 0
    outside: bool = False
    dynamic: bool = False


class Paths:
    """Looks files up as PHP's include does, and by suffix or pattern where it cannot be known."""

    def __init__(self, paths: Iterable[str], include_path: Sequence[str] = ()) -> None:
        """Index every path by its file name; `include_path` are directories below the root."""
        every = sorted(paths)
        self._known = [path for path in every if not path.endswith(".sql")]  # what a pattern may mean
        self._present = set(every)
        self._include_path = tuple(include_path)
        self.working: Mapping[str, Sequence[str]] = {}  # by path, the directories in which a file's code may run
        self._globbed: dict[tuple[str, str, bool], Match] = {}
        self._fitting: dict[str, list[tuple[str, str]]] = {}  # a pattern costs a look at every path
        self._directories = {part for path in every for part in path.split("/")[:-1]}
        self._by_name: dict[str, list[str]] = {}
        for path in self._known:
            self._by_name.setdefault(path.rpartition("/")[2], []).append(path)
        self._by_directory: dict[str, list[str]] = {}
        for path in self._known:
            self._by_directory.setdefault(path.rpartition("/")[0], []).append(path)

    def find(self, folded: str, including: str, named: bool = False) -> Match:
        """Return the files that a folded include path may mean.

        A file name after an unknown directory means a file there or further up, as a root is; with `named`, any.
        """
        found = self._find(folded, including)
        tail = folded.replace("\\", "/").lstrip(HOLE).removeprefix("/").removeprefix("./")
        if found.rank == EXACT or named or "/" in tail or HOLE in tail or not found.paths:
            return found
        kept = [
            path for path in found.paths if _above(path, including) or path.rpartition("/")[0] in self._include_path
        ]
        return Match(tuple(kept), found.rank, found.total)

    def loaded(self, folded: str, including: str, directory: str) -> tuple[str, ...]:
        """Return the files that an include loads while a script of a directory runs; none when nobody can tell."""
        text = folded.replace("\\", "/")
        if text.startswith((ROOT, HOLE)) or HOLE in text:
            return self._find(folded, including).paths
        found, _ = self._running(text, including, directory)
        return (found,) if found else ()

    def meant(self, folded: str, including: str) -> set[str]:
        """Return every file that an include may load, whatever script runs."""
        text = folded.replace("\\", "/")
        if text.startswith((ROOT, HOLE)) or HOLE in text:
            return set(self._find(folded, including).paths)
        here = including.rpartition("/")[0]
        tail = normalise(text)
        while tail.startswith("../"):
            tail = tail[3:]
        beside = normalise(f"{here}/{text}".lstrip("/"))
        ends = self._by_name.get(tail.rpartition("/")[2], ())
        return {path for path in ends if path in (beside, tail) or path.endswith("/" + tail)}

    def shaped(self, shape: str, including: str) -> Iterator[tuple[str, re.Match[str]]]:
        """Yield every file that a path means, however many, with its match.

        `shape` is an expression with named groups; it begins with `ROOT`, with `HOLE` for a root that is not known, or
        is relative, to the root or to where it is included.
        """
        bare = shape.lstrip(ROOT + HOLE).lstrip("/").removeprefix("\\./")
        lead = "()" if shape[:1] == ROOT else "(.*/|)"
        compiled = re.compile(lead + bare)
        found = [(path, match) for path in self._known if path != including and (match := compiled.fullmatch(path))]
        near = nearest(sorted({match[1] + "x" for _, match in found}), including) if found else ()
        yield from ((path, match) for path, match in found if match[1] + "x" in near)

    def _find(self, folded: str, including: str) -> Match:
        if HOLE in folded:
            return self._pattern(folded, including)
        text = folded.replace("\\", "/")
        if text.startswith(ROOT):
            path = normalise(text[1:].lstrip("/"))
            if path.startswith("../") or path == "..":
                return Match(outside=True)
            return Match((path,), EXACT, 1) if path in self._present else Match()
        if text.startswith("/") or re.match(r"[A-Za-z][\w.+-]*:", text):
            return Match(outside=True)
        return self._relative(text, including)

    def _relative(self, text: str, including: str) -> Match:
        """PHP tries the working directory of the script that runs, the include path, and here.

        With `./` or `../` in front the include path does not count. Who is not seen to be run may run at the root.
        """
        running = {self._running(text, including, one) for one in self.working.get(including, ())} - {("", EXACT)}
        if running:
            loaded = sorted({path for path, _ in running})
            rank = max(rank for _, rank in running)
            return Match(tuple(loaded), rank if len(loaded) == 1 else INFERRED, len(loaded))
        here = including.rpartition("/")[0]
        dotted = text.startswith(("./", "../"))
        beside = normalise(f"{here}/{text}".lstrip("/"))
        if normalise(text) in self._present:
            if beside in self._present and beside != normalise(text):  # a back office that runs in its own directory
                return _guess(sorted((beside, normalise(text))))
            return Match((normalise(text),), INFERRED if including in self.working else EXACT, 1)
        for directory in () if dotted else self._include_path:
            path = normalise(f"{directory}/{text}".lstrip("/"))
            if path in self._present:
                return Match((path,), INFERRED, 1)
        if beside in self._present:
            return Match((beside,), EXACT, 1)
        found = self._suffix(normalise(text), including)
        first, slash, _ = text.partition("/")
        if not found.paths and slash and not dotted and first not in self._directories:
            return Match(outside=True)  # PHP looks where other libraries lie
        return found

    def _running(self, text: str, including: str, directory: str) -> tuple[str, int]:
        """Return what a relative include loads while a script of a directory runs, and how sure that is."""
        dotted = text.startswith(("./", "../"))
        starts = [(directory, EXACT), *((one, INFERRED) for one in (() if dotted else self._include_path))]
        for start, rank in (*starts, (including.rpartition("/")[0], EXACT)):
            path = normalise(f"{start}/{text}".lstrip("/"))
            if path in self._present:
                return path, rank
        return "", EXACT

    def _suffix(self, path: str, including: str) -> Match:
        tail = path
        while tail.startswith("../"):
            tail = tail[3:]
        name = tail.rpartition("/")[2]
        found = [p for p in self._by_name.get(name, ()) if p == tail or p.endswith("/" + tail)]
        if len(found) > 1:
            found = nearest(found, including)
            return Match(tuple(found), GUESSED, len(found))
        return Match(tuple(found), INFERRED, len(found))

    def _pattern(self, folded: str, including: str) -> Match:
        text = folded.replace("\\", "/")
        lead = text.lstrip(ENTRY)
        if HOLE not in lead:  # only the beginning is unknown: `$root . '/lib/x.php'`
            lone = not text.startswith(HOLE * 2)
            return self._after_hole(lead, including) if lone or re.match(r"[^.]*\w", lead) else Match(dynamic=True)
        rooted = text.startswith(ROOT + "/")
        if rooted or not text.startswith(HOLE):
            text = normalise(text[2:] if rooted else text)
            if text.startswith("../") and rooted:
                return Match(outside=True)
        else:
            text = normalise(lead.lstrip("/"))
        if not re.search(r"\w", text.partition(HOLE)[0] if not rooted else text) and ENTRY not in text:
            return Match(dynamic=True)
        if _NOTHING_SAID.search(text):
            return Match(dynamic=True)
        anchored = rooted or not folded.startswith(HOLE)
        if anchored and not rooted:
            starts = self.working.get(including, ())
            running = [self._glob(normalise(f"{start}/{text}".lstrip("/")), including, True) for start in starts]
            if any(match.paths for match in running):
                return _guess(sorted({path for match in running for path in match.paths}))
        found = self._glob(text, including, anchored)
        return found if found.paths or found.total or rooted else self._nearest_glob(text, including)

    def _after_hole(self, tail: str, including: str) -> Match:
        path = normalise(tail.lstrip("/"))
        stem = path.partition(".")[0]
        if not stem.strip("/._-"):  # `$page . '.php'`: any file beside this one that ends so
            return self._beside(path, including) if path and not tail.startswith("/") else Match(dynamic=True)
        if tail.startswith(("/", "..")) or "/" in tail:
            found = self._suffix(path, including)
            return found if found.paths else Match(dynamic=not path.endswith(".php"))
        ends = [p for name, paths in self._by_name.items() if name.endswith(path) for p in paths]
        return _guess(sorted(ends))

    def _beside(self, ending: str, including: str) -> Match:
        beside = self._by_directory.get(including.rpartition("/")[0], ())
        return _guess([p for p in beside if p.endswith(ending) and p != including])

    def _glob(self, text: str, including: str, anchored: bool) -> Match:
        """Match a pattern; a hole is within one directory first, over several if that finds nothing."""
        question = (text, including, anchored)
        if question not in self._globbed:
            self._globbed[question] = self._matched(text, including, anchored)
        return self._globbed[question]

    def _matched(self, text: str, including: str, anchored: bool) -> Match:
        here = including.rpartition("/")[0]
        bare = not text.rpartition("/")[2].strip(HOLE)
        for hole in ("[^/]*",) if bare else ("[^/]*", ".*"):
            body = "".join(_expression(piece, hole) for piece in _HOLES.split(text))
            lead = "" if anchored else "(?:.*/)?"
            found = [p for _, p in self._fit(f"({lead}){body}") if p != including]
            if not found and anchored and here:
                local, start = re.compile(body), len(here) + 1
                found = [p for p in self._below(here) if local.fullmatch(p, start) and p != including]
            if bare and len(found) < len(list(self._deeper(found, anchored))):
                return Match(dynamic=True)  # `$plugins . $name`: most names there are have a directory in front
            if found:
                return _guess(found)
        return Match(dynamic=True)

    def _deeper(self, found: Sequence[str], anchored: bool) -> Iterator[str]:
        """What lies in directories below those of some files."""
        directories = tuple(sorted({path.rpartition("/")[0] + "/" for path in found})) if anchored else ()
        for path in self._known if directories else ():
            if path.startswith(directories) and path.rpartition("/")[0] + "/" not in directories:
                yield path

    def _nearest_glob(self, text: str, including: str) -> Match:
        """Match a relative pattern below some directory: that of the entry script, which most likely lies near."""
        if "/" not in text or text.startswith(("../", HOLE)):
            return Match(dynamic=True)
        found = self._fit("(.*/)" + "".join(_expression(piece, "[^/]*") for piece in _HOLES.split(text)))
        if not found:
            return Match(dynamic=True)
        near = nearest(sorted({directory for directory, _ in found}), including)
        return _guess([path for directory, path in found if directory in near and path != including])

    def _fit(self, expression: str) -> list[tuple[str, str]]:
        """Return the paths that an expression fits, each with the text of its first group."""
        if expression not in self._fitting:
            fits = re.compile(expression).fullmatch
            self._fitting[expression] = [(match[1], path) for path in self._known if (match := fits(path))]
        return self._fitting[expression]

    def _below(self, directory: str) -> Sequence[str]:
        """What lies below a directory: sorted as they are, these paths stand together."""
        start = bisect_left(self._known, directory + "/")
        return self._known[start : bisect_left(self._known, directory + chr(ord("/") + 1), start)]


def _above(path: str, including: str) -> bool:
    directory = path.rpartition("/")[0]
    return not directory or including.startswith(directory + "/")


def _expression(piece: str, hole: str) -> str:
    if piece == ENTRY:
        return "[^/]*"
    return hole if piece[:1] == HOLE else re.escape(piece)


def _guess(found: Sequence[str]) -> Match:
    if not found:
        return Match(dynamic=True)
    if len(found) > MOST_CANDIDATES:  # an arbitrary part of them would only mislead
        return Match(total=len(found), dynamic=True)
    return Match(tuple(found), GUESSED, len(found))


def normalise(path: str) -> str:
    """Return a relative path without `.`, `//` and inner `..`; leading `../` stay."""
    parts: list[str] = []
    for part in path.split("/"):
        if part in ("", "."):
            continue
        if part == ".." and parts and parts[-1] != "..":
            parts.pop()
        else:
            parts.append(part)
    return "/".join(parts)

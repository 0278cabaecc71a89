"""Includes in; edges to the scripts they load out.

Every included file has a script unit, so that an include of a file that only declares things is an edge to a script of
no lines: the same rule for every file, whatever it holds.
"""

import re
from collections.abc import Mapping, Sequence

from analyzer.link.configured import Configured
from analyzer.link.evidence import EXTERNAL, Evidence, Support
from analyzer.link.fold import Folder
from analyzer.link.folded import UNKNOWN, Folded
from analyzer.link.loaders import Loaders
from analyzer.link.mentions import mentioned
from analyzer.link.paths import MOST_CANDIDATES, Match, Paths, normalise
from analyzer.link.symbols import FileIn, Place, Symbols
from analyzer.link.texts import HOLE, ROOT
from analyzer.link.value import GUESSED, INFERRED
from analyzer.link.working import includers, working_directories
from analyzer.link.wrappers import Wrappers
from analyzer.model.facts import Include
from analyzer.model.linkage import Reason

KIND = "include"
_VENDOR = re.compile(r"(?:^|[/\x00])vendor/")


class IncludeLinker:
    """Links include and require."""

    def __init__(
        self, symbols: Symbols, folder: Folder, third_party: frozenset[str], evidence: Evidence, configured: Configured
    ) -> None:
        """Know own and third-party files; `third_party` paths are known, not followed."""
        self._configured = configured
        self._symbols = symbols
        self._folder = folder
        self._loaders = Loaders(symbols, folder)
        self._wrappers = Wrappers(folder)
        self._third_party = third_party
        self.paths = known_paths(symbols, folder, third_party)
        self.paths.working = working_directories(symbols, folder, self.paths)
        folder.evaluator.surroundings.includers = includers(symbols, folder, self.paths)
        self._evidence = evidence
        self._matches: dict[tuple[str, str, bool], Match] = {}

    def link_file(self, file: FileIn) -> None:
        """Link every include of a file."""
        for include in file.facts.includes:
            self._include(include, self._symbols.place(file, include.scope))

    def _include(self, include: Include, place: Place) -> None:
        said = self._configured.included(include.text)
        if said:
            self._evidence.count(place, KIND, self._edges(said, place, (include.line,)))
            return
        if self._loaders.loads(include, place):
            self._evidence.count(place, KIND, EXTERNAL)
            return
        folded = self._folder.fold(include.path, place)
        holes = any(HOLE in value for value in folded.values)
        if _loads_classes(place) and (holes or mentioned(include.path, place) & place.parameters.keys()):
            folded, holes = UNKNOWN, True
        elif holes and self._by_callers(include, place):
            return
        named = self._folder.named_path(include.path, place) if holes else None
        found, match = self._files(named[0], place, GUESSED) if named else self._files(folded, place)
        if named and not found and not named[1]:
            found, match = self._files(folded, place)
        if not found:
            text = f"{include.text} ({match.total} candidates)" if match.total > MOST_CANDIDATES else include.text
            external = match.outside or any(_VENDOR.search(value) for value in folded.values)
            reason = Reason.DYNAMIC_PATH if match.dynamic else Reason.MISSING_FILE
            self._nothing(include, place, external and not match.dynamic, reason, text)
            return
        self._evidence.count(place, KIND, self._edges(found, place, (include.line,)))

    def _edges(self, found: Mapping[str, int], place: Place, lines: Sequence[int]) -> int:
        """Link a place to files; return the outcome."""
        own = {path: rank for path, rank in found.items() if path not in self._third_party}
        for path, rank in own.items():
            self._evidence.edge(place, "script:" + path, "includes", Support(rank, "php"), lines)
        return min(own.values()) if own else EXTERNAL

    def _by_callers(self, include: Include, place: Place) -> bool:
        """Link those who call the function around an include with the name of a file; whether that explains it.

        What callers give that nobody can tell leaves a guess among the files that exist.
        """
        explained, open_ended = False, False
        for given in self._wrappers.of(include.path, place):
            folded = self._folder.fold(include.path, given.body)
            found, _ = self._files(Folded(folded.known, max(folded.rank, INFERRED)), place)
            if found:
                self._edges(found, given.place, given.lines)
                explained = True
            else:
                open_ended = open_ended or len(folded.known) < len(folded.values)
        if explained:
            rest = self._files(self._folder.fold(include.path, place), place)[0] if open_ended else {}
            self._edges(rest, place, (include.line,))
            self._evidence.count(place, KIND, INFERRED)
        return explained

    def _files(self, folded: Folded, place: Place, surest: int = INFERRED) -> tuple[dict[str, int], Match]:
        """Return the files that a folded path may mean, each with how sure that is, and what all matches say."""
        found: dict[str, int] = {}
        outside, dynamic, total = False, False, 0
        mixed = folded.known and len(folded.known) < len(folded.values)
        for value in sorted(folded.values, key=lambda value: HOLE in value):
            if found and value.startswith(HOLE) and HOLE not in value.lstrip(HOLE):
                continue  # a root that is not known adds nothing to one that is
            match = self._match(value, place.file.path, surest == GUESSED)
            known = surest if mixed and HOLE not in value else folded.rank
            for path in match.paths:
                rank = max(match.rank, known)
                found[path] = min(rank, found.get(path, rank))
            outside, dynamic, total = outside or match.outside, dynamic or match.dynamic, total + match.total
        if dynamic and total > MOST_CANDIDATES:  # guesses that are a part of too many would only mislead
            found = {path: rank for path, rank in found.items() if rank < GUESSED}
        return found, Match(total=total, outside=outside, dynamic=dynamic)

    def _nothing(self, include: Include, place: Place, external: bool, reason: Reason, text: str) -> None:
        """Code outside the analysed root, or composer's, that is not there: known, not ours."""
        if external:
            self._evidence.count(place, KIND, EXTERNAL)
        else:
            self._evidence.unresolved(place, KIND, text, reason, (include.line,))

    def _match(self, value: str, including: str, named: bool) -> Match:
        key = (value, including, named)
        if key not in self._matches:
            self._matches[key] = self.paths.find(value, including, named)
        return self._matches[key]


def learnt(symbols: Symbols, folder: Folder, third_party: frozenset[str]) -> dict[str, str]:
    """Return, for classes that several files declare, the one that an autoloader loads: paths by class key."""
    loaders = Loaders(symbols, folder)
    return loaders.expected(known_paths(symbols, folder, third_party)) if loaders.known else {}


def known_paths(symbols: Symbols, folder: Folder, third_party: frozenset[str]) -> Paths:
    """Return the files that an include may load, with the include path that the code sets."""
    return Paths({file.path for file in symbols.files} | third_party, include_path(symbols, folder))


def include_path(symbols: Symbols, folder: Folder) -> tuple[str, ...]:
    """Return the directories below the root that the code puts on PHP's include path, in the order of the calls."""
    found: dict[str, None] = {}
    for file in symbols.files:
        for call in file.facts.calls:
            if call.receiver is not None or call.name not in ("set_include_path", "ini_set") or not call.arguments:
                continue
            place = symbols.place(file, call.scope)
            if call.name == "ini_set" and folder.fold(call.arguments[0], place).values != ("include_path",):
                continue
            for value in folder.fold(call.arguments[-1], place).values:
                for part in re.split("[:;]", value.replace("\\", "/")):
                    directory = normalise(part.removeprefix(ROOT))
                    if HOLE not in directory and (part.startswith(ROOT) or not part.startswith("/")):
                        found[directory] = None
    return tuple(directory for directory in found if directory and not directory.startswith(".."))


def _loads_classes(place: Place) -> bool:
    """An autoloader may include any class's file: what it needs is said by those who name the classes."""
    return "autoload" in f"{place.fact.unit}::{place.fact.member}".lower()

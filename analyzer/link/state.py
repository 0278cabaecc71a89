"""Uses of shared state in; edges from who reads to who writes, and every access with its key, out.

A key that more than `WIDEST_KEY` units use is common property: it says nothing about who belongs together, so it is
counted as known and makes no edges. Code that never meets in one request shares no global variable.
"""

from __future__ import annotations

from collections.abc import Iterable

from analyzer.link.evidence import EXTERNAL, RANKS, Evidence, Support
from analyzer.link.fold import HOLE, ROOT, Folder
from analyzer.link.meeting import Meeting
from analyzer.link.stateapis import used
from analyzer.link.symbols import FileIn, Place, Symbols
from analyzer.link.value import EXACT, GUESSED, INFERRED
from analyzer.model.facts import StateKind, StateUse
from analyzer.model.linkage import StateAccess
from analyzer.model.location import Location

KIND = "shared-state"
WIDEST_KEY = 25
MOST_KEYS = 6  # values of a computed key
SAID = {
    StateKind.SESSION: Support(EXACT, "php"),
    StateKind.GLOBAL: Support(INFERRED, "php"),  # two scripts may use one name and never meet in one request
}
OF_ONE_REQUEST = frozenset({StateKind.REQUEST, StateKind.SERVER})
BETWEEN_UNITS = frozenset({StateKind.GLOBAL, StateKind.STATIC, StateKind.CONSTANT})  # shared only when two use it
RANK_OF = {StateKind.GLOBAL: INFERRED, StateKind.FILE: INFERRED}
_Access = tuple[StateKind, str]


class _Side:
    """Who reads, or writes, one key, where, and how surely."""

    __slots__ = ("places", "ranks")

    def __init__(self) -> None:
        self.places: dict[str, list[tuple[str, tuple[int, ...]]]] = {}
        self.ranks: dict[str, int] = {}

    def add(self, place: Place, lines: tuple[int, ...], rank: int) -> None:
        self.places.setdefault(place.unit, []).append((place.file.path, lines))
        self.ranks[place.unit] = min(rank, self.ranks.get(place.unit, rank))


class _Key:
    """Who reads and writes one key, and where."""

    __slots__ = ("apart", "doubtful", "readers", "uses", "writers")

    def __init__(self) -> None:
        self.apart: set[tuple[str, str]] = set()  # readers and writers that never meet
        self.doubtful: set[tuple[str, str]] = set()  # of one of them nobody knows who loads it
        self.readers = _Side()
        self.writers = _Side()
        self.uses: list[Place] = []

    @property
    def units(self) -> set[str]:
        """Everybody who uses it."""
        return {*self.readers.places, *self.writers.places}


class StateLinker:
    """Links the units that share state; tests do not take part."""

    def __init__(self, symbols: Symbols, folder: Folder, evidence: Evidence) -> None:
        """Share the run's tables."""
        self._symbols = symbols
        self._folder = folder
        self._evidence = evidence
        self._keys: dict[_Access, _Key] = {}

    def link(self) -> tuple[StateAccess, ...]:
        """Make the edges; return every access."""
        for file in self._symbols.files:
            if not file.test:
                self._collect(file)
        meeting = (
            Meeting(self._symbols, self._evidence) if any(kind is StateKind.GLOBAL for kind, _ in self._keys) else None
        )
        for name in sorted(self._keys):
            if name[0] is StateKind.GLOBAL and meeting is not None:
                self._doubt(self._keys[name], meeting)
            if name[0] in SAID and name[1]:
                self._edges(self._keys[name], SAID[name[0]])
        return tuple(sorted(access for name in self._keys for access in self._accesses(name)))

    def use(self, kind: StateKind, key: str, place: Place, *, writes: bool, lines: tuple[int, ...], rank: int) -> None:  # noqa: PLR0913
        """Note one use of a key."""
        known = self._keys.setdefault((kind, key), _Key())
        (known.writers if writes else known.readers).add(place, lines, rank)
        known.uses.append(place)

    def _collect(self, file: FileIn) -> None:
        for use in file.facts.state:
            if use.kind in OF_ONE_REQUEST:
                continue
            place = self._symbols.place(file, use.scope)
            for key, rank in self._named(use, place):
                self.use(use.kind, key, place, writes=use.writes, lines=use.lines, rank=rank)

        for call in file.facts.calls:
            for said in used(call):
                place = self._symbols.place(file, call.scope)
                self.use(said.kind, said.key, place, writes=said.writes, lines=call.lines, rank=GUESSED)

    def _named(self, use: StateUse, place: Place) -> Iterable[tuple[str, int]]:
        """The keys that a use may mean, each with its rank."""
        rank = RANK_OF.get(use.kind, EXACT)
        if use.kind is StateKind.STATIC:
            return ((self._declaring(use.key), rank),)
        if use.kind is StateKind.CONSTANT:
            return ((use.key, rank),) if self._symbols.constants_named(use.key) else ()
        if use.of is None:
            return ((use.key, rank),)
        values = [_readable(value) for value in self._folder.fold(use.of, place).values[:MOST_KEYS]]
        return tuple((value, max(rank, INFERRED if len(values) == 1 else GUESSED)) for value in dict.fromkeys(values))

    def _declaring(self, key: str) -> str:
        """`Child::$x` is the `$x` of the class that declares it."""
        owner, _, name = key.rpartition("::")
        symbol = self._symbols.class_named(owner)
        for ancestor in self._symbols.lineage(symbol) if symbol is not None else ():
            if name in ancestor.fields:
                return f"{ancestor.name}::{name}"
        return key

    def _edges(self, key: _Key, support: Support) -> None:
        wide = len(key.units) > WIDEST_KEY
        for place in key.uses:  # once per scope: a language file writes one variable a thousand times
            self._evidence.count(place, KIND, EXTERNAL if wide else support.rank)
        if wide:
            return
        for reader, places in key.readers.places.items():
            for writer in key.writers.places:
                if writer != reader and (reader, writer) not in key.apart:
                    doubt = GUESSED if (reader, writer) in key.doubtful else support.rank
                    rank = max(doubt, key.readers.ranks[reader], key.writers.ranks[writer])
                    said = Support(rank, support.via)
                    for path, lines in places:
                        self._evidence.edge_between((reader, writer, "shares-state"), said, path, lines)

    def _doubt(self, key: _Key, meeting: Meeting) -> None:
        """Set readers and writers apart that never meet; who meets nobody of the other side is only a guess."""
        if len(key.units) > WIDEST_KEY:
            return
        met: set[str] = set()
        for reader, read in key.readers.places.items():
            for writer, written in key.writers.places.items():
                if any(meeting.meet(one, other) for one, _ in read for other, _ in written):
                    met |= {reader, writer}
                elif all(meeting.is_placed(path) for path, _ in (*read, *written)):
                    key.apart.add((reader, writer))
                else:
                    key.doubtful.add((reader, writer))
        for side in (key.readers, key.writers):
            for unit in side.ranks:
                if unit not in met:
                    side.ranks[unit] = GUESSED

    def _accesses(self, name: _Access) -> Iterable[StateAccess]:
        kind, text = name
        key = self._keys[name]
        if kind in BETWEEN_UNITS and len(key.units) < 2:
            return
        for side, writes in ((key.readers, False), (key.writers, True)):
            for unit, places in side.places.items():
                where = sorted({Location(path, line) for path, lines in places for line in lines})
                yield StateAccess(kind.value, text, unit, writes, tuple(where), RANKS[side.ranks[unit]])


def _readable(value: str) -> str:
    """A path or key with `*` for what nobody can tell, below the analysed root; "" when nothing of it is known."""
    text = value.replace(HOLE + "\x02", HOLE).replace(ROOT + "/", "").replace(ROOT, ".")
    while HOLE * 2 in text:
        text = text.replace(HOLE * 2, HOLE)
    return text.replace(HOLE, "*") if any(letter.isalnum() for letter in text) else ""

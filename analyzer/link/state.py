"""Uses of session keys and global variables in; edges from who reads to who writes out.

A key that more than `WIDEST_KEY` units use is common property: it says nothing about who belongs together, so it is
counted as known and makes no edges.
"""

from analyzer.link.evidence import EXTERNAL, Evidence, Support
from analyzer.link.symbols import FileIn, Place, Symbols
from analyzer.link.value import EXACT, INFERRED
from analyzer.model.facts import StateKind

KIND = "shared-state"
WIDEST_KEY = 25
SAID = {
    StateKind.SESSION: Support(EXACT, "php"),
    StateKind.GLOBAL: Support(INFERRED, "php"),  # two scripts may use one name and never meet in one request
}


class _Key:
    """Who reads and writes one key, and where."""

    __slots__ = ("readers", "uses", "writers")

    def __init__(self) -> None:
        self.readers: dict[str, list[tuple[str, tuple[int, ...]]]] = {}
        self.writers: dict[str, list[tuple[str, tuple[int, ...]]]] = {}
        self.uses: list[Place] = []


def link_state(symbols: Symbols, evidence: Evidence) -> None:
    """Link the units that share state; tests do not take part."""
    keys: dict[tuple[StateKind, str], _Key] = {}
    for file in symbols.files:
        if not file.test:
            _collect(file, symbols, keys)
    for name in sorted(keys):
        _link_key(keys[name], SAID[name[0]], evidence)


def _collect(file: FileIn, symbols: Symbols, keys: dict[tuple[StateKind, str], _Key]) -> None:
    for use in file.facts.state:
        if use.kind in SAID and use.key:
            place = symbols.place(file, use.scope)
            key = keys.setdefault((use.kind, use.key), _Key())
            side = key.writers if use.writes else key.readers
            side.setdefault(place.unit, []).append((file.path, use.lines))
            key.uses.append(place)


def _link_key(key: _Key, support: Support, evidence: Evidence) -> None:
    wide = len({*key.readers, *key.writers}) > WIDEST_KEY
    for place in key.uses:  # once per scope: a language file writes one variable a thousand times
        evidence.count(place, KIND, EXTERNAL if wide else support.rank)
    if wide:
        return
    for reader, places in key.readers.items():
        for writer in key.writers:
            if writer != reader:
                for path, lines in places:
                    evidence.edge_between((reader, writer, "shares-state"), support, path, lines)

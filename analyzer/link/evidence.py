"""Claims in, as linking makes them; dependencies with all their places, coverage and the ledger out."""

from collections.abc import Sequence
from typing import NamedTuple

from analyzer.link.symbols import Place
from analyzer.model.linkage import Confidence, Coverage, Dependency, DependencyKind, Reason, Unresolved
from analyzer.model.location import Location

RANKS = (Confidence.EXACT, Confidence.INFERRED, Confidence.GUESSED)
EXTERNAL = 3  # known, and not ours to follow
UNRESOLVED = 4
TEXT_LIMIT = 120


class Support(NamedTuple):
    """How surely a claim is known (a rank, 0 exact) and who says so."""

    rank: int
    via: str


class Evidence:
    """Collects what is said. Coverage and ledger speak of own code; tests only make edges."""

    def __init__(self) -> None:
        """Start empty."""
        self._supports: dict[tuple[str, str, str], Support] = {}
        self._places: dict[tuple[str, str, str], list[tuple[str, Sequence[int]]]] = {}
        self._counts: dict[str, list[int]] = {}
        self._ledger: set[tuple[str, int, str, str, Reason]] = set()

    def edge(self, place: Place, target: str, kind: str, support: Support, lines: Sequence[int]) -> None:
        """Claim that code at a place needs a unit; a unit's dependence on itself is no dependency."""
        if place.unit != target:
            self.edge_between((place.unit, target, kind), support, place.file.path, lines)

    def edge_between(self, key: tuple[str, str, str], support: Support, path: str, lines: Sequence[int]) -> None:
        """Claim a (source, target, kind) edge, at lines of a file."""
        known = self._supports.get(key)
        if known is None:
            self._supports[key] = support
            self._places[key] = [(path, lines)]
            return
        if support < known:
            self._supports[key] = support
        self._places[key].append((path, lines))

    def count(self, place: Place, kind: str, outcome: int, times: int = 1) -> None:
        """Count references of own code; `outcome` is a rank, `EXTERNAL` or `UNRESOLVED`."""
        if not place.file.test:
            counts = self._counts.get(kind)
            if counts is None:
                counts = self._counts[kind] = [0] * 5
            counts[outcome] += times

    def unresolved(self, place: Place, kind: str, text: str, reason: Reason, lines: Sequence[int]) -> None:
        """Put a reference of own code on the ledger, once per line, and count it."""
        self.count(place, kind, UNRESOLVED, len(lines))
        if place.file.test:
            return
        shown = " ".join(text.split())
        shown = shown if len(shown) <= TEXT_LIMIT else shown[: TEXT_LIMIT - 1] + "…"
        self._ledger.update((place.file.path, line, kind, shown, reason) for line in lines)

    def targets(self) -> set[str]:
        """Return every unit id that an edge names, sources too."""
        return {name for source, target, _ in self._supports for name in (source, target)}

    def dependencies(self) -> tuple[Dependency, ...]:
        """Return the sorted edges, each place once."""
        made = []
        for key in sorted(self._supports):
            source, target, kind = key
            rank, via = self._supports[key]
            occurrences = _locations(self._places[key])
            made.append(Dependency(source, target, _KINDS[kind], RANKS[rank], via, occurrences))
        return tuple(made)

    def coverage(self) -> tuple[Coverage, ...]:
        """Return the counts per kind, sorted."""
        return tuple(Coverage(kind, sum(counts), *counts) for kind, counts in sorted(self._counts.items()))

    def ledger(self) -> tuple[Unresolved, ...]:
        """Return the sorted ledger."""
        return tuple([Unresolved(*row) for row in sorted(self._ledger)])


def _locations(places: Sequence[tuple[str, Sequence[int]]]) -> tuple[Location, ...]:
    if len(places) == 1 and len(places[0][1]) == 1:
        return (Location(places[0][0], places[0][1][0]),)
    return tuple([Location(path, line) for path, line in sorted({(path, line) for path, ls in places for line in ls})])


_KINDS = {kind.value: kind for kind in DependencyKind}

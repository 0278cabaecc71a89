"""Claims in, as linking makes them; dependencies with all their places, coverage and the ledger out."""

from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple

from analyzer.link.symbols import ClassSymbol, FileIn, Place
from analyzer.model.linkage import Confidence, Coverage, Dependency, DependencyKind, Operation, Reason, Unresolved
from analyzer.model.location import Location

RANKS = (Confidence.EXACT, Confidence.INFERRED, Confidence.GUESSED)
EXTERNAL = 3  # known, and not ours to follow
UNRESOLVED = 4
TEXT_LIMIT = 120


class Support(NamedTuple):
    """How surely a claim is known (a rank, 0 exact) and who says so."""

    rank: int
    via: str


class _Edge:
    """The best support of an edge, and every place that makes it."""

    __slots__ = ("places", "support")

    def __init__(self, support: Support) -> None:
        self.support = support
        self.places: list[tuple[str, Sequence[int]]] = []


class Evidence:
    """Collects what is said. Coverage and ledger speak of own code; tests only make edges."""

    def __init__(self, twins: Mapping[str, ClassSymbol] | None = None) -> None:
        """Start empty; `twins` are classes that several programs declare, by unit id: each means its own."""
        self._twins = twins or {}
        self._edges: dict[str, dict[tuple[str, str], _Edge]] = {}  # source → (target, kind)
        self._counts: dict[str, list[int]] = {}
        self._operations: dict[tuple[str, str, str], list[tuple[str, Sequence[int]]]] = {}  # target, member, source
        self._ledger: set[tuple[str, int, str, str, str, str]] = set()

    def edge(self, place: Place, target: str, kind: str, support: Support, lines: Sequence[int]) -> None:
        """Claim that code at a place needs a unit; a unit's dependence on itself is no dependency."""
        source = place.unit
        if target in self._twins:
            target, support = self._meant(target, place.file.path, support)
        if source != target:
            edges = self._edges.get(source)
            if edges is None:
                edges = self._edges[source] = {}
            edge = edges.get((target, kind))
            if edge is None:
                edge = edges[target, kind] = _Edge(support)
            elif support is not edge.support and support < edge.support:
                edge.support = support
            edge.places.append((place.file.path, lines))

    def edge_between(self, key: tuple[str, str, str], support: Support, path: str, lines: Sequence[int]) -> None:
        """Claim a (source, target, kind) edge, at lines of a file."""
        source, target, kind = key
        edges = self._edges.setdefault(source, {})
        edge = edges.setdefault((target, kind), _Edge(support))
        edge.support = min(edge.support, support)
        edge.places.append((path, lines))

    def operation(self, place: Place, target: str, member: str, lines: Sequence[int]) -> None:
        """Claim that code at a place calls a method that a unit declares."""
        if target in self._twins:
            target = self._twins[target].unit_for(place.file.path)
        if place.unit != target and not place.file.test:
            self._operations.setdefault((target, member, place.unit), []).append((place.file.path, lines))

    def _meant(self, target: str, path: str, support: Support) -> tuple[str, Support]:
        """Return the unit that a class declared by several programs has for code in a file; it may be the other's."""
        twin = self._twins[target]
        return twin.unit_for(path), support if path in twin.rivals else Support(max(1, support.rank), support.via)

    def counts(self, file: FileIn, kind: str) -> list[int]:
        """Return the counters of a kind, by outcome, for who counts a whole file; those of a test go nowhere."""
        return [0] * 5 if file.test else self._counts.setdefault(kind, [0] * 5)

    def count(self, place: Place, kind: str, outcome: int, times: int = 1) -> None:
        """Count references of own code; `outcome` is a rank, `EXTERNAL` or `UNRESOLVED`."""
        self.counts(place.file, kind)[outcome] += times

    def unresolved(  # noqa: PLR0913
        self, place: Place, kind: str, text: str, reason: Reason, lines: Sequence[int], *, missing: str = ""
    ) -> None:
        """Put a reference of own code on the ledger, once per line, and count it; `missing` as in `Unresolved`."""
        self.count(place, kind, UNRESOLVED, len(lines))
        if place.file.test:
            return
        path, why, words = place.file.path, reason.value, shown(text)
        for line in lines:
            self._ledger.add((path, line, kind, words, why, missing))

    def edges(self) -> Iterator[tuple[str, str, str]]:
        """Give every edge so far: source, target, kind."""
        for source, edges in self._edges.items():
            for target, kind in edges:
                yield source, target, kind

    def targets(self) -> set[str]:
        """Return every unit id that an edge names, sources too."""
        named = set(self._edges)
        for edges in self._edges.values():
            named.update([target for target, _ in edges])
        return named

    def dependencies(self) -> tuple[Dependency, ...]:
        """Return the sorted edges, each place once."""
        made = []
        for source in sorted(self._edges):
            edges = self._edges[source]
            for key in sorted(edges):
                edge = edges[key]
                rank, via = edge.support
                occurrences = _locations(edge.places)
                made.append(Dependency(source, key[0], _KINDS[key[1]], RANKS[rank], via, occurrences))
        return tuple(made)

    def operations(self) -> tuple[Operation, ...]:
        """Return who calls which method of which unit, sorted, each place once."""
        return tuple([Operation(*key, _locations(self._operations[key])) for key in sorted(self._operations)])

    def coverage(self) -> tuple[Coverage, ...]:
        """Return the counts per kind, sorted."""
        return tuple(
            Coverage(kind, sum(counts), *counts) for kind, counts in sorted(self._counts.items()) if any(counts)
        )

    def ledger(self) -> tuple[Unresolved, ...]:
        """Return the sorted ledger."""
        return tuple(
            [
                Unresolved(path, line, kind, text, _REASONS[why], missing)
                for path, line, kind, text, why, missing in sorted(self._ledger)
            ]
        )


def shown(text: str) -> str:
    """Return code as the ledger shows it: in one line, shortened."""
    words = " ".join(text.split())
    return words if len(words) <= TEXT_LIMIT else words[: TEXT_LIMIT - 1] + "…"


def _locations(places: Sequence[tuple[str, Sequence[int]]]) -> tuple[Location, ...]:
    path, lines = places[0]
    if len(places) == 1:
        return tuple([Location(path, line) for line in (lines if len(lines) == 1 else sorted(set(lines)))])
    found: dict[str, set[int]] = {}
    for path, lines in places:
        known = found.get(path)
        if known is None:
            found[path] = set(lines)
        else:
            known.update(lines)
    return tuple([Location(path, line) for path in sorted(found) for line in sorted(found[path])])


_KINDS = {kind.value: kind for kind in DependencyKind}
_REASONS = {reason.value: reason for reason in Reason}

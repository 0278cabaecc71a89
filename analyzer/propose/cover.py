r"""Units of a code base and the members of a service in; few patterns that match exactly these members out.

Candidates are namespaces (`class:App\Billing\*`), directories (`src/Billing/**`), beginnings of names at the end of a
word (`class:Billing_*`, `function:pay_*`, `admin/order*.php`, `table:invoice*`), files and, last, ids. Only those count
that match nothing but members; of them the one that covers most is taken until all are covered (greedy set cover,
Chvátal 1979), and what the later ones have made needless is dropped.
"""

import re
from collections.abc import Iterable, Iterator, Sequence, Set

from analyzer.model.linkage import Unit, UnitKind
from analyzer.patterns import Units, compared

FEWEST = 3  # a beginning of names that fewer share is a coincidence
NAMESPACE, DIRECTORY, BEGINNING, FILE, ID, LONE_FILE = range(6)  # in the order of preference among equals
NAMED = frozenset({UnitKind.SCRIPT, UnitKind.TEMPLATE})  # by their file
_END = re.compile(r"(?<=[a-z0-9])(?=[A-Z])|(?=[_\-.])")  # of a word inside of a name
_SPECIAL = re.compile(r"[*?\[\]\\!#\s]")


class Cover:
    """Finds patterns for services of one code base."""

    def __init__(self, units: Iterable[Unit]) -> None:
        self._own = Units(units)
        self._units = {unit.id: unit for unit in self._own.units}
        self._groups: dict[tuple[int, str], set[str]] = {}
        self._shown: dict[tuple[int, str], str] = {}
        for unit in self._own.units:
            for rank, pattern in _candidates(unit):
                self._add(rank, pattern, unit)
        told = [(unit, name) for unit in self._own.units for name in _names(unit)]
        beginnings = {(head, body[:end], tail) for _, (head, body, tail) in told for end in _ends(body)}
        for unit, (head, body, tail) in told:
            for end in range(FEWEST, len(body) + 1):
                if (head, body[:end], tail) in beginnings:
                    self._add(BEGINNING, f"{head}{body[:end]}*{tail}", unit)

    def _add(self, rank: int, pattern: str, unit: Unit) -> None:
        key = (rank, compared(pattern))
        self._groups.setdefault(key, set()).add(unit.id)
        self._shown.setdefault(key, pattern)

    def patterns(
        self, members: Sequence[str], free: Set[str] = frozenset(), left: Iterable[str] | None = None
    ) -> tuple[str, ...]:
        """Return the patterns that match exactly the members that exist, sorted; tables as `table:…`.

        They may match `free` units too, but not more of them than members. With `left` only these need to be matched.
        """
        wanted = set(members) & self._units.keys()
        fitting = {key: found for key, found in self._groups.items() if _fits(key[0], found, wanted, free)}
        chosen: list[tuple[str, Set[str]]] = []
        left = set(wanted if left is None else left) & wanted
        while left:
            best = min(fitting, key=lambda key: (-len(fitting[key] & left), self._preference(key)), default=None)
            if best is None or not fitting[best] & left:
                break
            found = fitting.pop(best)
            if set(self._own.matching(self._shown[best])) == found:
                chosen.append((self._shown[best], found))
                left -= found
        chosen += [(unit_id, {unit_id}) for unit_id in sorted(left)]
        return tuple(sorted(pattern for pattern, _ in _needed(chosen)))

    def matched(self, patterns: Iterable[str]) -> dict[str, Set[str]]:
        """Return pattern → the units that it matches."""
        return {pattern: frozenset(self._own.matching(pattern)) for pattern in patterns}

    def places(self) -> list[tuple[str, tuple[str, ...], tuple[str, ...]]]:
        """Return (pattern, parts of its path, units) of all directories and files with plain names, the deepest first;
        tables stand nowhere."""
        found = []
        for key, units in self._groups.items():
            if key[0] in {DIRECTORY, FILE} and len(units) > 1:
                pattern = self._shown[key]
                parts = tuple(pattern.removesuffix("/**").lstrip("/").split("/"))
                found.append((pattern, parts, tuple(sorted(units))))
        return sorted(found, key=lambda place: (-len(place[1]), place[0]))

    def _preference(self, key: tuple[int, str]) -> tuple[int, str]:
        """Return the rank of a candidate among those that cover as much: a lone class goes by its name."""
        rank, pattern = key
        if rank == FILE and len(self._groups[key]) == 1:
            (unit_id,) = self._groups[key]
            return (rank if self._units[unit_id].kind in NAMED else LONE_FILE), pattern
        return rank, pattern


def _needed(chosen: Sequence[tuple[str, Set[str]]]) -> list[tuple[str, Set[str]]]:
    """Return the patterns without those whose units all others match as well, the smallest dropped first."""
    kept = list(chosen)
    for row in sorted(chosen, key=lambda row: (len(row[1]), row[0])):
        others = set().union(*(found for pattern, found in kept if pattern != row[0]))
        if row[1] <= others:
            kept.remove(row)
    return kept


def _fits(rank: int, found: Set[str], wanted: Set[str], free: Set[str]) -> bool:
    if not free:
        return found <= wanted and (rank != BEGINNING or len(found) >= FEWEST)
    mine = len(found & wanted)
    return found <= wanted | free and 2 * mine >= len(found) and (rank != BEGINNING or mine >= FEWEST)


def _candidates(unit: Unit) -> Iterator[tuple[int, str]]:
    """Yield (rank, pattern) for everything that may stand for a unit and its like, beginnings of names apart."""
    yield ID, unit.id
    prefix, _, name = unit.id.partition(":")
    if unit.kind is UnitKind.TABLE:
        return
    if unit.kind not in NAMED:
        parts = name.split("\\")
        yield from ((NAMESPACE, f"{prefix}:" + "\\".join([*parts[:depth], "*"])) for depth in range(1, len(parts)))
    *above, file = unit.path.split("/") if unit.path else [""]
    for depth in range(1, len(above) + 1):
        if not _SPECIAL.search("".join(above[:depth])):
            yield DIRECTORY, "/".join(above[:depth]) + "/**"
    if file and not _SPECIAL.search(unit.path):
        yield FILE, f"{'/'.join(above)}/{file}"


def _names(unit: Unit) -> Iterator[tuple[str, str, str]]:
    """Yield (before, name, after) for the names of a unit that may begin like others: its own, and that of its file."""
    prefix, _, name = unit.id.partition(":")
    if unit.kind not in NAMED:
        space, slash, own = name.rpartition("\\")
        yield f"{prefix}:{space}{slash}", own, ""
    if unit.kind is not UnitKind.TABLE and unit.path and not _SPECIAL.search(unit.path):
        above, _, file = unit.path.rpartition("/")
        stem, dot, extension = file.partition(".")
        yield f"{above}/", stem, dot + extension


def _ends(name: str) -> list[int]:
    """Return where words end inside of a name, from the third letter on."""
    return [found.start() for found in _END.finditer(name) if found.start() >= FEWEST]

"""The edges found so far in; whether the code of two files ever runs in one request, as far as anybody can tell, out.

Two files meet when some file needs both, itself or through others: a page that includes one and calls the other.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from analyzer.graphs import carried
from analyzer.link.evidence import Evidence
from analyzer.link.symbols import Symbols

NEVER_LOADS = frozenset({"reads", "writes", "joins", "foreign-key", "docblock", "shares-state"})


class Meeting:
    """Answers for one run; everything else must be linked."""

    def __init__(self, symbols: Symbols, evidence: Evidence) -> None:
        """Follow who needs whom, file by file."""
        self._numbers = {file.path: number for number, file in enumerate(symbols.files)}
        paths = {symbol.id: symbol.file.path for symbol in symbols.classes.values() if not symbol.anonymous}
        paths |= {function.id: function.file.path for function in symbols.functions.values()}
        needs: dict[int, set[int]] = {}
        self._including: set[int] = set()
        for source, target, kind in evidence.edges():
            if kind not in NEVER_LOADS:
                one, other = self._number(source, paths), self._number(target, paths)
                if one >= 0 and other >= 0 and one != other:
                    needs.setdefault(one, set()).add(other)
                    if kind == "includes":
                        self._including.add(one)
        self._loaded_by = _ancestors(len(self._numbers), needs)

    def meet(self, one: str, other: str) -> bool:
        """Whether two files, by their paths, are both needed by some file."""
        first, second = self._numbers.get(one), self._numbers.get(other)
        return first is None or second is None or bool(self._loaded_by[first] & self._loaded_by[second])

    def is_placed(self, path: str) -> bool:
        """Whether it is known of a file what it includes, or who loads it: else it may meet anybody."""
        number = self._numbers.get(path, -1)
        return number in self._including or (number >= 0 and self._loaded_by[number] != 1 << number)

    def _number(self, unit: str, paths: Mapping[str, str]) -> int:
        path = paths.get(unit)
        if path is None and unit.startswith(("script:", "template:")):
            path = unit.partition(":")[2]
        return self._numbers.get(path, -1) if path is not None else -1


def _ancestors(count: int, needs: Mapping[int, Iterable[int]]) -> list[int]:
    """Return for each file the set, as bits, of those that need it, itself included."""
    return carried([1 << number for number in range(count)], needs)

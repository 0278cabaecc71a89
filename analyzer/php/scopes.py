"""A byte of a file that was read in; the innermost scope there out."""

from bisect import bisect_right

from analyzer.php.reading import Reading


class Scopes:
    """Finds the innermost scope at a byte: scopes lie inside one another or apart."""

    def __init__(self, reading: Reading) -> None:
        """Index the scopes."""
        points: list[tuple[int, int, int]] = []
        for work in reading.works[1:]:
            points.append((work.start_byte, work.index, work.end_byte))
        points.sort(key=lambda point: (point[0], -point[2]))
        self.starts: list[int] = []
        self.indexes: list[int] = []
        stack: list[tuple[int, int]] = []
        for start, index, end in points:
            while stack and stack[-1][0] <= start:
                self._pop(stack)
            self._mark(start, index)
            stack.append((end, index))
        while stack:
            self._pop(stack)

    def _pop(self, stack: list[tuple[int, int]]) -> None:
        end, _ = stack.pop()
        self._mark(end, stack[-1][1] if stack else 0)

    def _mark(self, position: int, index: int) -> None:
        self.starts.append(position)
        self.indexes.append(index)

    def at(self, position: int) -> int:
        """Return the index of the scope at a byte."""
        found = bisect_right(self.starts, position) - 1
        return self.indexes[found] if found >= 0 else 0

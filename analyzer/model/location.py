"""Where a claim can be checked: a path inside the analysed code base and a line."""

import msgspec


class Location(msgspec.Struct, frozen=True, order=True, array_like=True, gc=False):
    """One line of one file. `path` is relative to the analysed root, with `/`; `line` counts from 1."""

    path: str
    line: int


class Span(msgspec.Struct, frozen=True, order=True, array_like=True, gc=False):
    """First and last line, both included, counted from 1."""

    line: int
    end_line: int

    @property
    def loc(self) -> int:
        """Number of lines, blank ones and comments included."""
        return self.end_line - self.line + 1

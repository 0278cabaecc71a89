"""The source of a scope and a variable that `global` brings into it in; whether it is read there, and changed, out."""

import re
from bisect import bisect_right

_DECLARATION = re.compile(rb"\bglobal\s+\$[^;]*;", re.IGNORECASE)
_ASSIGNED = re.compile(rb"\s*=(?![=>~])")
_CHANGED = re.compile(rb"\s*(?:[-+.*/%|&^]|\?\?|<<|>>|\*\*)=(?![=>])|\s*(?:\+\+|--)")
_LOOPED = re.compile(rb"(?:\bas|=>)\s*&?\s*\Z", re.IGNORECASE)
_BEFORE = 24  # bytes that hold what stands between `as` and the variable


def uses(source: bytes, start: int, end: int, name: str) -> tuple[bool, list[int]]:
    """Whether a variable stands between two bytes anywhere but in `global` and where it is overwritten; and where it is
    changed by `.=`, `++` and the like.

    Not exact: an element of it that is assigned counts as a write too, and a comment that names it as a reader.
    """
    read, changed = False, []
    declared = [match.span() for match in _DECLARATION.finditer(source, start, end)]
    for match in re.finditer(rb"\$(?:\{)?" + re.escape(name.encode()) + rb"\b", source[start:end]):
        at, after = match.start() + start, match.end() + start
        before = bisect_right(declared, (at, at)) - 1
        if before >= 0 and at < declared[before][1]:
            continue
        while source[after : after + 1] == b"[":
            after = _closed(source, after)
        if _CHANGED.match(source, after):
            changed.append(at)
        read = read or not _is_written(source, at, after)
    return read, changed


def _is_written(source: bytes, at: int, after: int) -> bool:
    return _ASSIGNED.match(source, after) is not None or _LOOPED.search(source, max(0, at - _BEFORE), at) is not None


def _closed(source: bytes, at: int) -> int:
    """Return the byte behind the bracket that closes the one at `at`."""
    depth = 0
    for position in range(at, min(len(source), at + 400)):
        depth += (source[position] == 0x5B) - (source[position] == 0x5D)
        if not depth:
            return position + 1
    return at + 1

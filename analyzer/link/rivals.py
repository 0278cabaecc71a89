"""Several declarations of one name in; which of them PHP loads, and which one a file means, out."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Protocol, TypeVar

from analyzer.link.autoload import Autoloading
from analyzer.link.nearest import nearest, shared
from analyzer.model.facts import Declaration


class _File(Protocol):
    path: str
    test: bool


_In = TypeVar("_In", bound=_File)


def meant(paths: Sequence[str], path: str) -> str:
    """Return the one of several declaring files that a file most likely means: itself, the nearest, else the first."""
    close = [other for other in paths if shared(other, path)]
    return path if path in paths else nearest(close, path)[0] if close else paths[0]


def rivals(found: Sequence[tuple[_In, Declaration]], autoloading: Autoloading) -> tuple[str, ...]:
    """Return the paths of files that declare one class with equal right, the chosen one first; none when one has more.

    Then each belongs to a program of its own, as a shop and its back office do.
    """
    if len(found) == 1 or len({file.path for file, _ in found}) == 1:
        return ()
    rights = {(file.path, _right(file, one, autoloading)) for file, one in found}
    best = min(right for _, right in rights)
    paths = sorted({path for path, right in rights if right == best})
    return tuple(paths) if len(paths) > 1 and not best[0] else ()


def _right(file: _File, declaration: Declaration, autoloading: Autoloading) -> tuple[bool, bool, bool]:
    """Return what makes PHP load a declaration rather than others of its name; the least is best."""
    return file.test, not autoloading.expects(declaration.name, file.path), declaration.conditional


def by_preference(
    found: Sequence[tuple[_In, Declaration]], autoloading: Autoloading, fullest: bool = False
) -> list[tuple[_In, Declaration]]:
    """The declaration that PHP would most likely load: own code, where autoloading looks, unconditional.

    With `fullest` the longest body before the first path: what stands in for a function elsewhere is an empty shell.
    """
    if len(found) == 1:
        return list(found)
    return sorted(
        found,
        key=lambda pair: (
            *_right(pair[0], pair[1], autoloading),
            pair[1].line - pair[1].end_line if fullest else 0,
            pair[0].path,
            pair[1].line,
        ),
    )

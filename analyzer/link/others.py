"""A name of a space in; whether it is the framework's own, or belongs to a package that is not in the tree, out."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from analyzer.frameworks import Space
from analyzer.link.opennames import Given
from analyzer.model.expression import Text

DEEPEST = 5  # names that stand for other names
_END = re.compile(r"[._]")


class Others:
    """Names that are not the code's. `given` is what the code gives names, by space and name, and may still grow."""

    def __init__(self, given: Mapping[tuple[str, str], Sequence[Given]], vendors: frozenset[str]) -> None:
        """`vendors` are how the names of packages' services begin."""
        self._given = given
        self._vendors = vendors
        self._heads: frozenset[tuple[str, str]] | None = None  # how the code's own names begin, by space

    def have(self, space: Space, name: str, depth: int = 0) -> bool:
        """Whether a name is not the code's, or another name for one that is not."""
        key = name.strip("\\").lower()
        if space.owns(key) or (space.vendored and self._is_packaged(space.name, key)):
            return True
        told = [one.means.text for one in self._given.get((space.name, key), ()) if isinstance(one.means, Text)]
        return depth < DEEPEST and any(self.have(space, text, depth + 1) for text in told)

    def _is_packaged(self, space: str, key: str) -> bool:
        """Whether a name begins as those of a package do that is not in the tree, and no name of the code does."""
        head = _END.split(key)[0]
        if head not in self._vendors:
            return False
        if self._heads is None:
            self._heads = frozenset((of, _END.split(given)[0]) for of, given in self._given)
        return (space, head) not in self._heads

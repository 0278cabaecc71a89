"""What reading asks of others: bytes of files, and a memory for facts."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Protocol

from analyzer.model.project import SourceFile

Key = tuple[str, str]  # blob id, file kind: what facts depend on


class Contents(Protocol):
    """Gives the bytes of files, in any process; must be picklable."""

    def load(self, files: Sequence[SourceFile]) -> Iterator[bytes | None]:
        """Give the bytes of each file in order, None for one that vanished or changed since it was found."""
        ...


class FactCache(Protocol):
    """Remembers encoded facts by what they depend on."""

    def get_many(self, keys: Sequence[Key]) -> Mapping[Key, bytes]:
        """Return the facts of those keys that are known."""
        ...

    def put_many(self, rows: Iterable[tuple[Key, bytes]]) -> None:
        """Remember facts."""
        ...

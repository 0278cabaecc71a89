"""The bytes of a code base in; what each file says, and nothing that needs a second file, out."""

from typing import TYPE_CHECKING

from analyzer.read.contents import Contents, FactCache, Key
from analyzer.read.decoded import DecodedFacts
from analyzer.read.everything import Say, read_all
from analyzer.read.version import FACTS_VERSION, version_of
from analyzer.read.workers import Workers, leave_with_parent

if TYPE_CHECKING:
    from analyzer.read.file import read_file

__all__ = [
    "FACTS_VERSION",
    "Contents",
    "DecodedFacts",
    "FactCache",
    "Key",
    "Say",
    "Workers",
    "leave_with_parent",
    "read_all",
    "read_file",
    "version_of",
]


def __getattr__(name: str) -> object:
    """Import `read_file` on demand: with every fact in the cache, neither the parser nor sqlglot need be loaded."""
    if name == "read_file":
        from analyzer.read.file import read_file  # noqa: PLC0415

        return read_file
    raise AttributeError(name)

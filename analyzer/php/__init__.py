"""The bytes of one PHP file in; what they say, as `FileFacts`, out; PHP's own names; and how docblocks write types."""

from typing import TYPE_CHECKING

from analyzer.php.builtins import BUILTIN_CLASSES, BUILTIN_CONSTANTS, BUILTIN_FUNCTIONS
from analyzer.php.doctypes import read_type

if TYPE_CHECKING:
    from analyzer.php.read import read_php

__all__ = ["BUILTIN_CLASSES", "BUILTIN_CONSTANTS", "BUILTIN_FUNCTIONS", "read_php", "read_type"]


def __getattr__(name: str) -> object:
    """Import `read_php` on demand: who only asks for PHP's own names does not load the parser."""
    if name == "read_php":
        from analyzer.php.read import read_php  # noqa: PLC0415

        return read_php
    raise AttributeError(name)

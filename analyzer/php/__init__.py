"""The bytes of one PHP file in; what they say, as `FileFacts`, out; and PHP's own names."""

from analyzer.php.builtins import BUILTIN_CLASSES, BUILTIN_CONSTANTS, BUILTIN_FUNCTIONS
from analyzer.php.read import read_php

__all__ = ["BUILTIN_CLASSES", "BUILTIN_CONSTANTS", "BUILTIN_FUNCTIONS", "read_php"]

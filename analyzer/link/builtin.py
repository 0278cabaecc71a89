"""PHP's own names, as the room `php` knows them."""

from analyzer import php

BUILTIN_CLASSES: frozenset[str] = getattr(php, "BUILTIN_CLASSES", frozenset())
BUILTIN_FUNCTIONS: frozenset[str] = getattr(php, "BUILTIN_FUNCTIONS", frozenset())

"""PHP's own names, as the room `php` knows them."""

from analyzer.php import BUILTIN_CLASSES, BUILTIN_FUNCTIONS

__all__ = ["BUILTIN_CLASSES", "BUILTIN_FUNCTIONS"]

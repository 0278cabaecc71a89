"""Names of classes as docblocks write them in; what they mean, and whether anybody has such a class, out.

Nobody runs a docblock: one that forgets the leading backslash names a class below its own namespace that is not there.
"""

from collections.abc import Sequence

from analyzer.frameworks import given_by
from analyzer.link.builtin import BUILTIN_CLASSES
from analyzer.link.symbols import ClassSymbol, Symbols
from analyzer.link.value import Value, class_name


class Documented:
    """Looks names up, each once."""

    def __init__(self, symbols: Symbols) -> None:
        """Remember answers for one run."""
        self._symbols = symbols
        self._found: dict[tuple[str, str], str] = {}
        self._real: dict[str, bool] = {}

    def names(self, names: Sequence[str], owner: ClassSymbol | None) -> Sequence[str]:
        """Return the names that a docblock of a class means."""
        if owner is None or not names:
            return names
        space = owner.name.rpartition("\\")[0]
        return [self._meant(name, space) for name in names] if space else names

    def is_real(self, value: Value) -> bool:
        """Whether somebody has one of the classes: the code, PHP, a package."""
        return bool(value.elements) or any(self._is_real(key) for key in value.types)

    def _meant(self, name: str, space: str) -> str:
        found = self._found.get((space, name))
        if found is None:
            bare, below = class_name(name) or name.removesuffix("[]"), f"{space}\\".lower()
            found = name
            if bare.lower().startswith(below) and not self._is_real(bare.lower()):
                short = bare[len(below) :]
                found = name.replace(bare, short) if self._symbols.class_named(short) else name
            self._found[space, name] = found
        return found

    def _is_real(self, key: str) -> bool:
        if key not in self._real:
            bare = class_name(key) or key.removesuffix("[]")
            self._real[key] = (
                not bare.replace("\\", "").isidentifier()
                or self._symbols.class_named(bare) is not None
                or bare in BUILTIN_CLASSES
                or self._symbols.is_third_party(bare)
                or bool(given_by(bare, ""))
            )
        return self._real[key]

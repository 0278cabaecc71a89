"""A name as written and the file's `namespace` and `use` in; the fully qualified name out."""

from collections.abc import Callable
from typing import NamedTuple

from analyzer.php.doctypes import DocType

RELATIVE = frozenset({"self", "static", "parent"})


class FunctionName(NamedTuple):
    """A called function: its name, the global one PHP falls back to, and its lower-case name when it is PHP's own."""

    name: str
    fallback: str | None
    own: str


class Names:
    """What names mean in one namespace of one file. Answers are remembered per spelling."""

    __slots__ = ("_classes", "_constants", "_found", "_functions", "functions", "namespace", "types")

    def __init__(self, namespace: str = "") -> None:
        """Start a namespace without imports."""
        self.namespace = namespace
        self._classes: dict[str, str] = {}  # lower-case alias -> name
        self._functions: dict[str, str] = {}
        self._constants: dict[str, str] = {}  # case counts
        self._found: dict[str, str] = {}
        self.functions: dict[bytes, FunctionName] = {}  # by spelling, as they were called here
        self.types: dict[str, DocType] = {}  # docblock types already read here

    def use_class(self, name: str, alias: str) -> None:
        """Note `use name as alias`."""
        self._classes[alias.lower()] = name
        self._found.clear()
        self.functions.clear()
        self.types.clear()

    def use_function(self, name: str, alias: str) -> None:
        """Note `use function name as alias`."""
        self._functions[alias.lower()] = name
        self.functions.clear()

    def use_constant(self, name: str, alias: str) -> None:
        """Note `use const name as alias`."""
        self._constants[alias] = name

    def of_class(self, written: str) -> str:
        """Return the qualified name of a class; `self`, `static`, `parent` come back in lower case."""
        found = self._found.get(written)
        if found is None:
            found = self._found[written] = self._class(written)
        return found

    def of_function(self, written: str) -> tuple[str, str | None]:
        """Return the name that PHP looks up first, and the global one it falls back to."""
        return self._member(written, self._functions, str.lower)

    def of_constant(self, written: str) -> tuple[str, str | None]:
        """Return the constant that PHP looks up first, and the global one it falls back to."""
        return self._member(written, self._constants, str)

    def declared(self, name: str) -> str:
        """Return the qualified name of something declared here."""
        return f"{self.namespace}\\{name}" if self.namespace else name

    def _class(self, written: str) -> str:
        if written.lower() in RELATIVE:
            return written.lower()
        explicit = self._explicit(written)
        if explicit is not None:
            return explicit
        head, separator, rest = written.partition("\\")
        imported = self._classes.get(head.lower())
        if imported is not None:
            return imported + separator + rest
        return self.declared(written)

    def _explicit(self, written: str) -> str | None:
        if written.startswith("\\"):
            return written[1:]
        if written[:10].lower() == "namespace\\":
            return self.declared(written[10:])
        return None

    def _member(self, written: str, imported: dict[str, str], key: Callable[[str], str]) -> tuple[str, str | None]:
        explicit = self._explicit(written)
        if explicit is not None:
            return explicit, None
        if "\\" in written:
            return self._class(written), None
        found = imported.get(key(written))
        if found is not None:
            return found, None
        return (f"{self.namespace}\\{written}", written) if self.namespace else (written, None)

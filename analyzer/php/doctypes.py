"""A type expression of a docblock in; the classes it names, and what it holds, out."""

import re
from collections.abc import Callable
from typing import NamedTuple

from analyzer.model.expression import Type

_TOKEN = re.compile(
    r"(?P<space>\s+)|(?P<string>'[^'\n]*'|\"[^\"\n]*\")|(?P<name>\\?[^\x00-@\[-^`{-\x7f][^\x00-,./:-@\[\]^`{-\x7f]*)"
    r"|(?P<variable>\$\w+)|(?P<dots>\.\.\.)|(?P<member>::[\w*]+)|(?P<number>-?\d[\w.]*)|(?P<mark>.)",
    re.DOTALL,
)
_SCALARS = frozenset(
    """
    array array-key bool boolean callable callable-string class-string closed-resource double enum-string false float
    gettype_return int integer interface-string iterable key-of list literal-string long lowercase-string max min mixed
    negative-int never never-return never-returns no-return non-empty-array non-empty-list non-empty-lowercase-string
    non-empty-string non-falsy-string non-negative-int non-positive-int null number numeric numeric-string object
    open-resource positive-int pure-callable resource scalar string trait-string true truthy-string value-of void
    int-mask int-mask-of
    """.split()  # noqa: SIM905
)
# What people write where a type should stand; classes are hardly ever named so in lower case.
_WORDS = frozenset(
    """
    a all an and any any-of array-of arrays as associative at by bytes callback can char containing current date
    datetime decimal default either else empty for from function get has hash have html if in ints is it its list-of may
    mysql n-a new no none not nothing of on on-success one only optional or other otherwise pointer real required result
    returned returns see set some static-closure str stringable-object strings text that the then there these they this
    timestamp to todo type uint undefined unknown unknown_type value was what when where whether which will with xml you
    your
    """.split()  # noqa: SIM905
)


_SCALAR = re.compile(
    r"\??\s*(?:@)(?:\s*\|\s*(?:@))*".replace(
        "@", "string|int|integer|bool|boolean|float|double|null|void|false|true|never"
    ),
    re.I,
)
_SCALAR_TYPE = Type((), (), True, True)
Found = tuple[list[str], list[str]]  # the classes of a value, and those of what it holds
DEEPEST = 2  # lists of lists of lists


class Named(NamedTuple):
    """A class named in a type, and where in the text."""

    name: str
    offset: int


class DocType(NamedTuple):
    """A docblock type, the classes named anywhere in it, how many characters it took, and its `<A, B>`."""

    type: Type
    names: tuple[Named, ...]
    length: int
    arguments: tuple[Type, ...] = ()


def read_type(text: str, qualify: Callable[[str], str], templates: frozenset[str]) -> DocType:
    """Read the type at the beginning of a text; names in `templates` are type parameters, not classes."""
    reader = _TypeReader(text, qualify, templates)
    found = _typed(reader.union())
    if not found.names and not found.elements and is_scalar(text[: reader.end]):
        found = _SCALAR_TYPE
    return DocType(found, tuple(reader.named), reader.end, tuple([_typed(given) for given in reader.arguments]))


def is_scalar(written: str) -> bool:
    """Whether a type as written is made of strings, numbers, booleans and null alone."""
    return _SCALAR.fullmatch(written) is not None


def _typed(found: Found) -> Type:
    names, elements = found
    return Type(tuple(dict.fromkeys(names)), tuple(dict.fromkeys(elements)), True)


def _listed(found: Found) -> list[str]:
    """Return what a list of such values holds: classes, and lists one level deeper."""
    names, elements = found
    return names + [held + "[]" for held in elements if held.count("[]") < DEEPEST]


class _TypeReader:
    """Recursive descent over the tokens of one type; gives up quietly at what is no type."""

    def __init__(self, text: str, qualify: Callable[[str], str], templates: frozenset[str]) -> None:
        self.text = text
        self.qualify = qualify
        self.templates = templates
        self.named: list[Named] = []
        self.arguments: list[Found] = []  # of the outermost `<…>`
        self.end = 0
        self.depth = 0

    def peek(self, skip_space: bool = False) -> tuple[str, str, int]:
        """Return kind, text and end of the next token; inside brackets spaces do not end a type."""
        position = self.end
        while True:
            match = _TOKEN.match(self.text, position)
            if match is None:
                return "", "", position
            kind = match.lastgroup or ""
            if kind == "space" and (self.depth or skip_space):
                position = match.end()
                continue
            return kind, match.group(), match.end()

    def accept(self, mark: str, skip_space: bool = False) -> bool:
        """Take the next token when it is this mark."""
        _, text, end = self.peek(skip_space)
        if text != mark:
            return False
        self.end = end
        return True

    def union(self) -> Found:
        """Read alternatives; return their classes and their elements' classes."""
        names, elements = self.postfix()
        while self.accept("|", True) or self.accept("&", True):
            self.peek(True)
            more, held = self.postfix(True)
            names += more
            elements += held
        return names, elements

    def postfix(self, skip_space: bool = False) -> Found:
        """Read one type with what follows it: `[]`, `<…>`, `{…}`, `(…): …`, `::CONSTANT`."""
        names, elements = self.primary(skip_space)
        while self.text.startswith("[]", self.end):
            self.end += 2
            names, elements = [], _listed((names, elements))
        return names, elements

    def primary(self, skip_space: bool) -> Found:
        """Read `?T`, `(T)`, a literal or a name with its brackets."""
        kind, text, end = self.peek(skip_space)
        if text in ("?", "!"):
            self.end = end
            return self.primary(False)
        if text == "(":
            self.end = end
            return self.bracketed(")", self.union)
        if kind == "name":
            start = end - len(text)
            self.end = end
            return self.name(text, start)
        if kind in ("string", "number", "variable", "dots"):
            self.end = end
            return (["static"], []) if text == "$this" else ([], [])
        return [], []

    def name(self, text: str, start: int) -> Found:
        """Read what follows a name and say what both together mean."""
        kind, following, end = self.peek()
        if kind == "member":
            self.end = end
            self.note(text, start)
            return [], []
        own = self.note(text, start)
        if following == "<":
            self.end = end
            return self.generic(text, own)
        if following == "{" and text.lower() in ("array", "list", "object", "non-empty-array"):
            self.end = end
            return [], self.bracketed("}", self.shape)[1]
        if following == "(" and text.lower() in ("callable", "closure", "\\closure", "pure-callable"):
            self.end = end
            self.signature()
        return own, []

    def generic(self, text: str, own: list[str]) -> Found:
        """Read `<A, B>`: the last argument is what the collection holds."""
        arguments: list[Found] = []

        def listed() -> Found:
            arguments.append(self.union())
            while self.accept(","):
                arguments.append(self.union())
            return [], []

        self.bracketed(">", listed)
        if not self.depth:
            self.arguments = arguments
        held = arguments[-1] if arguments else ([], [])
        if text.lower() in ("class-string", "interface-string", "enum-string"):
            return [f"class-string<{name}>" for name in held[0]], []
        if text.lower().lstrip("\\") == "generator" and len(arguments) > 1:
            held = arguments[1]
        return own, _listed(held)

    def shape(self) -> Found:
        """Read `key: T, key?: T`; every value is held."""
        held: list[str] = []
        while True:
            before = self.end
            match = re.compile(r"\s*(?:[\w-]+|'[^']*'|\"[^\"]*\")\s*\??\s*:(?!:)").match(self.text, self.end)
            if match:
                self.end = match.end()
            held += _listed(self.union())
            if not self.accept(",") or self.end == before:
                return [], held

    def signature(self) -> None:
        """Read the parameters and the result of a callable for the names in them."""

        def listed() -> Found:
            while True:
                self.union()
                for extra in ("=", "...", "&"):
                    self.accept(extra)
                kind, _, end = self.peek()
                if kind == "variable":
                    self.end = end
                if not self.accept(","):
                    return [], []

        self.bracketed(")", listed)
        if self.accept(":"):
            self.peek(True)
            self.postfix(True)

    def bracketed(self, close: str, read: Callable[[], Found]) -> Found:
        """Read something up to its closing bracket; too deep or unclosed reads nothing more."""
        self.depth += 1
        found: Found = ([], [])
        if self.depth < 30:
            found = read()
        self.accept(close)
        self.depth -= 1
        return found

    def note(self, text: str, start: int) -> list[str]:
        """Note a class name; scalars, words of a sentence and type parameters are none."""
        if text in self.templates:
            return [f"{{{text}}}"]
        if text.lower() in _SCALARS or text in _WORDS or "-" in text or text[-1] == "\\":
            return []
        name = self.qualify(text)
        self.named.append(Named(name, start))
        return [name]

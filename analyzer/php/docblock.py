"""A docblock in; the types it states for parameters, results, variables and members, and the classes it names, out."""

import re
from collections.abc import Callable, Sequence

from analyzer.model.expression import Type
from analyzer.php.doctypes import DocType, read_type
from analyzer.php.names import Names

_TAG = re.compile(
    r"@(?:phpstan-|psalm-|phan-)?(param-out|param|returns?|var|throws?|property-read|property-write|property|method|mixin"
    r"|extends|implements|use|template-extends|template-implements|template-use|template-covariant|template-contravariant"
    r"|template|global|import-type|type)[ \t]+(?=\S)()"
    # a type without brackets, and the variable after it
    r"(?:(\??[\w\\|]+(?:\[\])?)(?=\s(?!\s*[|&])|$)(?:[ \t]*(?:&\s*)?(?:\.\.\.)?\$(\w+))?)?"
)
_VARIABLE = re.compile(r"[ \t]*(?:&\s*)?(?:\.\.\.)?\$(\w+)")
_VARIABLE_FIRST = re.compile(r"(?:\.\.\.)?\$(\w+)[ \t]+(?=\S)")
_METHOD = re.compile(r"(static[ \t]+)?([^(\n]*?)[ \t]*\b(\w+)[ \t]*\(([^)\n]*)\)")
_SIMPLE = re.compile(r"\??[\w\\|]+(?:\[\])?(?=\s(?!\s*[|&])|$)")
_TEMPLATE = re.compile(r"\w+")
_ALIAS = re.compile(r"@(?:phpstan|psalm)-(?:import-)?type[ \t]+(\w+)(?:[ \t]+from[ \t]+[\w\\]+[ \t]+as[ \t]+(\w+))?")
_IMPORTED = re.compile(r"\w+[ \t]+from[ \t]+(?=\S)")
_BOUND = re.compile(r"[ \t]+(?:of|as)[ \t]+(?=\S)")
_LEADING_STAR = re.compile(r"\n[ \t]*\*(?!/)[ \t]?")


_MOST_CLASSLESS = 5000
_CLASSLESS: dict[str, DocType] = {}  # types that name no class mean the same in every file


class MagicMethod:
    """A method that an `@method` tag promises."""

    __slots__ = ("line", "name", "returns", "static")

    def __init__(self, name: str, returns: Type, static: bool, line: int) -> None:
        """`returns` may name nothing."""
        self.name = name
        self.returns = returns
        self.static = static
        self.line = line


class Docblock:
    """What one docblock says. `references` are (class, line) pairs in order."""

    __slots__ = (
        "bounds", "fields", "generics", "globals", "methods", "mixins", "parameters", "references", "returns",
        "templates", "variable", "variables",
    )  # fmt: skip

    def __init__(self) -> None:
        """A docblock that says nothing."""
        self.parameters: dict[str, Type] = {}
        self.returns: Type | None = None
        self.variable: Type | None = None  # `@var T` without a name
        self.variables: list[tuple[str, Type]] = []  # `@var T $x`
        self.globals: list[tuple[str, Type]] = []  # `@global T $x`
        self.fields: list[tuple[str, Type, int]] = []
        self.methods: list[MagicMethod] = []
        self.mixins: list[str] = []
        self.references: list[tuple[str, int]] = []
        self.templates: frozenset[str] = frozenset()
        self.bounds: list[tuple[str, Type | None]] = []  # `@template T of Bound`
        self.generics: list[tuple[str, tuple[Type, ...]]] = []  # `@extends Base<A, B>`


def read_docblock(text: str, line: int, names: Names, templates: frozenset[str]) -> Docblock | None:
    """Read a comment that begins on a line; None when it has no tag that speaks of types."""
    tags = list(_TAG.finditer(text))
    return _Reader(text, line, names, templates).read(tags) if tags else None


class _Reader:
    """Goes through the tags of one docblock."""

    def __init__(self, text: str, line: int, names: Names, templates: frozenset[str]) -> None:
        self.text = text
        self.line = line
        self.qualify = names.of_class
        self.known = names.types
        self.found = Docblock()
        self.templates = templates
        if "template" in text:
            self.templates |= self.declared_templates()
        if "-type" in text:
            self.templates |= {tag.group(2) or tag.group(1) for tag in _ALIAS.finditer(text)}

    def declared_templates(self) -> frozenset[str]:
        """Return the type parameters that the docblock declares."""
        text = self.text
        return frozenset(
            match.group()
            for tag in _TAG.finditer(text)
            if tag.group(1) in ("template", "template-covariant", "template-contravariant")
            and (match := _TEMPLATE.match(text, tag.start(2)))
        )

    def read(self, tags: Sequence[re.Match[str]]) -> Docblock:
        """Read all tags; `@param T $x` and the like, with a type that was read before, without further ado."""
        for tag in tags:
            kind, _, simple, name = tag.groups()
            known = None
            if simple is not None and not self.templates:
                known = _CLASSLESS.get(simple) or self.known.get(simple)
            if known is None or known.length != len(simple) or not self.again(kind, known, name, tag.start(2)):
                _READERS[kind](self, tag.start(2))
        self.found.templates = self.templates
        return self.found

    def again(self, kind: str, found: DocType, name: str | None, position: int) -> bool:
        """Note a type that was read before, and the variable after it; False when the tag needs its own reader."""
        block = self.found
        if kind == "param":
            if name:
                block.parameters.setdefault(name, found.type)
        elif kind == "return":
            if block.returns is None:
                block.returns = found.type
        elif kind == "var":
            if name:
                block.variables.append((name, found.type))
            if block.variable is None:
                block.variable = found.type
        else:
            return False
        if found.names:
            line = self.line_at(position)
            block.references += [(named.name, line) for named in found.names]
        return True

    def line_at(self, position: int) -> int:
        """Return the line of the file on which a position of the text stands."""
        return self.line + self.text.count("\n", 0, position)

    def type_at(self, position: int) -> DocType:
        """Read a type and note the classes it names."""
        simple = _SIMPLE.match(self.text, position)
        if simple is not None and not self.templates:
            return self.simple_type(simple.group(), position)
        stop = self.text.find("\n", position)
        stop = len(self.text) if stop < 0 else stop
        piece = self.text[position:stop]
        if piece.count("<") + piece.count("{") + piece.count("(") > piece.count(">") + piece.count("}") + piece.count(
            ")"
        ):
            piece = self.text[position : position + 2000]
            blank = _LEADING_STAR.sub(lambda match: "\n" + " " * (len(match.group()) - 1), piece)
            piece = blank.split("@", 1)[0]
        found = read_type(piece.replace("*/", "  "), self.qualify, self.templates)
        for name, offset in found.names:
            self.found.references.append((name, self.line_at(position + offset)))
        return found

    def simple_type(self, written: str, position: int) -> DocType:
        """Read a type without brackets, once for each spelling: most are of that sort."""
        found = _CLASSLESS.get(written) or self.known.get(written)
        if found is None:
            found = read_type(written, self.qualify, self.templates)
            known = self.known if found.names or len(_CLASSLESS) > _MOST_CLASSLESS else _CLASSLESS
            known[written] = found
        if found.names:
            line = self.line_at(position)
            self.found.references += [(named.name, line) for named in found.names]
        return found

    def named(self, position: int) -> tuple[Type, str | None]:
        """Read `T $x` or `$x T`."""
        first = _VARIABLE_FIRST.match(self.text, position)
        if first:
            return self.type_at(first.end()).type, first.group(1)
        found = self.type_at(position)
        match = _VARIABLE.match(self.text, position + found.length)
        return found.type, match.group(1) if match else None

    def parameter(self, position: int) -> None:
        """`@param T $x`."""
        found, name = self.named(position)
        if name:
            self.found.parameters.setdefault(name, found)

    def returns(self, position: int) -> None:
        """`@return T`."""
        found = self.type_at(position).type
        if self.found.returns is None:
            self.found.returns = found

    def variable(self, position: int) -> None:
        """`@var T`, `@var T $x`, `@var $x T`."""
        found, name = self.named(position)
        if name:
            self.found.variables.append((name, found))
        if self.found.variable is None:
            self.found.variable = found

    def global_variable(self, position: int) -> None:
        """`@global T $x`."""
        found, name = self.named(position)
        if name:
            self.found.globals.append((name, found))

    def field(self, position: int) -> None:
        """`@property T $x`."""
        found, name = self.named(position)
        if name:
            self.found.fields.append((name, found, self.line_at(position)))

    def method(self, position: int) -> None:
        """`@method static T name(T $x)`."""
        match = _METHOD.match(self.text, position)
        if match is None:
            return
        start = match.start(2)
        returns = self.type_at(start).type if match.group(2) else Type((), (), True)
        for parameter in re.finditer(r"[^,]+", match.group(4)):
            if parameter.group().strip()[:1] not in ("$", ""):
                blank = len(parameter.group()) - len(parameter.group().lstrip())
                self.type_at(match.start(4) + parameter.start() + blank)
        self.found.methods.append(
            MagicMethod(match.group(3), returns, bool(match.group(1)), self.line_at(match.start(3)))
        )

    def mixin(self, position: int) -> None:
        """`@mixin T`."""
        self.found.mixins += self.type_at(position).type.names

    def mention(self, position: int) -> None:
        """A tag whose classes are named, and nothing else."""
        self.type_at(position)

    def imported(self, position: int) -> None:
        """`@phpstan-import-type Name from Other`: the name is that of a type, of no class."""
        imported = _IMPORTED.match(self.text, position)
        if imported:
            self.type_at(imported.end())

    def template(self, position: int) -> None:
        """`@template T of Base`."""
        name = _TEMPLATE.match(self.text, position)
        if name:
            bound = _BOUND.match(self.text, name.end())
            self.found.bounds.append((name.group(), self.type_at(bound.end()).type if bound else None))

    def inherit(self, position: int) -> None:
        """`@extends Base<A, B>`."""
        found = self.type_at(position)
        if found.arguments and found.type.names:
            self.found.generics.append((found.type.names[0], found.arguments))


_READERS: dict[str, Callable[[_Reader, int], None]] = {
    "param": _Reader.parameter,
    "param-out": _Reader.mention,
    "return": _Reader.returns,
    "returns": _Reader.returns,
    "var": _Reader.variable,
    "type": _Reader.mention,
    "import-type": _Reader.imported,
    "global": _Reader.global_variable,
    "throw": _Reader.mention,
    "throws": _Reader.mention,
    "property": _Reader.field,
    "property-read": _Reader.field,
    "property-write": _Reader.field,
    "method": _Reader.method,
    "mixin": _Reader.mixin,
    "extends": _Reader.inherit,
    "implements": _Reader.inherit,
    "use": _Reader.inherit,
    "template-extends": _Reader.inherit,
    "template-implements": _Reader.inherit,
    "template-use": _Reader.inherit,
    "template": _Reader.template,
    "template-covariant": _Reader.template,
    "template-contravariant": _Reader.template,
}

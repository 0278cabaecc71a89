"""What is found of a class-like or a function while its file is read in; a `Declaration` out."""

from analyzer.model.expression import Closure, ReturnOf, Type
from analyzer.model.facts import (
    Declaration,
    DeclarationKind,
    Field,
    Generic,
    Method,
    Parameter,
    TraitRule,
    TypeParameter,
    Visibility,
)
from analyzer.php.reading import Work


class MethodBuilder:
    """A method whose `return` statements are not read yet; those of an anonymous class's method are a closure's."""

    __slots__ = (
        "abstract", "closure", "end_line", "line", "name", "parameters", "returns", "static", "visibility", "work",
    )  # fmt: skip

    def __init__(self, name: str, line: int, end_line: int, work: Work) -> None:
        """A public method without parameters."""
        self.name = name
        self.line = line
        self.end_line = end_line
        self.work = work
        self.parameters: tuple[Parameter, ...] = ()
        self.returns: Type | None = None
        self.visibility = Visibility.PUBLIC
        self.static = False
        self.abstract = False
        self.closure = 0

    def build(self) -> Method:
        """Freeze it."""
        return Method(
            name=self.name,
            line=self.line,
            end_line=self.end_line,
            parameters=self.parameters,
            returns=self.returns,
            returned=(ReturnOf(Closure(None, self.closure), "__invoke"),) if self.closure else self.work.returned,
            visibility=self.visibility,
            static=self.static,
            abstract=self.abstract,
        )


class DeclarationBuilder:
    """A class-like or a function whose bodies are not read yet."""

    __slots__ = (
        "abstract", "anonymous", "conditional", "end_line", "extends", "fields", "generics", "implements", "kind",
        "line", "magic_methods", "methods", "mixins", "name", "parameters", "returns", "rules", "templates", "uses",
        "work",
    )  # fmt: skip

    def __init__(self, kind: DeclarationKind, name: str, work: Work) -> None:
        """A declaration whose body is read in `work`."""
        self.kind = kind
        self.name = name
        self.work = work
        self.line = work.line
        self.end_line = work.end
        self.extends: tuple[str, ...] = ()
        self.implements: tuple[str, ...] = ()
        self.uses: list[str] = []
        self.mixins: list[str] = []
        self.methods: list[MethodBuilder] = []
        self.magic_methods: list[Method] = []
        self.fields: list[Field] = []
        self.parameters: tuple[Parameter, ...] = ()
        self.returns: Type | None = None
        self.abstract = False
        self.conditional = False
        self.templates: list[TypeParameter] = []
        self.generics: list[Generic] = []
        self.rules: list[TraitRule] = []
        self.anonymous = False

    def build(self) -> Declaration:
        """Freeze it."""
        return Declaration(
            kind=self.kind,
            name=self.name,
            line=self.line,
            end_line=self.end_line,
            extends=self.extends,
            implements=self.implements,
            uses=tuple(self.uses),
            mixins=tuple(self.mixins),
            methods=(*(method.build() for method in self.methods), *self.magic_methods),
            fields=tuple(self.fields),
            parameters=self.parameters,
            returns=self.returns,
            returned=() if self.anonymous else self.work.returned,
            abstract=self.abstract,
            conditional=self.conditional,
            templates=tuple(self.templates),
            generics=tuple(self.generics),
            rules=tuple(self.rules),
            anonymous=self.work.index if self.anonymous else None,
        )

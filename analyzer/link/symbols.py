"""The declarations of all files in; classes, functions and constants by name out, looked up as PHP does."""

from __future__ import annotations

from collections.abc import Sequence

from analyzer.link.autoload import Autoloading
from analyzer.link.builtin import BUILTIN_CLASSES
from analyzer.link.rivals import by_preference, meant, rivals
from analyzer.link.value import Value, of_class
from analyzer.model.expression import Expression, Typed
from analyzer.model.facts import ConstantValue, Declaration, DeclarationKind, Field, Method, Parameter, ReadFile, Scope

LINE_LIMIT = 64  # ancestors followed; real hierarchies are far shallower, a cycle is cut


class FileIn:
    """A file with what linking needs to know about it; its scopes become `Place`s on demand."""

    __slots__ = ("facts", "order", "path", "places", "test")

    def __init__(self, file: ReadFile, test: bool, order: int) -> None:
        self.path = file.path
        self.facts = file.facts
        self.test = test
        self.order = order
        self.places: list[Place | None] = [None] * max(1, len(file.facts.scopes))


class Place:
    """A scope in its file: where code stands, and what its names mean there."""

    __slots__ = (
        "_assigned", "_parameters", "fact", "file", "function", "given", "index", "narrows", "owner", "unit",
        "variables",
    )  # fmt: skip

    def __init__(self, file: FileIn, index: int, fact: Scope) -> None:
        self.file = file
        self.index = index
        self.fact = fact
        self.unit = ""  # unit id
        self.owner: ClassSymbol | None = None
        self.function: FunctionSymbol | None = None
        self.variables: dict[str, Value] = {}
        self.given: tuple[tuple[str, Expression], ...] = ()  # what a call gives the parameters
        self.narrows = any(assignment.variable.startswith("$") for assignment in fact.assignments)
        self._parameters: dict[str, Parameter] | None = None
        self._assigned: dict[str, list[Expression]] | None = None

    @property
    def is_script(self) -> bool:
        """Whether this is the script part of its file."""
        return not self.fact.unit

    @property
    def parameters(self) -> dict[str, Parameter]:
        """Parameters of the method or function by name."""
        if self._parameters is None:
            self._parameters = {parameter.name: parameter for parameter in self.signature}
        return self._parameters

    @property
    def signature(self) -> tuple[Parameter, ...]:
        """Parameters in order."""
        if self.owner is not None:
            found = self.owner.methods.get(self.fact.member.lower()) if self.fact.member else None
            return found[0].parameters if found else ()
        return self.function.declaration(self.file.path).parameters if self.function is not None else ()

    def called_with(self, given: tuple[tuple[str, Expression], ...]) -> Place:
        """The same place while a call with these arguments runs."""
        bound = Place(self.file, self.index, self.fact)
        bound.unit, bound.owner, bound.function, bound.given = self.unit, self.owner, self.function, given
        return bound

    def of_class(self, symbol: ClassSymbol) -> Place:
        """The same place as a part of a class, of which a configuration file speaks here."""
        bound = Place(self.file, self.index, self.fact)
        bound.unit, bound.owner = symbol.id, symbol
        return bound

    def assigned(self, variable: str) -> Sequence[Expression]:
        """Everything assigned to a local variable here."""
        if self._assigned is None:
            self._assigned = {}
            for assignment in self.fact.assignments:
                self._assigned.setdefault(assignment.variable, []).append(assignment.value)
        return self._assigned.get(variable, ())

    def hold(self, variable: str, value: Expression) -> None:
        """Let a variable be this here, whatever is assigned to it."""
        self.assigned(variable)
        assert self._assigned is not None
        self._assigned[variable] = [value]


class ClassSymbol:
    """A declared class-like; several declarations of one name are merged, the chosen one first."""

    __slots__ = (
        "abstract", "ancestry", "assigned", "constants", "declarations", "fields", "id", "instance", "key", "kind",
        "line_of_descent", "meant", "methods", "mixed", "name", "parents", "places", "rivals", "rooted", "rules",
        "subclasses", "supertypes",
    )  # fmt: skip

    def __init__(self, declarations: Sequence[tuple[FileIn, Declaration]], rivals: Sequence[str] = ()) -> None:
        """Merge declarations; `rivals` are the paths of those of which each is meant in its own program."""
        self.declarations = declarations
        self.rivals = rivals
        self.meant: dict[str, str] = {}  # the path that is meant by the path of who asks
        chosen = declarations[0][1]
        self.name = chosen.name
        self.id = "class:" + chosen.name
        self.key = class_key(chosen.name, declarations[0][0])
        self.instance = of_class(self.key)
        self.kind = chosen.kind
        self.abstract = chosen.abstract or chosen.kind is DeclarationKind.INTERFACE
        self.methods: dict[str, tuple[Method, FileIn]] = {}
        self.fields: dict[str, Field] = {}
        self.constants: dict[str, tuple[FileIn, ConstantValue]] = {}
        self.assigned: dict[str, list[tuple[Place, Expression]]] = {}
        self.places: dict[str, Place] = {}
        self.parents = chosen.extends if chosen.kind is not DeclarationKind.INTERFACE else ()
        self.mixed = chosen.uses
        self.rules = chosen.rules
        self.supertypes = (*chosen.uses, *chosen.extends, *chosen.implements, *chosen.mixins)
        self.subclasses: list[ClassSymbol] = []  # direct ones, users of a trait included
        self.line_of_descent: tuple[ClassSymbol, ...] | None = None
        self.ancestry: frozenset[str] | None = None
        self.rooted = True  # every ancestor is declared here
        for file, declaration in declarations:
            for method in declaration.methods:
                self.methods.setdefault(method.name.lower(), (method, file))
            for field in declaration.fields:
                self.fields.setdefault(field.name, field)

    @property
    def file(self) -> FileIn:
        """The file of the chosen declaration."""
        return self.declarations[0][0]

    @property
    def chosen(self) -> Declaration:
        """The chosen declaration."""
        return self.declarations[0][1]

    @property
    def anonymous(self) -> bool:
        """Whether it has no name: then it is a part of the unit around it."""
        return self.chosen.anonymous is not None

    def unit_in(self, path: str) -> str:
        """The unit that holds what a file declares of it: that of another program is part of its file's script."""
        return "script:" + path if path in self.rivals and path != self.file.path else self.id

    def unit_for(self, path: str) -> str:
        """The unit that a name standing in a file most likely means: its own file's, else that of the nearest file."""
        if path not in self.meant:
            self.meant[path] = meant(self.rivals, path)
        return self.unit_in(self.meant[path])


class FunctionSymbol:
    """A declared function. Files that declare the same name again keep theirs for their own calls."""

    __slots__ = ("_meant", "declarations", "id", "key", "name", "places")

    def __init__(self, declarations: Sequence[tuple[FileIn, Declaration]]) -> None:
        self.declarations = declarations
        self.name = declarations[0][1].name
        self.key = self.name.lower()
        self.id = "function:" + self.name  # the unit of the chosen declaration
        self.places: dict[str, Place] = {}  # by path
        self._meant: dict[str, str] = {}  # by the path of who calls

    @property
    def file(self) -> FileIn:
        """The file of the chosen declaration."""
        return self.declarations[0][0]

    def declaration(self, path: str) -> Declaration:
        """The declaration that code in a file means."""
        meant = self.meant_by(path)
        return next(d for file, d in self.declarations if file.path == meant)

    def meant_by(self, path: str) -> str:
        """The path of the declaration that code in a file most likely means.

        Its own file's; else that of the nearest file, for a tree may hold several programs: a shop and its back office.
        An empty shell stands in for the function somewhere; whoever is elsewhere means a body, where there is one.
        """
        if len(self.declarations) == 1:
            return self.file.path
        if path not in self._meant:
            paths = self._real_paths() if path not in [file.path for file, _ in self.declarations] else [path]
            self._meant[path] = meant(paths, path)
        return self._meant[path]

    def _real_paths(self) -> list[str]:
        real = [file.path for file, found in self.declarations if found.end_line - found.line > 1 or found.returned]
        return real or [file.path for file, _ in self.declarations]

    def unit_in(self, path: str) -> str:
        """The unit that holds the body in a file: a second declaration is part of its file's script."""
        return self.id if path == self.file.path else "script:" + path

    def unit_for(self, path: str) -> str:
        """The unit that a call standing in a file most likely reaches."""
        return self.unit_in(self.meant_by(path))


class Symbols:
    """Every declared name of the code base; keys are lower case, for PHP's classes and functions ignore case."""

    def __init__(
        self, files: Sequence[FileIn], autoloading: Autoloading, aliases: Sequence[tuple[str, str]] = ()
    ) -> None:
        self.files = files
        self.classes: dict[str, ClassSymbol] = {}
        self.functions: dict[str, FunctionSymbol] = {}
        self.twins: dict[str, ClassSymbol] = {}  # by unit id: classes that several programs of one tree declare
        self.constants: dict[str, list[tuple[FileIn, ConstantValue]]] = {}
        self.globals: dict[str, list[tuple[Place, Expression]]] = {}
        self.outside: dict[str, list[tuple[Place, str, Expression]]] = {}  # `$x->name = …`: place, x and value by name
        self.said: dict[str, Expression] = {}  # what the configuration says of global variables
        made = [*aliases, *(pair for f in files for pair in f.facts.aliases)]
        self._aliases = {alias.lower(): name for alias, name in made}
        self.is_third_party = autoloading.is_third_party
        self._declare(files, autoloading)
        self._inherit()
        self._nest()
        for file in files:
            self._constants(file)
            self._assignments(file)

    def class_named(self, name: str) -> ClassSymbol | None:
        """Return the class of a name, through `class_alias`; None when it is not declared here."""
        key = name.lower()
        found = self.classes.get(key)
        if found is None and key in self._aliases:
            found = self.classes.get(self._aliases[key].lower())
        return found

    def original(self, name: str) -> str:
        """Return the name behind a `class_alias`, else the name itself."""
        return self._aliases.get(name.lower(), name)

    def function_named(self, name: str, fallback: str | None = None) -> FunctionSymbol | None:
        """Return the function PHP would call: the namespaced one, else the global one."""
        found = self.functions.get(name.lower())
        return found if found or not fallback else self.functions.get(fallback.lower())

    def constants_named(self, name: str) -> Sequence[tuple[FileIn, ConstantValue]]:
        """Every definition of a global constant, the namespaced name first."""
        return self.constants.get(name) or self.constants.get(name.rpartition("\\")[2]) or ()

    def place(self, file: FileIn, index: int) -> Place:
        """Return the scope at an index of a file; an index out of range means the script part."""
        if not 0 <= index < len(file.places):
            index = 0
        found = file.places[index]
        if found is None:
            found = file.places[index] = self._place(file, index)
        return found

    def lineage(self, symbol: ClassSymbol) -> tuple[ClassSymbol, ...]:
        """The class and its ancestors in the order in which PHP finds a member: own, traits, parents, interfaces."""
        if symbol.line_of_descent is None:
            line: dict[str, ClassSymbol] = {}
            self._descend(symbol, line)
            symbol.line_of_descent = tuple(line.values())
        return symbol.line_of_descent

    def ancestry(self, symbol: ClassSymbol) -> frozenset[str]:
        """The class and its ancestors, declared here or not, in lower case."""
        if symbol.ancestry is None:
            symbol.ancestry = frozenset((*(one.key for one in self.lineage(symbol)), *self.foreign(symbol)))
        return symbol.ancestry

    def foreign(self, symbol: ClassSymbol) -> tuple[str, ...]:
        """The ancestors that are not declared here, in lower case."""
        names = [name for ancestor in self.lineage(symbol) for name in ancestor.supertypes]
        return tuple(dict.fromkeys(self.original(name).lower() for name in names if self.class_named(name) is None))

    def _descend(self, symbol: ClassSymbol, line: dict[str, ClassSymbol], start: ClassSymbol | None = None) -> None:
        start = start or symbol
        if symbol.key in line or len(line) > LINE_LIMIT:
            return
        line[symbol.key] = symbol
        for name in symbol.supertypes:
            ancestor = self.class_named(name)
            if ancestor is None:
                start.rooted = False
            else:
                self._descend(ancestor, line, start)

    def _declare(self, files: Sequence[FileIn], autoloading: Autoloading) -> None:
        classes: dict[str, list[tuple[FileIn, Declaration]]] = {}
        functions: dict[str, list[tuple[FileIn, Declaration]]] = {}
        for file in files:
            for declaration in file.facts.declarations:
                index = functions if declaration.kind is DeclarationKind.FUNCTION else classes
                index.setdefault(class_key(declaration.name, file), []).append((file, declaration))
        for key, found in classes.items():
            if key in BUILTIN_CLASSES and all(file.test for file, _ in found):
                continue  # a stub for tests or tools: whoever names it means PHP's own
            symbol = ClassSymbol(by_preference(found, autoloading), rivals(found, autoloading))
            self.classes[key] = symbol
            if symbol.rivals:
                self.twins[symbol.id] = symbol
        for key, found in functions.items():
            self.functions[key] = FunctionSymbol(by_preference(found, autoloading, True))

    def _inherit(self) -> None:
        for key in sorted(self.classes):
            symbol = self.classes[key]
            for name in symbol.supertypes:
                ancestor = self.class_named(name)
                if ancestor is not None and ancestor is not symbol:
                    ancestor.subclasses.append(symbol)

    def _nest(self) -> None:
        """Anonymous classes are part of the unit around them."""
        for symbol in self.classes.values():
            if symbol.chosen.anonymous is not None:
                place = self.place(symbol.file, symbol.chosen.anonymous)
                symbol.id = place.unit
                symbol.places = dict.fromkeys(["", *symbol.methods], place)

    def _constants(self, file: FileIn) -> None:
        for constant in file.facts.constants:
            if constant.owner is None:
                self.constants.setdefault(constant.name, []).append((file, constant))
            else:
                owner = self.class_named(constant.owner)
                if owner is not None:
                    owner.constants.setdefault(constant.name, (file, constant))

    def _assignments(self, file: FileIn) -> None:
        for index, scope in enumerate(file.facts.scopes):
            if not scope.assignments and not scope.member and scope.kind is not DeclarationKind.FUNCTION:
                continue
            place = self.place(file, index)
            outlives = place.is_script or bool(scope.globals)
            for assignment in scope.assignments:
                if outlives or not assignment.variable.isidentifier():  # a local variable dies with its function
                    self._assignment(place, assignment.variable, assignment.value)

    def _assignment(self, place: Place, variable: str, value: Expression) -> None:
        """File what outlives the scope: properties of the class, and global variables."""
        if variable.startswith("global "):
            self.globals.setdefault(variable[7:], []).append((place, value))
        elif variable.startswith("this->") and place.owner is not None:
            place.owner.assigned.setdefault(variable[6:], []).append((place, value))
        elif variable.startswith("$"):
            holder, _, name = variable[1:].rpartition("->")
            if holder and not isinstance(value, Typed):  # what `instanceof` says holds in this place only
                self.outside.setdefault(name, []).append((place, holder, value))
        elif "::" in variable:
            holder, _, name = variable.partition("::")
            own = holder in ("self", "static")
            owner = place.owner if own else self.class_named(holder)
            if owner is not None:
                owner.assigned.setdefault(name.lstrip("$"), []).append((place, value))
        elif place.is_script or variable in place.fact.globals:
            self.globals.setdefault(variable, []).append((place, value))

    def _place(self, file: FileIn, index: int) -> Place:
        scopes = file.facts.scopes
        fact = scopes[index] if scopes else Scope("")
        place = Place(file, index, fact)
        place.unit = "script:" + file.path
        if fact.unit and fact.kind is DeclarationKind.FUNCTION:
            function = self.functions.get(fact.unit.lower())
            if function is not None:
                place.function, place.unit = function, function.unit_in(file.path)
                function.places.setdefault(file.path, place)
        elif fact.unit:
            symbol = self.classes.get(fact.unit.lower())
            if symbol is not None:
                place.owner, place.unit = symbol, symbol.unit_in(file.path)
                if file is symbol.file:
                    symbol.places[fact.member.lower()] = place
                else:
                    symbol.places.setdefault(fact.member.lower(), place)
        return place


def class_key(name: str, file: FileIn) -> str:
    """Return the key of a declared class: an anonymous one is known in its own file."""
    return f"{name}@{file.path}".lower() if name.startswith("class@") else name.lower()

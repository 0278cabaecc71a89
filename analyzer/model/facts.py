"""What one file says, and nothing that needs a second file. Facts hold no path: they are cached by content.

Places are line numbers. Things said in the same way several times in one scope are one fact with several lines.
`scope` is an index into `FileFacts.scopes`.
"""

from __future__ import annotations

from enum import StrEnum

import msgspec

from analyzer.model.expression import Expression, Type
from analyzer.model.statements import Fact, ForeignKey, SqlText, TableDeclaration, Transaction


class DeclarationKind(StrEnum):
    """What a named thing is."""

    CLASS = "class"
    INTERFACE = "interface"
    TRAIT = "trait"
    ENUM = "enum"
    FUNCTION = "function"


class Visibility(StrEnum):
    """Who may use a member."""

    PUBLIC = "public"
    PROTECTED = "protected"
    PRIVATE = "private"


class Parameter(Fact, frozen=True):
    """A parameter, name without `$`; `type` from the signature, or from the docblock when the signature is silent."""

    name: str
    type: Type | None = None


class Method(Fact, frozen=True):
    """A method; magic ones from a docblock's `@method` have `magic` set and no body."""

    name: str
    line: int
    end_line: int
    parameters: tuple[Parameter, ...] = ()
    returns: Type | None = None
    returned: tuple[Expression, ...] = ()  # what its `return` statements give, when no type is declared
    visibility: Visibility = Visibility.PUBLIC
    static: bool = False
    abstract: bool = False
    magic: bool = False


class Field(Fact, frozen=True):
    """A property: declared, promoted, or from `@property` (`magic`)."""

    name: str
    line: int
    type: Type | None = None
    default: Expression | None = None
    visibility: Visibility = Visibility.PUBLIC
    static: bool = False
    magic: bool = False


class ConstantValue(Fact, frozen=True):
    """`const X = …`, `define('X', …)`, a class constant or an enum case. `owner` is the class or None (global)."""

    name: str
    line: int
    value: Expression
    owner: str | None = None


class TypeParameter(Fact, frozen=True):
    """`@template T of Bound` of a class."""

    name: str
    bound: Type | None = None


class Generic(Fact, frozen=True):
    """`@extends Base<A, B>`: what a class gives the type parameters of its parent, interface or trait."""

    name: str
    arguments: tuple[Type, ...]


class TraitRule(Fact, frozen=True):
    """`use A, B { A::method insteadof B; method as alias; }`. `trait` is "" when the rule names none."""

    method: str
    trait: str = ""
    alias: str = ""  # of `as`
    instead: tuple[str, ...] = ()  # traits whose method is left out


class Declaration(Fact, frozen=True):
    """A class-like or a function. `name` is fully qualified in the author's case.

    An anonymous class is called `class@anonymous` and where it begins; its code belongs to the scope around it.
    """

    kind: DeclarationKind
    name: str
    line: int
    end_line: int
    extends: tuple[str, ...] = ()  # parents of a class (0 or 1) or of an interface
    implements: tuple[str, ...] = ()
    uses: tuple[str, ...] = ()  # traits
    mixins: tuple[str, ...] = ()  # `@mixin`
    methods: tuple[Method, ...] = ()
    fields: tuple[Field, ...] = ()
    parameters: tuple[Parameter, ...] = ()  # of a function
    returns: Type | None = None  # of a function
    returned: tuple[Expression, ...] = ()  # of a function
    abstract: bool = False
    conditional: bool = False  # inside an `if` or a function: may never be declared
    templates: tuple[TypeParameter, ...] = ()
    generics: tuple[Generic, ...] = ()
    rules: tuple[TraitRule, ...] = ()
    anonymous: int | None = None  # the scope around an anonymous class


class Assignment(Fact, frozen=True):
    """What a local variable may hold; only variables that some fact of the file needs are kept.

    Evidence that outlives the scope is always kept, under names no variable can have: `this->x` for `$this->x = …`,
    `self::x` for `self::$x`, `static::$x` or the own class by name (`Other::x` for another), `global x` for
    `$GLOBALS['x'] = …`; in the script part every variable, for it is a global. Two more such names die with their
    scope: `closure 12` holds what a closure returns, `$a->b` what `instanceof` says of a property.
    """

    variable: str
    value: Expression


class Scope(Fact, frozen=True):
    """Where code stands. `unit` is a declared name, or "" for the script part of the file; `member` the method, or "".

    Nested closures and anonymous classes belong to the scope around them. Functions have `unit` = their name.
    """

    unit: str
    member: str = ""
    kind: DeclarationKind | None = None  # of the unit; None for the script part
    assignments: tuple[Assignment, ...] = ()
    globals: tuple[str, ...] = ()  # names brought in by `global $x`


class ReferenceKind(StrEnum):
    """How PHP's syntax names a class: the class-level edge keys of graph.json."""

    EXTENDS = "extends"
    IMPLEMENTS = "implements"
    USES_TRAIT = "uses-trait"
    NEW = "new"
    STATIC_CALL = "static-call"
    CONSTANT = "constant"
    STATIC_PROPERTY = "static-property"
    INSTANCEOF = "instanceof"
    CATCH = "catch"
    PARAMETER_TYPE = "parameter-type"
    RETURN_TYPE = "return-type"
    PROPERTY_TYPE = "property-type"
    ATTRIBUTE = "attribute"
    CLASS_NAME = "class-name"
    DOCBLOCK = "docblock"


class Reference(Fact, frozen=True):
    """A class named by syntax (or by a docblock): target fully qualified in the author's case.

    A line is the one on which the name itself stands. `parent::` is there with its real target; `self`, `static` not.
    """

    scope: int
    kind: ReferenceKind
    target: str
    lines: tuple[int, ...]


LOOP = "(foreach)"  # no method can be called so
INDEX = "([])"


class Call(Fact, frozen=True):
    """A call by name.

    `receiver` None: a function; `name` is then fully qualified as PHP looks it up first, `fallback` the global name it
    falls back to. Otherwise a method; `static` says `::`. A constructor call is `New` receiver with name `__construct`.
    `arguments` keep what a framework or a callback needs: `Text`, `Named`, `Items`, `Closure`, `Variable`, receivers;
    everything else is `Unknown`; trailing unknown ones are cut off. A method whose name a variable has is `$variable`,
    any other dynamic name is ""; calling a value, as in `$f(…)`, is its method `__invoke`;
    looping over one is its method `(foreach)`, an index into a parameter that is typed as an object its method `([])`.
    """

    scope: int
    receiver: Expression | None
    name: str
    lines: tuple[int, ...]
    static: bool = False
    fallback: str | None = None
    arguments: tuple[Expression, ...] = ()


class Include(Fact, frozen=True):
    """`include`, `require` and their `_once` forms: the path as an expression, and as it stands in the code.

    `closure` is the number of the closure around it, 0 when there is none."""

    scope: int
    path: Expression
    line: int
    text: str
    once: bool = False
    closure: int = 0


class Branch(Fact, frozen=True):
    """Code that runs only when `subject` is a literal text: a `case`, or `if ($page == 'cart')`."""

    scope: int
    subject: Expression
    text: str
    line: int
    end_line: int


class StateKind(StrEnum):
    """Where shared state lives."""

    SESSION = "session"
    GLOBAL = "global"
    COOKIE = "cookie"
    STATIC = "static"  # a static property of a class: key is Class::name
    SERVER = "server"  # $_SERVER: belongs to one request
    REQUEST = "request"  # $_GET, $_POST, $_REQUEST, $_FILES: belong to one request
    ENVIRONMENT = "environment"  # $_ENV, getenv, putenv
    CONSTANT = "constant"  # defined in one place, read in others: configuration
    CACHE = "cache"  # apcu_store, wp_cache_set, Cache::put …
    OPTION = "option"  # settings that the application keeps in its database: get_option, variable_get
    FILE = "file"  # files and directories: key is the readable part of the path


class StateUse(Fact, frozen=True):
    """Shared state by key; `key` is "" when the whole of it is meant, or when `of` says what gives the key."""

    scope: int
    kind: StateKind
    key: str
    writes: bool
    lines: tuple[int, ...]
    of: Expression | None = None


class EntryKind(StrEnum):
    """How the outside world gets in."""

    WEB = "web"  # a script that a web server runs: reads the request or prints a page
    CLI = "cli"  # a shebang, $argv, PHP_SAPI
    CONTROLLER = "controller"  # reached through a router
    COMMAND = "command"
    LISTENER = "listener"


class EntryPoint(Fact, frozen=True):
    """The file, or a method in it, is a way in; `name` is a route, a command or ""."""

    scope: int
    kind: EntryKind
    line: int
    name: str = ""


class TemplateUse(Fact, frozen=True):
    """What markup names: templates (`relation` is extends, include, block …), or what they use.

    Then it is function, filter, route, controller, class, static, constant, or unread for a name that is computed.
    """

    target: str
    relation: str
    line: int


class Node(Fact, frozen=True):
    """A piece of configuration: a key of YAML, JSON or a PHP array, an element of XML, with what it holds.

    `name` is the key, or the element's name with its prefix left out; "" for an item of a list. `value` is the text of
    a scalar (of `X::class` the qualified name, of a constant `X::NAME`); `attributes` are those of an XML element.
    """

    name: str
    line: int
    value: str = ""
    attributes: tuple[tuple[str, str], ...] = ()
    children: tuple[Node, ...] = ()


class Listing(Fact, frozen=True):
    """Configuration as PHP code: an array literal that is returned, or given to a variable or a property.

    `holder` is `return`, a variable's or (in a property's default) a property's name; `keys` are those between, as in
    `$items['node/add'] = […]` (`""` when a key is dynamic or left out). `node` has no name.
    """

    scope: int
    holder: str
    node: Node
    keys: tuple[str, ...] = ()


class Annotation(Fact, frozen=True):
    """`#[Route('/x', name: 'y')]`, or `@Route("/x", name="y")` in a docblock, at a declaration.

    `unit` is the declared name, `member` the method, `$property`, constant or "" for the unit itself; `name` is fully
    qualified by the file's imports. `arguments` are children of a node: positional ones have no name; an annotation
    inside an annotation has its name as `value`.
    """

    unit: str
    member: str
    name: str
    line: int
    arguments: tuple[Node, ...] = ()


class ProblemKind(StrEnum):
    """What went wrong while reading one file; the rest of the file was read."""

    SYNTAX = "syntax"
    COLLAPSED = "collapsed"  # the whole file is one error; what lies below it was still read
    ENCODING = "encoding"
    DEPTH = "depth"
    SQL = "sql"
    CRASH = "crash"  # our own fault, reported and survived
    VANISHED = "vanished"  # changed or disappeared between being found and being read
    DUPLICATE = "duplicate"  # the name is declared elsewhere too (said by `link`)
    SETTING = "setting"  # a line of the configuration speaks of what is not there (said by `link`)


PASSING = frozenset({ProblemKind.CRASH, ProblemKind.VANISHED})  # may go better next time: never remembered


class Problem(Fact, frozen=True):
    """Something that could not be read, where, and what it costs."""

    kind: ProblemKind
    line: int
    message: str


class FileFacts(Fact, frozen=True):
    """Everything one file says. `scopes[0]` is always the script part."""

    loc: int = 0
    scopes: tuple[Scope, ...] = ()
    declarations: tuple[Declaration, ...] = ()
    references: tuple[Reference, ...] = ()
    calls: tuple[Call, ...] = ()
    includes: tuple[Include, ...] = ()
    constants: tuple[ConstantValue, ...] = ()
    sql: tuple[SqlText, ...] = ()
    tables: tuple[TableDeclaration, ...] = ()
    foreign_keys: tuple[ForeignKey, ...] = ()
    state: tuple[StateUse, ...] = ()
    transactions: tuple[Transaction, ...] = ()
    entry_points: tuple[EntryPoint, ...] = ()
    templates: tuple[TemplateUse, ...] = ()
    nodes: tuple[Node, ...] = ()  # of a configuration file, its top level
    listings: tuple[Listing, ...] = ()
    annotations: tuple[Annotation, ...] = ()
    aliases: tuple[tuple[str, str], ...] = ()  # class_alias(original, alias), both literal: (alias, original)
    builtin_calls: tuple[tuple[str, int], ...] = ()  # PHP's own functions: (name in lower case, how often)
    closures: tuple[tuple[int, int, int], ...] = ()  # (number, first line, last line)
    branches: tuple[Branch, ...] = ()
    script_loc: int = 0  # lines outside declarations that hold code or markup
    problems: tuple[Problem, ...] = ()


class ReadFile(msgspec.Struct, frozen=True):
    """A file's path with what it says: what travels from `read` to `link`."""

    path: str
    facts: FileFacts

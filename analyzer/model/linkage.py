"""What the facts of all files say together: units, the dependencies between them, and what could not be resolved."""

import re
from enum import StrEnum

import msgspec

from analyzer.model.facts import ProblemKind
from analyzer.model.location import Location
from analyzer.model.statements import ForeignKey

_INSTALLS = re.compile(
    r"(?:^|/)(?:install(?:er|ation)?|upgrad(?:e|es|er)|migrat(?:e|ion|ions)|setup|seed(?:s|er|ers)?)(?:/|\.\w+\Z)",
    re.IGNORECASE,
)


class UnitKind(StrEnum):
    """Node kinds of graph.json."""

    CLASS = "class"
    INTERFACE = "interface"
    TRAIT = "trait"
    ENUM = "enum"
    FUNCTION = "function"
    SCRIPT = "script"
    TABLE = "table"
    TEMPLATE = "template"
    EXTERNAL = "external"


class Unit(msgspec.Struct, frozen=True, order=True):
    """What an extraction can move. `id` is `class:App\\Order`, `function:f`, `script:a.php`, `table:orders`,
    `template:x.twig`; all class-likes have the prefix `class:`. External units have no path and line 0."""

    id: str
    kind: UnitKind
    name: str
    path: str = ""
    line: int = 0
    end_line: int = 0
    loc: int = 0
    test: bool = False  # tests and fixtures: in the graph, never in a service
    abstract: bool = False
    entry: str = ""  # how the outside world gets in (an EntryKind), "" if it does not
    words: tuple[str, ...] = ()  # vocabulary: lower-case words of its name, members and path
    terms: tuple[str, ...] = ()  # those that neither a namespace nor a directory gave it
    members: tuple[tuple[str, int, int], ...] = ()  # of a class with many methods: each with its first and last line
    defines: bool = False  # its statements make, change and drop many tables

    @property
    def installs(self) -> bool:
        """Whether it sets a database up or brings it up to date, as its statements show, or as its file or a directory
        above is called: such code touches every table, and owns none."""
        return self.defines or (self.kind is not UnitKind.TABLE and _INSTALLS.search(self.path) is not None)


class DependencyKind(StrEnum):
    """Edge keys of graph.json."""

    EXTENDS = "extends"
    IMPLEMENTS = "implements"
    USES_TRAIT = "uses-trait"
    NEW = "new"
    CALLS = "calls"
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
    INCLUDES = "includes"
    READS = "reads"
    WRITES = "writes"
    JOINS = "joins"
    FOREIGN_KEY = "foreign-key"
    RENDERS = "renders"
    LISTENS = "listens"
    DISPATCHES = "dispatches"
    SHARES_STATE = "shares-state"
    CO_CHANGES = "co-changes"
    RESEMBLES = "resembles"


class Confidence(StrEnum):
    """How sure a claim is: the language says so; types, docblocks or flow say so; a convention or a string says so."""

    EXACT = "exact"
    INFERRED = "inferred"
    GUESSED = "guessed"


class Dependency(msgspec.Struct, frozen=True, order=True):
    """One unit needs another, in one way; `occurrences` holds every place, sorted, never a sample.

    `confidence` and `via` are those of the surest occurrence.
    """

    source: str
    target: str
    kind: DependencyKind
    confidence: Confidence
    via: str  # who says so: php, docblock, sql, include, a framework's name …
    occurrences: tuple[Location, ...]


class Reason(StrEnum):
    """Why a reference could not be resolved: a closed set, each with a way out in the report."""

    DYNAMIC_PATH = "dynamic path"
    MISSING_FILE = "missing file"
    DYNAMIC_CLASS = "dynamic class"
    UNKNOWN_CLASS = "unknown class"  # neither declared, nor PHP's, nor a known package's
    UNKNOWN_FUNCTION = "unknown function"
    DYNAMIC_NAME = "dynamic name"
    UNTYPED_RECEIVER = "untyped receiver"
    UNKNOWN_METHOD = "unknown method"
    DYNAMIC_TABLE = "dynamic table"
    UNREADABLE_SQL = "unreadable sql"
    MISSING_TEMPLATE = "missing template"
    UNKNOWN_NAME = "unknown name"  # a container id, an alias, a hook: nobody gives it a meaning
    UNREAD_WIRING = "unread wiring"  # a framework's plug-in sees that something is wired, and cannot read it


class Unresolved(msgspec.Struct, frozen=True, order=True):
    """One line of the ledger: a reference that we could not resolve. `text` is what stands there, shortened.

    `missing` is the name whose type would type the receiver, "" when no single one would: `$global`,
    `Class::$property`, `Class::method()`, `function()` (with `[]` for an element of it), or a parameter,
    `function($name)`.
    """

    path: str
    line: int
    kind: str  # include, method-call, static-call, function-call, class, table, sql, template
    text: str
    reason: Reason
    missing: str = ""


class Coverage(msgspec.Struct, frozen=True, order=True):
    """How many references of a kind were found in own code, and what became of them. `external` is known,
    not followed."""

    kind: str
    total: int
    exact: int
    inferred: int
    guessed: int
    external: int
    unresolved: int

    @property
    def share(self) -> float:
        """Known references (resolved or external) over all, 0..1; 1 when there are none."""
        return 1.0 - self.unresolved / self.total if self.total else 1.0

    @property
    def inner(self) -> int:
        """References that are not known to leave the code."""
        return self.total - self.external

    def of_inner(self, count: int) -> float:
        """Return a count as a share of the references that are not known to leave the code, 0..1; 1 without any."""
        return count / self.inner if self.inner else 1.0

    @property
    def followed(self) -> float:
        """Resolved references over all that are not known to leave the code, 0..1; 1 when there are none."""
        return self.of_inner(self.inner - self.unresolved)


class FileProblem(msgspec.Struct, frozen=True, order=True):
    """A problem with its file."""

    path: str
    line: int
    kind: ProblemKind
    message: str


class Entry(msgspec.Struct, frozen=True, order=True):
    """A way in, as a framework wires it: which unit, how, under which route, command or event, and where that is said.

    `verb` is as written (`GET`, `POST|PUT`), "" for any; `member` the method that is called, "" when unknown.
    """

    unit: str
    kind: str  # an EntryKind
    name: str
    verb: str
    member: str
    via: str
    place: Location


class Table(msgspec.Struct, frozen=True, order=True):
    """A table: where it is declared (None: only used), its columns and its foreign keys."""

    name: str
    place: Location | None
    columns: tuple[str, ...] = ()
    foreign_keys: tuple[ForeignKey, ...] = ()


class Join(msgspec.Struct, frozen=True, order=True):
    """One statement that reads two tables together: by whom, where, on which columns, and how it stands in the code.

    `left` and `right` are table ids, left before right; `columns` the pairs (of left, of right) compared, empty
    when they could not be told.
    """

    unit: str
    place: Location
    left: str
    right: str
    columns: tuple[tuple[str, str], ...] = ()
    text: str = ""  # the statement, shortened, what is dynamic as {0}, {1} …


class TransactionScope(msgspec.Struct, frozen=True, order=True):
    """A transaction that a unit opens, and the tables that are written before it ends, following calls.

    Each write is (table id, unit that writes, place of the write); `closed` says that its end was found too.
    """

    unit: str
    place: Location
    member: str = ""  # the method that opens it
    closed: bool = True
    writes: tuple[tuple[str, str, Location], ...] = ()


class StateAccess(msgspec.Struct, frozen=True, order=True):
    """A unit reads or writes shared state: session keys, globals, static properties, constants as configuration, cache
    keys, files, cookies, environment. `kind` is a StateKind, `key` "" when it is computed."""

    kind: str
    key: str
    unit: str
    writes: bool
    places: tuple[Location, ...]
    confidence: Confidence = Confidence.EXACT


class ColumnUse(msgspec.Struct, frozen=True, order=True):
    """Statements of a unit name a column of a table, to read or to write it; `*` reads all of them."""

    table: str
    column: str
    unit: str
    writes: bool
    places: tuple[Location, ...]


class Operation(msgspec.Struct, frozen=True, order=True):
    """A unit calls a method that another unit declares."""

    target: str
    member: str
    source: str
    places: tuple[Location, ...]


class Kept(msgspec.Struct, frozen=True, order=True):
    """What a graph file says of a node (`target` and `key` are "") or of an edge, and we have no field for."""

    source: str
    target: str
    key: str
    attributes: str  # a JSON object


class Linkage(msgspec.Struct, frozen=True):
    """The dependency graph with its evidence. Everything is sorted."""

    units: tuple[Unit, ...] = ()
    dependencies: tuple[Dependency, ...] = ()
    tables: tuple[Table, ...] = ()
    unresolved: tuple[Unresolved, ...] = ()
    coverage: tuple[Coverage, ...] = ()
    problems: tuple[FileProblem, ...] = ()
    frameworks: tuple[str, ...] = ()
    entries: tuple[Entry, ...] = ()
    joins: tuple[Join, ...] = ()
    scopes: tuple[TransactionScope, ...] = ()
    state: tuple[StateAccess, ...] = ()
    columns: tuple[ColumnUse, ...] = ()
    operations: tuple[Operation, ...] = ()  # in `Analysis` only those that cross, as `Boundary.calls`
    kept: tuple[Kept, ...] = ()  # of a graph file only

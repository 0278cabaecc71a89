"""What a framework's convention says about code: small values that `link` resolves like anything PHP says itself."""

from dataclasses import dataclass

from analyzer.model.expression import Expression
from analyzer.model.facts import EntryKind
from analyzer.model.linkage import Confidence, DependencyKind
from analyzer.model.statements import ForeignKey, TableDeclaration, TableMode


@dataclass(frozen=True, slots=True)
class Origin:
    """Where a claim comes from: an index into the file's scopes, the lines, and who says so.

    `unit` names the class that needs what is claimed, when a configuration file says so of it; "" for the scope's unit.
    It may be `@space name`: the class that a name of a space stands for.
    """

    scope: int
    lines: tuple[int, ...]
    via: str
    unit: str = ""


@dataclass(frozen=True, slots=True)
class ClassClaim:
    """The code needs a class; `name` is fully qualified."""

    origin: Origin
    name: str
    kind: DependencyKind = DependencyKind.CLASS_NAME
    confidence: Confidence = Confidence.GUESSED


@dataclass(frozen=True, slots=True)
class FunctionClaim:
    """The code hands over a function by name, to be called back."""

    origin: Origin
    name: str
    kind: DependencyKind = DependencyKind.CALLS
    confidence: Confidence = Confidence.GUESSED


@dataclass(frozen=True, slots=True)
class MethodClaim:
    """The code hands over a method, to be called back: `[$object, 'method']`, `[Name::class, 'method']`."""

    origin: Origin
    of: Expression
    name: str
    kind: DependencyKind = DependencyKind.CALLS
    confidence: Confidence = Confidence.GUESSED


@dataclass(frozen=True, slots=True)
class TableClaim:
    """The code uses a table; with `declared_only` the claim holds only if a schema declares that name.

    The name may be `@space name`: the texts that the name was given there.
    """

    origin: Origin
    name: str
    mode: TableMode
    declared_only: bool = True


@dataclass(frozen=True, slots=True)
class TemplateClaim:
    """The code renders a template; `name` as the code says it, maybe without extension.

    `below` is `@space name`: the template stands below a directory of that name or one that the name was given there.
    """

    origin: Origin
    name: str
    below: str = ""


@dataclass(frozen=True, slots=True)
class EntryClaim:
    """The outside world gets in here: the scope's unit, or the named function or class (or `@space name`).

    `below` is `@space name`: each text that the name was given there comes before the entry's own name.
    `unless` is `@space name`: there is no such way in where that name was given anything.
    """

    origin: Origin
    kind: EntryKind
    unit: str = ""  # class or function name; "" for the unit of the scope
    name: str = ""  # a route's path, a command's name, an event
    verb: str = ""  # GET, POST|PUT …; "" for any, or when there are none
    member: str = ""  # the method
    below: str = ""
    unless: str = ""


@dataclass(frozen=True, slots=True)
class Provide:
    """A name of a space is given a meaning: a service its class, an event a listener.

    `means` is evaluated where it stands: in a space of instances a class by name (`Text`), another name of the space,
    or what is an instance; in one of callables a callable; in one of texts a text.
    """

    origin: Origin
    space: str
    name: str
    means: Expression


@dataclass(frozen=True, slots=True)
class Use:
    """A name of a space is used: an edge to whatever it means."""

    origin: Origin
    space: str
    name: str
    kind: DependencyKind = DependencyKind.CLASS_NAME


@dataclass(frozen=True, slots=True)
class Unread:
    """The plug-in sees that something is wired here, and cannot read it: a line of the ledger."""

    origin: Origin
    what: str  # kind of reference: the name of a space, or a meaning's head
    text: str


@dataclass(frozen=True, slots=True)
class Alias:
    """A class is also known under another name, as `class_alias` would do; both are fully qualified."""

    origin: Origin
    name: str
    of: str


@dataclass(frozen=True, slots=True)
class Mixes:
    """A class of this file has the methods of another, as `@mixin` says."""

    origin: Origin
    unit: str
    name: str


Claim = (
    Alias
    | Mixes
    | ClassClaim
    | FunctionClaim
    | MethodClaim
    | TableClaim
    | TemplateClaim
    | EntryClaim
    | Provide
    | Use
    | Unread
)

Declared = TableDeclaration | ForeignKey  # as `CREATE TABLE` would do; what is declared again adds columns

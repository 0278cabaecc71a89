"""What a plug-in is: tables first, then code over facts."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from enum import Enum
from functools import cached_property

from analyzer.frameworks.claims import Claim
from analyzer.frameworks.rules import Rule, rules
from analyzer.model.facts import ReadFile
from analyzer.model.project import Project

Lookup = Callable[[str, str], Sequence[str]]  # a space of texts and a name → the texts it was given


class Holds(Enum):
    """What the names of a space stand for."""

    INSTANCE = "an object: a service, a model"
    CALLABLE = "whatever is called: listeners of an event, callbacks of a hook"
    TEXT = "a text that other names are made of"


@dataclass(frozen=True, slots=True)
class Space:
    """Names that some places give and others use: services, events, hooks, aliases of models.

    `meant` makes names of classes of a name by convention, the likeliest first; the first that is declared counts.
    """

    name: str
    holds: Holds = Holds.INSTANCE
    classes: bool = False  # the name of a class stands for the class
    concrete: bool = False  # names are (also) those of interfaces and classes: whoever calls these, calls what is given
    sole: bool = False  # an interface with one implementation means that: autowiring
    many: bool = False  # what a name stands for may also be a collection of such
    own: tuple[str, ...] = ()  # the framework's own names, lower case; a trailing `*` is a prefix: external
    vendored: bool = False  # names begin with whose they are: those of packages that are not in the tree are external
    quiet: bool = False  # a name that means nothing is nothing to wonder about: an event without listeners
    inherited: bool = False  # the name of a class that was given nothing means what its nearest ancestor was given
    certain: bool = False  # `meant` does what the framework itself does, and so is no guess
    meant: Callable[[str, Lookup], Iterable[str]] | None = None

    def owns(self, name: str) -> bool:
        """Whether a name (lower case) is the framework's own."""
        return name in self.own or any(own[-1] == "*" and name.startswith(own[:-1]) for own in self.own)


@dataclass(frozen=True, slots=True)
class StandIn:
    """Classes that pass every static call on to an object which one of their methods names: facades."""

    base: str  # lower case
    method: str  # lower case
    space: str


@dataclass(frozen=True, slots=True)
class Generated:
    """Classes that the framework writes, told by how their names end: `OrderFactory` makes what `Order` means."""

    ending: str  # lower case
    method: str  # lower case: the method that makes an instance; "" when the class only stands before the other
    space: str  # where what is before the ending is looked up


@dataclass(frozen=True, slots=True)
class Behind:
    """Objects of a space that stand behind methods which a class lacks: a view's `$this->url()` is its helper `url`.

    `methods` are called on the object, the first that it has; "" is the name that the code calls.
    """

    bases: tuple[str, ...]  # lower case
    space: str
    methods: tuple[str, ...]  # lower case


@dataclass(frozen=True, slots=True)
class Hands:
    """What calls hand to the first parameter of the closures that they are given.

    `what` is `<receiver>` (the object that is called), `<relation>` (what its method gives that the closure's key or
    the first argument names, `lines.product` step by step), `X<receiver>` (a collection X of such), or a class.
    """

    bases: tuple[str, ...]  # lower case
    methods: frozenset[str]  # lower case; none: any
    what: str


def _nothing(_file: ReadFile) -> Iterator[Claim]:
    return iter(())


@dataclass(frozen=True)
class Framework:
    """One framework's knowledge. `interpret` turns literals of one file into claims; it must not raise.

    `conventions` are lines as in `rules.py`; most runs need those of few frameworks, so they are read when asked for.
    """

    name: str
    detect: Callable[[Project, Sequence[ReadFile]], bool]
    interpret: Callable[[ReadFile], Iterator[Claim]] = _nothing
    conventions: Mapping[str, str] = field(default_factory=dict)
    spaces: tuple[Space, ...] = ()
    stand_ins: tuple[StandIn, ...] = ()
    generated: tuple[Generated, ...] = ()
    behind: tuple[Behind, ...] = ()
    namespaces: tuple[str, ...] = ()  # lower-case prefixes of its own classes: external when not declared here
    bundled: bool = False  # its classes may stand in the tree: what they themselves leave open is nobody's idiom
    functions: frozenset[str] = frozenset()  # lower-case names of its own functions: external when not declared here
    rendered_by: str = ""  # the variable that holds, in a view, what `$this` is in others: what renders it
    # What `$this` is in scripts that methods include, as views: (a part of the path, "" for any; lower-case class).
    pages: tuple[tuple[str, str], ...] = ()
    prefixed: tuple[tuple[str, str], ...] = ()  # base class, prefix: `x()` calls the method `<prefix>X` below it
    # Base class, variable, class: what closures below it are given; without a base, what scripts find.
    variables: tuple[tuple[str, str, str], ...] = ()
    hands: tuple[Hands, ...] = ()
    includes: tuple[str, ...] = ()  # names of frameworks whose knowledge this one brings: not active beside it
    table_holders: frozenset[str] = frozenset()  # variables whose properties name tables, as `$wpdb->posts`

    @cached_property
    def rules(self) -> tuple[Rule, ...]:
        """The conventions as rules."""
        return rules(self.conventions)


def has_package(project: Project, *names: str) -> bool:
    """Return whether composer knows a package of one of these names."""
    return any(package.name in names for package in project.packages)


def has_path(project: Project, *endings: str) -> bool:
    """Return whether a file's path ends with one of these (at a directory boundary)."""
    return any(("/" + file.path).endswith(tuple("/" + ending for ending in endings)) for file in project.files)


def extends(files: Sequence[ReadFile], *bases: str) -> bool:
    """Return whether a class of the code base extends one of these (lower case; a trailing `*` is a prefix)."""
    whole = frozenset(base for base in bases if not base.endswith("*"))
    starts = tuple(base[:-1] for base in bases if base.endswith("*"))
    return any(
        parent.lower() in whole or (starts and parent.lower().startswith(starts))
        for file in files
        for declaration in file.facts.declarations
        for parent in (*declaration.extends, *declaration.implements)
    )

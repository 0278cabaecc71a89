"""What taking one service out needs, on one page: the value behind `secateur split`."""

import msgspec

from analyzer.model.data import CutJoin, CutKey, CutState, CutTransaction
from analyzer.model.decomposition import TableVerdict
from analyzer.model.linkage import Entry
from analyzer.model.location import Location

SCHEMA = "secateur/split/1"


class Operation(msgspec.Struct, frozen=True, order=True):
    """One line of a contract: what is called, included, rendered or named across the boundary.

    `provider` is the service that declares it, `users` the services that need it, each with its places; "" is the core:
    code in no service. `member` is a method, "" for a function, a script, a template, or a class as such.
    """

    unit: str
    member: str
    kind: str  # a DependencyKind
    provider: str
    declared: Location | None
    users: tuple[tuple[str, tuple[Location, ...]], ...]

    @property
    def count(self) -> int:
        """The number of places that need it."""
        return sum(len(places) for _, places in self.users)

    @property
    def name(self) -> str:
        """How it is called: `App\\Cart::total()`, `add_to_cart()`, `lib/cart.php`."""
        prefix, _, bare = self.unit.partition(":")
        if self.kind == "new":
            return f"new {bare}()"
        if self.member:
            return f"{bare}::{self.member}()"
        return f"{bare}()" if prefix == "function" else bare


class Event(msgspec.Struct, frozen=True, order=True):
    """A unit hears of, or runs, another across the boundary: hooks, events, callables that are handed over."""

    source: str
    target: str
    kind: str
    services: tuple[str, str]  # of source and target
    places: tuple[Location, ...]


class TemplateUse(msgspec.Struct, frozen=True, order=True):
    """A template that the service renders or has, where it stands, and who else renders it."""

    unit: str
    service: str
    others: tuple[str, ...]


class Access(msgspec.Struct, frozen=True, order=True):
    """The places of one unit that read or write a table."""

    service: str
    unit: str
    writes: bool
    places: tuple[Location, ...]


class MigrationStep(msgspec.Struct, frozen=True):
    """One step of moving a table, in order."""

    title: str
    text: str
    places: tuple[Location, ...] = ()


class TableSplit(msgspec.Struct, frozen=True):
    """A table that the service owns or uses, who touches it where, and how it moves (only a table that it owns)."""

    verdict: TableVerdict
    columns: tuple[str, ...]
    written: tuple[tuple[str, tuple[str, ...]], ...]  # service → the columns that it was seen to write
    accesses: tuple[Access, ...]
    migration: tuple[MigrationStep, ...]

    @property
    def name(self) -> str:
        """The table's bare name."""
        return self.verdict.table.partition(":")[2]


class SplitCut(msgspec.Struct, frozen=True, order=True):
    """One thing to be cut: what it is, its cost in points, the usual way out, and where it stands."""

    what: str
    kind: str
    cost: float
    way_out: str
    places: tuple[Location, ...]


class Split(msgspec.Struct, frozen=True):
    """Everything on the page of one service."""

    schema: str
    project: str
    version: str  # of secateur
    service: str
    position: int  # in the order of extraction, from 1; 0 when there is none
    units: int
    loc: int
    stability: float | None
    cost: float  # of all cuts together, in points
    unresolved: int  # references in its lines that nobody could follow: each may be one more line of this page
    inbound: tuple[Operation, ...]  # calls of others
    types: tuple[Operation, ...]  # classes, constants and the like of it that others name
    outbound: tuple[Operation, ...]
    named: tuple[Operation, ...]  # classes, constants and the like of others that it names
    library: tuple[Operation, ...]  # what it needs of the shared kernel: travels along
    events: tuple[Event, ...]
    entries: tuple[Entry, ...]
    templates: tuple[TemplateUse, ...]
    owned: tuple[TableSplit, ...]
    used: tuple[TableSplit, ...]  # tables of others
    joins: tuple[CutJoin, ...]
    keys: tuple[CutKey, ...]
    transactions: tuple[CutTransaction, ...]
    state: tuple[CutState, ...]
    cuts: tuple[SplitCut, ...]

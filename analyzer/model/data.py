"""What the proposed boundaries cut in the data: joins, keys, transactions, shared state, and the calls that cross."""

from enum import StrEnum

import msgspec

from analyzer.model.location import Location

CORE = ""  # stands for no service: the shared kernel and what nothing places


class WayOut(StrEnum):
    """The usual answers to something that a boundary cuts."""

    COMPOSITION = "API composition"  # ask both services and put their answers together
    READ_MODEL = "read model"  # a prepared view of both, fed by events
    LOCAL_COPY = "join the local copy"  # the verdict of one of the tables brings a copy anyway
    BY_ID = "reference by id"  # keep the number, give up the constraint
    SAGA = "saga with outbox"  # one local transaction per service, compensated when a later one fails
    OUTBOX = "outbox"  # one service writes, the other follows by an event
    TOKEN = "signed token"  # what the session knows travels with the request
    SESSION_STORE = "shared session store"
    PARAMETER = "pass it along"  # an argument or a field of the request
    CACHE = "shared cache, or a cache of its own"
    FILES = "file or object store with an owner"
    SETTINGS = "settings of each service"


class CutJoin(msgspec.Struct, frozen=True, order=True):
    """Statements that read two tables of different owners together; `places` are (unit, its service, place)."""

    left: str
    right: str
    owners: tuple[str, str]  # of left, of right; CORE for nobody
    columns: tuple[tuple[str, str], ...]  # compared, of left and of right
    places: tuple[tuple[str, str, Location], ...]
    example: str  # a statement, shortened, "" when the text is not known
    at: Location  # of the example
    cost: float
    way_out: WayOut


class CutKey(msgspec.Struct, frozen=True, order=True):
    """A foreign key that leaves its service; `declared` False: only implied by names."""

    table: str
    target: str
    owners: tuple[str, str]
    columns: tuple[str, ...]
    target_columns: tuple[str, ...]
    declared: bool
    place: Location | None
    cost: float
    way_out: WayOut


class CutTransaction(msgspec.Struct, frozen=True, order=True):
    """A transaction whose tables have several owners: (owner, tables written there), most tables first.

    `writes` are (table, unit that writes, place); `closed` as in `TransactionScope`.
    """

    unit: str
    service: str  # of the unit that opens it
    place: Location
    member: str
    closed: bool
    owners: tuple[tuple[str, tuple[str, ...]], ...]
    writes: tuple[tuple[str, str, Location], ...]
    cost: float
    way_out: WayOut


class CutState(msgspec.Struct, frozen=True, order=True):
    """Shared state that one service writes and another uses; `places` are (unit, its service, whether it writes,
    place)."""

    kind: str  # a StateKind
    key: str
    writers: tuple[str, ...]  # services, CORE for nobody
    readers: tuple[str, ...]
    places: tuple[tuple[str, str, bool, Location], ...]
    cost: float
    way_out: WayOut


class CrossCall(msgspec.Struct, frozen=True, order=True):
    """A method of one service that units of another call, or of or from the core: the evidence of a contract."""

    target: str  # unit id
    member: str
    source: str  # unit id
    places: tuple[Location, ...]


class Boundary(msgspec.Struct, frozen=True):
    """Everything that the boundaries of a decomposition cut; each part sorted, dearest first where it has a cost."""

    joins: tuple[CutJoin, ...] = ()
    keys: tuple[CutKey, ...] = ()
    transactions: tuple[CutTransaction, ...] = ()
    state: tuple[CutState, ...] = ()
    calls: tuple[CrossCall, ...] = ()

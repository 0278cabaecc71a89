"""What `check` finds, and what it holds it against."""

import msgspec

from analyzer.model.location import Location

BASELINE_SCHEMA = "secateur/baseline/1"


class Entry(msgspec.Struct, frozen=True, order=True):
    """The identity of a violation: which rule, from what, to what (ids of units, names of services; "" for none)."""

    rule: str
    source: str
    target: str = ""


class Introduced(msgspec.Struct, frozen=True, order=True):
    """Who wrote the line of a violation's first place, as git knows it."""

    commit: str  # abbreviated
    author: str
    date: str  # ISO 8601, the author's day


class Violation(msgspec.Struct, frozen=True, order=True):
    """A broken rule with its identity (rule, source, target: never a line), its places, and what to do."""

    rule: str
    source: str
    target: str
    message: str
    places: tuple[Location, ...] = ()
    fix: str = ""  # the smallest, for this very place
    introduced: Introduced | None = None

    @property
    def entry(self) -> Entry:
        """Its identity."""
        return Entry(self.rule, self.source, self.target)


class Baseline(msgspec.Struct, frozen=True):
    """What was known when somebody said so: `secateur-baseline.json`. Everything is sorted.

    `paths` says where the units of the entries were declared, so that they are found again when git says that a file
    was renamed since `revision`. The last three are what rules compare with.
    """

    schema: str = BASELINE_SCHEMA
    revision: str = ""  # git's id of what was read, "" outside of git
    entries: tuple[Entry, ...] = ()
    paths: dict[str, str] = {}  # unit id → path
    dependencies: dict[str, tuple[str, ...]] = {}  # service → the services that it used
    kernel: tuple[str, ...] = ()  # unit ids
    coverage: dict[str, float] = {}  # kind of reference → known share, 0..1


class Outcome(msgspec.Struct, frozen=True):
    """What a gate says: `new` violations break it, `stale` entries do when it is strict; `known` ones are accepted.

    `notes` are what the reader must know to trust it; `prefix` leads from the top of the git repository to the analysed
    directory, with a final `/`, or is "".
    """

    new: tuple[Violation, ...] = ()
    known: tuple[Violation, ...] = ()
    stale: tuple[Entry, ...] = ()
    notes: tuple[str, ...] = ()
    prefix: str = ""
    strict: bool = False

    @property
    def broken(self) -> bool:
        """Whether the gate fails."""
        return bool(self.new) or (self.strict and bool(self.stale))

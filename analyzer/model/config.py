"""Everything a user can set, with its default: what `secateur.yaml` and the flags say."""

import msgspec

from analyzer.model.plan import Plan

KINDS = {
    "extends": 4.0,
    "implements": 3.0,
    "uses-trait": 3.0,
    "new": 2.0,
    "calls": 1.0,
    "static-call": 1.5,
    "constant": 0.5,
    "static-property": 1.0,
    "instanceof": 0.5,
    "catch": 0.5,
    "parameter-type": 1.0,
    "return-type": 1.0,
    "property-type": 1.5,
    "attribute": 0.5,
    "class-name": 0.5,
    "docblock": 0.25,
    "includes": 1.0,
    "renders": 2.0,
    "listens": 1.0,
    "dispatches": 1.0,
    "reads": 1.0,
    "writes": 3.0,
    "joins": 1.5,
    "foreign-key": 2.0,
    "shares-state": 1.0,
}

SETTINGS_FILE = "secateur.yaml"  # as problems call it

# Each layer has its page in docs/layers, with its source, its formula and what it was measured to be worth.
LAYERS = {
    "structure": 1.0,
    "data": 0.3,
    "state": 0.1,
    "history": 1.0,
    "contributors": 0.0,
    "co-use": 0.0,
    "vocabulary": 0.0,
    "layout": 0.1,
}

CONFIDENCE = {"exact": 1.0, "inferred": 0.9, "guessed": 0.5}


class DiscoverConfig(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Which files are looked at."""

    exclude: tuple[str, ...] = ()  # globs as in .gitignore
    third_party: tuple[str, ...] = ()  # further vendor directories, same globs
    tests: tuple[str, ...] = ()  # further test directories, same globs
    max_file_size: int = 5_000_000  # bytes
    git_log: str = ""  # a file that holds the history (code-maat's format) instead of the repository
    history: bool = True  # read the repository's history for what changes together


class WeightConfig(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """How much each kind of dependency and each layer counts."""

    kinds: dict[str, float] = msgspec.field(default_factory=lambda: dict(KINDS))
    layers: dict[str, float] = msgspec.field(default_factory=lambda: dict(LAYERS))
    confidence: dict[str, float] = msgspec.field(default_factory=lambda: dict(CONFIDENCE))
    fan_in_discount: float = 0.5  # a target's edges are divided by (number of distinct sources) ** this
    largest_commit: int = 100  # files; a commit that touches more says nothing of what belongs together


class ClusterConfig(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """How communities are searched."""

    services: int | None = None  # a wished number of services
    seeds: int = 20
    resolutions: tuple[float, ...] = (0.35, 0.5, 0.8, 1.2, 1.8, 2.6)


# What it is worth that a service has left, per step, by what it takes along: shares of everything that can be cut.
BENEFITS = {"size": 0.25, "churn": 0.25, "authors": 0.25, "stability": 0.25}


class OrderConfig(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """What the extraction order minimises."""

    back_call: float = 1.0  # per unit of weight called back into the monolith
    shared_write: float = 5.0  # per table written on both sides
    benefits: dict[str, float] = msgspec.field(default_factory=lambda: dict(BENEFITS))
    first: tuple[str, ...] = ()  # services that are to leave first, in this order


class DataConfig(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """What it costs to part data, in points: one point is one plain call that becomes a call of another service."""

    read: float = 1.0  # per place of another service that reads a table through its owner's API
    write: float = 3.0  # per place of another service that writes through its owner
    join: float = 2.0  # per statement that joins tables of two owners, beside its reads
    copy: float = 5.0  # per service that keeps a copy of a table
    publish: float = 1.0  # per place of the owner that must tell of what it writes
    copied_read: float = 0.2  # per place that reads a local copy instead
    group: float = 4.0  # per group of columns that becomes a table of its own
    key: float = 1.0  # per foreign key that is given up
    transaction: float = 8.0  # per further owner whose tables a transaction writes
    state: float = 1.0  # per place that uses a global of another service; per service that shares a session key


class Convention(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """One line of a framework that the user describes: what the code does, and what that means."""

    pattern: str
    meaning: str
    line: int = 0  # of the file that says it


class OwnFramework(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A framework that the user describes; it is always active."""

    name: str
    conventions: tuple[Convention, ...]


class FrameworkConfig(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Frameworks to switch on or off whatever detection says, and those that only the user knows."""

    on: tuple[str, ...] = ()
    off: tuple[str, ...] = ()
    define: tuple[OwnFramework, ...] = ()


class Hint(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """What the code does not say of a name, said by the user, and the line of the file that says it (0: none)."""

    name: str
    means: tuple[str, ...]
    line: int = 0


class LinkConfig(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """What only people who know the code can say: three keys of the file, each a mapping, in its order."""

    types: tuple[Hint, ...] = ()  # `$global`, `Class::$property`, `Class::method()`, `function()`: a docblock type
    aliases: tuple[Hint, ...] = ()  # the name of a class that is made at run time: the class behind it
    includes: tuple[Hint, ...] = ()  # `CONSTANT`, `$variable`: a path; the text of an include: globs as in .gitignore


class Pattern(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A pattern of units (ids or a glob of paths), and the line of the file that says it; 0: a flag does."""

    text: str
    line: int = 0


class Group(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Patterns that one rule speaks of; `service` is the name that it gives them, "" for none."""

    patterns: tuple[Pattern, ...]
    service: str = ""
    line: int = 0


class Limit(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A number that holds for all services, and the line that says it."""

    number: int
    line: int = 0


class Constraints(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """What a proposal must obey, whatever the code says."""

    pin: tuple[Group, ...] = ()  # these units are in that service; others may join them
    predefined: tuple[Group, ...] = ()  # that service has these units and no others
    together: tuple[Group, ...] = ()  # all units of a group are in one service
    apart: tuple[Group, ...] = ()  # no unit of one pattern shares a service with one of another
    kernel: tuple[Pattern, ...] = ()  # forced into the shared kernel
    not_kernel: tuple[Pattern, ...] = ()  # kept out of it
    leave_out: tuple[Pattern, ...] = ()  # in no service
    largest: Limit | None = None  # units and tables of a service
    smallest: Limit | None = None
    services: Limit | None = None


class Edit(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A change of a proposal to be tried: `move` patterns to a service, `rename` or `merge` services, `split` patterns
    off a service. `target` is the name afterwards."""

    kind: str  # move, rename, merge, split
    target: str
    services: tuple[str, ...] = ()
    patterns: tuple[str, ...] = ()


class Config(LinkConfig, frozen=True, forbid_unknown_fields=True):
    """The whole configuration; every field has a default, so an empty file is a valid one."""

    name: str | None = None  # project name, default: the directory's
    discover: DiscoverConfig = DiscoverConfig()
    weights: WeightConfig = msgspec.field(default_factory=WeightConfig)
    clustering: ClusterConfig = ClusterConfig()
    constraints: Constraints = Constraints()
    order: OrderConfig = OrderConfig()
    data: DataConfig = DataConfig()
    frameworks: FrameworkConfig = FrameworkConfig()
    plan: Plan = Plan()  # the keys `services` and `kernel` of the file

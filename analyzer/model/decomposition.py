"""Which unit goes with which: communities as found, services as proposed."""

from enum import StrEnum

import msgspec

from analyzer.model.location import Location


class Partition(msgspec.Struct, frozen=True):
    """Communities at one resolution: `labels[i]` is the community of node i of the graph, numbered by size.

    The label −1 means: in no community, because set aside as kernel or connected to nothing.

    `stability[i]` (0..1) is how often node i sat with the rest of its community over all seeds; `agreement` the mean
    pairwise adjusted Rand index between seeds.
    """

    resolution: float
    labels: tuple[int, ...]
    stability: tuple[float, ...]
    modularity: float
    agreement: float
    persistent: bool = False  # every branch cut at its own level: what is recommended


class Communities(msgspec.Struct, frozen=True):
    """Partitions from coarse to fine, of the nodes at `core` positions; the others were set aside."""

    partitions: tuple[Partition, ...]


class Role(StrEnum):
    """What a unit is to the decomposition."""

    DOMAIN = "domain"
    ENTRY = "entry"
    KERNEL = "kernel"  # used from everywhere, uses little: shared kernel
    UTILITY = "utility"  # used from several services, none of them much more than the others, and uses nothing
    DATA_ACCESS = "data access"  # what it uses is mostly tables
    GLUE = "glue"  # names, makes, includes and hooks up units of several services, and hardly anybody uses it
    ORPHAN = "orphan"  # connected to nothing that has a service
    TEST = "test"
    EXTERNAL = "external"
    TABLE = "table"
    TEMPLATE = "template"


class Service(msgspec.Struct, frozen=True, order=True):
    """A proposed service. `members` are unit ids (tables included), sorted; `vocabulary` the words that name it."""

    name: str
    members: tuple[str, ...]
    vocabulary: tuple[str, ...] = ()
    stability: float | None = None  # mean of its members'

    @property
    def tables(self) -> tuple[str, ...]:
        """The ids of its tables."""
        return tuple(m for m in self.members if m.startswith("table:"))


class Membership(msgspec.Struct, frozen=True, order=True):
    """Where a unit went and how surely. `share` is the part of its weight that stays inside, `runner_up` the next best
    service with its share; contested when the two are near, or the unit does too much (`Hub`)."""

    unit: str
    service: str
    role: Role
    stability: float
    share: float
    runner_up: str | None = None
    runner_up_share: float = 0.0
    contested: bool = False


class HubKind(StrEnum):
    """What a unit that many use is."""

    SHARED = "shared"  # kernel: used from everywhere, uses little, keeps no data
    SHARED_DATA = "shared, keeps data"  # set aside as kernel, though tables hang on it
    CENTRE = "centre"  # most of its users are in its own service
    FACADE = "facade"  # users elsewhere, and at least half of the many it uses are in its own service
    ENTITY = "entity"  # users in several services, uses little, touches tables itself
    OVERLOADED = "does too much"  # users in several services, and uses several services, none of them most
    COMMON = "common"  # users in several services, uses little, and no data: nearly kernel
    ELSEWHERE = "used elsewhere"  # most of its users are elsewhere, and nothing more can be said


class Hub(msgspec.Struct, frozen=True, order=True):
    """A unit of the kernel, or one with at least √N users, told apart by who uses it and what it uses.

    `services` are those that use it, with how many of their units, the most first; `used` how many units of services it
    uses; `tables` those that it touches itself; `place` is where its first user names it. `service` is its own, "" for
    the kernel.
    """

    unit: str
    kind: HubKind
    service: str
    users: int
    services: tuple[tuple[str, int], ...]
    used: int
    tables: tuple[str, ...]
    place: Location


class Verdict(StrEnum):
    """What to do about a table."""

    OWN = "own"  # one service only
    SERVE = "own and serve by API"
    REPLICATE = "own and replicate"
    SPLIT = "split the table"
    REFERENCE = "shared reference data"
    KEEP = "keep in the core for now"
    UNUSED = "unused"  # in the schema, touched by no code


class TableVerdict(msgspec.Struct, frozen=True, order=True):
    """Who owns a table and what is to be done; readers and writers are (service, number of places).

    `cost` is in points (docs/data.md); of a table that is kept in the core, what parting it would cost at least.
    `options` are the answers that were compared, with their costs, the cheapest first; `copies` the services for which
    a copy is cheaper than calls, when the verdict brings copies; `groups` the columns that one service alone writes,
    when the table can be split along them.
    """

    table: str
    owner: str | None
    verdict: Verdict
    reason: str
    clarity: float  # owner's share of the writes (of the reads when nobody writes), 0..1
    readers: tuple[tuple[str, int], ...] = ()
    writers: tuple[tuple[str, int], ...] = ()
    nowhere: int = 0  # places that touch it, of code in no service
    cost: float = 0.0
    options: tuple[tuple[Verdict, float], ...] = ()
    copies: tuple[str, ...] = ()
    groups: tuple[tuple[str, tuple[str, ...]], ...] = ()


class Granularity(msgspec.Struct, frozen=True):
    """One of coarse, recommended, fine: the same code base with fewer or more services."""

    name: str
    resolution: float
    services: tuple[Service, ...]
    modularity: float
    stability: float | None  # mean of its units'; None where no runs voted on this very split


class Moved(msgspec.Struct, frozen=True, order=True):
    """A pattern of the plan that matches nothing (any more), the line of the file that says it, and where what it named
    probably is now: ids of units, or a pattern, nearest first. `service` is "kernel" for the kernel's."""

    service: str
    pattern: str
    line: int
    likely: tuple[str, ...] = ()


class Overlap(msgspec.Struct, frozen=True, order=True):
    """Units that two services of the plan claim by patterns of which neither is an exception from the other: `service`
    has them, for its `pattern` is narrower or stands first; `line` and `other_line` are of the file."""

    service: str
    pattern: str
    line: int
    other: str
    other_pattern: str
    other_line: int
    units: tuple[str, ...]

    @property
    def said(self) -> str:
        """The overlap as words, for a message that stands at `other_line`."""
        what = (
            f"{len(self.units):,} units, {self.units[0]} first, are" if len(self.units) > 1 else f"{self.units[0]} is"
        )
        return (
            f"{self.other}: {what} claimed by {self.other_pattern} and, on line {self.line}, by {self.pattern} of "
            f"{self.service}, which wins; let one of them say less"
        )


class Obeyed(msgspec.Struct, frozen=True, order=True):
    """A constraint of the user, the units that it decided, and what it costs against leaving each of them where most of
    its ties are: `crossing` in weight of the combined graph that crosses more, `modularity` lost (negative: gained).

    `line` is that of secateur.yaml, 0 for a flag; `rule` its key (`pin`, `apart`, …), `service` the name it gives.
    """

    line: int
    rule: str
    pattern: str
    service: str
    units: tuple[str, ...]
    crossing: float = 0.0
    modularity: float = 0.0


class Decomposition(msgspec.Struct, frozen=True):
    """The proposal, or what the accepted plan says. `services` are those of the recommended (or asked for) granularity,
    sorted by name.

    `unplanned`, `core`, `moved` and `overlaps` are of a plan only: what no pattern covers is in a service by pull
    (`unplanned`), or in none (`core`: the rest of the monolith). Then `stability` is 1 in all memberships: nothing was
    voted on.
    """

    services: tuple[Service, ...]
    kernel: tuple[str, ...]  # unit ids set aside as shared kernel, sorted
    orphans: tuple[str, ...]  # unit ids that nothing places, sorted
    memberships: tuple[Membership, ...]
    tables: tuple[TableVerdict, ...]
    granularities: tuple[Granularity, ...]  # coarse, recommended, fine; then unconstrained, when there are constraints
    unplanned: tuple[str, ...] = ()  # unit ids, sorted
    core: tuple[str, ...] = ()  # unit ids, sorted
    moved: tuple[Moved, ...] = ()
    constraints: tuple[Obeyed, ...] = ()
    overlaps: tuple[Overlap, ...] = ()
    hubs: tuple[Hub, ...] = ()  # sorted by users, the most first
    set_aside: tuple[str, ...] = ()  # ids of the hubs among the kernel that took no part in the search, sorted
    founded: tuple[str, ...] = ()  # names of services that a rule has founded: nothing that was found had them, sorted

    def service_of(self) -> dict[str, str]:
        """Return unit id → service name for every placed unit."""
        return {member: service.name for service in self.services for member in service.members}

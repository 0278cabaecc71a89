"""The numbers of one revision that are worth keeping for years."""

import msgspec


class ServiceNumbers(msgspec.Struct, frozen=True, order=True):
    """One service of one snapshot: own units (without tables), their lines, its tables, and places that cross."""

    name: str
    state: str  # of the plan: planned, in progress, extracted; "" for a proposal
    units: int
    loc: int
    tables: int
    calls_in: int  # places in other services that use this one
    calls_out: int


class Breach(msgspec.Struct, frozen=True, order=True):
    """A broken rule by its identity, and the number of its places; lines are no part of it."""

    rule: str
    source: str
    target: str
    places: int


class Snapshot(msgspec.Struct, frozen=True, order=True):
    """One point of the history. `date` is ISO 8601 and comes from the command line or git, never from the pipeline.

    Its identity is (project, revision, date, plan, program): `plan` is a digest of the plan and of what else of the
    configuration shapes the numbers, "" when a proposal was measured; `program` names the version that measured.
    What a proposal (or an older version of secateur) does not know is None.
    """

    date: str
    revision: str
    project: str
    loc: int
    units: int
    services: int
    crossing_places: int  # at which code of one service needs another
    shared_tables: int
    kernel_units: int
    unresolved: int
    coverage: float  # share of all references that are known, 0..1
    time: str = ""  # of day, in UTC: only for the order of snapshots of one day
    plan: str = ""
    program: str = ""
    crossing_pairs: int | None = None  # (service, service) pairs with at least one such place
    core_units: int | None = None  # own units that no pattern of a service covers, the kernel apart
    core_loc: int | None = None
    unplanned_units: int | None = None  # of these, units that their ties pull into a service
    numbers: tuple[ServiceNumbers, ...] = ()
    breaches: tuple[Breach, ...] | None = None

    @property
    def key(self) -> tuple[str, str, str, str, str]:
        """What makes it this snapshot and no other."""
        return self.project, self.revision, self.date, self.plan, self.program

    @property
    def core_share(self) -> float | None:
        """Lines of the core over all own lines of units, 0..1."""
        if self.core_loc is None:
            return None
        return self.core_loc / self.loc if self.loc else 0.0

"""The numbers of one analysis that are worth keeping for years."""

import msgspec


class Snapshot(msgspec.Struct, frozen=True, order=True):
    """One point of the history. `date` is ISO 8601 and comes from the command line or git, never from the pipeline."""

    date: str
    revision: str
    project: str
    loc: int
    units: int
    services: int
    crossing_places: int
    shared_tables: int
    kernel_units: int
    unresolved: int
    coverage: float

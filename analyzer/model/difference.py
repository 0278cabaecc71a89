"""What changed between two revisions under one plan: `secateur diff --format json`."""

import msgspec

from analyzer.model.location import Location

SCHEMA = "secateur/diff/1"


class Changed(msgspec.Struct, frozen=True, order=True):
    """A dependency between two services that was added or removed, with all its places."""

    source_service: str
    target_service: str
    source: str
    target: str
    kind: str
    confidence: str
    places: tuple[Location, ...]


class Delta(msgspec.Struct, frozen=True):
    """A number before and after."""

    name: str
    before: float
    after: float


class ServiceDelta(msgspec.Struct, frozen=True, order=True):
    """The numbers of a service before and after; only services of which at least one changed."""

    service: str
    deltas: tuple[Delta, ...]


class SharedTable(msgspec.Struct, frozen=True, order=True):
    """A table that further services use now, or that fewer do, with the places of the new uses."""

    table: str
    before: tuple[str, ...]  # services, sorted
    after: tuple[str, ...]
    places: tuple[Location, ...]


class MovedUnit(msgspec.Struct, frozen=True, order=True):
    """A unit that changed its service, its file or its name; "" for a service: none."""

    unit: str  # its name now
    was: str
    path: str
    was_path: str
    service: str
    was_service: str


class Difference(msgspec.Struct, frozen=True):
    """Everything that a change did to the coupling of services. Sorted; what was only renamed is not a change."""

    schema: str
    project: str
    base: str
    head: str  # "" for the work tree
    added: tuple[Changed, ...]
    removed: tuple[Changed, ...]
    numbers: tuple[Delta, ...]  # of the whole, all of them
    services: tuple[ServiceDelta, ...]
    shared: tuple[SharedTable, ...]  # used by more services than before
    unshared: tuple[SharedTable, ...]
    moved: tuple[MovedUnit, ...]
    broken: tuple[tuple[str, str, str], ...]  # rules of the plan newly broken: (rule, from, to)
    mended: tuple[tuple[str, str, str], ...]
    remarks: tuple[str, ...] = ()

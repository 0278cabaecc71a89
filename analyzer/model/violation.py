"""What `check` finds."""

import msgspec

from analyzer.model.location import Location


class Violation(msgspec.Struct, frozen=True, order=True):
    """A broken rule with its identity (rule, source, target: never a line), its places, and what to do."""

    rule: str
    source: str
    target: str
    message: str
    places: tuple[Location, ...] = ()

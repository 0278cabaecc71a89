"""The course of one project: its snapshots in order, and what can be said of where they lead."""

from enum import StrEnum

import msgspec

from analyzer.model.snapshot import Snapshot

SCHEMA = "secateur/trend/1"


class Outlook(StrEnum):
    """What a forecast says."""

    FEW = "too few snapshots"
    FALLING = "falling"  # surely: the whole interval of slopes is below zero
    UNSURE = "perhaps falling"  # the slope is below zero, its interval is not
    NEVER = "not falling"
    GONE = "nothing left"


class Forecast(msgspec.Struct, frozen=True):
    """How fast a number falls, and when it would be half of what it is now if it went on so.

    The slope per 30 days is the Theil–Sen estimate (the median of all slopes between two points), `low` and `high` its
    95 % interval by Kendall's tau (Sen 1968). Dates are ISO 8601, None: never, or not within 50 years.
    """

    field: str
    label: str
    outlook: Outlook
    points: int
    since: str  # the date of the first point that was used
    now: float
    slope: float = 0.0
    low: float = 0.0
    high: float = 0.0
    half: str | None = None
    earliest: str | None = None
    latest: str | None = None
    sentence: str = ""


class Aged(msgspec.Struct, frozen=True, order=True):
    """A broken rule of the newest snapshot, and since which snapshot it has been broken without a pause."""

    days: int
    rule: str
    source: str
    target: str
    places: int
    since: str
    revision: str
    older: bool  # it is in the oldest snapshot already: it may be older than that


class Trend(msgspec.Struct, frozen=True):
    """The snapshots of one project under one plan, oldest first, with what follows from them."""

    schema: str
    project: str
    plan: str
    snapshots: tuple[Snapshot, ...]
    forecasts: tuple[Forecast, ...] = ()
    breaches: tuple[Aged, ...] = ()  # oldest first
    remarks: tuple[str, ...] = ()  # what a reader must know of these numbers

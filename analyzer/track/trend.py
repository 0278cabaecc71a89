"""The snapshots of a store in, the `Trend` of one project out."""

import re
from collections.abc import Sequence, Set
from datetime import date
from itertools import pairwise

from analyzer.model.snapshot import Snapshot
from analyzer.model.trend import SCHEMA, Aged, Trend
from analyzer.track.forecast import forecast
from analyzer.track.lines import TrackError

# What may fall, field of `Snapshot` → how it is called.
FALLING = {
    "core_loc": "lines of the core",
    "crossing_places": "places between services",
    "shared_tables": "shared tables",
    "unplanned_units": "unplanned units",
}
BROKEN = "broken rules"
_LAST = re.compile(r"[\\/]")  # what stands before the last part of a name

Identity = tuple[str, str, str]  # rule, source, target


def trend(snapshots: Sequence[Snapshot], project: str | None = None) -> Trend:
    """Return the course of a project under the plan of its newest snapshot; `snapshots` as a store gives them.

    Of several snapshots of one revision and day the one written last counts. Raises TrackError when there is none, or
    when several projects are there and none is named.
    """
    name = _project(snapshots, project)
    of_project = [one for one in snapshots if one.project == name]
    plan = of_project[-1].plan
    chosen = {(one.date, one.revision): one for one in of_project if one.plan == plan}
    course = tuple(sorted(chosen.values(), key=lambda one: (one.date, one.time)))
    others = {(one.date, one.revision) for one in of_project} - chosen.keys()
    forecasts = [forecast(field, label, _points(course, field)) for field, label in FALLING.items()]
    judged = [(one.date, float(len(one.breaches))) for one in course if one.breaches is not None]
    forecasts.append(forecast("breaches", BROKEN, judged))
    told = tuple(one for one in forecasts if one.points)
    return Trend(SCHEMA, name, plan, course, told, aged(course), _remarks(course, len(others)))


def aged(course: Sequence[Snapshot]) -> tuple[Aged, ...]:
    """Return the broken rules of the newest snapshot with their ages, oldest first; skips those not judged.

    A class that moved keeps the age of its broken rules, as far as names tell (`former`).
    """
    judged = [one for one in course if one.breaches is not None]
    if not judged:
        return ()
    seen = [frozenset((b.rule, b.source, b.target) for b in one.breaches or ()) for one in judged]
    before = [former(one, other) for one, other in pairwise(seen)]
    found = []
    for breach in judged[-1].breaches or ():
        first, called = len(judged) - 1, (breach.rule, breach.source, breach.target)
        while first and (was := before[first - 1].get(called)):
            first, called = first - 1, was
        since = judged[first]
        days = (date.fromisoformat(judged[-1].date) - date.fromisoformat(since.date)).days
        identity = (breach.rule, breach.source, breach.target, breach.places)
        found.append(Aged(days, *identity, since.date, since.revision, not first))
    return tuple(sorted(found, key=lambda one: (-one.days, one)))


def former(before: Set[Identity], after: Set[Identity]) -> dict[Identity, Identity]:
    """Return what each broken rule of a snapshot was in the one before, for those that were broken there too.

    One that has come continues one that has gone when both are the only such ones of their rule with these short
    names: a class has moved to another namespace, a script to another directory.
    """
    found = {one: one for one in before & after}
    gone, come = _by_short_names(before - after), _by_short_names(after - before)
    for names, those in come.items():
        if len(those) == 1 and len(gone.get(names, ())) == 1:
            found[those[0]] = gone[names][0]
    return found


def _by_short_names(those: Set[Identity]) -> dict[Identity, list[Identity]]:
    found: dict[Identity, list[Identity]] = {}
    for rule, source, target in those:
        found.setdefault((rule, _short(source), _short(target)), []).append((rule, source, target))
    return found


def _short(unit: str) -> str:
    """Return the kind of a unit and its name without namespace or directory, in lower case."""
    kind, colon, name = unit.partition(":")
    return f"{kind}:{_LAST.split(name)[-1].lower()}" if colon else unit


def _project(snapshots: Sequence[Snapshot], wished: str | None) -> str:
    names = sorted({one.project for one in snapshots})
    if wished is None and len(names) > 1:
        raise TrackError(f"holds several projects; name one with --project: {', '.join(names)}")
    if wished is not None and wished not in names:
        raise TrackError(f"no snapshots of '{wished}'; known: {', '.join(names) or 'none'}")
    if not names:
        raise TrackError("no snapshots yet; add some with secateur history or secateur track")
    return wished if wished is not None else names[0]


def _points(course: Sequence[Snapshot], field: str) -> list[tuple[str, float]]:
    return [(one.date, float(value)) for one in course if (value := getattr(one, field)) is not None]


def _remarks(course: Sequence[Snapshot], others: int) -> tuple[str, ...]:
    remarks = []
    if not course[-1].plan:
        remarks.append(
            "without an accepted plan: every snapshot is of that day's proposal, and services come and go by "
            "themselves; accept a plan (secateur accept)"
        )
    if others:
        remarks.append(
            f"{others:,} revision{'s' * (others != 1)} known under other plans only {'are' if others > 1 else 'is'} "
            "left out; secateur history measures them under today's"
        )
    programs = len({one.program for one in course})
    if programs > 1:
        remarks.append(
            f"measured by {programs} versions of secateur, which may differ by themselves; secateur history measures "
            "all with the present one"
        )
    return tuple(remarks)

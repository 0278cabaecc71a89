"""The snapshots of a store in, the `Trend` of one project out."""

from collections.abc import Sequence
from datetime import date

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
    """Return the broken rules of the newest snapshot with their ages, oldest first; skips those not judged."""
    judged = [one for one in course if one.breaches is not None]
    if not judged:
        return ()
    seen = [{(b.rule, b.source, b.target) for b in one.breaches or ()} for one in judged]
    found = []
    for breach in judged[-1].breaches or ():
        first = len(judged) - 1
        while first and (breach.rule, breach.source, breach.target) in seen[first - 1]:
            first -= 1
        since = judged[first]
        days = (date.fromisoformat(judged[-1].date) - date.fromisoformat(since.date)).days
        identity = (breach.rule, breach.source, breach.target, breach.places)
        found.append(Aged(days, *identity, since.date, since.revision, not first))
    return tuple(sorted(found, key=lambda one: (-one.days, one)))


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

"""Dated numbers in, when they would be half of what they are out, with the uncertainty of that."""

from collections.abc import Sequence
from datetime import date, timedelta
from math import sqrt
from statistics import median

import msgspec

from analyzer.model.trend import Forecast, Outlook

FEWEST = 8  # points: with fewer the interval of the slope says nothing
SHORTEST = 60  # days
WINDOW = 730  # days: the pace of now, not that of the whole life
MOST = 400  # points: the newest
SURE = 1.96  # standard deviations: 95 %
HORIZON = 50 * 365  # days: later is as good as never
MONTH = 30.0  # days


def forecast(field: str, label: str, points: Sequence[tuple[str, float]]) -> Forecast:
    """Return the outlook of a number; `points` are (ISO 8601 date, value) by date.

    Snapshots of one day count once, the last. Robust to single jumps: a third of the points may lie anywhere.
    """
    used = _window(points)
    count, since, now = len(used), (used[0][0].isoformat() if used else ""), (used[-1][1] if used else 0.0)
    span = (used[-1][0] - used[0][0]).days if used else 0
    if count < FEWEST or span < SHORTEST:
        there = f"{count} in the two years up to the newest" if len(points) > count else f"{count}"
        needed = f"{FEWEST} over {SHORTEST}"
        said = f"{label}: too few snapshots for a forecast ({there}, over {span} days; it takes {needed})"
        return Forecast(field, label, Outlook.FEW, count, since, now, sentence=said)
    slope, low, high = theil_sen([((day - used[0][0]).days, value) for day, value in used])
    if now <= 0:
        outlook = Outlook.GONE
    elif slope >= 0:
        outlook = Outlook.NEVER
    else:
        outlook = Outlook.FALLING if high < 0 else Outlook.UNSURE
    falling = outlook in (Outlook.FALLING, Outlook.UNSURE)
    half, earliest, latest = (_half(used[-1], s) if falling else None for s in (slope, low, high))
    found = Forecast(
        field,
        label,
        outlook,
        count,
        since,
        now,
        round(slope * MONTH, 4),
        round(low * MONTH, 4),
        round(high * MONTH, 4),
        half,
        earliest,
        latest,
    )
    return msgspec.structs.replace(found, sentence=_sentence(found))


def theil_sen(points: Sequence[tuple[float, float]]) -> tuple[float, float, float]:
    """Return the median of the slopes between all pairs of points, and its 95 % interval.

    The interval is Sen's (Journal of the American Statistical Association 63, 1968), by the variance of Kendall's S
    with ties in the values. It takes the points for independent; neighbours of a history are not quite.
    """
    slopes = sorted(
        (later[1] - earlier[1]) / (later[0] - earlier[0])
        for i, earlier in enumerate(points)
        for later in points[i + 1 :]
        if later[0] != earlier[0]
    )
    n = len(points)
    ties: dict[float, int] = {}
    for _, value in points:
        ties[value] = ties.get(value, 0) + 1
    tied = sum(t * (t - 1) * (2 * t + 5) for t in ties.values())
    spread = SURE * sqrt(max(n * (n - 1) * (2 * n + 5) - tied, 0) / 18)
    first = max(round((len(slopes) - spread) / 2), 0)
    last = min(round((len(slopes) + spread) / 2), len(slopes) - 1)
    return median(slopes), slopes[first], slopes[last]


def _window(points: Sequence[tuple[str, float]]) -> list[tuple[date, float]]:
    by_day = {date.fromisoformat(day): value for day, value in points}
    days = sorted(by_day)
    return [(day, by_day[day]) for day in days if (days[-1] - day).days <= WINDOW][-MOST:]


def _half(newest: tuple[date, float], slope: float) -> str | None:
    """Return the day on which half of the newest value is left, None when that is never or beyond the horizon."""
    if slope >= 0:
        return None
    days = newest[1] / 2 / -slope
    try:
        return (newest[0] + timedelta(round(days))).isoformat() if days <= HORIZON else None
    except OverflowError:
        return None


def _sentence(found: Forecast) -> str:
    pace = f"{found.slope:+,.1f} a month (95 %: {found.low:+,.1f} to {found.high:+,.1f}; {found.points} snapshots)"
    if found.outlook is Outlook.GONE:
        return f"{found.label}: nothing left"
    if found.outlook is Outlook.NEVER:
        return f"{found.label}: at this pace never half: {pace}"
    half = f"half by {found.half}" if found.half else "not half within 50 years"
    earliest = found.earliest or "in more than 50 years"
    latest = found.latest or ("never" if found.high >= 0 else "in more than 50 years")
    return f"{found.label}: at this pace {half}, between {earliest} and {latest}: {pace}"

"""A `Trend` in, the rows of a table out, and how everything has changed from the first to the last."""

from collections.abc import Iterable

from analyzer.model.snapshot import Snapshot
from analyzer.model.trend import Trend

# Heading → field of Snapshot.
COLUMNS = {
    "lines": "loc",
    "core": "core_loc",
    "services": "services",
    "crossings": "crossing_places",
    "shared": "shared_tables",
    "unplanned": "unplanned_units",
}
DIRTY = "-dirty"  # as `git describe` says it


def table(trend: Trend, shown: int | None = None) -> tuple[tuple[str, ...], ...]:
    """Return a heading, one row for each snapshot, oldest first, and their change, all as text.

    Only the newest `shown` if given. A column that no snapshot has a number for is left out. The change is from the
    first row to the last (of coverage: in percentage points). A `+` after a revision: with changes not committed.
    """
    course = trend.snapshots[-shown:] if shown is not None else trend.snapshots
    known = {h: f for h, f in COLUMNS.items() if any(getattr(one, f) is not None for one in course)}
    judged = any(one.breaches is not None for one in course)
    rows = [("date", "revision", *known, *(("broken",) if judged else ()), "coverage")]
    for one in course:
        numbers = [_number(value) for value in _values(one, known.values(), judged)]
        rows.append((one.date, revision(one.revision), *numbers, f"{one.coverage:.1%}"))
    if len(course) > 1:
        pairs = zip(*(_values(one, known.values(), judged) for one in (course[0], course[-1])), strict=True)
        points = round(100 * (course[-1].coverage - course[0].coverage), 1)
        rows.append(("change", "", *(_change(then, now) for then, now in pairs), f"{points:+.1f}"))
    return tuple(rows)


def revision(text: str) -> str:
    """Return git's id of a revision, short."""
    clean = text.removesuffix(DIRTY)
    return clean[:8] + ("+" if clean != text else "")


def _values(one: Snapshot, fields: Iterable[str], judged: bool) -> list[int | None]:
    found = [getattr(one, field) for field in fields]
    return [*found, None if one.breaches is None else len(one.breaches)] if judged else found


def _number(value: int | None) -> str:
    return "–" if value is None else f"{value:,}"


def _change(then: int | None, now: int | None) -> str:
    return "–" if then is None or now is None else f"{now - then:+,}"

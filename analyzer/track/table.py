"""A `Trend` in, the rows of a table out: every number with what has changed since the row before."""

from analyzer.model.snapshot import Snapshot
from analyzer.model.trend import Trend

# Heading → field of Snapshot.
COLUMNS = {
    "lines": "loc",
    "units": "units",
    "services": "services",
    "core": "core_loc",
    "crossings": "crossing_places",
    "shared": "shared_tables",
    "unplanned": "unplanned_units",
    "kernel": "kernel_units",
    "unknown": "unresolved",
}
DIRTY = "-dirty"  # as `git describe` says it


def table(trend: Trend, shown: int | None = None) -> tuple[tuple[str, ...], ...]:
    """Return a heading and one row for each snapshot, oldest first, all as text; only the newest `shown` if given.

    A change since the row before stands in brackets (of coverage: in percentage points). A column that no snapshot
    has a number for is left out. A `+` after a revision: with changes that were not committed.
    """
    known = {h: f for h, f in COLUMNS.items() if any(getattr(one, f) is not None for one in trend.snapshots)}
    judged = any(one.breaches is not None for one in trend.snapshots)
    rows = [("date", "revision", *known, *(("broken",) if judged else ()), "coverage")]
    course = trend.snapshots
    first = max(len(course) - shown, 0) if shown is not None else 0
    for position in range(first, len(course)):
        one, last = course[position], course[max(position - 1, first)]
        numbers = [_number(getattr(one, field), getattr(last, field)) for field in known.values()]
        if judged:
            numbers.append(_number(_broken(one), _broken(last)))
        rows.append((one.date, revision(one.revision), *numbers, _share(one.coverage, last.coverage)))
    return tuple(rows)


def revision(text: str) -> str:
    """Return git's id of a revision, short."""
    clean = text.removesuffix(DIRTY)
    return clean[:8] + ("+" if clean != text else "")


def _broken(one: Snapshot) -> int | None:
    return None if one.breaches is None else len(one.breaches)


def _number(now: int | None, then: int | None) -> str:
    if now is None:
        return "–"
    return f"{now:,}" if then is None or now == then else f"{now:,} ({now - then:+,})"


def _share(now: float, then: float) -> str:
    """Return a share in per cent; its change is in percentage points."""
    points = round(100 * (now - then), 1)
    return f"{now:.1%} ({points:+.1f})" if points else f"{now:.1%}"

"""Snapshots in, the rows of a table out: every number with what has changed since the row before."""

from collections.abc import Sequence

from analyzer.model.snapshot import Snapshot

# Heading → field of Snapshot.
COLUMNS = {
    "lines": "loc",
    "units": "units",
    "services": "services",
    "crossings": "crossing_places",
    "shared": "shared_tables",
    "kernel": "kernel_units",
    "unknown": "unresolved",
}
DIRTY = "-dirty"  # as `git describe` says it


def table(snapshots: Sequence[Snapshot]) -> tuple[tuple[str, ...], ...]:
    """Return a heading and one row for each snapshot, oldest first, all as text.

    A change since the snapshot of the same project before stands in brackets (of coverage: in percentage points); the
    project is a column when there are several. A `+` after a revision: with changes that were not committed.
    """
    several = len({one.project for one in snapshots}) > 1
    rows = [("date", "revision", *(("project",) if several else ()), *COLUMNS, "coverage")]
    before: dict[str, Snapshot] = {}
    for one in sorted(snapshots, key=lambda snapshot: snapshot.date):
        last = before.get(one.project, one)
        numbers = [_number(getattr(one, field), getattr(last, field)) for field in COLUMNS.values()]
        head = (one.date, _revision(one.revision), *((one.project,) if several else ()))
        rows.append((*head, *numbers, _share(one.coverage, last.coverage)))
        before[one.project] = one
    return tuple(rows)


def _revision(text: str) -> str:
    clean = text.removesuffix(DIRTY)
    return clean[:8] + ("+" if clean != text else "")


def _number(now: int, then: int) -> str:
    return f"{now:,}" if now == then else f"{now:,} ({now - then:+,})"


def _share(now: float, then: float) -> str:
    """Return a share in per cent; its change is in percentage points."""
    points = round(100 * (now - then), 1)
    return f"{now:.1%} ({points:+.1f})" if points else f"{now:.1%}"

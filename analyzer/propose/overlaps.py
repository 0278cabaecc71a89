"""A plan and the units of today in; whose pattern covers which unit, and where two services claim the same, out."""

from collections.abc import Iterator

from analyzer.model.decomposition import Overlap
from analyzer.model.plan import Plan
from analyzer.patterns import Units, narrowness

KERNEL = "kernel"


def claims_of(units: Units, plan: Plan) -> dict[str, tuple[str, str]]:
    """Return unit id → (service or `kernel`, its pattern) for what a plan covers.

    The narrowest pattern wins, of equally narrow ones the first in the file, the kernel's last.
    """
    found: dict[str, tuple[tuple[int, int], int, str, str]] = {}
    for position, (name, patterns) in enumerate(rows(plan)):
        for pattern in patterns:
            level, length = narrowness(pattern)
            for unit_id in units.matching(pattern):
                claim = ((-level, -length), position, name, pattern)
                if unit_id not in found or claim[:2] < found[unit_id][:2]:
                    found[unit_id] = claim
    return {unit_id: (name, pattern) for unit_id, (_, _, name, pattern) in found.items()}


def rows(plan: Plan) -> list[tuple[str, tuple[str, ...]]]:
    """Return (service, its patterns, of tables too) in file order, the kernel's last."""
    found = [(s.name, (*s.includes, *(f"table:{table}" for table in s.tables))) for s in plan.services]
    return [*found, (KERNEL, plan.kernel)]


def overlaps(units: Units, plan: Plan) -> tuple[Overlap, ...]:
    """Return the pairs of patterns of two services that claim the same units without one being an exception from the
    other, sorted."""
    lines = _lines(plan)
    claims = claims_of(units, plan)
    found: dict[tuple[str, str, str, str], list[str]] = {}
    for name, patterns in rows(plan):
        for pattern in patterns:
            matched = units.matching(pattern)
            for unit_id in matched:
                winner, stronger = claims[unit_id]
                if winner != name and not _excepted(units, stronger, pattern):
                    found.setdefault((winner, stronger, name, pattern), []).append(unit_id)
    return tuple(
        sorted(
            Overlap(winner, stronger, lines[winner, stronger], name, pattern, lines[name, pattern], tuple(shared))
            for (winner, stronger, name, pattern), shared in found.items()
        )
    )


def _excepted(units: Units, narrow: str, wide: str) -> bool:
    """Say whether one pattern is meant to take units from another: it is of another sort (an id, ids, paths), or it
    matches only a part of the other's units, and is the narrower one by its form."""
    (sort, _), (other_sort, _) = narrowness(narrow), narrowness(wide)
    inside, around = units.matching(narrow), units.matching(wide)
    part = len(inside) < len(around) and set(inside) <= set(around)
    return sort > other_sort or (part and narrowness(narrow) > narrowness(wide))


def _lines(plan: Plan) -> dict[tuple[str, str], int]:
    return dict(_stand(plan))


def _stand(plan: Plan) -> Iterator[tuple[tuple[str, str], int]]:
    for service in plan.services:
        for pattern in service.includes:
            yield (service.name, pattern), service.lines.get(pattern, service.line)
        for table in service.tables:
            yield (service.name, f"table:{table}"), service.lines.get(table, service.line)
    for pattern in plan.kernel:
        yield (KERNEL, pattern), plan.kernel_lines.get(pattern, 0)

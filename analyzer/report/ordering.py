"""A roadmap in, what the report says of it in words out: waves, what a departure is worth, where to stop."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from analyzer.model.roadmap import Roadmap
from analyzer.report.words import counted, percent

CURVE = (
    "Each point is a service that has left: to the right the share of the lines that services take, upwards what "
    "the period after it costs, as a share of the dearest period. A first part is worth having by itself where the "
    "curve is far to the right and still low. Beyond the top departures make the rest cheaper: who gets there should "
    "go on."
)
TERMS = {
    "size": "the lines it takes along",
    "churn": "the changes that no longer go through the monolith",
    "authors": "the people who no longer meet in it",
    "stability": "how sure its boundary is",
}
MOST_WAVES = 12


def waves(roadmap: Roadmap) -> tuple[tuple[int, tuple[str, ...]], ...]:
    """Return the waves, each with its services in their order."""
    found: dict[int, list[str]] = {}
    for step in roadmap.steps:
        if step.wave:
            found.setdefault(step.wave, []).append(step.service)
    return tuple((wave, tuple(found[wave])) for wave in sorted(found))


def asked(roadmap: Roadmap) -> str:
    """Return what was asked to leave first, and what that wish costs, or ""."""
    if not roadmap.first:
        return ""
    more = (roadmap.cost - roadmap.unasked) / roadmap.unasked if roadmap.unasked else 0.0
    dearer = f"costs {percent(more)} more than" if round(more, 4) > 0 else "costs no more than"
    return (
        f"Asked to leave first: {', '.join(roadmap.first)}. This order {dearer} the best that was found without that "
        "wish."
    )


def how_sure(roadmap: Roadmap) -> str:
    """Return how it is known what no order can beat."""
    begun = " that begin as asked" if roadmap.first else ""
    if roadmap.optimal:
        return f"None of the orders{begun} is cheaper: all were compared, or ruled out by a lower bound."
    return (
        f"The cheapest of the orders{begun} was searched, not proved: none can cost less than "
        f"{roadmap.lower_bound:,.1f}, this one costs {roadmap.cost:,.1f} (gap {percent(roadmap.gap)})."
    )


def in_waves(roadmap: Roadmap) -> str:
    """Return how many services can leave side by side, or ""."""
    found = waves(roadmap)
    if not found:
        return ""
    if len(found) == len(roadmap.steps):
        return "No two services can leave side by side: each has something to do with the one before it."
    several = [f"{wave}: {', '.join(names)}" for wave, names in found if len(names) > 1]
    said = f"{counted(len(roadmap.steps), 'service')} in {counted(len(found), 'wave')}; those of one wave need nothing "
    more = f" and {len(several) - MOST_WAVES} more" if len(several) > MOST_WAVES else ""
    return f"{said}of each other and can leave side by side. Waves of several: {'; '.join(several[:MOST_WAVES])}{more}."


def where_to_stop(roadmap: Roadmap) -> str:
    """Return which first part is worth having by itself, and what the next extraction costs against what it frees."""
    steps = roadmap.steps
    if len(steps) < 2:
        return ""
    dearest = max(range(len(steps)), key=lambda i: (steps[i].cost, -i))
    out, top = freed(roadmap), steps[dearest].cost
    if not top:
        return "No period of this order costs anything: after each step it can stop."
    past = f"The dearest period is that after step {dearest + 1} ({steps[dearest].service})"
    if not roadmap.stop:
        onward = "; from there on departures make the rest cheaper" if dearest < len(steps) - 1 else ""
        return (
            "No first part of this order stands out as worth having by itself: up to its top, coexistence grows about "
            f"as fast as lines leave, or faster. {past}, with {out[dearest]:.0%} of the lines gone{onward}."
        )
    stop, following = steps[roadmap.stop - 1], steps[roadmap.stop]
    lines = stop.remaining.code - following.remaining.code
    share = f" ({stop.cost / top:.0%} of the dearest)"
    return (
        f"A first part is worth having by itself: after step {stop.position} ({stop.service}) "
        f"{out[stop.position - 1]:.0%} of the lines that services take have left, and the period costs "
        f"{stop.cost:,.1f}{share}. The next, {following.service}, frees {counted(lines, 'line')} and brings it to "
        f"{following.cost:,.1f}. {past}: who goes on should mean to get past it."
    )


def texts(roadmap: Roadmap) -> str:
    """Return what leaves with services without freeing anything, or ""."""
    taken = roadmap.start.texts - (roadmap.steps[-1].remaining.texts if roadmap.steps else 0)
    if not taken:
        return ""
    return (
        f"Not counted as freed: {counted(taken, 'line')} of scripts that need nothing and that nothing was seen to "
        "need (language files, lists of settings)."
    )


def freed(roadmap: Roadmap) -> Sequence[float]:
    """Return after each step the share of the lines that services take which has left, 0..1."""
    lines = [roadmap.start.code, *(step.remaining.code for step in roadmap.steps)]
    whole = (lines[0] - lines[-1]) or 1
    return [(lines[0] - left) / whole for left in lines[1:]]


def lines_freed(roadmap: Roadmap) -> Sequence[int]:
    """Return how many lines each step frees, texts left out."""
    return [
        before - after for before, after in pairwise([roadmap.start.code, *(s.remaining.code for s in roadmap.steps)])
    ]


def marginal(roadmap: Roadmap) -> Sequence[float]:
    """Return by how much each step changes what a period costs."""
    costs = [0.0, *(step.cost for step in roadmap.steps)]
    return [after - before for before, after in pairwise(costs)]


def what_pays(roadmap: Roadmap) -> str:
    """Return what entered the order beside its costs, and what could not."""
    if not roadmap.benefits and not roadmap.absent:
        return ""
    known = "; ".join(f"{name} ({TERMS.get(name, name)})" for name in roadmap.benefits)
    share = roadmap.waiting / roadmap.cost if roadmap.cost else 0.0
    said = f"What a departure is worth also counts: {known}. " if known else ""
    said += f"Waiting for it is {share:.0%} of the cost of this order. " if known else ""
    history = [name for name in roadmap.absent if name in ("churn", "authors")]
    others = [name for name in roadmap.absent if name not in history]
    said += f"Without a history, {' and '.join(history)} could not count. " if history else ""
    return said + (f"Not known: {', '.join(others)}." if others else "")

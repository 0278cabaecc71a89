r"""A plan and the units of today in; the patterns that match nothing, and where what they named may be now, out."""

import re
from collections.abc import Sequence, Set
from difflib import SequenceMatcher

from analyzer.model.decomposition import Moved
from analyzer.model.plan import Plan, State
from analyzer.patterns import PREFIXES, Units, is_wild

MOST = 3  # likely places that are told


def moved(units: Units, plan: Plan, covered: Set[str]) -> tuple[Moved, ...]:
    """Return what of a plan matches nothing, in file order; `covered` are the units that the plan does name.

    The code of an extracted service may be gone.
    """
    found = []
    for service in plan.services:
        if service.state is State.EXTRACTED:
            continue
        patterns = [(text, text) for text in service.includes] + [(f"table:{text}", text) for text in service.tables]
        for pattern, text in patterns:
            if not units.matching(pattern):
                found.append(
                    Moved(service.name, text, service.lines.get(text, service.line), likely(units, pattern, covered))
                )
    for pattern in plan.kernel:
        if not units.matching(pattern):
            found.append(Moved("kernel", pattern, plan.kernel_lines.get(pattern, 0), likely(units, pattern, covered)))
    return tuple(found)


def likely(units: Units, pattern: str, covered: Set[str]) -> tuple[str, ...]:
    """Return the ids, or patterns, that have the last name of one that matches nothing; most alike first, at most 3.

    What the plan covers already, for the most part, has not come from there.
    For `class:App\\Billing\\*` these are namespaces called Billing, for `src/Billing/**` directories of that name.
    """
    prefix = next((p for p in PREFIXES if pattern.startswith(p)), "")
    body = pattern.removeprefix(prefix)
    separator = "\\" if prefix in {"class:", "function:"} else "/"
    tail = re.fullmatch(r"(.*?)([\\/]\*{1,2}|[\\/])?", body, re.S)
    assert tail is not None
    name, end = tail[1].strip("\\/"), tail[2] or ""
    last = name.rpartition(separator)[2].lower()
    if not last or is_wild(name):
        return ()
    wanted = name if end else body
    names = [i.removeprefix(prefix) for i in units.ids if i.startswith(prefix)] if prefix else list(units.filed)
    if end:
        names = _above(names, separator)
    near = {other for other in names if other.rpartition(separator)[2].lower() == last}
    free = [other for other in near if _mostly_free(units.matching(f"{prefix}{other}{end}"), covered)]
    ranked = sorted(free, key=lambda other: (-SequenceMatcher(None, wanted, other).ratio(), other))
    return tuple(f"{prefix}{other}{end}" for other in ranked[:MOST])


def _mostly_free(found: Sequence[str], covered: Set[str]) -> bool:
    return 2 * sum(unit not in covered for unit in found) > len(found)


def _above(names: Sequence[str], separator: str) -> list[str]:
    """Return the namespaces or directories above some names."""
    found = set[str]()
    for name in names:
        parts = name.split(separator)
        found.update(separator.join(parts[:depth]) for depth in range(1, len(parts)))
    return sorted(found)

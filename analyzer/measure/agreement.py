"""A decomposition and the services that a person expects in, their agreement out."""

from collections.abc import Mapping, Sequence

from analyzer.graphs import ari, c2c, mojofm, nmi
from analyzer.measure.partition import renumber
from analyzer.model.decomposition import Decomposition
from analyzer.model.scores import Agreement

THRESHOLDS = (0.33, 0.5, 0.66)


def agree(decomposition: Decomposition, expected: Mapping[str, str]) -> tuple[Agreement, ...]:
    """Return the agreement over code units, over tables, and over both.

    `expected` maps unit ids to services. Only what both sides place is compared, and how many these are is said: an
    expected unit that the proposal put into the kernel or left as an orphan counts as a service of its own, alone.
    """
    found = decomposition.service_of()
    rows = []
    for over, wanted in (("units", False), ("tables", True), ("all", None)):
        ids = [unit for unit in sorted(expected) if wanted is None or unit.startswith("table:") == wanted]
        if ids:
            rows.append(_agreement(over, [found.get(i, f"\0{i}") for i in ids], [expected[i] for i in ids]))
    return tuple(rows)


def _agreement(over: str, found: Sequence[str], expected: Sequence[str]) -> Agreement:
    ours, theirs = renumber(found), renumber(expected)
    named = len({name for name in found if not name.startswith("\0")})
    coverages = tuple((t, round(c2c(ours, theirs, t), 4)) for t in THRESHOLDS)
    return Agreement(
        over,
        len(ours),
        named,
        len(set(theirs)),
        round(ari(ours, theirs), 4),
        round(nmi(ours, theirs), 4),
        round(mojofm(ours, theirs), 2),
        coverages,
    )

"""A labeling and the modules that the authors declared in, how they agree out."""

from collections import Counter
from collections.abc import Hashable, Mapping, Sequence

import msgspec

from analyzer.graphs import ari, c2c, mojofm, nmi

SIZEABLE = 5  # units of a service that counts


class Agreement(msgspec.Struct, frozen=True):
    """METRICS: ari and nmi (arithmetic mean) 0..1; mojofm and a2a 0..100; c2c coverage at .33, .5, .66."""

    ari: float
    nmi: float
    mojofm: float
    a2a: float
    c2c: tuple[float, float, float]
    services: int

    def __str__(self) -> str:
        covered = "/".join(f"{value:.2f}" for value in self.c2c)
        return f"{self.ari:5.2f} {self.nmi:5.2f} {self.mojofm:6.1f} {self.a2a:5.1f} {covered:>15} {self.services:4}"


HEAD = f"{'ari':>5} {'nmi':>5} {'mojofm':>6} {'a2a':>5} {'c2c@.33/.5/.66':>15} {'k':>4}"


def agreement(found: Mapping[str, Hashable], truth: Mapping[str, str]) -> Agreement:
    """Return how a labeling of units agrees with the truth; a unit without a label is a service of its own."""
    units = sorted(truth)
    ours: list[Hashable] = [found.get(unit, ("alone", unit)) for unit in units]
    theirs: list[Hashable] = [truth[unit] for unit in units]
    coverage = (c2c(ours, theirs, 0.33), c2c(ours, theirs, 0.5), c2c(ours, theirs, 0.66))
    services = sum(size >= SIZEABLE for size in Counter(found.values()).values())
    return Agreement(ari(ours, theirs), nmi(ours, theirs), mojofm(ours, theirs), a2a(ours, theirs), coverage, services)


def a2a(found: Sequence[Hashable], truth: Sequence[Hashable]) -> float:
    """Return (1 − mto / (aco + aco)) · 100 over the same units (Le et al. 2015).

    mto = |ΔK| + fewest moves; services are matched greedily by their overlap, the largest first.
    """
    both = Counter(zip(found, truth, strict=True))
    taken: set[Hashable] = set()
    given: set[Hashable] = set()
    kept = 0
    for (a, b), size in sorted(both.items(), key=lambda item: (-item[1], str(item[0]))):
        if a not in taken and b not in given:
            taken.add(a)
            given.add(b)
            kept += size
    ours, theirs, count = len(set(found)), len(set(truth)), len(found)
    cost = abs(ours - theirs) + count - kept
    return (1 - cost / (ours + theirs + 4 * count)) * 100


def detection(found: set[str], truth: set[str]) -> tuple[float | None, float | None]:
    """Return precision and recall of the kernel, None where nothing was found or declared."""
    hits = len(found & truth)
    return (hits / len(found) if found else None), (hits / len(truth) if truth else None)

"""Two labelings of the same items in, how far they agree out. Labels are anything hashable, one per item in order."""

from collections import Counter
from collections.abc import Hashable, Sequence
from math import comb, log

Labels = Sequence[Hashable]


def ari(found: Labels, expected: Labels) -> float:
    """Return the adjusted Rand index, −1..1, 1 when both are the same partition (Hubert, Arabie 1985)."""
    both, ours, theirs = _contingency(found, expected)
    together = sum(comb(n, 2) for n in both.values())
    in_ours = sum(comb(n, 2) for n in ours.values())
    in_theirs = sum(comb(n, 2) for n in theirs.values())
    pairs = comb(len(found), 2)
    by_chance = in_ours * in_theirs / pairs if pairs else 0.0
    most = (in_ours + in_theirs) / 2
    if most == by_chance:  # both one box, or both singletons: the same partition
        return 1.0
    return (together - by_chance) / (most - by_chance)


def nmi(found: Labels, expected: Labels) -> float:
    """Return mutual information over the arithmetic mean of the entropies, 0..1 (Strehl, Ghosh 2002)."""
    both, ours, theirs = _contingency(found, expected)
    total = len(found)
    mean = (_entropy(ours, total) + _entropy(theirs, total)) / 2
    if mean == 0.0:
        return 1.0
    shared = sum(n / total * log(n * total / (ours[a] * theirs[b])) for (a, b), n in both.items())
    return min(1.0, max(0.0, shared / mean))


def mojofm(found: Labels, expected: Labels) -> float:
    """Return (1 − mno(found, expected) / max mno(any, expected)) · 100, 0..100 (Wen, Tzerpos 2004)."""
    worst = len(found) - _fewest_groups(Counter(expected))
    return (1 - moves_and_joins(found, expected) / worst) * 100 if worst else 100.0


def moves_and_joins(found: Labels, expected: Labels) -> int:
    """Return mno: the fewest moves of an item and joins of two groups that turn `found` into `expected`.

    Every group takes the tag of an expected group it overlaps most; ties are broken so that as many tags as possible
    are in use (a maximum bipartite matching), then mno = N − Σ overlaps + groups − tags (Wen, Tzerpos 2003).
    """
    both, ours, _ = _contingency(found, expected)
    best: dict[Hashable, int] = {}
    for (a, _b), n in both.items():
        best[a] = max(best.get(a, 0), n)
    tags: dict[Hashable, list[Hashable]] = {}
    for (a, b), n in both.items():
        if n == best[a]:
            tags.setdefault(a, []).append(b)
    return len(found) - sum(best.values()) + len(ours) - _matched(tags)


def c2c(found: Labels, expected: Labels, threshold: float) -> float:
    """Return the share of the expected groups that a found one covers: |∩| / max(|a|, |b|) over the threshold.

    0..1 (Garcia et al. 2013); 1 when nothing is expected.
    """
    both, ours, theirs = _contingency(found, expected)
    covered = {b for (a, b), n in both.items() if n / max(ours[a], theirs[b]) > threshold}
    return len(covered) / len(theirs) if theirs else 1.0


def _contingency(
    found: Labels, expected: Labels
) -> tuple[Counter[tuple[Hashable, Hashable]], Counter[Hashable], Counter[Hashable]]:
    return Counter(zip(found, expected, strict=True)), Counter(found), Counter(expected)


def _entropy(sizes: Counter[Hashable], total: int) -> float:
    return -sum(n / total * log(n / total) for n in sizes.values())


def _fewest_groups(sizes: Counter[Hashable]) -> int:
    """Return how many tags are in use at least in the partition that is farthest away (Wen, Tzerpos 2004)."""
    groups = 0
    for size in sorted(sizes.values()):
        groups += groups < size
    return groups


def _matched(tags: dict[Hashable, list[Hashable]]) -> int:
    """Return how many tags can be in use at once, each group wearing one of its own (augmenting paths, Kuhn 1955)."""
    wearer: dict[Hashable, Hashable] = {}
    for start in tags:
        came_from: dict[Hashable, Hashable] = {}  # tag -> the group that wants it
        queue = [start]
        for group in queue:
            fresh = [tag for tag in tags[group] if tag not in came_from]
            came_from.update((tag, group) for tag in fresh)
            free = next((tag for tag in fresh if tag not in wearer), None)
            if free is None:
                queue += [wearer[tag] for tag in fresh]
                continue
            _swap(free, came_from, wearer, start)
            break
    return len(wearer)


def _swap(
    free: Hashable, came_from: dict[Hashable, Hashable], wearer: dict[Hashable, Hashable], start: Hashable
) -> None:
    """Hand every tag on the path back to `start` over to the group that wants it."""
    worn = {group: tag for tag, group in wearer.items()}
    tag = free
    while True:
        group = came_from[tag]
        wearer[tag] = group
        if group == start:
            return
        tag = worn[group]

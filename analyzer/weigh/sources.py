"""A linkage and a history in, the layers of evidence that are no dependencies out: who is seen together with whom."""

from collections import Counter, defaultdict, deque
from collections.abc import Iterator, Mapping, Sequence, Set
from math import log, sqrt

import numpy as np

from analyzer.graphs import Integers
from analyzer.model.linkage import Linkage
from analyzer.model.project import Commit
from analyzer.weigh.arcs import Arcs, added, together

REACH = 30  # units that an entry point touches, nearest first
NEAREST = 8  # units that a unit resembles most
COMMON = 0.05  # a word in more than this share of the units is a stop word
DIRECTORY = 60  # units of a directory or namespace that is no dumping ground


def history(linkage: Linkage, commits: Sequence[Commit], position: Mapping[str, int], largest: int) -> Arcs:
    """Return which units changed in the same commits; the largest unit of a file stands for the file."""
    of = _speakers(linkage, position)
    baskets = ([of[path] for path in c.paths if path in of] if c.size <= largest else [] for c in commits)
    return together(len(position), baskets, largest)


def contributors(linkage: Linkage, commits: Sequence[Commit], position: Mapping[str, int], ties: Arcs) -> Arcs:
    """Return how like the authors of two units are, for pairs that depend on each other already.

    Cosine of the commits per author, an author weighing ln(units / units that the author changed).
    """
    of = _speakers(linkage, position)
    work: defaultdict[int, Counter[str]] = defaultdict(Counter)
    for commit in commits:
        for path in commit.paths:
            if path in of:
                work[of[path]][commit.author] += 1
    known = Counter(author for authors in work.values() for author in authors)
    weight = {author: log(len(work) / count) for author, count in known.items()}
    rows = {i: {a: n * weight[a] for a, n in authors.items()} for i, authors in work.items()}
    pairs = list(zip(ties.sources.tolist(), ties.targets.tolist(), strict=True))
    return _pairs(len(position), {(a, b): _cosine(rows.get(a, {}), rows.get(b, {})) for a, b in pairs})


def co_use(linkage: Linkage, position: Mapping[str, int], ties: Arcs) -> Arcs:
    """Return which units are touched by the same entry points: up to `REACH` units, nearest first, along the calls."""
    used: defaultdict[int, list[int]] = defaultdict(list)
    for a, b in zip(ties.sources.tolist(), ties.targets.tolist(), strict=True):
        used[a].append(b)
    entries = sorted({position[unit.id] for unit in linkage.units if unit.entry and unit.id in position})
    return together(len(position), (_touched(used, entry) for entry in entries), REACH)


def vocabulary(linkage: Linkage, position: Mapping[str, int]) -> Arcs:
    """Return which units speak of the same things: the `NEAREST` by cosine over tf-idf of their terms.

    Stop words are learned: those of more than `COMMON` of the units (at least five), and those of one unit only.
    """
    words = {position[unit.id]: unit.terms for unit in linkage.units if unit.terms and unit.id in position}
    frequency = Counter(word for row in words.values() for word in row)
    most = max(5.0, COMMON * len(words))
    telling = {word: log(len(words) / n) for word, n in frequency.items() if 2 <= n <= most}
    rows = {i: {word: telling[word] for word in row if word in telling} for i, row in words.items()}
    holders: defaultdict[str, list[int]] = defaultdict(list)
    for i in sorted(rows):
        for word in rows[i]:
            holders[word].append(i)
    found: dict[tuple[int, int], float] = {}
    for i in sorted(rows):
        near = Counter(j for word in sorted(rows[i]) for j in holders[word] if j != i)
        ranked = sorted((-_cosine(rows[i], rows[j]), j) for j in near)[:NEAREST]
        found.update({(min(i, j), max(i, j)): -negative for negative, j in ranked})
    return _pairs(len(position), found)


def layout(linkage: Linkage, position: Mapping[str, int], tied: Set[int]) -> Arcs:
    """Return which of the units that other evidence ties share a directory (but the root's) or a namespace."""
    places: defaultdict[str, list[int]] = defaultdict(list)
    for unit in linkage.units:
        if position.get(unit.id) in tied and not unit.id.startswith("table:"):
            if "/" in unit.path:
                places["directory " + unit.path.rpartition("/")[0]].append(position[unit.id])
            if "\\" in unit.name:
                places["namespace " + unit.name.rpartition("\\")[0]].append(position[unit.id])
    return together(len(position), (places[place] for place in sorted(places)), DIRECTORY)


def _speakers(linkage: Linkage, position: Mapping[str, int]) -> dict[str, int]:
    """Return path → its largest unit."""
    largest: dict[str, tuple[int, int]] = {}
    for unit in linkage.units:
        if unit.id in position and unit.path and not unit.id.startswith("table:"):
            largest[unit.path] = max(largest.get(unit.path, (-1, 0)), (unit.loc, -unit.line, position[unit.id])[0::2])
    return {path: speaker for path, (_, speaker) in largest.items()}


def _touched(used: Mapping[int, Sequence[int]], entry: int) -> list[int]:
    seen, waiting = {entry}, deque([entry])
    while waiting and len(seen) < REACH:
        for other in used.get(waiting.popleft(), ()):
            if other not in seen and len(seen) < REACH:
                seen.add(other)
                waiting.append(other)
    return sorted(seen)


def _cosine(a: Mapping[str, float], b: Mapping[str, float]) -> float:
    """Return the cosine of two sparse vectors, 0 when one is empty; words in order, so that sums are the same."""
    shared = sum(a[word] * b[word] for word in sorted(a.keys() & b.keys()))
    length = sqrt(sum(a[w] ** 2 for w in sorted(a))) * sqrt(sum(b[w] ** 2 for w in sorted(b)))
    return shared / length if length else 0.0


def _pairs(size: int, found: Mapping[tuple[int, int], float]) -> Arcs:
    rows = [(min(pair), max(pair), weight) for pair, weight in found.items() if weight > 0.0]
    columns: Iterator[Integers] = (np.array([row[i] for row in rows], dtype=np.int64) for i in (0, 1))
    sources, targets = columns
    return added(size, sources, targets, np.array([row[2] for row in rows], dtype=np.float64))

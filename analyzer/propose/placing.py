"""Units without any tie and a labeling in, the labeling with those placed whose surroundings leave no doubt out."""

from collections import Counter
from collections.abc import Sequence, Set

from analyzer.model.graph import CodeGraph
from analyzer.model.linkage import Linkage

SIBLINGS = 3  # at least so many placed ones in a directory
UNANIMOUS = 0.9


def settle(linkage: Linkage, graph: CodeGraph, labels: Sequence[int], kernel: Set[int]) -> list[int]:
    """Return the labels with lonely units placed; the kernel stays out.

    Layout is weak evidence, so it only speaks where nothing else does: a unit goes with most of the rest of its file,
    or with its directory when at least nine in ten of the placed units there sit in one service.
    """
    path_of = {unit.id: unit.path for unit in linkage.units if unit.path}
    paths = [path_of.get(node, "") for node in graph.nodes]
    by_file = _homes(paths, labels, 1, 0.5)
    by_directory = _homes([_directory(path) for path in paths], labels, SIBLINGS, UNANIMOUS)
    settled = list(labels)
    for i, path in enumerate(paths):
        if settled[i] < 0 and i not in kernel and path:
            settled[i] = by_file.get(path, by_directory.get(_directory(path), -1))
    return settled


def _homes(places: Sequence[str], labels: Sequence[int], fewest: int, share: float) -> dict[str, int]:
    """Return place → the label that more than `share` of its labelled nodes (at least `fewest`) have."""
    counts: dict[str, Counter[int]] = {}
    for place, label in zip(places, labels, strict=True):
        if label >= 0 and place:
            counts.setdefault(place, Counter())[label] += 1
    homes = {}
    for place, found in counts.items():
        label, most = min(found.items(), key=lambda item: (-item[1], item[0]))
        if found.total() >= fewest and most > share * found.total():
            homes[place] = label
    return homes


def _directory(path: str) -> str:
    return path.rpartition("/")[0]

"""Units without any tie and a labeling in, the labeling with those placed whose surroundings leave no doubt out."""

from collections import Counter
from collections.abc import Sequence, Set

import msgspec

from analyzer.model.graph import CodeGraph
from analyzer.model.linkage import Linkage

SIBLINGS = 3  # at least so many placed ones in a directory
UNANIMOUS = 0.9


class Layout(msgspec.Struct, frozen=True):
    """The file and the directory of every node, "" for none, and the tables that code touches."""

    files: tuple[str, ...]
    directories: tuple[str, ...]
    touched: frozenset[int]


def layout(linkage: Linkage, graph: CodeGraph) -> Layout:
    """Return where the nodes of a graph stand."""
    path_of = {unit.id: unit.path for unit in linkage.units}
    files = tuple(path_of.get(node, "") for node in graph.nodes)
    used = {d.target for d in linkage.dependencies if d.source != d.target and not d.source.startswith("table:")}
    tables = frozenset(i for i, node in enumerate(graph.nodes) if node.startswith("table:") and node in used)
    return Layout(files, tuple(path.rpartition("/")[0] for path in files), tables)


def settle(found: Layout, labels: Sequence[int], kernel: Set[int]) -> list[int]:
    """Return the labels with lonely units placed; the kernel stays out.

    Layout is weak evidence, so it only speaks where nothing else does: a unit goes with most of the rest of its file,
    or with its directory when at least nine in ten of the placed units there sit in one service. A table that code
    touches does not: it lies where that code lies, and all tables share the file of the schema.
    """
    settled = list(labels)
    out = kernel | found.touched
    lonely = [i for i, label in enumerate(labels) if label < 0 and i not in out and found.files[i]]
    if not lonely:
        return settled
    by_file = _homes(found.files, labels, 1, 0.5)
    by_directory = _homes(found.directories, labels, SIBLINGS, UNANIMOUS)
    for i in lonely:
        settled[i] = by_file.get(found.files[i], by_directory.get(found.directories[i], -1))
    return settled


def _homes(places: Sequence[str], labels: Sequence[int], fewest: int, share: float) -> dict[str, int]:
    """Return place → the label that more than `share` of its labelled nodes (at least `fewest`) have."""
    total: dict[str, int] = {}
    most: dict[str, tuple[int, int]] = {}
    for (place, label), number in Counter(zip(places, labels, strict=True)).items():
        if label >= 0 and place:
            total[place] = total.get(place, 0) + number
            most[place] = max(most.get(place, (0, 0)), (number, -label))
    return {
        place: -label
        for place, (number, label) in most.items()
        if total[place] >= fewest and number > share * total[place]
    }

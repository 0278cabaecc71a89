"""A network, a resolution and a seed in, communities out."""

from collections.abc import Sequence
from dataclasses import dataclass

import graspologic_native
import numpy as np
from numpy.typing import NDArray

from analyzer.graphs.network import Integers, Network, cut_out


@dataclass(frozen=True, slots=True, eq=False)
class Shape:
    """Where the weights of a network stand in the rows of its adjacency matrix.

    The library knows no loops: a loop of weight w becomes a pendant node on an edge of weight w, which adds the same to
    the inside weight and to the degree of whatever community its node is in. `pendants` are the nodes with a loop.
    """

    pendants: Integers
    starts: Integers
    columns: NDArray[np.int32]
    order: Integers


def shape_of(net: Network) -> Shape:
    """Return the shape of a network: the same for all networks of the same edges and loops, whatever they weigh."""
    pendants = np.flatnonzero(net.loops)
    ends = np.arange(net.size, net.size + len(pendants))
    size = net.size + len(pendants)
    rows = np.concatenate([net.sources, net.targets, pendants, ends])
    columns = np.concatenate([net.targets, net.sources, ends, pendants])
    order = np.argsort(rows * size + columns)
    starts = np.zeros(size + 1, dtype=np.int64)
    np.cumsum(np.bincount(rows, minlength=size), out=starts[1:])
    return Shape(pendants, starts, columns[order].astype(np.int32), order)


def leiden(net: Network, resolution: float, seed: int, shape: Shape | None = None) -> Integers:
    """Return the community of every node, numbered by first appearance (Traag, Waltman, van Eck 2019).

    Maximises modularity at the given resolution (Reichardt, Bornholdt 2006). A node without edges is alone. Several
    runs on the same network are cheaper with its `shape`.
    """
    if not len(net.weights):
        return np.arange(net.size)
    shape = shape or shape_of(net)
    loops = net.loops[shape.pendants]
    weights = np.concatenate([net.weights, net.weights, loops, loops])[shape.order]
    size = len(shape.starts) - 1
    _, found = graspologic_native.leiden_csr(
        shape.starts, shape.columns, weights, size, resolution=resolution, seed=seed
    )
    labels = np.arange(size, 2 * size)
    labels[np.fromiter(found.keys(), np.int64, len(found))] = np.fromiter(found.values(), np.int64, len(found))
    return numbered(labels[: net.size])


def numbered(labels: Integers) -> Integers:
    """Return the labels renumbered 0..K−1 by first appearance."""
    _, first, inverse = np.unique(labels, return_index=True, return_inverse=True)
    rank = np.empty(len(first), dtype=np.int64)
    rank[np.argsort(first)] = np.arange(len(first))
    return rank[inverse.ravel()]


def common(labelings: Sequence[Integers]) -> Integers:
    """Return the groups of nodes that are together in every labeling, numbered by first appearance."""
    groups = labelings[0]
    for labels in labelings[1:]:
        groups = numbered(groups * (int(labels.max(initial=0)) + 1) + labels)
    return groups


def split(net: Network, members: Sequence[int], resolution: float) -> list[int]:
    """Return one label per member (sorted positions of nodes): its community inside their part."""
    part = cut_out(net, np.array(members, dtype=np.int64))
    return [int(label) for label in leiden(part, resolution, 1)]

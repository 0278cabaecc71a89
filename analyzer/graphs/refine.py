"""A network and a labeling in, the labeling in which no single node gains by going elsewhere out."""

import numpy as np

from analyzer.graphs.network import Floats, Integers, Network

SWEEPS = 5


def refined(net: Network, labels: Integers, resolution: float = 1.0) -> Integers:
    """Return the labels 0..K−1 after moving nodes one by one to the group where modularity gains most.

    A node only goes where it has a tie; no group appears and none is emptied. Nodes go in their order, so the result
    depends on nothing else.
    """
    labels = labels.copy()
    count = int(labels.max(initial=-1)) + 1
    if count < 2 or not net.total:
        return labels
    ends, others, weights = _ties(net)
    starts = np.concatenate([[0], np.cumsum(np.bincount(ends, minlength=net.size))])
    keys = ends * count + labels[others]
    pull: Floats = np.bincount(keys, weights, net.size * count).astype(np.float64).reshape(net.size, count)
    degrees, scale = net.degrees, resolution / (2 * net.total)
    mass: Floats = np.bincount(labels, degrees, count).astype(np.float64)
    sizes = np.bincount(labels, minlength=count)
    for _ in range(SWEEPS):
        moved = False
        gain = pull - scale * degrees[:, None] * mass[None, :]
        gain[pull <= 0.0] = -np.inf
        gain[np.arange(net.size), labels] = _own(pull, degrees, mass, labels, scale)
        for i in np.flatnonzero(gain.argmax(axis=1) != labels).tolist():
            own = int(labels[i])
            row = np.where(pull[i] > 0.0, pull[i] - scale * degrees[i] * mass, -np.inf)
            row[own] = pull[i, own] - scale * degrees[i] * (mass[own] - degrees[i])
            best = int(row.argmax())
            if sizes[own] == 1 or row[best] <= row[own] + 1e-12:
                continue
            near = slice(starts[i], starts[i + 1])
            pull[others[near], own] -= weights[near]
            pull[others[near], best] += weights[near]
            mass[own], mass[best] = mass[own] - degrees[i], mass[best] + degrees[i]
            sizes[own], sizes[best] = sizes[own] - 1, sizes[best] + 1
            labels[i], moved = best, True
        if not moved:
            break
    return labels


def _ties(net: Network) -> tuple[Integers, Integers, Floats]:
    """Return each edge from both of its ends, by this end: (this end, the other, weight)."""
    ends = np.concatenate([net.sources, net.targets])
    order = np.argsort(ends, kind="stable")
    others = np.concatenate([net.targets, net.sources])[order]
    return ends[order], others, np.concatenate([net.weights, net.weights])[order]


def _own(pull: Floats, degrees: Floats, mass: Floats, labels: Integers, scale: float) -> Floats:
    """Return what every node gains by staying."""
    staying: Floats = pull[np.arange(len(labels)), labels] - scale * degrees * (mass[labels] - degrees)
    return staying

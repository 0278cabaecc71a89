"""What anybody could do with the same graph: label per node by other means, as a floor for our own figures."""

import random
from collections import Counter
from collections.abc import Sequence

import networkx as nx
import numpy as np

from analyzer.graphs import Integers, Network, contract, leiden

SEED = 1


def labelings(net: Network, paths: Sequence[str], number: int) -> dict[str, Integers]:
    """Return baseline → label of every node. Those after `told` are told the true number of modules."""
    start = leiden(net, 8.0, SEED)
    return {
        "louvain": _sets(net, nx.community.louvain_communities(_graph(net), seed=SEED)),
        "propagation": _sets(net, nx.community.asyn_lpa_communities(_graph(net), weight="weight", seed=SEED)),
        "leiden 1": leiden(net, 1.0, SEED),
        "turbomq": turbomq(net, start),
        "directories": _directories(paths),
        "random": _random(net.size, number),
        "told: agglomerative": _agglomerative(net, start, number),
        "told: spectral": _spectral(net, number),
    }


NOT_TOLD = ("louvain", "propagation", "leiden 1", "turbomq", "random")  # directories are where the truth comes from


def _graph(net: Network) -> nx.Graph:
    graph = nx.Graph()
    graph.add_nodes_from(range(net.size))
    graph.add_weighted_edges_from(zip(net.sources.tolist(), net.targets.tolist(), net.weights.tolist(), strict=True))
    return graph


def _sets(net: Network, found: Sequence[set[int]]) -> Integers:
    labels = np.zeros(net.size, dtype=np.int64)
    for label, nodes in enumerate(found):
        labels[list(nodes)] = label
    return labels


def _directories(paths: Sequence[str]) -> Integers:
    """One service per first directory, as a team would do that looks at nothing else."""
    first = [path.split("/")[0] if "/" in path else "" for path in paths]
    return np.unique(first, return_inverse=True)[1].astype(np.int64)


def _random(size: int, number: int) -> Integers:
    dice = random.Random(SEED)
    return np.array([dice.randrange(max(1, number)) for _ in range(size)], dtype=np.int64)


def turbomq(net: Network, start: Integers) -> Integers:
    """Hill climbing on TurboMQ = Σ 2μ/(2μ + ε) (Mitchell, Mancoridis): merge from fine groups while it grows."""
    small = contract(net, start)
    pull, inside, degree = _dense(small), small.loops.copy(), small.degrees.copy()
    labels, alive = start.copy(), np.ones(small.size, dtype=bool)
    while alive.sum() > 1:
        factor = np.where(degree > 0, 2 * inside / np.where(degree > 0, degree, 1), 0.0)
        together = 2 * (inside[:, None] + inside[None, :] + pull) / np.maximum(degree[:, None] + degree[None, :], 1e-12)
        gain = np.where(pull > 0, together - factor[:, None] - factor[None, :], -np.inf)
        a, b = np.unravel_index(gain.argmax(), gain.shape)
        if gain[a, b] <= 0:
            break
        inside[a] += inside[b] + pull[a, b]
        degree[a] += degree[b]
        _merged(pull, int(a), int(b))
        labels[labels == b], alive[b], degree[b], inside[b] = a, False, 0.0, 0.0
    return labels


def _agglomerative(net: Network, start: Integers, number: int) -> Integers:
    """Average linkage on weight per pair of nodes, down to the given number of groups of at least five nodes."""
    small = contract(net, start)
    pull, labels = _dense(small), start.copy()
    sizes = np.bincount(start).astype(np.float64)
    while np.count_nonzero(sizes >= 5) > number or not np.count_nonzero(sizes >= 5):
        near = pull / np.maximum(np.outer(sizes, sizes), 1.0)
        a, b = np.unravel_index(near.argmax(), near.shape)
        if near[a, b] <= 0:
            break
        sizes[a] += sizes[b]
        sizes[b] = 0.0
        _merged(pull, int(a), int(b))
        labels[labels == b] = a
    return labels


def _dense(net: Network) -> np.ndarray:
    pull = np.zeros((net.size, net.size))
    pull[net.sources, net.targets] = net.weights
    return pull + pull.T


def _merged(pull: np.ndarray, a: int, b: int) -> None:
    pull[a] += pull[b]
    pull[:, a] = pull[a]
    pull[a, a] = 0.0
    pull[b] = pull[:, b] = 0.0


def _spectral(net: Network, number: int) -> Integers:
    """Normalised spectral clustering (Ng, Jordan, Weiss 2002): power iteration for the eigenvectors, then k-means."""
    dice = np.random.default_rng(SEED)
    degrees = np.maximum(net.degrees, 1e-12)
    scaled = net.weights / np.sqrt(degrees[net.sources] * degrees[net.targets])
    basis = np.linalg.qr(dice.standard_normal((net.size, number)))[0]
    for _ in range(60):
        image = basis.copy()  # plus the identity: all eigenvalues are positive then
        for column in range(number):
            image[:, column] += np.bincount(net.sources, scaled * basis[net.targets, column], net.size)
            image[:, column] += np.bincount(net.targets, scaled * basis[net.sources, column], net.size)
        basis = np.linalg.qr(image)[0]
    rows = basis / np.maximum(np.linalg.norm(basis, axis=1, keepdims=True), 1e-12)
    return _k_means(rows, number, dice)


def _k_means(rows: np.ndarray, number: int, dice: np.random.Generator) -> Integers:
    centres = rows[[int(dice.integers(len(rows)))]]
    while len(centres) < number:  # the farthest point first: k-means++ without its dice
        nearest = (rows @ centres.T).max(axis=1)
        centres = np.vstack([centres, rows[int(nearest.argmin())]])
    labels = np.zeros(len(rows), dtype=np.int64)
    for _ in range(30):
        labels = (rows @ centres.T).argmax(axis=1)
        for label in Counter(labels.tolist()):
            centre = rows[labels == label].mean(axis=0)
            centres[label] = centre / max(float(np.linalg.norm(centre)), 1e-12)
    return labels.astype(np.int64)

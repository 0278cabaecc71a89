"""Groups and the words of their nodes in, the network in which those that speak of the same things are nearer out.

Of a single unit its words say little (as a layer they lower the figures of docs/quality.md); of a group of some twenty
they say what it is about.
"""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from analyzer.graphs import Floats, Integers, Network

NEARER = 2.0  # groups of exactly the same words count 1 + this times what lies between them


@dataclass(frozen=True, slots=True, eq=False)
class Words:
    """Which nodes use which words: row i says that node `nodes[i]` uses word `words[i]`, a number below `count`."""

    nodes: Integers
    words: Integers
    count: int


def words_of(rows: Sequence[Sequence[str]]) -> Words:
    """Return the words of nodes 0..len(rows)−1; those of a single node say nothing of another and are left out."""
    nodes = np.repeat(np.arange(len(rows)), [len(row) for row in rows])
    names = [word for row in rows for word in row]
    if not names:
        return Words(np.zeros(0, np.int64), np.zeros(0, np.int64), 0)
    number = {word: i for i, word in enumerate(sorted(set(names)))}  # an array of them is as wide as the longest
    numbers = np.array([number[word] for word in names], dtype=np.int64)
    shared = np.bincount(numbers)[numbers] > 1
    return Words(nodes[shared], numbers[shared], int(numbers.max()) + 1)


def nearer(net: Network, groups: Integers, words: Words) -> Network:
    """Return a network of groups with each weight multiplied by 1 + `NEARER` · how like the words of its ends are.

    `groups[i]` is the group of node i. Likeness is the cosine of tf-idf: tf is the share of a group's nodes that use a
    word, idf ln(groups / groups that do), so that stop words are learned. The weights keep their sum, and
    every group its degree: what it has more with some it has less with others, or inside.
    """
    if not words.count or not len(net.weights):
        return net
    factors = 1.0 + NEARER * _likeness(net, *_profiles(groups, net.size, words))
    weights = net.weights * factors
    weights *= net.weights.cumsum()[-1] / weights.cumsum()[-1]
    ends = np.bincount(net.sources, weights, net.size) + np.bincount(net.targets, weights, net.size)
    return Network(net.size, net.sources, net.targets, weights, (net.degrees - ends) / 2)


def _profiles(groups: Integers, size: int, words: Words) -> tuple[Integers, Integers, Floats]:
    """Return group, word and weight of every word of every group, sorted; a group's squares sum to 1."""
    keys, counts = np.unique(groups[words.nodes] * words.count + words.words, return_counts=True)
    group, word = keys // words.count, keys % words.count
    rare = np.log(size / np.bincount(word, minlength=words.count)[word])
    weights = counts / np.bincount(groups, minlength=size)[group] * rare
    lengths = np.sqrt(np.bincount(group, np.square(weights), size))
    return group, word, weights / np.where(lengths > 0.0, lengths, 1.0)[group]


def _likeness(net: Network, group: Integers, word: Integers, weights: Floats) -> Floats:
    """Return the cosine of the ends of every edge."""
    starts = np.searchsorted(group, np.arange(net.size + 1))
    lengths = np.diff(starts)
    edges = np.searchsorted(net.sources, np.arange(net.size + 1))
    row = np.zeros(int(word.max(initial=0)) + 1)
    found = np.zeros(len(net.weights))
    for source in np.flatnonzero(np.diff(edges)).tolist():  # an edge's source is its lower end, and edges are sorted
        own = slice(starts[source], starts[source + 1])
        row[word[own]] = weights[own]
        targets = net.targets[edges[source] : edges[source + 1]]
        many = lengths[targets]
        edge = np.repeat(np.arange(len(targets)), many)
        places = np.repeat(starts[targets] - (many.cumsum() - many), many) + np.arange(len(edge))
        products = weights[places] * row[word[places]]
        found[edges[source] : edges[source + 1]] = np.bincount(edge, products, len(targets))
        row[word[own]] = 0.0
    return found

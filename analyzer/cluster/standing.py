"""An earlier answer in, which may not know all of today's nodes; a group for every node, so that it can vote, out."""

import numpy as np

from analyzer.graphs import Integers, Network, numbered


def standing(net: Network, before: Integers, found: Integers) -> Integers:
    """Return the earlier group (`before`, −1: none) of every node.

    New nodes are where most of their weight leads: to an earlier group, or to the new ones of a group that was `found`
    without asking anybody, which is then a group of its own. So nothing is said against what only today's code knows.
    """
    new = before < 0
    labels = np.where(new, before.max(initial=-1) + 1 + found, before)
    ends = np.concatenate([net.sources, net.targets])
    others = labels[np.concatenate([net.targets, net.sources])]
    weights = np.concatenate([net.weights, net.weights])
    asked = new[ends]
    width = int(labels.max(initial=0)) + 1
    ties, where = np.unique(ends[asked] * width + others[asked], return_inverse=True)
    pull = np.bincount(where.ravel(), weights[asked], minlength=len(ties))
    node, group = ties // width, ties % width
    order = np.lexsort((group, -pull, node))  # of equals, the first group
    nodes, first = np.unique(node[order], return_index=True)
    result = labels.copy()
    result[nodes] = group[order][first]
    return numbered(result)

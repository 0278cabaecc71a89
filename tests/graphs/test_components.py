"""Strongly connected components: against networkx, and where recursion or a fixed point would take for ever."""

import random

import networkx

from analyzer.graphs import components


def test_components__random_graphs__are_those_of_networkx_with_callers_first() -> None:
    dice = random.Random(7)
    for _ in range(60):
        size = dice.randint(1, 12)
        arcs = {a: dice.sample(range(size), dice.randint(0, min(3, size))) for a in range(size) if dice.random() < 0.8}
        graph = networkx.DiGraph([(a, b) for a, row in arcs.items() for b in row])
        graph.add_nodes_from(range(size))
        found = components(size, arcs)
        assert sorted(found) == sorted(map(sorted, networkx.strongly_connected_components(graph)))
        place = {node: i for i, group in enumerate(found) for node in group}
        assert all(place[a] <= place[b] for a, row in arcs.items() for b in row)


def test_components__a_chain_of_many_in_both_directions__is_one_group() -> None:
    size = 20_000
    arcs = {a: [b for b in (a - 1, a + 1) if 0 <= b < size] for a in range(size)}
    assert components(size, arcs) == [list(range(size))]
    assert components(size, {a: [a - 1] for a in range(1, size)}) == [[a] for a in reversed(range(size))]

"""Arcs in, the groups of nodes that reach each other out, and what every node is reached by.

Not networkx: to load it and to build its graph takes ten times as long as this, in every run.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence


def carried(held: Sequence[int], arcs: Mapping[int, Iterable[int]]) -> list[int]:
    """Return for each node the union of the bit sets `held` by the nodes that lead to it, its own included.

    Nodes that reach each other have the same; callers come first, so that each node is looked at once.
    """
    found = list(held)
    for group in components(len(found), arcs):
        merged = 0
        for node in group:
            merged |= found[node]
        for node in group:
            found[node] = merged
        if merged:
            for other in {other for node in group for other in arcs.get(node, ())}:
                found[other] |= merged
    return found


def components(size: int, arcs: Mapping[int, Iterable[int]]) -> list[list[int]]:
    """Return the strongly connected components of nodes 0..size−1, each sorted, callers before those they call.

    `arcs[a]` are the nodes that a leads to. Without recursion; time grows with nodes and arcs (Tarjan 1972).
    """
    found: list[list[int]] = []
    number = [-1] * size  # in the order of discovery
    low = [0] * size
    done = [False] * size
    stack: list[int] = []
    count = 0
    for start in range(size):
        if number[start] >= 0:
            continue
        number[start] = low[start] = count
        count += 1
        stack.append(start)
        path: list[tuple[int, Iterator[int]]] = [(start, iter(arcs.get(start, ())))]
        while path:
            node, rest = path[-1]
            for other in rest:
                if number[other] < 0:
                    number[other] = low[other] = count
                    count += 1
                    stack.append(other)
                    path.append((other, iter(arcs.get(other, ()))))
                    break
                if not done[other]:
                    low[node] = min(low[node], number[other])
            else:
                path.pop()
                if path:
                    low[path[-1][0]] = min(low[path[-1][0]], low[node])
                if low[node] == number[node]:
                    found.append(_popped(stack, node, done))
    return found[::-1]


def _popped(stack: list[int], last: int, done: list[bool]) -> list[int]:
    """Take a finished component, whose first node is `last`, from the stack."""
    at = len(stack) - 1
    while stack[at] != last:
        at -= 1
    group = sorted(stack[at:])
    del stack[at:]
    for node in group:
        done[node] = True
    return group

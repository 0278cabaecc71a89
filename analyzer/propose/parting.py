"""A service that is too large for a limit, or should become two, in; its parts out."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from analyzer.graphs import cut_out, leiden
from analyzer.propose.board import Board

STEPS = 10  # doublings of the resolution until every part fits


def parts(board: Board, blocks: Sequence[int], most: int) -> list[list[int]]:
    """Return the blocks in parts of at most `most` nodes along communities, largest part first.

    A block that is larger by itself is a part of its own. Parts are put together again, strongest ties first, as long
    as they fit.
    """
    found = [sorted(blocks)]
    for step in range(STEPS):
        large = [part for part in found if _size(board, part) > most and len(part) > 1]
        if not large:
            break
        found = [part for part in found if part not in large]
        for part in large:
            found += _communities(board, part, 2.0**step)
    fitting: list[list[int]] = []
    for part in found:
        fitting += _filled(board, part, most)
    return sorted(_joined(board, fitting, most), key=lambda part: (-_size(board, part), part))


def _size(board: Board, part: Sequence[int]) -> int:
    return sum(board.weight[block] for block in part)


def _communities(board: Board, part: Sequence[int], resolution: float) -> list[list[int]]:
    positions = np.array([board.number[block] for block in part], dtype=np.int64)
    labels = leiden(cut_out(board.net, positions), resolution, 1).tolist()
    found: dict[int, list[int]] = {}
    for block, label in zip(part, labels, strict=True):
        found.setdefault(label, []).append(block)
    return [found[label] for label in sorted(found)]


def _filled(board: Board, part: Sequence[int], most: int) -> list[list[int]]:
    """Return a part that no resolution divides cut into runs that fit."""
    found: list[list[int]] = []
    size = 0
    for block in part:
        if not found or size + board.weight[block] > most:
            found.append([])
            size = 0
        found[-1].append(block)
        size += board.weight[block]
    return found


def _joined(board: Board, found: list[list[int]], most: int) -> list[list[int]]:
    """Return the parts with those that fit together joined: strongest tie first, then the smallest two."""
    part_of = {block: i for i, part in enumerate(found) for block in part}
    sizes = {i: _size(board, part) for i, part in enumerate(found)}
    ties: dict[int, dict[int, float]] = {i: {} for i in sizes}
    for block, i in part_of.items():
        for other, weight in board.near[block].items():
            j = part_of.get(other, i)
            if j != i:
                ties[i][j] = ties[i].get(j, 0.0) + weight
    while True:
        pairs = [(w, -sizes[i] - sizes[j], -i, -j) for i in ties for j, w in ties[i].items() if i < j]
        fit = max((pair for pair in pairs if -pair[1] <= most), default=None)
        if fit is None:
            break
        i, j = -fit[2], -fit[3]
        found[i] = found[i] + found[j]
        sizes[i] += sizes.pop(j)
        for other, weight in ties.pop(j).items():
            del ties[other][j]
            if other != i:
                ties[i][other] = ties[other][i] = ties[i].get(other, 0.0) + weight
    return [sorted(found[i]) for i in sizes]

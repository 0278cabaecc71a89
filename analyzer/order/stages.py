"""An order of extraction in: what can leave side by side, and after how many steps to stop, out."""

from collections.abc import Sequence

from analyzer.order.coexistence import Coexistence

AHEAD = 0.05  # of everything: a first part that is less ahead of its cost is noise


def waves(costs: Coexistence, sequence: Sequence[int]) -> list[int]:
    """Return the wave (from 1) of each step: those of one wave need nothing of each other and write nothing together.

    A service leaves in the wave after the last one that it has anything to do with among those before it in the order,
    so that of any two that are tied the order stays.
    """
    tied = [[bool(costs.calls[a][b] or costs.calls[b][a]) for b in range(len(sequence))] for a in range(len(sequence))]
    for writers, _, _ in costs.writers:
        some = [s for s in range(len(sequence)) if writers >> s & 1]
        for a in some:
            for b in some:
                tied[a][b] = True
    wave: dict[int, int] = {}
    for service in sequence:
        wave[service] = 1 + max((wave[other] for other in wave if tied[service][other]), default=0)
    return [wave[service] for service in sequence]


def stopping(standing: Sequence[float], freed: Sequence[float]) -> int:
    """Return after how many steps a first part of the order is worth having by itself, 0 when none is.

    `standing` is what each period costs, `freed` what leaves with each step. Coexistence grows up to its dearest
    period: before it, the part to stop after is the one whose share of everything freed is furthest above its cost as
    a share of the dearest, by at least `AHEAD`.
    """
    dearest, all_freed = max(standing, default=0.0), sum(freed)
    if not dearest or not all_freed:
        return 0
    best, stop, won = AHEAD, 0, 0.0
    for step, (cost, gain) in enumerate(zip(standing[: standing.index(dearest)], freed, strict=False), 1):
        won += gain / all_freed
        if won - cost / dearest >= best:
            best, stop = won - cost / dearest, step
    return stop

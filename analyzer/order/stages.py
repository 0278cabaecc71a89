"""An order of extraction in: what can leave side by side, and after how many steps to stop, out."""

from collections.abc import Sequence

from analyzer.order.coexistence import Coexistence


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


def stopping(cutting: Sequence[float], freed: Sequence[float]) -> int:
    """Return after how many steps the share of everything freed is furthest above the share of all cutting.

    From there on the next steps cost, taken together, a greater share of the cutting than they free. 0 when no prefix
    is ahead of its cost, or only the whole.
    """
    all_cutting, all_freed = sum(cutting), sum(freed)
    if not all_cutting or not all_freed:
        return 0
    best, stop, spent, won = 0.0, 0, 0.0, 0.0
    for step, (cost, gain) in enumerate(zip(cutting, freed, strict=True), 1):
        spent, won = spent + cost / all_cutting, won + gain / all_freed
        if won - spent > best + 1e-9:
            best, stop = won - spent, step
    return stop if stop < len(cutting) else 0

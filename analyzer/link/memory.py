"""Questions and answers in; each answered once, cycles without losing what lies on them, out.

A question that is asked while it is being answered gets `NOTHING`, and then whatever was answered on the way may be too
little: it is kept only until the question that the cycle leads back to is answered. The same holds where a chain is cut
because it is too deep, until the first question of the chain is answered.
"""

from collections.abc import Callable
from typing import Any

from analyzer.link.value import NOTHING, Value

MOST_PROVISIONAL = 400  # answers that are given up after a cycle; of larger cycles they are kept


class Memory:
    """The answers of one run."""

    def __init__(self) -> None:
        """Know nothing."""
        self._answers: dict[Any, Value] = {}
        self._asked: dict[Any, int] = {}  # questions being answered, with their depth
        self._reached = _NEVER  # the least depth that a cycle has led back to
        self._provisional: list[tuple[int, Any]] = []
        self._open: dict[Any, int] = {}  # provisional answers, with the depth that they lead back to

    def once(self, question: Any, answer: Callable[[], Value]) -> Value:
        """Return the answer, from memory when it is there."""
        found = self._answers.get(question)
        if found is not None:
            if self._open:  # a provisional answer makes whatever is built on it provisional too
                self._reached = min(self._reached, self._open.get(question, _NEVER))
            return found
        depth = self._asked.get(question)
        if depth is not None:
            self._reached = min(self._reached, depth)
            return NOTHING
        outer, self._reached = self._reached, _NEVER
        depth = self._asked[question] = len(self._asked)
        try:
            found = self._answers[question] = answer()
        finally:
            del self._asked[question]
        if self._reached < depth and self._asked:
            self._provisional.append((depth, question))
            self._open[question] = self._reached
        elif self._reached <= depth:
            self._forget(depth)
            self._reached = _NEVER
        self._reached = min(self._reached, outer)
        return found

    def cut(self) -> None:
        """Say that what is being answered is not followed to its end."""
        if self._asked:
            self._reached = -1

    def _forget(self, depth: int) -> None:
        """Give up what was answered below a question that a cycle led back to."""
        keep = next((i for i, (below, _) in enumerate(self._provisional) if below > depth), len(self._provisional))
        given_up = self._provisional[keep:]
        del self._provisional[keep:]
        for _, question in given_up:
            self._open.pop(question, None)
            if len(given_up) <= MOST_PROVISIONAL:
                self._answers.pop(question, None)


_NEVER = 1 << 60

"""A script and a variable that it does not assign in; what the scopes that include it make of it out."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from analyzer.link.knowledge import Knowledge
from analyzer.link.symbols import Place
from analyzer.link.value import GUESSED, INFERRED, NOTHING, Value, at_best, union

MOST_GIVEN = 4  # classes that includers give a variable
MOST_ALIKE = 3  # classes of what scripts call by one name; a name of more means anything


class Surroundings:
    """Follows variables outwards, from an included script to whoever includes it."""

    def __init__(self, knowledge: Knowledge) -> None:
        """Share the run's knowledge; who includes what is told later."""
        self._knowledge = knowledge
        self.includers: Mapping[str, Sequence[Place]] = {}  # by path, the scopes that include a file
        self._at_top: dict[str, bool] = {}

    def variable(self, name: str, place: Place) -> Value:
        """Return what a variable is around a script; else, as a guess, what any script calls so, if most agree."""
        found = union([self._knowledge.variable(name, there) for there in self.includers.get(place.file.path, ())])
        if found.known:
            return at_best(found, INFERRED) if len(found.types) <= MOST_GIVEN else NOTHING
        if not self._runs_at_top(place.file.path):
            return NOTHING
        found = self._knowledge.global_variable(name)
        return at_best(found, GUESSED) if len(found.types) <= MOST_ALIKE else NOTHING

    def _runs_at_top(self, path: str) -> bool:
        """Whether a script may run outside functions: nobody includes it, or a script does that runs so."""
        if path not in self._at_top:
            self._at_top[path] = False  # what a cycle of includes sees
            around = self.includers.get(path, ())
            self._at_top[path] = not around or any(
                there.is_script and self._runs_at_top(there.file.path) for there in around
            )
        return self._at_top[path]

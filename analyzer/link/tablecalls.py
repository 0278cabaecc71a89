"""Home-made database functions in (`brico_insert('orders', …)`); edges from their callers to the tables out.

A function whose body builds a statement with a parameter as table name has taught us what its argument means; one that
passes its own parameter on to such a function has too.
"""

from collections.abc import Sequence
from typing import NamedTuple

from analyzer.link.calls import CallLinker
from analyzer.link.evidence import UNRESOLVED, Evidence, Support
from analyzer.link.fold import Folder
from analyzer.link.symbols import FileIn, Place, Symbols
from analyzer.link.tables import TABLE, TableLinker, callable_of, parameter_in
from analyzer.link.value import GUESSED, INFERRED
from analyzer.model.facts import Call
from analyzer.model.statements import TableMode

ROUNDS = 3  # how many functions deep a table's name may be handed on


class _Lesson(NamedTuple):
    """What is known of a called function: which parameter names a table that it uses in these modes."""

    called: tuple[str, str]
    position: int
    modes: tuple[TableMode, ...]
    rank: int


class TableCalls:
    """Follows table names through calls."""

    def __init__(self, symbols: Symbols, calls: CallLinker, folder: Folder, tables: TableLinker) -> None:
        """Share the run's tables."""
        self._symbols = symbols
        self._calls = calls
        self._folder = folder
        self._tables = tables
        self._done: set[tuple[int, int, int, tuple[TableMode, ...]]] = set()

    def link(self, evidence: Evidence) -> None:
        """Link every call of a learned function; what is learned meanwhile gets another round."""
        if not self._tables.by_parameter:
            return
        calls: dict[str, list[tuple[FileIn, int, Call]]] = {}
        for file in self._symbols.files:
            for index, call in enumerate(file.facts.calls):
                if call.arguments:
                    calls.setdefault((call.fallback or call.name).rpartition("\\")[2].lower(), []).append(
                        (file, index, call)
                    )
        for _ in range(ROUNDS):
            names = sorted({name.rpartition("\\")[2] for _, name in self._tables.by_parameter})
            if not any([self._round(calls.get(name, ()), evidence) for name in names]):
                return

    def _round(self, calls: Sequence[tuple[FileIn, int, Call]], evidence: Evidence) -> bool:
        news = False
        for file, index, call in calls:
            place = self._symbols.place(file, call.scope)
            for lesson in self._lessons(call, place):
                news |= self._hand_on(call, place, lesson)
                self._literals(call, place, lesson, (file.order, index), evidence)
        return news

    def _hand_on(self, call: Call, place: Place, lesson: _Lesson) -> bool:
        """The caller passes its own parameter: it is such a function itself. Return whether that is news."""
        parameter = parameter_in(call.arguments[lesson.position], place)
        own = next((i for i, p in enumerate(place.signature) if p.name == parameter), None)
        if not parameter or own is None or not self._tables.learn(callable_of(place), own, lesson.modes):
            return False
        self._tables.explained.add((lesson.called, lesson.position))
        return True

    def _literals(self, call: Call, place: Place, lesson: _Lesson, at: tuple[int, int], evidence: Evidence) -> None:
        """The caller says which table."""
        if (*at, lesson.position, lesson.modes) in self._done:
            return
        outcome, support = UNRESOLVED, Support(lesson.rank, "sql")
        for text in self._folder.fold(call.arguments[lesson.position], place).known:
            if self._tables.names.may_name(text):
                for mode in lesson.modes:
                    outcome = min(outcome, self._tables.claim(place, text, mode, support, call.lines))
                if TableMode.WRITES in lesson.modes:
                    self._tables.columns.row(place, text, call.arguments[lesson.position + 1 :], call.lines)
        if outcome != UNRESOLVED:
            self._done.add((*at, lesson.position, lesson.modes))
            self._tables.explained.add((lesson.called, lesson.position))
            evidence.count(place, TABLE, outcome, len(call.lines))

    def _lessons(self, call: Call, place: Place) -> list[_Lesson]:
        return [
            _Lesson(called, position, modes, rank)
            for called, rank in self._called(call, place)
            for position, modes in sorted(self._tables.by_parameter[called].items())
            if position < len(call.arguments)
        ]

    def _called(self, call: Call, place: Place) -> list[tuple[tuple[str, str], int]]:
        """The learned functions that a call may mean; by name alone only when the receiver is not known."""
        learned = self._tables.by_parameter
        if call.receiver is None:
            function = self._calls.function(call)
            key = ("", function.key) if function else ("", "")
            return [(key, INFERRED)] if key in learned else []
        name = call.name.lower()
        types = self._calls.receiver(call, call.receiver, place).types
        if types:
            owners = {m.owner.key for t in types for m, _ in self._calls.reach(t, name).members}
            return [((key, name), INFERRED) for key in sorted(owners) if (key, name) in learned]
        return [(key, GUESSED) for key in sorted(learned) if key[0] and key[1] == name]

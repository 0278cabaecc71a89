"""Marks of transactions in; each transaction with the tables that are written before it ends, following calls, out.

`function db_begin() { mysql_query('BEGIN'); }` opens one for its callers, and so does what runs a closure between its
own begin and commit.
"""

from __future__ import annotations

import re
from collections import deque
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from analyzer.link.calls import CallLinker
from analyzer.link.symbols import FileIn, Place, Symbols
from analyzer.link.tables import TableLinker
from analyzer.link.value import GUESSED
from analyzer.model.expression import Closure, Expression, New, Text, Variable
from analyzer.model.facts import Call
from analyzer.model.linkage import TransactionScope
from analyzer.model.location import Location
from analyzer.model.statements import Transaction, TransactionMark

DEEPEST = 6  # calls within calls
MOST_BODIES = 400  # that one transaction may run
ROUNDS = 3  # functions that open a transaction by a function that does
BEGIN, COMMIT, ROLLBACK = TransactionMark.BEGIN, TransactionMark.COMMIT, TransactionMark.ROLLBACK
_OPENING = re.compile(r"begin|start|open|trans|atomic", re.IGNORECASE)
_SAID = re.compile(r"\s*(begin|start|commit|end|rollback|abort|cancel)", re.IGNORECASE)
_STORING = frozenset(
    """
    save create insert update delete forcedelete forcecreate firstorcreate updateorcreate push increment decrement
    restore destroy saveorfail saveall upsert truncate persist remove merge store replace batchinsert add
    """.split()  # noqa: SIM905
)
Body = tuple[int, int]  # order of the file, index of the scope
Span = tuple[int, int, bool]  # first and last line, whether the end was found


class _Mark(NamedTuple):
    """A mark on a line; `end` is the last line of a closure that runs inside, 0 when there is none."""

    line: int
    mark: TransactionMark
    end: int = 0


class Transactions:
    """Finds transactions and what they write."""

    def __init__(self, symbols: Symbols, calls: CallLinker, tables: TableLinker) -> None:
        """Share the run's tables; every table must be linked."""
        self._symbols = symbols
        self._calls = calls
        self._tables = tables
        self._marks: dict[Body, list[_Mark]] = {}
        self._by_scope: dict[Body, list[Call]] = {}
        self._reached: dict[Body, tuple[tuple[tuple[int, ...], Place], ...]] = {}
        self._learned: set[Body] = set()  # whose callers open the transaction

    def scopes(self) -> tuple[TransactionScope, ...]:
        """Return every transaction of own code, sorted."""
        files = [file for file in self._symbols.files if not file.test]
        for file in files:
            for call in file.facts.calls:
                self._by_scope.setdefault((file.order, call.scope), []).append(call)
        for file in files:  # a mark is judged by what others call, so all calls must be known
            for mark in file.facts.transactions:
                if not self._is_other(file, mark.scope, mark.line, mark.name):
                    self._marks.setdefault((file.order, mark.scope), []).extend(self._marked(file, mark))
        if self._marks:
            self._learn(files)
        by_order = {file.order: file for file in files}
        found = set()
        for body in sorted(self._marks):
            place = self._symbols.place(by_order[body[0]], body[1])
            spans = _spans(self._marks[body])
            if body in self._learned and not any(closed for _, _, closed in spans):
                continue
            for span in spans:
                found.add(self._scope(place, span))
        return tuple(sorted(found))

    def _scope(self, place: Place, span: Span) -> TransactionScope:
        where = Location(place.file.path, span[0])
        writes = tuple(sorted(set(self._writes(place, span))))
        return TransactionScope(place.unit, where, place.fact.member, span[2], writes)

    def _marked(self, file: FileIn, mark: Transaction) -> Iterator[_Mark]:
        """The marks of a fact: what is given a closure ends with it."""
        ends = [
            self._end_of(file, call)
            for call in self._by_scope.get((file.order, mark.scope), ())
            if mark.name and call.name == mark.name and mark.line in call.lines
        ]
        yield _Mark(mark.line, mark.mark, max(ends, default=0) if mark.mark is BEGIN else 0)

    def _end_of(self, file: FileIn, call: Call) -> int:
        numbers = {argument.number for argument in call.arguments if isinstance(argument, Closure)}
        return max((end for number, _, end in file.facts.closures if number in numbers), default=0)

    def _is_other(self, file: FileIn, scope: int, line: int, name: str) -> bool:
        """Whether a method that is only called `begin`, `commit` … is declared here and has nothing to do with it."""
        if not name:
            return False
        place = self._symbols.place(file, scope)
        calls = [
            call
            for call in self._by_scope.get((file.order, scope), ())
            if call.name == name and line in call.lines and call.receiver is not None
        ]
        reached = [there for call in calls for there in self._callees(call, place)]
        return bool(reached) and not any(self._speaks(there, 0, set()) for there in reached)

    def _speaks(self, place: Place, depth: int, seen: set[Body]) -> bool:
        """Whether a body, or what it calls, marks a transaction."""
        body = (place.file.order, place.index)
        if body in seen or depth > 2:
            return False
        seen.add(body)
        if any(mark.scope == place.index for mark in place.file.facts.transactions):
            return True
        return any(self._speaks(there, depth + 1, seen) for _, there in self._reach(place))

    def _learn(self, files: Sequence[FileIn]) -> None:
        """Mark the calls of functions that open or close a transaction for their callers."""
        for number in range(ROUNDS):
            opening = self._opening(number)
            if not opening - self._learned:
                return
            self._learned |= opening
            self._mark_callers(files, opening)

    def _opening(self, number: int) -> set[Body]:
        """Bodies whose marks are not a pair: these speak for their callers."""
        found = set()
        for body, marks in self._marks.items():
            kinds = {mark.mark for mark in marks}
            unpaired = BEGIN not in kinds or not kinds & {COMMIT}
            if unpaired or self._switches(body) or self._runs(body):
                place = self._place(body)
                name = place.fact.member or place.fact.unit
                helps = not number and body not in self._tables.written
                if name and (helps or _OPENING.search(name) or BEGIN not in kinds):
                    found.add(body)
        return found

    def _place(self, body: Body) -> Place:
        return self._symbols.place(self._symbols.files[body[0]], body[1])

    def _switches(self, body: Body) -> bool:
        """`function transaction($what)`: the parameter says what happens."""
        place = self._place(body)
        return bool(place.signature) and place.fact.member.lower().endswith("transaction")

    def _runs(self, body: Body) -> bool:
        """Whether a body runs what a parameter holds."""
        place = self._place(body)
        for call in self._by_scope.get(body, ()):
            ran: Sequence[Expression | None] = (call.receiver,) if call.name == "__invoke" else ()
            if call.receiver is None and (call.fallback or call.name).lower().startswith("call_user_func"):
                ran = call.arguments[:1]
            if any(isinstance(one, Variable) and one.name in place.parameters for one in ran):
                return True
        return False

    def _mark_callers(self, files: Sequence[FileIn], opening: set[Body]) -> None:
        names = {
            (self._place(body).fact.member or self._place(body).fact.unit).rpartition("\\")[2].lower()
            for body in opening
        }
        for file in files:
            for call in file.facts.calls:
                if (call.fallback or call.name).rpartition("\\")[2].lower() not in names:
                    continue
                place = self._symbols.place(file, call.scope)
                for there in self._callees(call, place):
                    body = (there.file.order, there.index)
                    if body in opening and body != (file.order, call.scope):
                        self._hand_over(file, call, body)

    def _hand_over(self, file: FileIn, call: Call, body: Body) -> None:
        """What a called body does to a transaction, done where it is called."""
        marks = self._marks.setdefault((file.order, call.scope), [])
        kinds = {mark.mark for mark in self._marks[body]}
        end = self._end_of(file, call)
        if self._runs(body):
            marks += [_Mark(line, BEGIN, end) for line in call.lines if end]
            return
        said = next((one.text for one in call.arguments if isinstance(one, Text) and _SAID.match(one.text)), "")
        if len(kinds) > 1 and said:
            word = said.strip().lower()
            kinds = {
                BEGIN
                if word.startswith(("begin", "start"))
                else COMMIT
                if word.startswith(("commit", "end"))
                else ROLLBACK
            }
        kind = BEGIN if BEGIN in kinds else COMMIT if COMMIT in kinds else ROLLBACK
        known = {(mark.line, mark.mark) for mark in marks}
        marks += [_Mark(line, kind) for line in call.lines if (line, kind) not in known]

    def _callees(self, call: Call, place: Place) -> list[Place]:
        """The bodies that a call runs, as far as they are known better than by a guess."""
        if call.receiver is None:
            function = self._calls.function(call)
            body = function.places.get(function.meant_by(place.file.path)) if function is not None else None
            return [body] if body is not None else []
        found: dict[int, Place] = {}
        new = isinstance(call.receiver, New) and call.name == "__construct"
        receiver = call.receiver.of if new and isinstance(call.receiver, New) else call.receiver
        value = self._calls.evaluator.class_of(receiver, place) if new else self._calls.receiver(call, receiver, place)
        for key, known in value.types.items():
            for member, rank in self._calls.reach(key, call.name.lower()).members if call.name else ():
                body = member.owner.places.get(member.method.name.lower())
                if body is not None and max(rank, known) < GUESSED:
                    found[id(body)] = body
        return list(found.values())

    def _reach(self, place: Place) -> tuple[tuple[tuple[int, ...], Place], ...]:
        body = (place.file.order, place.index)
        known = self._reached.get(body)
        if known is None:
            self._reached[body] = ()
            calls = self._by_scope.get(body, ())
            known = tuple((call.lines, there) for call in calls for there in self._callees(call, place))
            self._reached[body] = known
        return known

    def _writes(self, place: Place, span: Span) -> Iterator[tuple[str, str, Location]]:
        """The writes between two lines, and in whatever is called there."""
        waiting: deque[tuple[Place, int, tuple[int, int] | None]] = deque([(place, 0, span[:2])])
        seen: set[Body] = set()
        while waiting and len(seen) < MOST_BODIES:
            at, depth, lines = waiting.popleft()
            here = (at.file.order, at.index)
            if here in seen and lines is None:
                continue
            if lines is None:
                seen.add(here)
            yield from self._own_writes(at, here, lines)
            for called, there in self._reach(at) if depth < DEEPEST else ():
                if any(_within(line, lines) for line in called):
                    waiting.append((there, depth + 1, None))

    def _own_writes(
        self, place: Place, body: Body, lines: tuple[int, int] | None
    ) -> Iterator[tuple[str, str, Location]]:
        for table, unit, written in self._tables.written.get(body, ()):
            for line in written:
                if _within(line, lines):
                    yield table, unit, Location(place.file.path, line)
        for call in self._by_scope.get(body, ()):
            if call.name.lower() in _STORING and any(_within(line, lines) for line in call.lines):
                for table in self._stored(call, place):
                    for line in call.lines:
                        if _within(line, lines):
                            yield table, place.unit, Location(place.file.path, line)

    def _stored(self, call: Call, place: Place) -> list[str]:
        """The tables of the models that a call stores: `$order->save()`, `$em->persist($order)`."""
        if call.receiver is None:
            return []
        values = [self._calls.receiver(call, call.receiver, place)]
        values += [self._calls.evaluator.evaluate(one, place) for one in call.arguments[:1]]
        for value in values:
            found = [self._tables.of_class[key] for key in value.types if key in self._tables.of_class]
            if found:
                return sorted(set(found))
        return []


def _within(line: int, lines: tuple[int, int] | None) -> bool:
    return lines is None or lines[0] <= line <= lines[1]


def _spans(marks: Sequence[_Mark]) -> list[Span]:
    """Pair every begin with the last commit (else rollback) before the next begin; without one it stays open."""
    ordered = sorted(marks)
    begins = [mark for mark in ordered if mark.mark is BEGIN]
    spans: list[Span] = []
    for position, begin in enumerate(begins):
        if begin.end:
            spans.append((begin.line, begin.end, True))
            continue
        limit = next((other.line for other in begins[position + 1 :] if other.line > begin.line), 1 << 30)
        ends = [mark for mark in ordered if mark.mark is not BEGIN and begin.line <= mark.line < limit]
        commits = [mark.line for mark in ends if mark.mark is COMMIT]
        last = max(commits or [mark.line for mark in ends], default=0)
        spans.append((begin.line, last or limit - 1, bool(last)))
    return spans

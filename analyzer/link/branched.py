"""`case 'cart':` over what the request says, or `if ($page == 'cart')`, in; what each leads to, with routes, out.

A case leads to the files that it includes, else to the functions and methods that it calls; to neither where another
case or another file uses them too (a redirect, a query, a header): these are helpers, as is what a long case calls, and
what is called within an expression. A case of a script that leads nowhere holds its code itself: to the script.
`$controller->$action()`, where the request names the method, leads to the public methods of the object's class; where
the code compares that name with texts, to these only.
"""

from __future__ import annotations

from collections.abc import Iterator

from analyzer.link.fold import Folder
from analyzer.link.paths import Paths
from analyzer.link.requests import PATH, Requests
from analyzer.link.symbols import FileIn, Place, Symbols
from analyzer.model.expression import Expression, Variable
from analyzer.model.facts import Branch, Call, Visibility

Reached = tuple[str, str, int]  # unit, member, line
Way = tuple[Reached, str, str]  # what is reached, the parameter of the request, what it says
LONGEST = 8  # lines of a case that only hands on: what a longer one calls are its helpers
FEWEST = 2  # texts with which a value is compared: one alone is a flag
_TASTES = ("dir", "format", "lang", "lng", "locale", "order_by", "skin", "sort", "style", "theme")


class Branched:
    """Finds what the branches of home-made front controllers lead to."""

    def __init__(self, symbols: Symbols, folder: Folder, paths: Paths, requests: Requests) -> None:
        """Share the run's knowledge."""
        self._symbols = symbols
        self._evaluator = folder.evaluator
        self._folder = folder
        self._paths = paths
        self._requests = requests
        self._users: dict[str, set[str]] = {}  # the name of a function, method or file → the files that use it
        for file in symbols.files:
            for call in file.facts.calls if not file.test else ():
                self._users.setdefault((call.fallback or call.name).lower(), set()).add(file.path)
            for include in file.facts.includes if not file.test else ():
                if include.text.endswith((".php'", '.php"')):
                    self._users.setdefault(_base(include.text[:-1]), set()).add(file.path)

    def ways(self, file: FileIn) -> list[Way]:
        """Return the ways in that a file's branches and its calls of chosen methods make."""
        found: list[Way] = []
        compared: dict[tuple[int, Expression], list[Branch]] = {}
        for branch in file.facts.branches:
            compared.setdefault((branch.scope, branch.subject), []).append(branch)
        told: dict[tuple[int, str], list[Branch]] = {}
        for (scope, subject), branches in compared.items():
            if len({branch.text for branch in branches}) >= FEWEST:  # before a question that costs much
                parameter = self._parameter(subject, self._symbols.place(file, scope))
                if parameter is not None:
                    told.setdefault((scope, parameter), []).extend(branches)
        for (scope, parameter), branches in told.items():
            found += self._led(file, scope, parameter, branches)
        for call in file.facts.calls:
            if call.name[:1] == "$" and call.receiver is not None:
                found += self._chosen(call, file, told)
        return found

    def _parameter(self, value: Expression, place: Place) -> str | None:
        found = self._requests.parameter(value, place)
        return None if found is None or found == PATH or found.lower().startswith(_TASTES) else found

    def _led(self, file: FileIn, scope: int, parameter: str, branches: list[Branch]) -> Iterator[Way]:
        place = self._symbols.place(file, scope)
        called: dict[tuple[str, str], dict[str, int]] = {}  # what is called → for which texts, on which line
        for branch in branches:
            included = list(self._included(file, branch))
            for unit, member, line in included or self._called(file, branch, place):
                called.setdefault((unit, member), {}).setdefault(branch.text, line)
        alike: dict[tuple[int, int], set[str]] = {}  # cases that share their code are one
        for branch in branches:
            alike.setdefault((branch.end_line, branch.scope), set()).add(branch.text)
        groups = {frozenset(texts) for texts in alike.values()}
        led: set[str] = set()
        for (unit, member), texts in called.items():
            if len(texts) == 1 or frozenset(texts) in groups:
                led.update(texts)
                yield from (((unit, member, line), parameter, text) for text, line in texts.items())
        for branch in branches if place.is_script else ():
            if branch.text not in led and self._does(file, branch):
                led.add(branch.text)
                yield (place.unit, "", branch.line), parameter, branch.text

    @staticmethod
    def _does(file: FileIn, branch: Branch) -> bool:
        """Whether a case holds code that does something: a call, a statement, an include."""
        lines = range(branch.line, branch.end_line + 1)
        calls = [
            one for one in file.facts.calls if one.scope == branch.scope and any(line in lines for line in one.lines)
        ]
        if any(call.name[:1] == "$" for call in calls):
            return False  # handed on to what the text names
        asked = any(one.scope == branch.scope and one.line in lines for one in file.facts.sql)
        return (
            bool(calls) or asked or any(one.scope == branch.scope and one.line in lines for one in file.facts.includes)
        )

    def _included(self, file: FileIn, branch: Branch) -> Iterator[Reached]:
        for include in file.facts.includes:
            if include.scope == branch.scope and branch.line <= include.line <= branch.end_line:
                place = self._symbols.place(file, include.scope)
                for text in self._folder.fold(include.path, place).known:
                    found = self._paths.find(text, file.path).paths
                    for path in found if len(self._users.get(_base(text), ())) <= 1 else ():
                        yield "script:" + path, "", include.line

    def _called(self, file: FileIn, branch: Branch, place: Place) -> Iterator[Reached]:
        for call in file.facts.calls:
            if branch.end_line - branch.line > LONGEST:
                return
            line = next((line for line in call.lines if branch.line <= line <= branch.end_line), 0)
            named = call.scope == branch.scope and call.name[:1] not in ("$", "(")
            if named and line and self._is_only_here(call) and _is_statement(call, line, file):
                yield from ((unit, member, line) for unit, member in self._targets(call, place))

    def _is_only_here(self, call: Call) -> bool:
        """Whether no other file calls what is so called: handlers are called by their front controller only."""
        return len(self._users[(call.fallback or call.name).lower()]) == 1

    def _targets(self, call: Call, place: Place) -> Iterator[tuple[str, str]]:
        if call.receiver is None:
            function = self._symbols.function_named(call.name, call.fallback)
            if function is not None:
                yield function.unit_for(place.file.path), ""
        elif call.name != "__construct":
            for key in self._types(call, place):
                symbol = self._symbols.classes.get(key)
                member = self._evaluator.find_method(symbol, call.name.lower()) if symbol is not None else None
                if symbol is not None and member is not None:
                    yield symbol.id, member.method.name

    def _types(self, call: Call, place: Place) -> Iterator[str]:
        assert call.receiver is not None
        of = call.receiver
        found = self._evaluator.class_of(of, place) if call.static else self._evaluator.evaluate(of, place)
        yield from sorted(found.types)

    def _chosen(self, call: Call, file: FileIn, told: dict[tuple[int, str], list[Branch]]) -> Iterator[Way]:
        """`$controller->$action()`: the methods that the request may name."""
        place = self._symbols.place(file, call.scope)
        name = Variable(call.name[1:])
        parameter = self._parameter(name, place)
        if parameter is None:
            return
        compared = {branch.text for branch in told.get((call.scope, parameter), ())}
        for key in self._types(call, place):
            symbol = self._symbols.classes.get(key)
            for method, _ in symbol.methods.values() if symbol is not None else ():
                open_to_all = method.visibility is Visibility.PUBLIC and not method.name.startswith("_")
                if open_to_all and not method.magic and (not compared or method.name in compared):
                    assert symbol is not None
                    yield (symbol.id, method.name, min(call.lines)), parameter, method.name


def _is_statement(call: Call, line: int, file: FileIn) -> bool:
    """Whether a call is alone on its line: what is called among others is a piece of an expression."""
    made = [one for one in file.facts.calls if one.scope == call.scope and line in one.lines]
    return all(one is call or one.name == "__construct" for one in made)


def _base(path: str) -> str:
    """The name of a file, after whatever stands before it."""
    return path.rpartition("/")[2].rpartition("'")[2].rpartition('"')[2].lower()

"""Tokens of SQL in; its tables, and whether its shape was plain enough to be sure, out. Tolerates anything."""

from __future__ import annotations

from analyzer.sql.beginning import JOINS, READS, WRITES, Beginning, Frame
from analyzer.sql.cursor import Scan
from analyzer.sql.tokens import END, Token, bare
from analyzer.sql.words import FROM_INSIDE, LEAVES_FROM, NOT_PLAIN, RESERVED


def scan(tokens: list[Token]) -> Scan:
    """Return the tables of one or several statements."""
    whole = Scan()
    start = 0
    for position in [*(i for i, token in enumerate(tokens) if token.text == ";"), len(tokens)]:
        if position > start:
            part = _Scanner(tokens[start:position]).run()
            whole.verb = whole.verb or part.verb
            whole.uses.extend(part.uses)
            whole.plain = whole.plain and part.plain
            whole.cut = whole.cut or part.cut
        start = position + 1
    return whole


def aliases(tokens: list[Token]) -> dict[str, str]:
    """Return what tables are called in one statement, in lower case → the table as written; their names too."""
    scanner = _Scanner(tokens)
    scanner.run()
    return {name.lower(): name for name, _ in scanner.found.uses} | scanner.names


class _Scanner(Beginning):
    """Walks over the tokens of one statement, once."""

    def run(self) -> Scan:
        self.begin()
        while self.tokens[self.at].kind != "end":
            self._step(self.tokens[self.at])
        for frame in self.frames:
            self._leave(frame)
        self._resolve()
        return self.found

    def _step(self, token: Token) -> None:
        frame = self.frames[-1]
        if frame.expects and token.text != "(":
            self._source(frame, token)
            return
        self.at += 1
        if token.kind == "punctuation":
            self._punctuation(frame, token)
        elif token.kind == "word":
            handler = _WORDS.get(token.upper)
            if handler is not None:
                handler(self, frame)
            elif token.upper in NOT_PLAIN:
                self.found.plain = False

    def _source(self, frame: Frame, token: Token) -> None:
        """A table is expected here."""
        frame.expects = False
        if token.upper in ("LATERAL", "ONLY", "TABLE"):
            self.at += 1
            self.found.plain = False
            frame.expects = True
            return
        name = self.name()
        if name is None:
            if token.kind in ("string", "double"):  # `?` or a value where a table should be: dynamic
                self.at += 1
                self.found.cut = True
            self.found.plain = False
            return
        if self.tokens[self.at].text == "(" and frame.listing:  # a function that gives rows
            self.found.plain = False
            return
        if name.lower() not in self.ctes:
            frame.sources.append(name)
            self.names.setdefault(name.lower(), name)
        self.alias(name)

    def _punctuation(self, frame: Frame, token: Token) -> None:
        if token.text == "(":
            self._open(frame)
        elif token.text == ")":
            if len(self.frames) > 1:
                self._leave(self.frames.pop())
                if self.frames[-1].listing:
                    self.alias(None)
            else:
                self.found.plain = False
        elif token.text == "," and frame.listing:
            frame.joined = frame.expects = True

    def _open(self, frame: Frame) -> None:
        before = self.tokens[self.at - 2] if self.at > 1 else END
        if frame.expects:
            frame.expects = False
            inner = self.tokens[self.at].upper
            if inner not in ("SELECT", "WITH", "("):  # FROM (a JOIN b)
                self.frames.append(Frame(sources=frame.sources))
                return
            self.frames.append(Frame() if inner != "(" else Frame(sources=frame.sources))
            return
        function = before.upper if before.kind == "word" and before.upper not in RESERVED else ""
        self.frames.append(Frame(function))
        if self.tokens[self.at].upper in ("INSERT", "UPDATE", "DELETE"):  # a CTE that writes
            self.found.plain = False

    def _leave(self, frame: Frame) -> None:
        if frame is self.frames[0]:
            self.aimed = list(frame.sources)
        if not frame.shared:
            self._emit(frame)
        if frame.expects:  # a table was announced and did not come
            self.found.cut = True
        if len(self.frames) > 1 and frame is self.frames[-1]:
            self.found.cut = True
        if self.frames and frame.joined and self.frames[-1].sources is frame.sources:
            self.frames[-1].joined = True

    def _emit(self, frame: Frame) -> None:
        for name in frame.sources:
            self.found.uses.append((name, READS))
            if frame.joined:
                self.found.uses.append((name, JOINS))

    def _select(self, frame: Frame) -> None:
        self._leave_list(frame)

    def _leave_list(self, frame: Frame) -> None:
        self._emit(frame)
        frame.sources = []
        frame.joined = frame.listing = frame.expects = False

    def _from(self, frame: Frame) -> None:
        if frame.function in FROM_INSIDE or (self.tokens[self.at - 2].upper == "DISTINCT" and self._is_distinct_from()):
            return
        frame.listing = frame.expects = True

    def _is_distinct_from(self) -> bool:
        return self.at >= 3 and self.tokens[self.at - 3].upper in ("IS", "NOT")

    def _join(self, frame: Frame) -> None:
        if frame.listing:
            frame.joined = frame.expects = True
        else:
            self.found.plain = False

    def _stop(self, frame: Frame) -> None:
        frame.listing = False

    def _set(self, frame: Frame) -> None:
        """`UPDATE … SET a.x = 1, b.y = 2`: what is assigned says which tables are written."""
        if self.found.verb != "update" or len(self.frames) > 1 or not frame.listing:
            return
        frame.listing = False
        sources = list(frame.sources)
        depth, here, qualified = 0, self.at, []
        expecting = True
        while self.tokens[here].kind != "end" and not (
            depth == 0 and self.tokens[here].upper in ("WHERE", "FROM", "ORDER")
        ):
            token = self.tokens[here]
            if expecting and self.tokens[here + 1].text == "." and token.kind in ("word", "quoted"):
                last = here
                while self.tokens[last + 1].text == "." and self.tokens[last + 3].text == ".":
                    last += 2
                qualified.append(bare(self.tokens[last]))
            depth += (token.text == "(") - (token.text == ")")
            expecting = depth == 0 and token.text == ","
            here += 1
        known = [name for name in qualified if name.lower() in self.names]
        self.targets.extend(known or sources[:1])

    def _references(self, frame: Frame) -> None:  # noqa: ARG002
        name = self.name()
        if name:
            self.found.uses.append((name, READS))

    def _cte(self, frame: Frame) -> None:  # noqa: ARG002
        """`name AS (` and `name (columns) AS (` after WITH."""
        if self.tokens[self.at].text != "(" or self.found.verb != "with":
            return
        here = self.at - 2
        if self.tokens[here].text == ")":
            while here > 0 and self.tokens[here].text != "(":
                here -= 1
            here -= 1
        if here >= 0 and self.tokens[here].kind in ("word", "quoted", "double"):
            self.ctes.add(bare(self.tokens[here]).lower())

    def _resolve(self) -> None:
        """Turn the aliases that are written into tables: these are written, not read."""
        if not self.targets:
            return
        written = {self.names.get(target.lower(), target) for target in self.targets}
        own = [(name, READS) for name in self.aimed if name in written]
        for use in own:  # once for each time that it stands among the sources, not in a subquery
            self.found.uses.remove(use)
        self.found.uses.extend((name, WRITES) for name in sorted(written))


_WORDS = {
    "SELECT": _Scanner._select,
    "UNION": _Scanner._leave_list,
    "FROM": _Scanner._from,
    "JOIN": _Scanner._join,
    "STRAIGHT_JOIN": _Scanner._join,
    "SET": _Scanner._set,
    "REFERENCES": _Scanner._references,
    "AS": _Scanner._cte,
    **dict.fromkeys(LEAVES_FROM - {"UNION"}, _Scanner._stop),
}

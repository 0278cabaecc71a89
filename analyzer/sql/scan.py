"""Tokens of SQL in; its tables, and whether its shape was plain enough to be sure, out. Tolerates anything."""

from __future__ import annotations

from analyzer.sql.beginning import JOINS, READS, WRITES, Beginning, Frame
from analyzer.sql.cursor import Scan
from analyzer.sql.joins import Level, Side, side_after, side_before, together
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
            whole.joins.extend(part.joins)
            whole.locks = whole.locks or part.locks
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
        self.found.joins = together(self.levels)
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
            frame.level.add(name)
            self.names.setdefault(name.lower(), name)
        alias = self.alias(name)
        behind = self.cte_levels.get(name.lower())
        if name.lower() not in self.ctes:
            frame.level.aliases.setdefault(alias or name.lower(), name)
        elif behind is not None and behind.tables:
            frame.level.aliases.setdefault(alias or name.lower(), behind.tables[0])

    def _punctuation(self, frame: Frame, token: Token) -> None:
        if token.text == "(":
            self._open(frame)
        elif token.text == "=":
            self._compare(frame)
        elif token.text == ")":
            if len(self.frames) > 1:
                closed = self.frames.pop()
                self._leave(closed)
                if self.frames[-1].listing:
                    alias = self.alias(None)
                    if alias and closed.derived and closed.level.tables:
                        self.frames[-1].level.aliases.setdefault(alias, closed.level.tables[0])
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
                self.frames.append(Frame(frame.level, sources=frame.sources))
                return
            self.frames.append(Frame(frame.level, sources=None if inner != "(" else frame.sources))
            self.frames[-1].derived = inner != "("
            return
        function = before.upper if before.kind == "word" and before.upper not in RESERVED else ""
        self.frames.append(Frame(frame.level, function))
        self.frames[-1].column = self._compared_with(before)
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

    def _compared_with(self, before: Token) -> Side | None:
        """The column before `IN (`, `= (`; a USING has its columns in the parenthesis."""
        if before.upper == "USING" and self.found.verb != "delete":
            self._using(self.frames[-2].level)
        if before.upper == "IN" or before.text == "=":
            at = self.at - 3
            return side_before(self.tokens, at - 1 if self.tokens[at].upper == "NOT" else at)
        return None

    def _using(self, level: Level) -> None:
        here = self.at
        while self.tokens[here].kind in ("word", "quoted", "double") and level.tables:
            level.shared.append((bare(self.tokens[here]), level.tables[-1]))
            here += 2 if self.tokens[here + 1].text == "," else 1

    def _compare(self, frame: Frame) -> None:
        """`a.x = b.y`, where it is no assignment."""
        left, right = side_before(self.tokens, self.at - 2), side_after(self.tokens, self.at)
        if self.assigning and len(self.frames) == 1:
            return
        if left is not None and right is not None:
            frame.level.compared.append((left, right))

    def _select(self, frame: Frame) -> None:
        self._leave_list(frame)
        copies = self.found.verb in ("insert", "replace", "create") and len(self.levels) == 1
        outer = self.frames[-2].level if len(self.frames) > 1 else self.levels[0] if copies else None
        frame.level = Level(outer, frame.column)
        frame.level.derived = frame.derived
        first = self.at + (self.tokens[self.at].upper in ("DISTINCT", "ALL"))
        frame.level.inner = side_after(self.tokens, first)
        self.levels.append(frame.level)
        if self.cte:
            self.cte_levels[self.cte], self.cte = frame.level, ""

    def _leave_list(self, frame: Frame) -> None:
        self._emit(frame)
        frame.sources = []
        frame.joined = frame.listing = frame.expects = False

    def _from(self, frame: Frame) -> None:
        if frame.function in FROM_INSIDE or (self.tokens[self.at - 2].upper == "DISTINCT" and self._is_distinct_from()):
            return
        frame.listing = frame.expects = True
        self.assigning = self.assigning and len(self.frames) > 1

    def _is_distinct_from(self) -> bool:
        return self.at >= 3 and self.tokens[self.at - 3].upper in ("IS", "NOT")

    def _join(self, frame: Frame) -> None:
        if frame.listing:
            frame.joined = frame.expects = True
        else:
            self.found.plain = False

    def _stop(self, frame: Frame) -> None:
        frame.listing = False
        self.assigning = self.assigning and len(self.frames) > 1

    def _for(self, frame: Frame) -> None:
        frame.listing = False
        self.found.locks = self.found.locks or self.tokens[self.at].upper in ("UPDATE", "SHARE", "NO")

    def _share(self, frame: Frame) -> None:
        frame.listing = False
        self.found.locks = True

    def _set(self, frame: Frame) -> None:
        """`UPDATE … SET a.x = 1, b.y = 2`: what is assigned says which tables are written."""
        if self.found.verb != "update" or len(self.frames) > 1 or not frame.listing:
            return
        frame.listing = False
        self.assigning = True
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
            self.cte = bare(self.tokens[here]).lower()
            self.ctes.add(self.cte)

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
    **dict.fromkeys(LEAVES_FROM - {"UNION", "FOR"}, _Scanner._stop),
    "FOR": _Scanner._for,
    "LOCK": _Scanner._share,
}

"""Tokens of SQL in; its tables, and whether its shape was plain enough to be sure, out. Tolerates anything."""

from __future__ import annotations

from analyzer.model.facts import TableMode
from analyzer.sql.cursor import RESERVED, Cursor, Scan
from analyzer.sql.tokens import END, Token, bare

READS, WRITES, JOINS = TableMode.READS, TableMode.WRITES, TableMode.JOINS

_LEAVES_FROM = frozenset(
    """
    WHERE GROUP ORDER HAVING LIMIT OFFSET FETCH UNION INTERSECT EXCEPT MINUS VALUES VALUE FOR INTO RETURNING WINDOW
    PROCEDURE
    """.split()  # noqa: SIM905
)
_FROM_INSIDE = frozenset({"EXTRACT", "TRIM", "SUBSTRING", "SUBSTR", "OVERLAY", "POSITION", "LTRIM", "RTRIM"})
_MODIFIERS = frozenset({"LOW_PRIORITY", "HIGH_PRIORITY", "DELAYED", "QUICK", "IGNORE", "ONLY", "CONCURRENT", "LOCAL"})
_PLAIN_VERBS = frozenset({"select", "insert", "update", "delete", "replace"})
_NOT_PLAIN = frozenset({"WITH", "LATERAL", "JSON_TABLE", "UNNEST", "PIVOT", "TABLESAMPLE", "MERGE", "APPLY", "HANDLER"})


class _Frame:
    """What stands between two parentheses (or the whole): its sources, and whether we are among them."""

    __slots__ = ("expects", "function", "joined", "listing", "sources")

    def __init__(self, function: str = "", sources: list[str] | None = None) -> None:
        self.sources: list[str] = [] if sources is None else sources
        self.joined = False
        self.listing = sources is not None  # among the tables of FROM (or UPDATE)
        self.expects = sources is not None  # the next name is a table
        self.function = function


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
        start = position + 1
    return whole


class _Scanner(Cursor):
    """Walks over the tokens of one statement, once."""

    def __init__(self, tokens: list[Token]) -> None:
        while tokens and tokens[0].text == "(":
            tokens = tokens[1:]
        super().__init__(tokens)
        self.found = Scan()
        self.frames = [_Frame()]
        self.ctes: set[str] = set()
        self.targets: list[str] = []  # aliases or names that are written

    def run(self) -> Scan:
        self._begin()
        while self.tokens[self.at].kind != "end":
            self._step(self.tokens[self.at])
        for frame in self.frames:
            self._leave(frame)
        self._resolve()
        return self.found

    # what a statement begins with

    def _begin(self) -> None:
        first = self.tokens[0].upper
        while first in ("EXPLAIN", "EXTENDED") and self.tokens[self.at + 1].upper in (
            "SELECT", "INSERT", "UPDATE", "DELETE", "REPLACE", "EXTENDED", "WITH"
        ):  # fmt: skip
            self.at += 1
            first = self.tokens[self.at].upper
        self.found.verb = _VERBS.get(first, first.lower() if first.isalpha() else "")
        self.found.plain = self.found.verb in _PLAIN_VERBS
        begin = _BEGINNINGS.get(first)
        if begin is not None:
            self.at += 1
            begin(self)

    def _insert(self) -> None:
        self.skip(_MODIFIERS)
        if self.tokens[self.at].upper == "OR":  # SQLite: INSERT OR REPLACE
            self.at += 2
        self.skip(frozenset({"INTO", "OVERWRITE"}))
        self._write_one()

    def _write_one(self) -> None:
        name = self.name()
        if name:
            self.found.uses.append((name, WRITES))
        else:
            self.found.plain = False

    def _update(self) -> None:
        self.skip(_MODIFIERS)
        if self.tokens[self.at].upper == "OR":
            self.at += 2
        self.frames[0].listing = self.frames[0].expects = True

    def _delete(self) -> None:
        self.skip(_MODIFIERS)
        while self.tokens[self.at].upper not in ("FROM", ""):
            token = self.tokens[self.at]
            if token.text in (",", "*", "."):
                self.at += 1
                continue
            name = self.name()
            if name is None:
                self.found.plain = False
                return
            self.targets.append(name)
        if not self.targets and self.tokens[self.at].upper == "FROM":
            self.at += 1
            self.skip(_MODIFIERS)
            self._delete_from()

    def _delete_from(self) -> None:
        """`DELETE FROM a`, `DELETE FROM a USING b`, `DELETE FROM a, b USING a JOIN b`."""
        while True:
            self._write_one()
            self.alias(None)
            if self.tokens[self.at].text != ",":
                break
            self.at += 1
        if self.tokens[self.at].upper == "USING":
            self.at += 1
            self.frames[0].listing = self.frames[0].expects = True

    def _define(self) -> None:
        """CREATE, ALTER, DROP, RENAME, TRUNCATE, OPTIMIZE …: skip to the object, then name it."""
        verb = self.found.verb
        mode = READS if verb in ("optimize", "analyze", "repair", "check", "show") else WRITES
        words = self.tokens
        here = self.at
        while (
            words[here].kind == "word"
            and words[here].upper not in ("TABLE", "TABLES", "VIEW", "INDEX")
            and here - self.at < 8
        ):
            here += 1
        kind = words[here].upper
        if kind not in ("TABLE", "TABLES", "VIEW", "INDEX"):
            if verb == "truncate":
                self._write_one()
            return
        self.at = here + 1
        self.skip(frozenset({"IF", "NOT", "EXISTS", "CONCURRENTLY", "ONLY"}))
        if kind == "INDEX":
            while self.tokens[self.at].upper not in ("ON", ""):
                self.at += 1
            self.at += self.tokens[self.at].upper == "ON"
        name = self.name()
        while name:
            self.found.uses.append((name, mode))
            if (verb == "rename" and self.tokens[self.at].upper == "TO") or (
                verb in ("drop", "rename", "truncate", "optimize", "analyze", "repair")
                and self.tokens[self.at].text == ","
            ):
                self.at += 1
            else:
                break
            name = self.name()
        if verb == "create" and self.tokens[self.at].upper == "LIKE":
            self.at += 1
            name = self.name()
            if name:
                self.found.uses.append((name, READS))

    def _describe(self) -> None:
        name = self.name()
        if name:
            self.found.uses.append((name, READS))

    def _show(self) -> None:
        self.skip(frozenset({"FULL", "EXTENDED"}))
        what = self.tokens[self.at].upper
        if what == "CREATE":
            self._define()
            return
        self.at += 1
        if what in ("COLUMNS", "FIELDS", "INDEX", "INDEXES", "KEYS") and self.tokens[self.at].upper in ("FROM", "IN"):
            self.at += 1
            self._describe()
        self.at = len(self.tokens) - 1

    def _lock(self) -> None:
        self.skip(frozenset({"TABLE", "TABLES"}))
        while name := self.name():
            if self.tokens[self.at].upper not in ("READ", "WRITE", "LOW_PRIORITY"):
                self.alias(None)
            self.skip(frozenset({"LOW_PRIORITY"}))
            self.found.uses.append((name, READS if self.tokens[self.at].upper == "READ" else WRITES))
            while self.tokens[self.at].text != "," and self.tokens[self.at].kind != "end":
                self.at += 1
            self.at += self.tokens[self.at].text == ","

    def _load(self) -> None:
        while self.tokens[self.at].kind != "end":
            if self.tokens[self.at].upper == "INTO" and self.tokens[self.at + 1].upper == "TABLE":
                self.at += 2
                self._write_one()
                break
            self.at += 1
        self.at = len(self.tokens) - 1

    def _with(self) -> None:
        self.skip(frozenset({"RECURSIVE"}))

    def _nothing(self) -> None:
        self.at = len(self.tokens) - 1

    # token by token

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
            elif token.upper in _NOT_PLAIN:
                self.found.plain = False

    def _source(self, frame: _Frame, token: Token) -> None:
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
            self.found.plain = False
            return
        if self.tokens[self.at].text == "(" and frame.listing:  # a function that gives rows
            self.found.plain = False
            return
        if name.lower() not in self.ctes:
            frame.sources.append(name)
            self.names.setdefault(name.lower(), name)
        self.alias(name)

    def _punctuation(self, frame: _Frame, token: Token) -> None:
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

    def _open(self, frame: _Frame) -> None:
        before = self.tokens[self.at - 2] if self.at > 1 else END
        if frame.expects:
            frame.expects = False
            inner = self.tokens[self.at].upper
            if inner not in ("SELECT", "WITH", "("):  # FROM (a JOIN b)
                self.frames.append(_Frame(sources=frame.sources))
                return
            self.frames.append(_Frame() if inner != "(" else _Frame(sources=frame.sources))
            return
        function = before.upper if before.kind == "word" and before.upper not in RESERVED else ""
        self.frames.append(_Frame(function))
        if self.tokens[self.at].upper in ("INSERT", "UPDATE", "DELETE"):  # a CTE that writes
            self.found.plain = False

    def _leave(self, frame: _Frame) -> None:
        for name in frame.sources:
            self.found.uses.append((name, READS))
            if frame.joined:
                self.found.uses.append((name, JOINS))
        if len(self.frames) > 1 and frame is self.frames[-1]:
            self.found.plain = False  # a parenthesis is missing
        if self.frames and frame.joined and self.frames[-1].sources is frame.sources:
            self.frames[-1].joined = True

    def _select(self, frame: _Frame) -> None:
        self._leave_list(frame)

    def _leave_list(self, frame: _Frame) -> None:
        if frame.sources:
            for name in frame.sources:
                self.found.uses.append((name, READS))
                if frame.joined:
                    self.found.uses.append((name, JOINS))
            frame.sources = []
        frame.joined = frame.listing = frame.expects = False

    def _from(self, frame: _Frame) -> None:
        if frame.function in _FROM_INSIDE or (
            self.tokens[self.at - 2].upper == "DISTINCT" and self._is_distinct_from()
        ):
            return
        frame.listing = frame.expects = True

    def _is_distinct_from(self) -> bool:
        return self.at >= 3 and self.tokens[self.at - 3].upper in ("IS", "NOT")

    def _join(self, frame: _Frame) -> None:
        if frame.listing:
            frame.joined = frame.expects = True
        else:
            self.found.plain = False

    def _stop(self, frame: _Frame) -> None:
        frame.listing = False

    def _set(self, frame: _Frame) -> None:
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

    def _references(self, frame: _Frame) -> None:  # noqa: ARG002
        name = self.name()
        if name:
            self.found.uses.append((name, READS))

    def _cte(self, frame: _Frame) -> None:  # noqa: ARG002
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
        self.found.uses = [use for use in self.found.uses if not (use[1] is READS and use[0] in written)]
        self.found.uses.extend((name, WRITES) for name in sorted(written))


_VERBS = {"START": "begin", "DESC": "describe", "TRUNCATE": "truncate"}
_BEGINNINGS = {
    "INSERT": _Scanner._insert,
    "REPLACE": _Scanner._insert,
    "UPDATE": _Scanner._update,
    "DELETE": _Scanner._delete,
    "WITH": _Scanner._with,
    "TRUNCATE": _Scanner._define,
    "DESCRIBE": _Scanner._describe,
    "DESC": _Scanner._describe,
    "EXPLAIN": _Scanner._describe,
    "SHOW": _Scanner._show,
    "LOCK": _Scanner._lock,
    "LOAD": _Scanner._load,
    **dict.fromkeys(("CREATE", "ALTER", "DROP", "RENAME", "OPTIMIZE", "ANALYZE", "REPAIR", "CHECK"), _Scanner._define),
    **dict.fromkeys(("BEGIN", "START", "COMMIT", "ROLLBACK", "SET", "USE", "UNLOCK", "CALL"), _Scanner._nothing),
}
_WORDS = {
    "SELECT": _Scanner._select,
    "UNION": _Scanner._leave_list,
    "FROM": _Scanner._from,
    "JOIN": _Scanner._join,
    "STRAIGHT_JOIN": _Scanner._join,
    "SET": _Scanner._set,
    "REFERENCES": _Scanner._references,
    "AS": _Scanner._cte,
    **dict.fromkeys(_LEAVES_FROM - {"UNION"}, _Scanner._stop),
}

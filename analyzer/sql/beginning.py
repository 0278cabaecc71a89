"""The first words of a statement in; what they say about tables out: targets, objects, locks."""

from __future__ import annotations

from analyzer.model.statements import TableMode
from analyzer.sql.cursor import Cursor, Scan
from analyzer.sql.joins import Level, Side
from analyzer.sql.tokens import Token
from analyzer.sql.words import BODIES, MODIFIERS, NOTHING, PLAIN_VERBS

READS, WRITES, JOINS = TableMode.READS, TableMode.WRITES, TableMode.JOINS


class Frame:
    """What stands between two parentheses (or the whole): its sources, and whether we are among them."""

    __slots__ = ("column", "derived", "expects", "function", "joined", "level", "listing", "shared", "sources")

    def __init__(self, level: Level, function: str = "", sources: list[str] | None = None) -> None:
        self.level = level  # the SELECT that we are in
        self.column: Side | None = None  # what is compared with what stands here
        self.derived = False  # stands where a table is expected
        self.sources: list[str] = [] if sources is None else sources
        self.shared = sources is not None  # a parenthesised part of a list of tables
        self.joined = False
        self.listing = sources is not None  # among the tables of FROM (or UPDATE)
        self.expects = sources is not None  # the next name is a table
        self.function = function


class Beginning(Cursor):
    """Reads the first words of a statement, up to the tables that its verb is about."""

    def __init__(self, tokens: list[Token]) -> None:
        while tokens and tokens[0].text == "(":
            tokens = tokens[1:]
        super().__init__(tokens)
        self.found = Scan()
        self.levels = [Level()]
        self.frames = [Frame(self.levels[0])]
        self.ctes: set[str] = set()
        self.cte = ""  # the one that is being defined
        self.cte_levels: dict[str, Level] = {}
        self.assigning = False  # among what an UPDATE assigns
        self.aimed: list[str] = []  # sources of the statement itself, not of a subquery
        self.targets: list[str] = []  # aliases or names that are written

    def begin(self) -> None:
        """Read the verb and what belongs to it."""
        first = self.tokens[0].upper
        while first in ("EXPLAIN", "EXTENDED") and self.tokens[self.at + 1].upper in (
            "SELECT", "INSERT", "UPDATE", "DELETE", "REPLACE", "EXTENDED", "WITH"
        ):  # fmt: skip
            self.at += 1
            first = self.tokens[self.at].upper
        self.found.verb = _VERBS.get(first, first.lower() if first.isalpha() else "")
        self.found.plain = self.found.verb in PLAIN_VERBS or first in NOTHING
        begin = _BEGINNINGS.get(first)
        if begin is not None:
            self.at += 1
            begin(self)

    def _insert(self) -> None:
        self.skip(MODIFIERS)
        if self.tokens[self.at].upper == "OR":  # SQLite: INSERT OR REPLACE
            self.at += 2
        self.skip(frozenset({"INTO", "OVERWRITE"}))
        self._write_one()

    def _write_one(self) -> None:
        name = self.name()
        if name:
            self.found.uses.append((name, WRITES))
            self.levels[0].add(name)
        else:
            self.found.plain = False

    def _update(self) -> None:
        self.skip(MODIFIERS)
        if self.tokens[self.at].upper == "OR":
            self.at += 2
        self.frames[0].listing = self.frames[0].expects = True

    def _delete(self) -> None:
        self.skip(MODIFIERS)
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
            self.skip(MODIFIERS)
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
            self.targets = [name for name, _ in self.found.uses]
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
            self.found.plain = not {token.upper for token in words[self.at : here + 1]} & BODIES
            if verb == "truncate":
                self._write_one()
            elif self.found.plain:
                self.at = len(words) - 1
            return
        self.at = here + 1
        self.skip(frozenset({"IF", "NOT", "EXISTS", "CONCURRENTLY", "ONLY", "NO_WRITE_TO_BINLOG"}))
        if kind == "INDEX":
            while self.tokens[self.at].upper not in ("ON", ""):
                self.at += 1
            self.at += self.tokens[self.at].upper == "ON"
        self._define_names(mode)
        if verb == "create" and self.tokens[self.at].upper == "LIKE":
            self.at += 1
            name = self.name()
            if name:
                self.found.uses.append((name, READS))

    def _define_names(self, mode: TableMode) -> None:
        """`DROP TABLE a, b`, `RENAME TABLE a TO b, c TO d`, `ALTER TABLE a …`."""
        several = self.found.verb in ("drop", "rename", "truncate", "optimize", "analyze", "repair")
        name = self.name()
        self.found.plain = name is not None
        while name:
            self.found.uses.append((name, mode))
            self.levels[0].add(name)
            if not several or (self.tokens[self.at].text != "," and self.tokens[self.at].upper != "TO"):
                break
            self.at += 1
            name = self.name()

    def _describe(self) -> None:
        name = self.name()
        self.found.plain = name is not None
        if name:
            self.found.uses.append((name, READS))

    def _show(self) -> None:
        self.found.plain = True
        self.skip(frozenset({"FULL", "EXTENDED", "GLOBAL", "SESSION", "OPEN"}))
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
        self.found.locks = True
        self.skip(frozenset({"TABLE", "TABLES"}))
        while name := self.name():
            self.found.plain = True
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
                self.found.plain = True
                self._write_one()
                break
            self.at += 1
        self.at = len(self.tokens) - 1

    def _with(self) -> None:
        self.skip(frozenset({"RECURSIVE"}))

    def _nothing(self) -> None:
        self.at = len(self.tokens) - 1


_VERBS = {"START": "begin", "DESC": "describe", "TRUNCATE": "truncate"}
_BEGINNINGS = {
    "INSERT": Beginning._insert,
    "REPLACE": Beginning._insert,
    "UPDATE": Beginning._update,
    "DELETE": Beginning._delete,
    "WITH": Beginning._with,
    "TRUNCATE": Beginning._define,
    "DESCRIBE": Beginning._describe,
    "DESC": Beginning._describe,
    "EXPLAIN": Beginning._describe,
    "SHOW": Beginning._show,
    "LOCK": Beginning._lock,
    "LOAD": Beginning._load,
    **dict.fromkeys(("CREATE", "ALTER", "DROP", "RENAME", "OPTIMIZE", "ANALYZE", "REPAIR", "CHECK"), Beginning._define),
    **dict.fromkeys((*NOTHING, "CALL"), Beginning._nothing),
}

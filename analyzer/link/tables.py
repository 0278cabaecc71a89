"""Statements in; edges to the tables they touch out, with dynamic parts of names filled in where they can be known."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import product

from analyzer.link.columns import ColumnLinker
from analyzer.link.evidence import EXTERNAL, UNRESOLVED, Evidence, Support
from analyzer.link.fold import HOLE, Folder
from analyzer.link.recordtables import RecordTables
from analyzer.link.show import show
from analyzer.link.symbols import FileIn, Place, Symbols
from analyzer.link.tablenames import TableNames, clean, is_affix
from analyzer.link.value import EXACT, GUESSED, INFERRED
from analyzer.model.expression import (
    Constant,
    Either,
    ElementOf,
    Expression,
    Joined,
    Named,
    Property,
    ReturnOf,
    StaticProperty,
    Text,
    Variable,
)
from analyzer.model.linkage import Reason
from analyzer.model.statements import SqlText, TableMode, TableUse
from analyzer.sql import PIECE, parse_piece

TABLE = "table"
SQL = "sql"
MOST_NAMES = 20
_HOLE = re.compile(r"\{\d+\}")
_CLASS = re.compile(r"\b(?:from|join|update)\s+\\?(?:\w+(?:\\\w+)+|\w+:\w+)\b", re.IGNORECASE)
_HOLES = re.compile(r"\{(\d+)\}")
_PREFIX = re.compile(r"prefix|^db_?pre\Z|tbl_?pre|^pre\Z|^pfx", re.IGNORECASE)
_QUOTING = re.compile(r"quote|esc_sql|escape|trim\Z", re.IGNORECASE)  # gives back the same name
_TABLE_CALL = re.compile(
    r"(?:get|add|full|real|db|quote|escape)?_?(?:table|prefix)(?:_?(?:names?|prefix|prefixed|table))?"
    r"|(?:back)?quote(?:_?(?:identifier|name))?",
    re.IGNORECASE,
)
_HUMP = re.compile(r"(?<=[a-z0-9])(?=[A-Z])")
_NAME_PART = re.compile(r"[\w.#`\"\[\]-]*")
_FRAGMENT = re.compile(r"\b(from|join)\s+[`\"]?([A-Za-z_]\w*)", re.IGNORECASE)
_FIRST_NAME = re.compile(r"\s*([\w.`#$\"\[\]-]*+)(?!\\)")  # `App\Order` is a class


class TableLinker:
    """Links the tables of statements."""

    def __init__(self, symbols: Symbols, folder: Folder, holders: frozenset[str], evidence: Evidence) -> None:
        """`holders` are variables whose properties name tables."""
        self.symbols = symbols
        self._folder = folder
        self._holders = holders
        self._evidence = evidence
        self.names = TableNames(symbols.files)
        self.records = RecordTables(folder.evaluator, self.names)
        self.columns = ColumnLinker(self.names)
        self.by_parameter: dict[tuple[str, str], dict[int, tuple[TableMode, ...]]] = {}
        self.explained: set[tuple[tuple[str, str], int]] = set()  # parameters that some call gave a literal for
        self.written: dict[tuple[int, int], list[tuple[str, str, tuple[int, ...]]]] = {}  # by file and scope
        self.of_class: dict[str, str] = {}  # key of a class that stands for a table → the table's id
        self._declare(symbols.files)
        self._waiting: list[tuple[Place, SqlText, TableUse, str]] = []

    def _declare(self, files: Sequence[FileIn]) -> None:
        """Declare the tables of install scripts, whose names are made of constants and properties."""
        for file in sorted(files, key=lambda f: (f.test, f.order)):
            for table in file.facts.tables:
                if table.holes:
                    place = self.symbols.place(file, table.scope)
                    for name, _ in self._fill(table.name, table.holes, place)[:1]:
                        self.names.declare(clean(name)[1], file.path, table)
        self.names.learn_prefix()

    def link_file(self, file: FileIn) -> None:
        """Link every statement of a file."""
        for statement in file.facts.sql:
            place = self.symbols.place(file, statement.scope)
            if statement.verb == PIECE:
                self._piece(statement, place)
                continue
            if _names_classes(statement):
                continue
            meant = {use.name: self._use(use, statement, place) for use in statement.tables}
            self.columns.statement(place, statement, meant)
            if statement.holes:
                self._fragments(statement, place)
            if statement.parsed:
                self._evidence.count(place, SQL, EXACT)
            elif statement.tables:
                self._evidence.count(place, SQL, GUESSED)
            else:
                self._evidence.unresolved(place, SQL, statement.text, Reason.UNREADABLE_SQL, (statement.line,))

    def link_keys(self) -> None:
        """Link tables by their foreign keys, declared and implied."""
        for path, key in self.names.keys:
            source, target = clean(key.table)[1], clean(key.target)[1]
            if source and target:
                source, target = self.names.canonical(source), self.names.canonical(target)
                if source != target:
                    edge = ("table:" + source, "table:" + target, "foreign-key")
                    self._evidence.edge_between(edge, Support(EXACT, "sql"), path, (key.line,))
        for source, target, place in self.names.implied_keys():
            edge = ("table:" + source, "table:" + target, "foreign-key")
            self._evidence.edge_between(edge, Support(GUESSED, "convention"), place.path, (place.line,))

    def claim(self, place: Place, name: str, mode: TableMode, support: Support, lines: Sequence[int]) -> int:
        """Make an edge to a table by its bare name; return what became of it."""
        schema, table = clean(name)
        if self.names.is_system(schema, table):
            return EXTERNAL
        if not table or table.isdecimal():
            return UNRESOLVED
        target = "table:" + self.names.canonical(table)
        self._evidence.edge(place, target, mode.value, support, lines)
        if mode is TableMode.WRITES:
            self.written.setdefault((place.file.order, place.index), []).append((target, place.unit, tuple(lines)))
        return support.rank

    def _piece(self, statement: SqlText, place: Place) -> None:
        """Link what a part of a statement names: only declared tables, for it may be a sentence after all."""
        for use in statement.tables:
            for name in self.named(use.name, statement, place):
                table = name.removeprefix("table:")
                if self.names.is_declared(table) or not self.names.knows_any:
                    self.claim(place, table, use.mode, Support(INFERRED, "sql"), (_line(statement, use.name),))

    def named(self, name: str, statement: SqlText, place: Place) -> list[str]:
        """Return the ids of the tables that a name in a statement may mean; none when nobody can tell."""
        names = [text for text, _ in self._fill(name, statement.holes, place)] if "{" in name else [name]
        pairs = [clean(one) for one in names]
        found = [table for schema, table in pairs if table and not self.names.is_system(schema, table)]
        return list(dict.fromkeys("table:" + self.names.canonical(table) for table in found if not table.isdecimal()))

    def id_of(self, name: str) -> str:
        """Return the id of the table that a name as written means, "" when it is none of the application's."""
        schema, table = clean(name)
        known = table and not table.isdecimal() and not self.names.is_system(schema, table)
        return "table:" + self.names.canonical(table) if known else ""

    def expression_names(self, given: Expression, place: Place) -> list[str]:
        """Return the names of tables that an argument may be: `$wpdb->posts`, `$prefix . 'orders'`."""
        return [text for text, _ in self._fill("{0}", (given,), place)]

    def stands_for(self, key: str, name: str) -> None:
        """Note the table of a class whose instances are its rows."""
        table = clean(name)[1]
        if table:
            self.of_class.setdefault(key, "table:" + self.names.canonical(table))

    def finish(self) -> None:
        """Put on the ledger what no caller's literal explained either."""
        for place, statement, use, parameter in self._waiting:
            learned = self.by_parameter.get(callable_of(place), {})
            position = next((i for i, p in enumerate(place.signature) if p.name == parameter), -1)
            if position in learned and (callable_of(place), position) in self.explained:
                self._evidence.count(place, TABLE, INFERRED)
            else:
                self._unknown(place, statement, use)

    def _fragments(self, statement: SqlText, place: Place) -> None:
        """Link declared tables that pieces of a statement name: `$join = 'LEFT JOIN lines ON …'`, `… IN (SELECT …)`.

        Only declared ones: a hole may as well hold a sentence with a `from` in it.
        """
        found: dict[str, TableMode] = {}
        lists = {use.name for use in statement.tables}
        for number, hole in enumerate(statement.holes):
            for value in self._folder.fold(hole, place).values:
                if "," in value and f"{{{number}}}" in lists:  # `FROM $from`: a whole list of tables
                    tables = parse_piece(f"FROM {value}").tables
                    found |= {use.name: use.mode for use in tables if self.names.may_name(use.name)}
                for word, name in _FRAGMENT.findall(value) if " " in value else ():
                    if self.names.is_declared(name):
                        found[name] = TableMode.JOINS if word.lower() == "join" else found.get(name, TableMode.READS)
        for name, mode in sorted(found.items()):
            for what in dict.fromkeys((TableMode.READS, mode)):
                self.claim(place, name, what, Support(INFERRED, "sql"), (statement.line,))
            self._evidence.count(place, TABLE, INFERRED)

    def _use(self, use: TableUse, statement: SqlText, place: Place) -> str:
        """Link a table of a statement; return its one name, "" when it is not known or may be several."""
        lines = (_line(statement, use.name),)
        if "{" not in use.name:
            rank = EXACT if statement.parsed else GUESSED
            outcome = self.claim(place, use.name, use.mode, Support(rank, "sql"), lines)
            if outcome == UNRESOLVED:
                self._unknown(place, statement, use)
            else:
                self._evidence.count(place, TABLE, outcome)
            return self.names.canonical(clean(use.name)[1]) if outcome < EXTERNAL else ""
        parameter = self._parameter_of(use, statement, place)
        names = self._fill(use.name, statement.holes, place)
        outcome = UNRESOLVED
        for name, rank in names:
            rank = rank if statement.parsed else GUESSED
            outcome = min(outcome, self.claim(place, name, use.mode, Support(rank, "sql"), lines))
        if outcome != UNRESOLVED:
            self._evidence.count(place, TABLE, outcome)
        elif not parameter:
            self._unknown(place, statement, use)
        if parameter:
            self._learn(place, parameter, use.mode)
            if outcome == UNRESOLVED:
                self._waiting.append((place, statement, use, parameter))
        return self.names.canonical(clean(names[0][0])[1]) if len(names) == 1 and outcome < EXTERNAL else ""

    def _unknown(self, place: Place, statement: SqlText, use: TableUse) -> None:
        def name_hole(match: re.Match[str]) -> str:
            index = int(match.group(1))
            return "{" + (show(statement.holes[index]) if index < len(statement.holes) else "…") + "}"

        text = f"{statement.verb} {_HOLES.sub(name_hole, use.name)}".strip()
        self._evidence.unresolved(place, TABLE, text, Reason.DYNAMIC_TABLE, (statement.line,))

    def _learn(self, place: Place, parameter: str, mode: TableMode) -> None:
        position = next((i for i, p in enumerate(place.signature) if p.name == parameter), None)
        if position is not None:
            self.learn(callable_of(place), position, (mode,))

    def learn(self, named: tuple[str, str], position: int, modes: tuple[TableMode, ...]) -> bool:
        """Remember that a parameter names a table; return whether that is news."""
        positions = self.by_parameter.setdefault(named, {})
        known = positions.get(position, ())
        merged = tuple(dict.fromkeys((*known, *modes)))
        positions[position] = merged
        return len(merged) > len(known)

    def _parameter_of(self, use: TableUse, statement: SqlText, place: Place) -> str:
        """The parameter that gives (a part of) the name, "" if none does."""
        for match in _HOLES.finditer(use.name):
            index = int(match.group(1))
            if index < len(statement.holes) and not _is_prefix(statement.holes[index]):
                found = parameter_in(statement.holes[index], place)
                if found:
                    return found
        return ""

    def _fill(self, name: str, holes: Sequence[Expression], place: Place) -> list[tuple[str, int]]:
        """The names that a name with holes may be, each with its rank; a prefix that nobody knows is left out."""
        pieces = _HOLES.split(name)
        choices: list[list[tuple[str, int]]] = []
        for position, piece in enumerate(pieces):
            if position % 2 == 0:
                choices.append([(piece, EXACT)])
            else:
                index = int(piece)
                choices.append(self._hole(holes[index], place) if index < len(holes) else [("", INFERRED)])
        filled: dict[str, int] = {}
        for choice in list(product(*choices))[:MOST_NAMES]:
            text = "".join(part for part, _ in choice)
            if choice[:2] == ((pieces[0], EXACT), ("", INFERRED)) and not pieces[0]:
                text = text.lstrip("_")  # `{0}_posts`: what joins an unknown prefix belongs to it
            if ("", INFERRED) in choice[1::2] and not self._prefixed(holes) and is_affix(text):
                continue
            rank = max(rank for _, rank in choice)
            found = _FIRST_NAME.match(text)
            if found and clean(found.group(1))[1]:
                filled.setdefault(found.group(1), rank)
        declared = [(text, rank) for text, rank in filled.items() if self.names.is_declared(clean(text)[1])]
        if not declared and name.startswith("{") and _is_prefix(holes[int(_HOLES.search(name)[1])]):  # type: ignore[index]
            declared = [(known, GUESSED) for text in filled if (known := self.names.behind_prefix(clean(text)[1]))]
        return declared or list(filled.items())[: 1 if len(filled) == 2 and self._prefixed(holes) else MOST_NAMES]

    def _prefixed(self, holes: Sequence[Expression]) -> bool:
        return any(_is_prefix(hole) for hole in holes)

    def _hole(self, hole: Expression, place: Place) -> list[tuple[str, int]]:
        """What a hole may be, the likeliest first."""
        folded = self._folder.fold(hole, place)
        rank = max(INFERRED, folded.rank)
        if isinstance(hole, Constant) and folded.rank == EXACT and len(folded.values) == 1:
            rank = EXACT
        known = [(value, rank) for value in folded.known if value.strip()]
        if _is_prefix(hole):
            return [*known, ("", INFERRED)] if isinstance(hole, Constant) else [("", INFERRED), *known]
        ends = [(value.lstrip(HOLE), GUESSED) for value in folded.values if HOLE not in value.lstrip(HOLE)]
        return known or self._by_convention(hole, place) or [pair for pair in ends if pair[0]] or [("", INFERRED)]

    def _by_convention(self, hole: Expression, place: Place, depth: int = 0) -> list[tuple[str, int]]:
        """`$wpdb->posts`, `$db->tableName('page')`, `TABLE_ORDERS`: what a name says about the table."""
        if isinstance(hole, Variable | Property | StaticProperty) and depth < 3:
            sources = self._folder.evaluator.sources(hole, place)[:MOST_NAMES]
            found = [pair for there, value in sources for pair in self._by_convention(value, there, depth + 1)]
            if found:
                return list(dict.fromkeys(found))
        if isinstance(hole, Property) and (magic := self.records.by_magic(hole, place)):
            return [(magic, GUESSED)]
        if isinstance(hole, Property | ElementOf):
            return self._by_member(hole)
        if isinstance(hole, ReturnOf) and hole.arguments and _TABLE_CALL.fullmatch(hole.name):
            known = [(text, GUESSED) for text in self._folder.fold(hole.arguments[0], place).known]
            return known or (self._by_convention(hole.arguments[0], place, depth + 1) if depth < 3 else [])
        if isinstance(hole, Joined) and len(hole.parts) > 1 and depth < 3:  # `$db . '.' . $table`
            before = hole.parts[-2]
            qualified = isinstance(before, Text) and before.text.endswith((".", ".`"))
            return self._by_convention(hole.parts[-1], place, depth + 1) if qualified else []
        if isinstance(hole, Constant) and hole.of is None:
            bare = re.sub(r"(?i)^(?:db_)?(?:table|tbl|tb)_|_(?:table|tbl)\Z", "", hole.name)
            if bare != hole.name:
                return [(bare.lower(), GUESSED)]
        return []

    def _by_member(self, hole: Property | ElementOf) -> list[tuple[str, int]]:
        """`$wpdb->posts`, `$feature->tableInfo`, `$tables['orders']`."""
        if isinstance(hole, ElementOf):
            return [(hole.key, GUESSED)] if hole.key and self.names.is_declared(hole.key) else []
        holder = hole.of.name if isinstance(hole.of, Variable | Property) else ""
        snake = _HUMP.sub("_", hole.name).lower()
        named = holder in self._holders or self.names.is_declared(hole.name)
        return [(hole.name if named else snake, GUESSED)] if named or self.names.is_declared(snake) else []


def _names_classes(statement: SqlText) -> bool:
    """Whether a statement is one of Doctrine's language: `FROM App\\Entity\\Order o`, `FROM AppBundle:Order o`."""
    if _CLASS.search(statement.text):
        return True
    filled = [int(use.name[1:-1]) for use in statement.tables if _HOLE.fullmatch(use.name)]
    holes = [statement.holes[position] for position in filled if position < len(statement.holes)]
    return any(isinstance(hole, Named) for hole in holes)


def callable_of(place: Place) -> tuple[str, str]:
    """Return the key of the function or method that a place is in."""
    if place.owner is not None:
        return place.owner.key, place.fact.member.lower()
    return "", place.fact.unit.lower()


def parameter_in(expression: Expression, place: Place, depth: int = 0) -> str:
    """Return the first parameter of the surrounding function that an expression is made of, "" if none."""
    if depth > 4 or (place.owner is None and place.function is None):
        return ""
    inner: Sequence[Expression] = ()
    if isinstance(expression, Variable):
        if expression.name in place.parameters:
            return expression.name
        inner = place.assigned(expression.name)
    elif isinstance(expression, Joined):
        if any(isinstance(part, Text) and not _NAME_PART.fullmatch(part.text) for part in expression.parts):
            return ""  # a piece of a statement, not of a name
        inner = [part for part in expression.parts if not _is_prefix(part)]
    elif isinstance(expression, Either):
        inner = expression.options
    elif isinstance(expression, ReturnOf):
        same = _TABLE_CALL.fullmatch(expression.name) or _QUOTING.search(expression.name)
        inner = expression.arguments[:1] if same else ()
    return next((found for part in inner if (found := parameter_in(part, place, depth + 1))), "")


def _is_prefix(expression: Expression) -> bool:
    match expression:
        case Variable(name) | Property(_, name) | StaticProperty(_, name) | Constant(_, name):
            return bool(_PREFIX.search(name))
        case ReturnOf(_, name, _, arguments):
            return bool(_PREFIX.search(name)) and not (arguments and isinstance(arguments[0], Text))
        case _:
            return False


def _line(statement: SqlText, name: str) -> int:
    """Return the line on which a table's name stands, as far as the text has kept its line feeds."""
    if "\n" not in statement.text:
        return statement.line
    found = re.search(rf"(?<!\w){re.escape(name)}(?!\w)", statement.text)
    return statement.line + (statement.text.count("\n", 0, found.start()) if found else 0)

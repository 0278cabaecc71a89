"""Calls that name a table (`$db->insert('orders', …)`, `DB::table('orders')->update(…)`) in; edges to the tables out.

The name is believed when a schema declares it, or when what is called is a database by its class, its name or the chain
before it. What a builder does with its table is known by how its chain ends.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from functools import lru_cache
from typing import NamedTuple

from analyzer.link.builderjoins import JOINERS, BuilderJoins
from analyzer.link.calls import CallLinker
from analyzer.link.evidence import UNRESOLVED, Evidence, Support
from analyzer.link.joined import JoinLinker
from analyzer.link.matching import Matcher, Site
from analyzer.link.symbols import FileIn, Place
from analyzer.link.tables import TABLE, TableLinker
from analyzer.link.value import GUESSED
from analyzer.model.expression import ElementOf, Expression, Items, Named, New, Property, ReturnOf, Text, Variable
from analyzer.model.facts import Call
from analyzer.model.statements import TableMode

READS, WRITES, JOINS = TableMode.READS, TableMode.WRITES, TableMode.JOINS
_WRITERS = frozenset(
    """
    insert insertignore insertorignore update delete replace upsert truncate insert_batch insertbatch update_batch
    updatebatch batchinsert insertonduplicate insertmultiple insertarray empty_table emptytable autoexecute droptable
    createtable renametable insertinto deletefrom insertgetid insertupdate replaceinto truncatetable insert_string
    update_string insertrow updaterow deleterow insertselect deletejoin insertfromselect merge set_insert
    """.split()  # noqa: SIM905
)
_BY_CHAIN = frozenset({"table", "from", "into", "fromtable"})  # what is done is said by what follows
_READERS = frozenset({"get_where", "getwhere", "count_all", "countall", "count_all_results", "gettable"})
_ENDING = {  # name of what ends a chain → what it does with the chain's table
    **dict.fromkeys(
        """
        insert insertgetid insertorignore insertusing update delete truncate upsert increment decrement forcedelete
        replace insertbatch insert_batch updatebatch update_batch updatebyid emptytable
        """.split(),  # noqa: SIM905
        (WRITES,),
    ),
    **dict.fromkeys(("updateorinsert", "updateorcreate", "firstorcreate"), (READS, WRITES)),
}
_NAMES = _WRITERS | _BY_CHAIN | _READERS | JOINERS
FUNCTIONS: Mapping[str, tuple[int, TableMode]] = {
    "pg_insert": (1, WRITES),
    "pg_update": (1, WRITES),
    "pg_delete": (1, WRITES),
    "pg_select": (1, READS),
    "pg_copy_from": (1, WRITES),
    "pg_copy_to": (1, READS),
}
_DATABASE = re.compile(
    r"_?(?:w|r|my|read|write|slave|master|the)?_?(?:db|dbh|dbo|dbc|dbr|dbw|dbal|database|conn|connection|adodb|mysqli?|pdo|sql"
    r"|querybuilder|qb|query|builder|adapter|driver)\d?_?|db_?\w{0,12}|\w*(?:db|database|connection|adapter|dbh)",
    re.IGNORECASE,
)
_GIVES = re.compile(  # calls that give a database or a builder
    r"createquerybuilder|createcommand|get_?(?:write|read)?_?(?:db|database|dbo|connection|adapter|dbh|writeadapter|readadapter"
    r"|querybuilder|query)\w*|_get(?:read|write)adapter|database|connection|db|db_connect|select|table|query|newquery"
    r"|insertquery|updatequery|get_instance|db_(?:select|insert|update|delete)|dbfactory|getdbo",
    re.IGNORECASE,
)
_CLASSES = re.compile(
    r"(?:wpdb|pdo|mysqli|adoconnection|adodb_\w+|db_common|mdb2\w*|ezsql\w*|db|database)\Z"
    r"|zend_db_|(?:laminas|zend)\\db\\|doctrine\\dbal\\|illuminate\\database\\|illuminate\\support\\facades\\db\Z"
    r"|ci_db_|codeigniter\\database\\|yii\\db\\|cdbconnection\Z|cdbcommand\Z|cake\\database\\|drupal\\\w*\\?database"
    r"|varien_db_|magento\\framework\\db\\|phpfox|jdatabase|joomla\\database\\|wikimedia\\rdbms\\|medoo|dibi|nette\\database",
    re.IGNORECASE,
)
_TABLE_NAME = re.compile(r"[A-Za-z_][\w$]{1,63}")
_WRITTEN = re.compile(
    r"[`\"\[]?(?:\{\{%?|\{|#__)?([\w$]+)(?:%?\}\}|\})?[`\"\]]?(?:\s+(?:as\s+)?[`\"]?\w+[`\"]?)?", re.IGNORECASE
)
_COMMON_WORDS = frozenset({"the", "all", "default", "true", "false", "id", "name", "key", "value"})


class _Ending(NamedTuple):
    """A call that ends a chain which began with a table: what it does, and on which lines."""

    modes: tuple[TableMode, ...]
    lines: tuple[int, ...]


_Endings = Mapping[tuple[int, str], Sequence[_Ending]]  # by scope and the table that a chain begins with


class TableApis:
    """Links the tables that calls of databases and builders name."""

    def __init__(self, calls: CallLinker, matcher: Matcher, tables: TableLinker, joins: JoinLinker) -> None:
        """Share the run's tables; what builders join is added to `joins`."""
        self._matcher = matcher
        self._joins = BuilderJoins(tables, joins)
        self._symbols = tables.symbols
        self._calls = calls
        self._tables = tables

    def link_file(self, file: FileIn, evidence: Evidence) -> None:
        """Link the calls of a file."""
        calls = [call for call in file.facts.calls if _may_name(call.fallback or call.name)]
        if not calls:
            return
        endings = self._endings(file)
        for call in calls:
            place, name = self._symbols.place(file, call.scope), _bare(call)
            if call.receiver is None:
                found = FUNCTIONS.get(name)
                if found is not None and found[0] < len(call.arguments):
                    self._claim(place, call.arguments[found[0]], {line: (found[1],) for line in call.lines}, evidence)
            elif call.arguments:
                self._method(call, call.receiver, place, (name, endings), evidence)

    def _method(
        self, call: Call, receiver: Expression, place: Place, at: tuple[str, _Endings], evidence: Evidence
    ) -> None:
        name, endings = at
        given, position = call.arguments, 0
        if name in JOINERS and len(given) > 2 and _simple(given[0]) and _simple(given[1]) and _simple(given[2]):
            position = 1  # Doctrine: leftJoin('o', 'lines', 'l', …)
        spoken = self._spoken_of(call, place)
        if spoken - {"joins"}:
            return
        modes: tuple[TableMode, ...] = (WRITES,) if name in _WRITERS else (READS,)
        by_line = dict.fromkeys(call.lines, modes)
        if name in JOINERS:
            by_line = dict.fromkeys(call.lines, (READS,) if spoken else (READS, JOINS))
        elif name in _BY_CHAIN:
            by_line = {line: self._ended(line, call.scope, given[0], endings) for line in call.lines}
        database = self._is_database(call, receiver, place)
        known = self._claim(place, given[position], by_line, evidence, sure=database)
        if known and name in JOINERS:
            self._joins.add(call, place)

    def _spoken_of(self, call: Call, place: Place) -> set[str]:
        """What the rules of the active frameworks make of a call: these know it better."""
        matcher, site = self._matcher, Site(call.receiver, call.name, call.static, call.arguments)
        return {
            known.rule.meanings[0].head
            for known in matcher.named(call.name)
            if known.rule.meanings[0].head in ("table", "writes", "joins")
            and next(iter(matcher.matches(known.pattern, site, place)), None) is not None
        }

    def _claim(
        self,
        place: Place,
        given: Expression,
        modes: Mapping[int, tuple[TableMode, ...]],
        evidence: Evidence,
        *,
        sure: bool = True,
    ) -> bool:
        """Link the tables that an argument names, line by line; return whether there were any."""
        outcome = UNRESOLVED
        for name in self._names(given, place, sure):
            for line, uses in modes.items():
                for mode in uses:
                    outcome = min(outcome, self._tables.claim(place, name, mode, Support(GUESSED, "sql"), (line,)))
        if outcome != UNRESOLVED:
            evidence.count(place, TABLE, outcome, len(modes))
        return outcome != UNRESOLVED

    def _names(self, given: Expression, place: Place, sure: bool) -> Iterator[str]:
        if isinstance(given, Items):
            for _, value in given.pairs[:6]:
                if not isinstance(value, Items):
                    yield from self._names(value, place, sure)
            return
        names = [given.text] if isinstance(given, Text) else self._tables.expression_names(given, place)
        for text in names:
            found = _WRITTEN.fullmatch(text.strip())
            name = found.group(1) if found else ""
            if not _TABLE_NAME.fullmatch(name) or name.lower() in _COMMON_WORDS:
                continue
            if self._tables.names.is_declared(name) or sure:
                yield name

    def _is_database(self, call: Call, receiver: Expression, place: Place) -> bool:
        types = self._calls.receiver(call, receiver, place).types
        if any(_CLASSES.match(key) for key in types if key not in self._symbols.classes):
            return True
        known = [self._symbols.classes[key] for key in types if key in self._symbols.classes]
        for symbol in known:
            if any(_CLASSES.match(name) for name in self._symbols.foreign(symbol)):
                return True
        if known:
            return False  # a class of one's own says by its body what it does
        return _is_named_so(receiver)

    def _endings(self, file: FileIn) -> _Endings:
        """What ends the chains of a file, by scope and the table that the chain begins with."""
        found: dict[tuple[int, str], list[_Ending]] = {}
        for call in file.facts.calls:
            modes = _ENDING.get(call.name.lower())
            if modes is None or call.receiver is None:
                continue
            place = self._symbols.place(file, call.scope)
            for table in _begun(call.receiver, place):
                found.setdefault((call.scope, table), []).append(_Ending(modes, call.lines))
        return found

    def _ended(self, line: int, scope: int, given: Expression, endings: _Endings) -> tuple[TableMode, ...]:
        """What happens to the table that a call on a line begins a chain with."""
        table = given.text if isinstance(given, Text) else ""
        after = [
            (at - line, ending.modes) for ending in endings.get((scope, table), ()) for at in ending.lines if at >= line
        ]
        return min(after)[1] if after and table else (READS,)


@lru_cache(maxsize=100_000)
def _may_name(name: str) -> bool:
    """Whether a function or method of this name may be given a table."""
    bare = name.rpartition("\\")[2].lower()
    return bare in _NAMES or bare in FUNCTIONS


def _bare(call: Call) -> str:
    return (call.fallback or call.name).rpartition("\\")[2].lower()


def _simple(given: Expression) -> bool:
    return isinstance(given, Text) and re.fullmatch(r"\w+", given.text) is not None


def _begun(receiver: Expression, place: Place, depth: int = 0) -> Iterator[str]:
    """The tables that a chain begins with: `DB::table('orders')->where(…)`, also through a variable."""
    at: Expression | None = receiver
    while isinstance(at, ReturnOf):
        if at.name.lower() in _BY_CHAIN and at.arguments and isinstance(at.arguments[0], Text):
            yield at.arguments[0].text
            return
        at = at.of
    if isinstance(at, Variable) and depth < 2:
        for value in place.assigned(at.name)[:4]:
            yield from _begun(value, place, depth + 1)


def _is_named_so(receiver: Expression) -> bool:
    """Whether what is called is a database, or a builder, as far as names tell."""
    at: Expression | None = receiver
    for _ in range(12):
        match at:
            case ReturnOf(of, name):
                if _GIVES.fullmatch(name.rpartition("\\")[2]):
                    return True
                at = of
            case Variable(name) | Named(name):
                return _DATABASE.fullmatch(name.rpartition("\\")[2]) is not None
            case Property(of, name):
                if _DATABASE.fullmatch(name):
                    return True
                at = of
            case ElementOf(of, key):
                if key and _DATABASE.fullmatch(key):
                    return True
                at = of
            case New(of):
                return isinstance(of, Named) and _CLASSES.match(of.name) is not None
            case _:
                return False
    return False

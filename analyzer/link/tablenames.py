"""The declared tables in; the table that a name in a statement means out."""

import re
from collections import Counter
from collections.abc import Iterable, Iterator

from analyzer.frameworks import declared
from analyzer.link.symbols import FileIn
from analyzer.model.facts import ReadFile
from analyzer.model.linkage import Table
from analyzer.model.location import Location
from analyzer.model.statements import ForeignKey, TableDeclaration

SYSTEM_SCHEMAS = frozenset({"information_schema", "mysql", "performance_schema", "pg_catalog", "sys", "sqlite_master"})
# What a database keeps about itself: PostgreSQL, SQL Server and DB2, Oracle, Firebird, SQLite.
_SYSTEM = re.compile(
    r"dual|pg_\w+|sys(?:objects|columns|indexes|indexkeys|constraints|databases|foreignkeys|references|tables?|types|users"
    r"|logins|master)|(?:all|user|dba)_(?:tables|tab_columns|constraints|cons_columns|indexes|ind_columns|col_comments"
    r"|users|objects|sequences|views)|g?v\$\w+|rdb\$\w+|sqlite_\w+"
)
_KEYWORD = re.compile(  # a fragment, not a name
    r"add|alter|and|as|by|change|drop|engine|from|group|having|in|inner|into|join|left|like|limit|modify|not|null|on|or"
    r"|order|rename|select|set|to|using|values|where"
)
AFFIXES = frozenset({"ies", "seq", "tmp"})  # beside a hole, what is glued to a name
COMMON = 0.6  # a prefix that this share of the declared tables has is the installation's prefix
_HEAD = re.compile(r"[^_]+_+")
_PLACEHOLDER = re.compile(r"\{\d+\}")
_STYLE = re.compile(r"\{\{?%?(\w+)\}?\}")  # {{%orders}}, {orders}
_QUOTES = {ord(quote): None for quote in "`\"'[]"}
_NAME = re.compile(r"[A-Za-z_$\w][\w$-]*")


def clean(name: str) -> tuple[str, str]:
    """Return (schema, table) of a name as written: quotes, placeholders and `#__` are taken off."""
    bare = _STYLE.sub(r"\1", _PLACEHOLDER.sub("", name)).translate(_QUOTES).strip()
    schema, _, table = bare.rpartition(".")
    table = table.removeprefix("#__")
    if table.startswith(("_", "-")) and name.startswith("{"):  # `{0}_posts`: what joins the prefix belongs to it
        table = table.lstrip("_-")
    sure = name == f"`{table}`"
    return schema.lower(), table if _NAME.fullmatch(table) and (sure or not _KEYWORD.fullmatch(table.lower())) else ""


def is_affix(text: str) -> bool:
    """Whether what stands beside a hole names no table: ` ADD` in `{0} ADD`, `s` in `{0}s`, `shop_` in `shop_{0}`."""
    table = clean(text)[1]
    return text[:1].isspace() or len(table) < 3 or table.endswith("_") or table.lower() in AFFIXES


def plurals(word: str) -> tuple[str, ...]:
    """Return what several of a thing are called: `address` → `addresses`; `history` → `histories`, `historys`."""
    if word.endswith("y"):
        return (word[:-1] + "ies", word + "s")
    return (word + "es", word + "s") if word.endswith(("s", "x", "ch", "sh")) else (word + "s",)


class TableNames:
    """Names of tables, matched without case and modulo the installation's prefix."""

    def __init__(self, files: Iterable[FileIn]) -> None:
        """Collect what schemas declare; own code before tests, then the first path."""
        self._declared: dict[str, Table] = {}
        self._used: dict[str, str] = {}
        self.keys: list[tuple[str, ForeignKey]] = []  # path, key
        for file in sorted(files, key=lambda f: (f.test, f.order)):
            for table in file.facts.tables:
                if not table.holes:
                    self.declare(clean(table.name)[1], file.path, table)
            self.keys.extend((file.path, key) for key in file.facts.foreign_keys)
        for file in sorted(files, key=lambda f: (f.test, f.path)):  # migrations are numbered
            for said in declared(ReadFile(file.path, file.facts)):
                if isinstance(said, TableDeclaration):
                    self.declare(clean(said.name)[1], file.path, said, adds=True)
                else:
                    self.keys.append((file.path, said))
        self._prefix = self._common_prefix()

    def learn_prefix(self) -> None:
        """Look for the installation's prefix again, when more tables were declared."""
        self._prefix = self._common_prefix()

    def declare(self, name: str, path: str, table: TableDeclaration, *, adds: bool = False) -> None:
        """Note a declaration, the first of a name; a migration `adds` columns to what is there."""
        columns = tuple(column.name for column in table.columns)
        known = self._declared.get(name.lower())
        if name and known is None:
            self._declared[name.lower()] = Table(name, Location(path, table.line), columns)
        elif known is not None and adds:
            merged = tuple(dict.fromkeys((*known.columns, *columns)))
            self._declared[name.lower()] = Table(known.name, known.place, merged)

    def columns(self, name: str) -> frozenset[str]:
        """Return the declared columns of a table by its one name, in lower case."""
        found = self._declared.get(name.lower())
        return frozenset(column.lower() for column in found.columns) if found is not None else frozenset()

    @property
    def knows_any(self) -> bool:
        """Whether any table is declared."""
        return bool(self._declared)

    def is_declared(self, name: str) -> bool:
        """Whether a schema knows the name, as it is or with the installation's prefix."""
        lowered = name.lower()
        return lowered in self._declared or (bool(self._prefix) and self._prefix + lowered in self._declared)

    def is_system(self, schema: str, table: str) -> bool:
        """Whether a name is the database's own; what the code base declares never is."""
        return schema in SYSTEM_SCHEMAS or (
            _SYSTEM.fullmatch(table.lower()) is not None and not self.is_declared(table)
        )

    def may_name(self, text: str) -> bool:
        """Whether a literal given to a function can be a table: declared, or at least a name if nothing is declared."""
        schema, table = clean(text)
        return bool(table) and "." not in schema and (self.is_declared(table) or not self._declared)

    def canonical(self, name: str) -> str:
        """Return the table's one name: as declared, else as first used."""
        lowered = name.lower()
        found = self._declared.get(lowered)
        if found is None and self._prefix:
            found = self._declared.get(self._prefix + lowered)
        return found.name if found is not None else self._used.setdefault(lowered, name)

    def behind_prefix(self, name: str) -> str:
        """Return the only declared table of a name behind some prefix that others have too, "" for none or several.

        `phpbb_users` is meant by `users` behind a prefix that nobody knows.
        """
        ends = [one for one in self._declared if name and one.endswith("_" + name.lower())]
        heads = {head for one in ends if (head := _HEAD.match(one)) and head.end() + len(name) == len(one)}
        shared = [head.group() for head in heads if sum(one.startswith(head.group()) for one in self._declared) > 1]
        return self._declared[shared[0] + name.lower()].name if len(shared) == 1 == len(heads) else ""

    def implied_keys(self) -> Iterator[tuple[str, str, Location]]:
        """Give (table, target, place) for columns that are named after the key of another table: `customer_id`.

        Of a table that declares keys at all, what it does not declare may still be meant: most MyISAM schemas grew so.
        """
        said = {
            (self.canonical(clean(key.table)[1]), column.lower())
            for _, key in self.keys
            if clean(key.table)[1]
            for column in key.columns
        }
        for table in [found for found in self._declared.values() if found.place is not None]:
            for column in table.columns:
                lowered = column.lower()
                stem = lowered.removesuffix("_id") if lowered.endswith("_id") else ""
                if stem and (table.name, lowered) not in said:
                    target = self._keyed(stem)
                    if target is not None and target.name != table.name and table.place is not None:
                        yield table.name, target.name, table.place

    def _keyed(self, stem: str) -> Table | None:
        """The declared table whose rows `<stem>_id` counts."""
        for name in (*plurals(stem), stem):
            found = self._declared.get(name) or self._declared.get(self._prefix + name)
            columns = {column.lower() for column in found.columns} if found is not None else set()
            if found is not None and columns & {"id", f"{stem}_id", f"{name}_id"}:
                return found
        return None

    def columns_of(self, name: str) -> tuple[str, ...]:
        """Return the columns of a table by its one name, none when no schema declares it."""
        found = self._declared.get(name.lower())
        return found.columns if found is not None else ()

    def tables(self) -> tuple[Table, ...]:
        """Return every table, declared or only used, sorted by name."""
        keys: dict[str, list[ForeignKey]] = {}
        for _, key in self.keys:
            keys.setdefault(self.canonical(clean(key.table)[1] or key.table), []).append(key)
        tables = [
            Table(table.name, table.place, table.columns, tuple(keys.get(table.name, ())))
            for table in self._declared.values()
        ]
        used = [Table(name, None, (), tuple(keys.get(name, ()))) for name in self._used.values()]
        return tuple(sorted([*tables, *used], key=lambda table: table.name))

    def _common_prefix(self) -> str:
        heads = Counter(found.group() for name in self._declared if (found := _HEAD.match(name)))
        if len(self._declared) < 3 or not heads:
            return ""
        head, count = max(heads.items(), key=lambda item: (item[1], item[0]))
        return head if count >= COMMON * len(self._declared) else ""

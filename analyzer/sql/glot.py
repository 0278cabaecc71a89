"""SQL with placeholders in; its tables as sqlglot sees them out, None when no dialect can read it."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import partial

import sqlglot
from sqlglot import exp
from sqlglot.errors import ErrorLevel, SqlglotError

from analyzer.model.statements import TableMode
from analyzer.sql.cursor import SYSTEM, Scan
from analyzer.sql.words import SYSTEM_SCHEMAS

READS, WRITES, JOINS = TableMode.READS, TableMode.WRITES, TableMode.JOINS
_DIALECTS = ("mysql", "postgres", "sqlite", "tsql", "oracle")
_HOLE = re.compile(r"\{(\d+)\}")
_MARK = re.compile(r"(?:h0le|H0LE)(\d+)_")
_FREE = re.compile(r"(?<=[\w)'\"`])(\s+)\{\d+\}(?=\s|\Z)")  # a clause of its own: `… WHERE a = 1 {0} LIMIT 3`
_OPERANDS = re.compile(
    r"(?:SELECT|FROM|JOIN|WHERE|AND|OR|ON|BY|IN|LIKE|SET|INTO|UPDATE|TABLE|LIMIT|OFFSET|VALUES|NOT|HAVING|BETWEEN|AS|DISTINCT)\Z",
    re.IGNORECASE,
)
_LONGEST = 30_000  # characters: sqlglot needs seconds for more
_WRITERS = (exp.Insert, exp.Update, exp.Delete, exp.Create, exp.Drop, exp.Alter, exp.TruncateTable, exp.Merge)
sqlglot.logger.disabled = True  # it warns about what it cannot read; we say so in our own way
_parse = partial(sqlglot.parse, error_level=ErrorLevel.RAISE)


def read_with_sqlglot(text: str) -> Scan | None:
    """Return the verb and tables of the statements in a text, None when it is no SQL that sqlglot knows."""
    if len(text) > _LONGEST:
        return None
    variants = list(dict.fromkeys((_marked(text), _marked(_without_free_holes(text)))))
    for dialect in _DIALECTS:
        for variant in variants:
            try:
                trees = [tree for tree in _parse(variant, read=dialect) if tree is not None]
            except (SqlglotError, RecursionError, ValueError, AttributeError, TypeError, IndexError, KeyError):
                continue
            if trees and not any(isinstance(tree, (exp.Command, exp.Column, exp.Alias)) for tree in trees):
                return _collect(trees)
    return None


def _marked(text: str) -> str:
    """Write `{3}` as something that every dialect takes for (a part of) a name."""
    return _HOLE.sub(r"h0le\1_", text)


def _without_free_holes(text: str) -> str:
    def keep(match: re.Match[str]) -> str:
        return match.group() if _OPERANDS.search(text, max(0, match.start() - 9), match.start()) else match.group(1)

    return _FREE.sub(keep, text)


def _collect(trees: Sequence[exp.Expr]) -> Scan:
    found = Scan(verb=_verb(trees[0]))
    for tree in trees:
        aliases = {cte.alias_or_name.lower() for cte in tree.find_all(exp.CTE)}
        written = {id(table) for table in _written(tree)}
        joined = {id(table) for table in _joined(tree)}
        thing = isinstance(tree, exp.Drop) and str(tree.args.get("kind")).upper() not in ("TABLE", "VIEW")
        if isinstance(tree, exp.Create) and str(tree.args.get("kind")).upper() in ("PROCEDURE", "FUNCTION"):
            thing = False
            own = tree.this.find(exp.Table) if isinstance(tree.this, exp.Expr) else None
        else:
            own = None
        named = (tree.this, *(tree.args.get("tables") or ())) if thing else ()  # an index, a trigger, a function
        aimed = {id(table) for table in (*named, own)}
        aimed |= {id(table) for delete in tree.find_all(exp.Delete) for table in delete.args.get("tables") or ()}
        for table in tree.find_all(exp.Table):
            if id(table) in aimed:  # no table, or an alias or a name of what stands in FROM
                continue
            name = _MARK.sub(r"{\1}", table.name)
            if table.db.upper() in SYSTEM_SCHEMAS:
                name = SYSTEM
            if not name or (name.lower() in aliases and not table.args.get("db")):
                continue
            found.uses.append((name, WRITES if id(table) in written else READS))
            if id(table) in joined:
                found.uses.append((name, JOINS))
    return found


def _verb(tree: exp.Expr) -> str:
    if isinstance(tree, exp.Insert) and tree.args.get("overwrite"):
        return "replace"
    names = {
        "union": "select",
        "except": "select",
        "intersect": "select",
        "subquery": "select",
        "truncatetable": "truncate",
    }
    name = type(tree).__name__.lower()
    return names.get(name, name)


def _written(tree: exp.Expr) -> Iterator[exp.Table]:
    for node in tree.find_all(
        exp.Insert, exp.Update, exp.Delete, exp.Create, exp.Drop, exp.Alter, exp.TruncateTable, exp.Merge
    ):
        if isinstance(node, exp.Update):
            yield from _updated(node)
        elif isinstance(node, exp.Delete) and node.args.get("tables"):
            yield from _deleted(node)
        elif isinstance(node, exp.TruncateTable):
            yield from (table for table in node.expressions if isinstance(table, exp.Table))
        else:
            target = node.this.this if isinstance(node.this, (exp.Schema, exp.Index)) else node.this
            if isinstance(node.this, exp.Index):
                target = node.this.args.get("table")
            if isinstance(target, exp.Table):
                yield target


def _updated(node: exp.Update) -> Iterator[exp.Table]:
    """The tables whose columns are assigned: by qualifier when there is one, else the first."""
    sources = [table for table in node.find_all(exp.Table) if table.find_ancestor(exp.Select, exp.Subquery) is None]
    left = [side.this for side in node.expressions if isinstance(side, exp.EQ) and isinstance(side.this, exp.Column)]
    qualifiers = {column.table.lower() for column in left if column.table}
    named = [
        table for table in sources if table.alias_or_name.lower() in qualifiers or table.name.lower() in qualifiers
    ]
    yield from named or sources[:1]


def _deleted(node: exp.Delete) -> Iterator[exp.Table]:
    targets = {table.name.lower() for table in node.args["tables"]}
    for table in node.find_all(exp.Table):
        if table.alias_or_name.lower() in targets or table.name.lower() in targets:
            yield table


def _joined(tree: exp.Expr) -> Iterator[exp.Table]:
    for node in tree.find_all(exp.Select, exp.Update, exp.Delete):
        source = node.args.get("from_") or node.args.get("from")
        first = source.this if source is not None else node.this
        sources = list(_sources(first)) if isinstance(first, exp.Expr) else []
        joins = [
            *(node.args.get("joins") or ()),
            *(first.args.get("joins") or () if isinstance(first, exp.Expr) else ()),
        ]
        for join in joins:
            sources.extend(_sources(join.this))
        if joins:
            yield from sources


def _sources(node: exp.Expr) -> Iterator[exp.Table]:
    """The tables of a FROM item: itself, or those in a parenthesised join; not those of a subquery."""
    if isinstance(node, exp.Table):
        yield node
        for join in node.args.get("joins") or ():
            yield from _sources(join.this)
    elif isinstance(node, (exp.Paren, exp.Subquery)) and not isinstance(node.this, exp.Query):
        yield from _sources(node.this)

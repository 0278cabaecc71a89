"""Statements in Doctrine's query language, which names entities where SQL names tables, in; claims out."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from analyzer.frameworks.claims import Claim, Origin, TableClaim, Use
from analyzer.model.expression import Named
from analyzer.model.facts import ReadFile
from analyzer.model.statements import SqlText, TableMode

_NAMED = re.compile(
    r"\b(?P<how>from|join|update|delete)\s+(?P<name>\{\d+\}|\\?\w+(?:\\\w+)+|\w+:\w+)(?:\s+(?:as\s+)?(?P<alias>\w+))?",
    re.IGNORECASE,
)
_STEP = re.compile(r"\bjoin\s+(?P<of>\w+)\.(?P<field>\w+)(?:\s+(?:as\s+)?(?P<alias>\w+))?", re.IGNORECASE)


def queries(file: ReadFile, via: str) -> Iterator[Claim]:
    """Yield the entities that statements of a file name, and their tables."""
    for statement in file.facts.sql:
        entities: dict[str, str] = {}  # by alias
        for found in _NAMED.finditer(statement.text):
            name = _entity(found["name"], statement)
            if name:
                first = TableMode.WRITES if statement.verb in ("update", "delete") else TableMode.READS
                mode = TableMode.JOINS if entities else first
                entities[found["alias"] or name] = name
                origin = Origin(statement.scope, (statement.line,), via)
                yield Use(origin, "found", name)
                yield TableClaim(origin, f"@entity-table {name}", mode, declared_only=False)
        yield from _joined(statement, entities, via)


def _joined(statement: SqlText, entities: Mapping[str, str], via: str) -> Iterator[Claim]:
    """`JOIN o.lines l`: what the association of an entity leads to."""
    paths = dict(entities)
    for found in _STEP.finditer(statement.text):
        above = paths.get(found["of"])
        if above:
            path = f"{above}::{found['field']}"
            if found["alias"]:
                paths[found["alias"]] = path
            origin = Origin(statement.scope, (statement.line,), via)
            yield TableClaim(origin, f"@association-table {path}", TableMode.JOINS, declared_only=False)


def _entity(name: str, statement: SqlText) -> str:
    """A name as it stands, or the class that fills a hole."""
    if name[:1] != "{":
        return name.strip("\\")
    position = int(name[1:-1])
    hole = statement.holes[position] if position < len(statement.holes) else None
    return hole.name if isinstance(hole, Named) and hole.name not in ("self", "static", "parent") else ""

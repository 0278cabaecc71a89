"""The bytes of one PHP file in; what they say, as `FileFacts`, out. Never raises."""

import re
from collections.abc import Callable
from itertools import compress

import msgspec
from tree_sitter import Node, Tree

from analyzer.model.facts import (
    Assignment,
    Call,
    EntryPoint,
    FileFacts,
    Problem,
    ProblemKind,
    Reference,
    Scope,
    StateUse,
)
from analyzer.php.annotations import find_annotations
from analyzer.php.builtins import CONSTRUCTS
from analyzer.php.decode import decode
from analyzer.php.entry import find_entry
from analyzer.php.exponents import without_exponents
from analyzer.php.grammar import kinds, parse
from analyzer.php.halt import before_halt
from analyzer.php.heredocs import without_extras
from analyzer.php.listings import find_listings
from analyzer.php.problems import find_problems
from analyzer.php.reading import Reading
from analyzer.php.repair import repaired
from analyzer.php.state import find_superglobals
from analyzer.php.walk import walk

_CODE = re.compile(rb"[^ \t\r\n?>]")
_SILENT = kinds("php_tag", "comment", "namespace_use_declaration", "declare_statement", "empty_statement")
_NAMESPACE = kinds("namespace_definition")
_INTERPOLATION = kinds("text_interpolation")
_BLOCK = kinds("compound_statement")


def read_php(source: bytes, is_statement: Callable[[str], bool]) -> FileFacts:
    """Return what a file says. `is_statement` tells whether a text, with holes as `{0}`, begins an SQL statement.

    SQL texts come back unparsed: `parsed` is False, `tables` is empty.
    """
    try:
        return _read(source, is_statement)
    except Exception as error:
        problem = Problem(ProblemKind.CRASH, 1, f"{type(error).__name__}: {error}"[:200])
        return FileFacts(loc=_lines(source), scopes=(Scope(""),), problems=(problem,))


def _read(source: bytes, is_statement: Callable[[str], bool]) -> FileFacts:
    text, encoding = decode(source)
    text, tree = _parsed(text)
    reading = Reading(text, is_statement)
    walk(reading, tree.root_node)
    find_superglobals(reading, tree)
    reading.problems += [encoding] if encoding is not None else []
    reading.problems += find_problems(tree, text)
    if reading.deep:
        reading.problems.append(
            Problem(ProblemKind.DEPTH, reading.deep, "an expression is nested too deeply to follow")
        )
    script_loc = _script_lines(reading, tree.root_node)
    entry = find_entry(reading, tree.root_node, script_loc)
    facts = _facts(reading, script_loc, (entry,) if entry is not None else ())
    listings, annotations = find_listings(reading), find_annotations(reading, tree)
    if not listings and not annotations:
        return facts
    return msgspec.structs.replace(facts, listings=tuple(listings), annotations=tuple(annotations))


def _parsed(source: bytes) -> tuple[bytes, Tree]:
    """Return the tree of a source, and the source that goes with it: as long, with the same lines."""
    shown = without_exponents(without_extras(source)).replace(b"\0", b")")  # to the grammar, a string ends at it
    tree = parse(shown)
    code = before_halt(source, tree)
    if code is not None:
        return _parsed(code)
    if tree.root_node.has_error:
        return repaired(source, shown, tree)
    return source, tree


def _facts(reading: Reading, script_loc: int, entries: tuple[EntryPoint, ...]) -> FileFacts:
    return FileFacts(
        loc=_lines(reading.source),
        scopes=tuple(
            Scope(
                work.unit,
                work.member,
                work.kind,
                tuple([Assignment(name, value) for name, value in work.lowered]),
                tuple(work.globals),
            )
            for work in reading.works
        ),
        declarations=tuple(declared.build() for declared in reading.declared),
        references=tuple([Reference(*key, tuple(sorted(lines))) for key, lines in reading.references.items()]),
        calls=tuple(
            [
                Call(scope, receiver, name, tuple(sorted(lines)), static, fallback, arguments)
                for (scope, receiver, name, static, fallback, arguments), lines in reading.calls.items()
            ]
        ),
        includes=tuple(reading.includes),
        constants=tuple(reading.constants),
        sql=tuple(reading.sql),
        state=tuple(
            StateUse(scope, kind, key, writes, tuple(sorted(lines)), of)
            for (scope, kind, key, writes, of), lines in reading.state.items()
        ),
        transactions=tuple(reading.transactions),
        entry_points=entries,
        aliases=tuple(reading.aliases),
        builtin_calls=tuple(sorted((n, times) for n, times in reading.builtin_calls.items() if n not in CONSTRUCTS)),
        closures=tuple(sorted(reading.closures)),
        branches=tuple(reading.branches),
        script_loc=script_loc,
        problems=tuple(sorted(reading.problems, key=lambda problem: (problem.line, problem.kind, problem.message))),
    )


def _lines(source: bytes) -> int:
    return source.count(b"\n") + (not source.endswith(b"\n") and bool(source))


def _script_lines(reading: Reading, root: Node) -> int:
    """Return how many lines hold code or markup outside declarations, comments and `use`."""
    marks = bytearray(root.end_point[0] + 2)
    pending = list(root.named_children)
    found = False
    while pending:
        node = pending.pop()
        kind = node.kind_id
        if kind in _NAMESPACE:
            pending += [
                child for block in node.named_children if block.kind_id in _BLOCK for child in block.named_children
            ]
        elif kind in _INTERPOLATION:
            pending += node.named_children
        elif kind not in _SILENT and _CODE.search(reading.source, node.start_byte, node.end_byte):
            first, last = node.start_point[0], node.end_point[0]
            marks[first : last + 1] = b"\1" * (last + 1 - first)
            found = True
    if not found:
        return 0
    for first, last in reading.spans:
        marks[first - 1 : last] = b"\0" * (last + 1 - first)
    if 1 not in marks:
        return 0
    return sum([1 for line in compress(reading.source.split(b"\n"), marks) if line.strip()])

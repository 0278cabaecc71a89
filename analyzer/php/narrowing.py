"""`$x instanceof A` in; where in the file the test has held, so that `$x` is an A there, out.

A region ends where `$x` is assigned anew, and has a hole where a closure has an `$x` of its own. What is tested
elsewhere (beside `||`, in a loop's exit) stays a mere hint.
"""

from __future__ import annotations

from bisect import bisect_right, insort
from collections.abc import Iterable, Mapping
from operator import itemgetter

from tree_sitter import Node

from analyzer.model.expression import Expression, Narrowed, Type, Variable
from analyzer.php.grammar import BINARY, COMMENT, F_BODY, F_CONDITION, kinds, only, operator_of, token, without_comments
from analyzer.php.reading import Reading

_AND = frozenset({token("&&"), token("and")})
LOGICAL = _AND | {token("||"), token("or")}
_NOT = token("!")
_WRAPPED = only("parenthesized_expression")
_NEGATED = kinds("unary_op_expression")
_TERNARY = only("conditional_expression")
_CASE = only("case_statement")
_TESTS = kinds("if_statement", "else_if_clause", "while_statement")
_IF = only("if_statement")
_BLOCK = kinds("compound_statement", "colon_block")
_ELSE = kinds("else_clause", "else_if_clause")
_EXITS = kinds("return_statement", "continue_statement", "break_statement", "exit_statement", "throw_expression")
_STATEMENT = only("expression_statement")
_ARROW_FUNCTION = only("arrow_function")
_USES = only("anonymous_function_use_clause")
_BY_REFERENCE = only("by_ref")
_MOST_ABOVE = 20  # nodes between a test and what it decides; asking the tree for each takes time by its depth
_HOLE = ""  # in place of the class


def narrow(reading: Reading, test: Node, name: str, to: str) -> bool:
    """Note where a variable is surely of the class that `test` (`$x instanceof A`) names; whether that is anywhere."""
    found = False
    node, holds = test, True
    for _ in range(_MOST_ABOVE):
        if (parent := reading.above.get(node.id) or node.parent) is None:
            break
        kind = parent.kind_id
        if kind == BINARY:
            if operator_of(parent) not in _AND or not holds:
                return found
            if node.start_byte == parent.start_byte:  # what stands right of `&&` is only asked when the left holds
                right = parent.children[-1]
                found = _note(reading, name, (right.start_byte, right.end_byte), to)
        elif kind in _NEGATED:
            if parent.children[0].kind_id != _NOT:
                return found
            holds = not holds
        elif kind != _WRAPPED:
            region = _region(parent, node, holds)
            return _note(reading, name, region, to) if region is not None else found
        node = parent
    return found


def assigned(reading: Reading, name: str, node: Node) -> None:
    """End the regions of a variable that is assigned anew."""
    for region in reading.narrowed.get(name, ()):
        if region[0] <= node.start_byte < region[1]:
            region[1] = node.end_byte


def shadow(reading: Reading, closure: Node, parameters: Mapping[str, Type | None]) -> None:
    """Cut out of all regions around a closure (or a method of an anonymous class) the variables that are its own."""
    own = set(parameters) if closure.kind_id == _ARROW_FUNCTION else set(reading.narrowed).difference(_used(closure))
    start = closure.start_byte
    for name in sorted(own):
        regions = reading.narrowed.get(name, [])
        if any(first <= start < last for first, last, _ in regions):
            declared = parameters.get(name)
            said = declared.names if declared is not None else ()
            insort(regions, [start, closure.end_byte, said[0] if len(said) == 1 else _HOLE], key=itemgetter(0))


def _used(closure: Node) -> Iterable[str]:
    """Return what a closure takes along by `use`."""
    for clause in closure.named_children:
        if clause.kind_id == _USES:
            for child in without_comments(clause):
                variable = without_comments(child)[-1] if child.kind_id == _BY_REFERENCE else child
                yield (variable.text or b"").decode(errors="replace").lstrip("&$")


def narrowed(reading: Reading, node: Node, variable: Variable) -> Expression:
    """Return a variable as what the innermost test around it says, or itself."""
    regions = reading.narrowed.get(variable.name, ())
    for at in range(bisect_right(regions, node.start_byte, key=itemgetter(0)) - 1, -1, -1):
        _, end, said = regions[at]
        if node.start_byte < end:
            return variable if said == _HOLE else Narrowed(variable, Type((said,), (), True))
    return variable


def _note(reading: Reading, name: str, region: tuple[int, int], to: str) -> bool:
    insort(reading.narrowed.setdefault(name, []), [*region, to], key=itemgetter(0))
    return True


def _region(parent: Node, condition: Node, holds: bool) -> tuple[int, int] | None:
    """Return the bytes where a condition that stands below a node has held (or failed, when it is negated)."""
    kind = parent.kind_id
    if kind in _TESTS and parent.child_by_field_id(F_CONDITION) == condition:
        body = parent.child_by_field_id(F_BODY)
        if body is None:
            return None
        if holds:
            return body.start_byte, body.end_byte
        if kind == _IF and _leaves(body) and parent.parent is not None and not _has_else(parent):
            return parent.end_byte, parent.parent.end_byte  # `if (!$x instanceof A) return;`: from there on it is
    elif holds and kind == _TERNARY and parent.children[0] == condition and len(parent.named_children) > 2:
        branch = parent.named_children[1]
        return branch.start_byte, branch.end_byte
    elif holds and kind == _CASE and parent.named_children[0] == condition:
        return condition.end_byte, parent.end_byte
    return None


def _leaves(body: Node) -> bool:
    """Whether a body ends by leaving what stands around it."""
    last = body
    while last.kind_id in _BLOCK or last.kind_id == _STATEMENT:
        inner = [child for child in last.named_children if child.kind_id != COMMENT]
        if not inner:
            return False
        last = inner[-1]
    return last.kind_id in _EXITS


def _has_else(statement: Node) -> bool:
    return any(child.kind_id in _ELSE for child in statement.children)

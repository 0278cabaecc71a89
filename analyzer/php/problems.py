"""A syntax tree with errors in; one problem per line that has some out."""

from tree_sitter import Node, Tree

from analyzer.model.facts import Problem, ProblemKind
from analyzer.php.grammar import ERROR


def find_problems(tree: Tree, source: bytes) -> list[Problem]:
    """Return the syntax problems of a file in order of lines; several on one line are one."""
    root = tree.root_node
    if not root.has_error:
        return []
    found: dict[int, Problem] = {}
    if root.kind_id == ERROR:
        found[0] = Problem(ProblemKind.COLLAPSED, 1, "the file as a whole cannot be parsed; its parts were read")
    pending = list(root.children) if root.kind_id == ERROR else [root]
    while pending:
        node = pending.pop()
        if node.kind_id == ERROR or node.is_missing:
            line = node.start_point[0] + 1
            found.setdefault(line, Problem(ProblemKind.SYNTAX, line, _message(node, source)))
        if node.has_error:
            pending.extend(reversed(node.children))
    return [found[line] for line in sorted(found)]


def error_rows(tree: Tree) -> list[int]:
    """Return the rows, from 0, on which errors stand."""
    rows: set[int] = set()
    pending = [tree.root_node]
    while pending:
        node = pending.pop()
        if node.kind_id == ERROR or node.is_missing:
            rows.update(range(node.start_point[0], min(node.end_point[0], node.start_point[0] + 50) + 1))
        if node.has_error:
            pending.extend(node.children)
    return sorted(rows)


def weight(tree: Tree) -> int:
    """Return how many bytes of the source lie in errors: what a repair should lessen."""
    total = 0
    pending = [tree.root_node]
    while pending:
        node = pending.pop()
        if node.is_missing:
            total += 1
        elif node.kind_id == ERROR:
            total += max(1, node.end_byte - node.start_byte)
        elif node.has_error:
            pending.extend(node.children)
    return total


def _message(node: Node, source: bytes) -> str:
    if node.is_missing:
        return f"missing {node.type}"
    text = source[node.start_byte : node.start_byte + 200].decode(errors="replace").split("\n", 1)[0].strip()
    return f"unexpected {text[:60]}" if text else "unexpected end of statement"

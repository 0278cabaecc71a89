"""A source that tree-sitter cannot parse whole in; the same with known gaps of the grammar papered over out.

Every repair keeps the length and the lines of the source, is made only on lines that have errors, and stays only when
it leaves fewer of them.
"""

import re
from collections.abc import Callable, Sequence

from tree_sitter import Tree

from analyzer.php.grammar import ERROR, parse
from analyzer.php.problems import error_rows, weight

_Replacement = Callable[[re.Match[bytes]], bytes]


def _first_variable(match: re.Match[bytes]) -> bytes:
    """A variable variable names none that one could follow."""
    return match.group(1) + b"$_" + b" " * (len(match.group(2)) - 2)


_REPAIRS: Sequence[tuple[re.Pattern[bytes], _Replacement]] = (
    # $s{0}: the string offset of PHP before 8
    (
        re.compile(rb"((?:\$\w+|->\w+|\])\s?)\{([^{};\n]*)\}(?=\s*(?:[;,)\].=!<>?:&|+\-*/%]|\[|->|$))"),
        lambda match: match.group(1) + b"[" + match.group(2) + b"]",
    ),
    # readonly before the visibility
    (
        re.compile(rb"\b(readonly)(\s+)(public|protected|private)\b"),
        lambda match: match.group(3) + match.group(2) + match.group(1),
    ),
    # use A\{B, C,};
    (re.compile(rb"(\buse\b[^;{}]*\{[^;{}]*),(\s*\})"), lambda match: match.group(1) + b" " + match.group(2)),
    # global $$x['a'];
    (re.compile(rb"(\bglobal\s+)(\$\$\w+(?:\[[^\]\n]*\])+)"), _first_variable),
    # a bare self, static or parent as a constant
    (
        re.compile(rb"((?:=>|return|[=,(])\s*)(self|static|parent)(?=\s*[;,)\]])"),
        lambda match: match.group(1) + b"_" * len(match.group(2)),
    ),
)


def repaired(source: bytes, tree: Tree) -> tuple[bytes, Tree]:
    """Return the repaired source and its tree, or what was given when that helps nothing."""
    best = (source, tree)
    lightest = weight(tree)
    for pattern, replacement in _REPAIRS:
        source, tree = best
        changed = _on_bad_lines(source, tree, pattern, replacement)
        if changed == source:
            continue
        candidate = parse(changed)
        lighter = weight(candidate)
        if lighter < lightest:
            best, lightest = (changed, candidate), lighter
        if not lightest:
            break
    return best


def _on_bad_lines(source: bytes, tree: Tree, pattern: re.Pattern[bytes], replacement: _Replacement) -> bytes:
    """Replace where a match touches a line with an error; everywhere when the whole file is one."""
    if tree.root_node.kind_id == ERROR:
        return pattern.sub(replacement, source)
    rows = error_rows(tree)

    def replace(match: re.Match[bytes]) -> bytes:
        first = source.count(b"\n", 0, match.start())
        last = first + match.group().count(b"\n")
        return replacement(match) if any(first - 1 <= row <= last + 1 for row in rows) else match.group()

    return pattern.sub(replace, source)

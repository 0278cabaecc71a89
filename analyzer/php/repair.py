"""A source that tree-sitter cannot parse whole in; the same with known gaps of the grammar papered over out.

Every repair keeps the length and the lines of the source, is made only on lines that have errors, and stays only when
it leaves fewer of them. A disguise hides a name from the grammar, which takes it for a keyword; the name itself is read
from the source as it was written.
"""

import re
from collections.abc import Callable, Sequence
from typing import NamedTuple

from tree_sitter import Tree

from analyzer.php.grammar import ERROR, KEYWORDS, parse
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


_TYPES = rb"bool|boolean|binary|double|float|int|integer|object|real|string"
_KEYWORDS = "|".join((*KEYWORDS, "callable", "var")).encode()
_DISGUISES: Sequence[re.Pattern[bytes]] = (
    # f(String::uuid()): a class that is called like a cast, or like a keyword of later versions
    re.compile(rb"(?<![\w$\\>])(?:" + _TYPES + rb"|enum|readonly)(?=\s*::)", re.IGNORECASE),
    # function readonly() {…}, enum(), int(…): functions that are called like keywords of later versions, or like casts
    re.compile(rb"(?<![\w$\\>:])(?:" + _TYPES + rb"|enum|readonly)(?=\s*\()", re.IGNORECASE),
    # "$node->function", "$row[class]": what is called like a keyword, in a string
    re.compile(rb"(?:(?<=->)|(?<=\w\[))(?:" + _KEYWORDS + rb")\b", re.IGNORECASE),
    # const string = 1, NULL = 2;
    re.compile(
        rb"(?<=[\s,])(?:" + _TYPES + rb"|array|callable|false|iterable|mixed|namespace|null|true|void)(?=\s*=[^=])",
        re.IGNORECASE,
    ),
    # exit -1: less one
    re.compile(rb"(?<![\w$\\>:])(?:exit|die)(?=\s+-)", re.IGNORECASE),
    # f(list: 1): named arguments
    re.compile(rb"(?<=[(, ])(?:clone|include|include_once|list|new|print|require|require_once|yield)(?=:[^:])", re.I),
)


class _Source(NamedTuple):
    """A source as it is read, as it is parsed, and its tree; both have the same length and lines."""

    read: bytes
    parsed: bytes
    tree: Tree


def repaired(source: bytes, parsed: bytes, tree: Tree) -> tuple[bytes, Tree]:
    """Return the repaired source and its tree, or what was given when that helps nothing."""
    best = _Source(source, parsed, tree)
    lightest = weight(tree)
    if parsed != source:  # was what `heredocs` took for a heredoc none?
        plain = parse(source)
        if weight(plain) < lightest:
            best, lightest = _Source(source, source, plain), weight(plain)
    for pattern, replacement in (*_REPAIRS, *((pattern, None) for pattern in _DISGUISES)):
        changed = _on_bad_lines(best.parsed, best.tree, pattern, replacement or _disguise)
        if changed == best.parsed:
            continue
        candidate = parse(changed)
        lighter = weight(candidate)
        if lighter < lightest:
            read = best.read if replacement is None else _in(best.read, best.parsed, changed)
            best, lightest = _Source(read, changed, candidate), lighter
        if not lightest:
            break
    return best.read, best.tree


def _in(source: bytes, before: bytes, after: bytes) -> bytes:
    """Return a source of the same length with what changed elsewhere."""
    if source == before:
        return after
    return bytes(new if new != old else kept for kept, old, new in zip(source, before, after, strict=True))


def _disguise(match: re.Match[bytes]) -> bytes:
    return b"_" * len(match.group())


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

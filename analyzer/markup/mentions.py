"""The text of a template and its language in; the functions, filters, routes, classes and constants it uses out.

Only what stands inside the language's own tags counts, and only names that stand there literally: a route that is
computed is told as `unread`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from analyzer.markup.syntax import BLADE, SMARTY, TWIG, Syntax

Mention = tuple[str, str, int]  # relation, name, offset

_STRING = re.compile(r"\"((?:[^\"\\]++|\\.)*+)(?:\"|\\?\Z)|'((?:[^'\\]++|\\.)*+)(?:'|\\?\Z)", re.DOTALL)
_CALL = re.compile(r"(?<![\w.|:>$\\])(\w+)\s*\(")
_FILTER = re.compile(r"\|\s*([A-Za-z_]\w*)")
_ESCAPE = re.compile(r"\\(.)")

# What is open ends where the next opens: else a file of nothing but openings would take the square of its length.
_SHOWN = r"\{\{((?:[^{}]++|\{(?!\{)|\}(?!\}))*+)\}\}"
_TWIG = re.compile(_SHOWN + r"|\{%-?\s*+(\w++)((?:[^%{]++|%(?!\})|\{(?!%))*+)%\}")
_MACROS = re.compile(r"\bimport\s++([\w\s,]{0,400}+)-?%\}|\bmacro\s++(\w++)")
_NO_CALL = re.compile(
    r"(?:[|.]|\bis(?:\s+not)?(?:\s+(?:divisible|same))?)\s*\Z"
)  # before the name of a filter, a method, a test
_TWIG_WORDS = frozenset(
    {"and", "as", "b", "in", "is", "not", "or", "if", "else", "matches", "with", "only", "starts", "ends"}
)
_NAMERS = frozenset({"block", "include", "parent", "source"})  # their templates are told as such
_SAID = {"path": "route", "url": "route", "constant": "constant", "controller": "controller"}

_BLADE = re.compile(
    _SHOWN
    + r"|\{!!((?:[^!{]++|!(?!!\})|\{(?!!!))*+)!!\}"
    + r"|@php\b(?!\s*+\()((?:[^@]++|@(?!(?:end)?php\b))*+)@endphp"
    + r"|@(\w++)[ \t]*+(?=\()"
)
_STATIC = re.compile(r"(?<![\w\\$>:])(\\?(?:[A-Za-z_]\w*\\)*[A-Z]\w*)::")
_INJECT = re.compile(r"\s*\(\s*(?:'[^']*'|\"[^\"]*\")\s*,\s*['\"]([\w\\]+)['\"]")
_NO_CODE = frozenset({"extends", "include", "includeif", "section", "yield", "stack", "push", "lang", "media", "csrf"})
_KEYWORDS = frozenset({"array", "empty", "isset", "list", "unset", "exit", "die", "function", "fn", "match", "print"})

_SMARTY = re.compile(r"\{(/?)([A-Za-z_$\"'\\][^\s{}][^{}]*|[a-z])\}")
_TAG = re.compile(r"([a-z_]\w*)(?=[\s}]|\Z)")
_SMARTY_WORDS = """
    append assign block break call capture config_load continue else elseif extends for foreach foreachelse forelse
    function if include include_php insert ldelim literal nocache php rdelim section sectionelse setfilter strip while
""".split()  # noqa: SIM905 - one string, so that the list stays short
_MODIFIER = re.compile(r"\|\s*@?([A-Za-z_]\w*)")


def mentions(syntax: Syntax, text: str) -> Iterator[Mention]:
    """Yield what a template uses, in the order in which it stands there; comments are blanks already."""
    if syntax is TWIG:
        yield from _in_twig(text)
    elif syntax is BLADE:
        yield from _in_blade(text)
    elif syntax is SMARTY:
        yield from _in_smarty(text)


def _in_twig(text: str) -> Iterator[Mention]:
    macros = {name for found in _MACROS.finditer(text) for name in re.findall(r"\w+", found[1] or found[2] or "")}
    for tag in _TWIG.finditer(text):
        group = 1 if tag[1] is not None else 3
        if tag[2] in ("macro", "block", "import", "from"):
            continue
        body, start = tag[group], tag.start(group)
        if tag[2] in ("apply", "filter"):
            body = "|" + body[1:]
        bare = _blanked(body)
        for call in _CALL.finditer(bare):
            name = call[1]
            if _NO_CALL.search(bare, max(0, call.start() - 20), call.start()):
                continue
            if name not in macros and name not in _TWIG_WORDS | _NAMERS and not name.isdecimal():
                yield "function", name, start + call.start(1)
                if name in _SAID:
                    yield _argument(_SAID[name], body, call.end(), start + call.start(1))
        for used in _FILTER.finditer(bare):
            yield "filter", used[1], start + used.start(1)


def _argument(relation: str, body: str, end: int, offset: int) -> Mention:
    """The literal that a call begins with; `path(name)` and `path('a' ~ b)` cannot be read."""
    lead = len(body[end:]) - len(body[end:].lstrip())
    found = _STRING.match(body, end + lead)
    if found is None or not re.match(r"\s*[,)]", body[found.end() :]):
        computed = re.split(r"[,)]", body[end : end + 60])[0]
        return "unread", f"{relation} {' '.join(computed.split())}", offset
    return relation, _ESCAPE.sub(r"\1", found[1] if found[1] is not None else found[2]), offset


def _in_blade(text: str) -> Iterator[Mention]:
    for tag in _BLADE.finditer(text):
        if tag[4] is not None:
            if tag[4].lower() in _NO_CODE:
                continue
            body, start = _balanced(text, tag.end()), tag.end()
            if tag[4] == "inject" and (found := _INJECT.match(body)):
                yield "class", found[1], start + found.start(1)
                continue
        else:
            group = next(index for index in (1, 2, 3) if tag[index] is not None)
            body, start = tag[group], tag.start(group)
        bare = _blanked(body)
        for call in _CALL.finditer(bare):
            name, offset = call[1], start + call.start(1)
            if name in ("route", "action") and tag[4] is None:
                yield _argument("route" if name == "route" else "controller", body, call.end(), offset)
            elif name not in _KEYWORDS and not re.search(r"(?:->|\bnew|\bfunction)\s*\Z", bare[: call.start()]):
                yield "function", name, offset
        for static in _STATIC.finditer(bare):
            yield "static", static[1].lstrip("\\"), start + static.start(1)


def _in_smarty(text: str) -> Iterator[Mention]:
    for tag in _SMARTY.finditer(text):
        body, start = tag[2], tag.start(2)
        bare = _blanked(body)
        named = _TAG.match(bare)
        if named is not None and not tag[1] and named[1] not in _SMARTY_WORDS:
            yield "function", named[1], start
        for used in _MODIFIER.finditer(bare):
            yield "filter", used[1], start + used.start(1)
        for static in _STATIC.finditer(bare):
            yield "static", static[1].lstrip("\\"), start + static.start(1)


def _blanked(body: str) -> str:
    """The same text, of the same length, without what stands in quotes."""
    return _STRING.sub(
        lambda found: found[0][0] + " " * (len(found[0]) - 2) + found[0][-1:] * (len(found[0]) > 1), body
    )


def _balanced(text: str, start: int) -> str:
    """What stands from an opening parenthesis to the one that closes it."""
    bare, depth = _blanked(text[start : start + 2000]), 0
    for index, letter in enumerate(bare):
        depth += (letter == "(") - (letter == ")")
        if depth == 0:
            return text[start : start + index + 1]
    return ""

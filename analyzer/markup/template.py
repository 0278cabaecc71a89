"""The text of one template file in; `FileFacts` with the templates, functions, routes and classes it names out."""

import re
from bisect import bisect_right
from collections.abc import Iterator

from analyzer.markup.mentions import mentions
from analyzer.markup.syntax import BLADE, LATTE, SMARTY, TWIG, Syntax
from analyzer.model.facts import FileFacts, Scope, TemplateUse

_QUOTED = re.compile(r"\"((?:[^\"\\]|\\.)*)\"|'((?:[^'\\]|\\.)*)'")
_BARE = re.compile(r"(?:file\s*=\s*)?([\w@./-]+\.\w+)\s*\Z")
_ESCAPE = re.compile(r"\\(.)")
_NOT_NAMES = re.compile(r"[${}<>\n]")  # a text with a variable inside names nothing we could look up


def read_template(text: str) -> FileFacts:
    """Return what a template extends, includes, embeds, imports and uses, with the lines. Never raises."""
    syntax = _syntax(text)
    uses: tuple[TemplateUse, ...] = ()
    if syntax is not None:
        ends = [match.end() for match in re.finditer("\n", text)]
        spoken = syntax.silent.sub(lambda match: re.sub(r"[^\n]", " ", match.group()), text)
        found = {(line, relation, name) for relation, name, line in _uses(syntax, spoken, ends)}
        found |= {(bisect_right(ends, at) + 1, relation, name) for relation, name, at in mentions(syntax, spoken)}
        uses = tuple(TemplateUse(name, relation, line) for line, relation, name in sorted(found))
    return FileFacts(
        loc=text.count("\n") + (bool(text) and not text.endswith("\n")), scopes=(Scope(""),), templates=uses
    )


def _syntax(text: str) -> Syntax | None:
    """Tell the language by its marks: `{%` is Twig's alone, Blade begins with `@`, Latte names .latte files."""
    if "{%" in text:
        return TWIG
    if ".latte" in text or (LATTE.marks.search(text) and re.search(r"\{(?:layout|include\s+#|var)\b|\bn:\w+=", text)):
        return LATTE
    if BLADE.tags.search(text) and "{include" not in text:
        return BLADE
    if SMARTY.marks.search(text):
        return SMARTY
    return TWIG if TWIG.marks.search(text) else None


def _uses(syntax: Syntax, text: str, ends: list[int]) -> Iterator[tuple[str, str, int]]:
    for match in syntax.tags.finditer(text):
        groups = match.groupdict()
        if groups.get("component"):
            yield "component", groups["component"], bisect_right(ends, match.start("component")) + 1
            continue
        group = next(name for name in ("targets", "argument", "second") if groups.get(name))
        relation = groups.get("relation") or groups.get("conditional") or "include"
        if groups.get("function") and groups["function"].lstrip().startswith("block"):
            continue
        for name, offset in _names(groups[group]):
            yield _RELATIONS.get(relation, relation), name, bisect_right(ends, match.start(group) + offset) + 1


def _names(text: str) -> Iterator[tuple[str, int]]:
    quoted = list(_QUOTED.finditer(text))
    if "~" in text:  # Twig's concatenation: dynamic
        return
    for match in quoted:
        before = text[: match.start()].rstrip()
        if before.endswith("=") and not before.endswith(("file=", "file =", "script=")):  # another attribute
            continue
        name = _ESCAPE.sub(r"\1", match.group(1) if match.group(1) is not None else match.group(2))
        if name and not _NOT_NAMES.search(name):
            yield name, match.start()
    if not quoted and (bare := _BARE.search(text)):
        yield bare.group(1), bare.start(1)


_RELATIONS = {
    "from": "import",
    "form_theme": "use",
    "sandbox": "include",
    "layout": "extends",
    "includeblock": "import",
    "includeIf": "include",
    "includeFirst": "include",
    "includeWhen": "include",
    "includeUnless": "include",
    "each": "include",
    "include_php": "include",
    "livewire": "component",
}

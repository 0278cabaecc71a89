"""A file and the frameworks' rules in; the names that its code gives meanings out."""

from __future__ import annotations

from collections.abc import Sequence

from analyzer.frameworks import Framework, FunctionPattern, Meaning, Origin, Provide, Rule
from analyzer.link.matching import Match, Matcher, Site
from analyzer.link.symbols import FileIn, Symbols
from analyzer.model.expression import Text
from analyzer.model.facts import DeclarationKind


def provided(matcher: Matcher, frameworks: Sequence[Framework], file: FileIn, symbols: Symbols) -> list[Provide]:
    """Return the names that the code of a file gives meanings, by the rules of the frameworks."""
    found = []
    for call in file.facts.calls:
        for known in matcher.giving(call.fallback or call.name):
            meanings = [meaning for meaning in known.rule.meanings if meaning.gives]
            site, place = Site(call.receiver, call.name, call.static, call.arguments), symbols.place(file, call.scope)
            for match in matcher.matches(known.pattern, site, place):
                origin = Origin(call.scope, call.lines, known.via)
                found += [claim for meaning in meanings if (claim := _given(meaning, match, origin))]
    for framework in frameworks:
        for rule in framework.rules:
            if isinstance(rule.pattern, FunctionPattern):
                found += _functions(rule, file, framework.name)
    return found


def _functions(rule: Rule, file: FileIn, via: str) -> list[Provide]:
    """The functions whose names say what they listen to."""
    found = []
    assert isinstance(rule.pattern, FunctionPattern)
    for declaration in file.facts.declarations:
        if declaration.kind is DeclarationKind.FUNCTION:
            match = rule.pattern.name.match(declaration.name.rpartition("\\")[2])
            for meaning in rule.meanings if match else ():
                assert match is not None
                name = meaning.wording.said(match.groupdict())
                if name and meaning.gives:
                    origin = Origin(0, (declaration.line,), via)
                    found.append(Provide(origin, meaning.space, name, Text(declaration.name)))
    return found


def _given(meaning: Meaning, match: Match, origin: Origin) -> Provide | None:
    name = meaning.wording.said(match.texts)
    means = match.values.get(meaning.given)
    said = meaning.made.said(match.texts) if meaning.made else match.texts.get(meaning.given)
    if means is None and said:
        means = Text(said)
    return Provide(origin, meaning.space, name, means) if name and means is not None else None

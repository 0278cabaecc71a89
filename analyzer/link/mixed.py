"""A class and one whose method it has in; who says that it has it, where the language does not, out."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import msgspec

from analyzer.frameworks import Claim, Mixes
from analyzer.link.symbols import ClassSymbol, Symbols
from analyzer.model.facts import ReadFile

DOCBLOCK = "docblock"
Said = Mapping[str, str]  # lower-case names of mixins, as written → the framework that says so


def with_mixins(files: Sequence[ReadFile], claims: Mapping[str, Sequence[Claim]]) -> tuple[list[ReadFile], Said]:
    """Return the files, whose classes have the methods of those that frameworks say they have, and who says so."""
    mixing = [claim for path in sorted(claims) for claim in claims[path] if isinstance(claim, Mixes)]
    said = {claim.name.lower(): claim.origin.via for claim in mixing}
    return [_mixing(file, claims[file.path]) for file in files], said


def _mixing(file: ReadFile, claims: Sequence[Claim]) -> ReadFile:
    mixed = [claim for claim in claims if isinstance(claim, Mixes)]
    if not mixed:
        return file
    declarations = tuple(
        msgspec.structs.replace(one, mixins=(*one.mixins, *(said.name for said in mixed if said.unit == one.name)))
        for one in file.facts.declarations
    )
    return ReadFile(file.path, msgspec.structs.replace(file.facts, declarations=declarations))


def mixed_in(symbols: Symbols, symbol: ClassSymbol, owner: ClassSymbol, said: Said) -> str:
    """Return who says that a class has the methods of another that PHP does not give it, "" where PHP does."""
    lineage = symbols.lineage(symbol)
    if not any(ancestor.chosen.mixins for ancestor in lineage) or _inherits(symbols, symbol, owner):
        return ""
    for ancestor in lineage:
        for name in ancestor.chosen.mixins:
            mixin = symbols.class_named(name)
            if mixin is not None and owner in symbols.lineage(mixin):
                return said.get(name.lower(), DOCBLOCK)
    return ""


def _inherits(symbols: Symbols, symbol: ClassSymbol, owner: ClassSymbol) -> bool:
    """Whether PHP finds the members of one class in the other: own, traits, parents, interfaces."""
    waiting, seen = [symbol], {symbol.key}
    while waiting:
        one = waiting.pop()
        if one is owner:
            return True
        named = (symbols.class_named(name) for name in (*one.chosen.uses, *one.chosen.extends, *one.chosen.implements))
        above = [other for other in named if other is not None and other.key not in seen]
        seen.update(other.key for other in above)
        waiting += above
    return False

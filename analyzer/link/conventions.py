"""The rules of frameworks and the code they speak of in; names that get a meaning, edges, coverage and ledger out."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import NamedTuple

from analyzer.frameworks import (
    ClassPattern,
    Framework,
    Holds,
    Meaning,
    Rule,
    Use,
    in_space,
)
from analyzer.link.builtin import BUILTIN_FUNCTIONS
from analyzer.link.callers import argument
from analyzer.link.evidence import EXTERNAL, UNRESOLVED, Evidence, Support
from analyzer.link.handedon import HandedOn, handed_on
from analyzer.link.matching import MOST_NAMES, Known, Match, Site, below, label
from analyzer.link.nearest import nearest
from analyzer.link.opennames import Given, is_telling
from analyzer.link.recordtables import named
from analyzer.link.references import ClassLinker
from analyzer.link.show import show
from analyzer.link.symbols import ClassSymbol, FileIn, Place, Symbols
from analyzer.link.tables import TableLinker
from analyzer.link.templates import TemplateLinker
from analyzer.link.texts import HOLE
from analyzer.link.value import GUESSED, INFERRED
from analyzer.link.wiring import Wiring
from analyzer.model.expression import ElementOf, Expression, Text
from analyzer.model.facts import Call, DeclarationKind
from analyzer.model.linkage import DependencyKind, Reason
from analyzer.model.statements import TableMode

NO_TABLE = "(none)"  # `$useTable = false`
MOST_CALLERS = 400  # calls of a method that hands a name on to a framework
KINDS = {"class": DependencyKind.CLASS_NAME, "new": DependencyKind.NEW}
MODES = {"table": TableMode.READS, "writes": TableMode.WRITES, "joins": TableMode.JOINS}


class Mention(NamedTuple):
    """Where code says something that a rule speaks of, and whose rule it is."""

    place: Place
    via: str
    lines: Sequence[int]

    def support(self, rank: int) -> Support:
        """Return the support of an edge that is made here."""
        return Support(rank, self.via)


class Linkers(NamedTuple):
    """Who links what a rule names."""

    classes: ClassLinker
    tables: TableLinker
    templates: TemplateLinker


class RuleLinker:
    """Links what the rules say of calls and classes."""

    def __init__(self, symbols: Symbols, wiring: Wiring, evidence: Evidence, linkers: Linkers) -> None:
        """Share the run's tables."""
        self._symbols = symbols
        self._wiring = wiring
        self._evidence = evidence
        self._linkers = linkers
        self._files: dict[str, list[str]] = {}
        self._declaring = frozenset(file.path for file in symbols.files if _only_declares(file))
        for file in symbols.files:
            self._files.setdefault(file.path.rpartition("/")[2].lower(), []).append(file.path)

    def link_file(self, file: FileIn) -> None:
        """Link the calls of a file that rules speak of."""
        matcher = self._wiring.matcher
        for call in file.facts.calls:
            named = matcher.telling(call.fallback or call.name, False)
            if not named:
                continue
            spoken = False
            for known in sorted(named, key=lambda known: known.rule.meanings[0].gives):
                place = self._symbols.place(file, call.scope)
                matches = list(matcher.matches(known.pattern, _site(call), place))
                if matches and not (spoken and known.rule.meanings[0].gives and matches[0].dynamic):
                    spoken = True
                    self._link(known, matches, call, Mention(place, known.via, call.lines))

    def link_classes(self, frameworks: Sequence[Framework]) -> None:
        """Link the tables of the classes that rules speak of."""
        of_classes = [
            (rule, fw.name) for fw in frameworks for rule in fw.rules if isinstance(rule.pattern, ClassPattern)
        ]
        symbols = [self._symbols.classes[key] for key in sorted(self._symbols.classes)] if of_classes else []
        for rule, via in of_classes:
            for symbol in symbols:
                self._class(rule, symbol, via)

    def use(self, claim: Use, mention: Mention) -> None:
        """Link what a plug-in says of a name."""
        outcome = self._named(claim.space, claim.name, claim.kind, mention)
        self._count(f"{mention.via} {claim.space}", outcome, claim.name, mention, self._quiet(claim.space))

    def classes(self, name: str) -> list[ClassSymbol]:
        """Return the declared class of a name (`*\\` may begin it), or those that `@space name` stands for."""
        if name.startswith("@"):
            types = self._wiring.instance(*in_space(name)).types
            return [self._symbols.classes[key] for key in sorted(types) if key in self._symbols.classes]
        symbol = self._wiring.class_named(name.strip("\\"))
        return [symbol] if symbol is not None else []

    def is_called(self, space: str, _name: str) -> bool:
        """Whether the names of a space stand for what is called."""
        return self._wiring.space(space).holds is Holds.CALLABLE

    def called(self, space: str, name: str, around: Place) -> Iterable[str]:
        """Return the units that are called when a name of a space is."""
        return self._wiring.units(space, name, around)

    def texts(self, space: str, name: str) -> Sequence[str]:
        """Return the texts that a name of a space was given."""
        return self._wiring.texts(space, name)

    def _quiet(self, space: str) -> bool:
        return bool(space) and self._wiring.space(space).quiet

    def _count(self, kind: str, outcome: int, text: str, mention: Mention, quiet: bool) -> None:
        if outcome != UNRESOLVED:
            self._evidence.count(mention.place, kind, outcome, len(mention.lines))
        elif not quiet and not self._wiring.is_own_code(mention.place, mention.via):
            self._evidence.unresolved(mention.place, kind, text, Reason.UNKNOWN_NAME, mention.lines)

    def _link(self, known: Known, matches: Sequence[Match], call: Call, mention: Mention) -> None:
        """One call: every combination of its texts."""
        meaning = known.rule.meanings[0]
        kind = label(known.via, meaning)
        if any(match.dynamic for match in matches):
            within = mention.place.fact.member or mention.place.fact.unit
            own = self._wiring.matcher.named(within) or self._wiring.is_own_code(mention.place, known.via)
            if (
                not own
                and not self._by_callers(known, call, mention.place)
                and not self._tabled(known, call, mention)
                and not self._fitting(known, matches, mention)
            ):
                given = self._registers(meaning, matches[0], mention) if meaning.gives else UNRESOLVED
                if given == EXTERNAL:  # nothing of the code's, whatever it listens to
                    self._evidence.count(mention.place, kind, EXTERNAL, len(mention.lines))
                else:
                    self._evidence.unresolved(mention.place, kind, _text(call), Reason.DYNAMIC_NAME, mention.lines)
            return  # a framework's own body hands on what it was given
        outcome = min(self._first(known.rule, match, mention) for match in matches)
        said = meaning.wording.said(matches[0].texts) or _text(call)
        said = show(matches[0].values[meaning.given]) if meaning.given in matches[0].values else said
        self._count(kind, outcome, said, mention, self._quiet(meaning.space) and not meaning.gives)

    def _tabled(self, known: Known, call: Call, mention: Mention) -> bool:
        """The tables that an argument names by what it is called, or that heirs give a property: `$db->OrderLine`."""
        meaning, tables, outcome = known.rule.meanings[0], self._linkers.tables, UNRESOLVED
        if meaning.head not in MODES:
            return False
        mode, place = MODES[meaning.head], mention.place
        for pattern, given in zip(known.pattern.arguments, call.arguments, strict=False):
            for one in named(given) if pattern.literal else ():
                for name in tables.expression_names(one, place):
                    if tables.names.may_name(name):
                        outcome = min(outcome, tables.claim(place, name, mode, mention.support(GUESSED), mention.lines))
                for told in tables.records.told(one, place) if outcome == UNRESOLVED else ():
                    outcome = min(
                        outcome, tables.claim(told.place, told.name, mode, mention.support(GUESSED), told.lines)
                    )
        if outcome != UNRESOLVED:
            self._evidence.count(place, label(known.via, meaning), outcome, len(mention.lines))
        return outcome != UNRESOLVED

    def _fitting(self, known: Known, matches: Sequence[Match], mention: Mention) -> bool:
        """What a name with holes may mean, where that is what is called: an event, a hook."""
        meaning = known.rule.meanings[0]
        said = {meaning.wording.said(match.texts) for match in matches if meaning.space and self._calls(meaning)}
        names = sorted(name for name in said if name and is_telling(name))
        outcome = UNRESOLVED
        for name in names:
            if meaning.gives:
                outcome = min(outcome, self._registers(meaning, matches[0], mention))
            else:
                outcome = min(outcome, self._named(meaning.space, name, DependencyKind.DISPATCHES, mention))
        if names:
            self._count(label(known.via, meaning), outcome, names[0], mention, self._quiet(meaning.space))
        return bool(names)

    def _by_callers(self, known: Known, call: Call, place: Place) -> bool:
        """What a method hands on to a framework is said by its callers: their calls are linked in its stead."""
        position = next((i for i, one in enumerate(known.pattern.arguments) if one.literal), len(call.arguments))
        handed = handed_on(call.arguments[position] if position < len(call.arguments) else None, place)
        if not handed.name or (handed.partly and known.rule.meanings[0].gives):
            return False  # what listens is not said where only a part of the name is
        found, left = False, []
        for there, calling, texts in self._said(handed, place):
            if not texts:
                left.append((there, calling))
            for text in texts[:MOST_NAMES]:
                arguments = [*call.arguments]
                arguments[position] = Text(handed.text.replace(HOLE, text))
                matches = list(self._wiring.matcher.matches(known.pattern, _site(call, arguments), place))
                if matches:
                    found = True
                    self._link(known, matches, call, Mention(there, known.via, calling.lines))
        if handed.partly:
            return found and not left
        for there, calling in left if found else ():  # those whose name nobody knows are idioms as well
            if not handed_on(argument(place, handed.name, calling), there).name:
                kind = label(known.via, known.rule.meanings[0])
                self._evidence.unresolved(there, kind, _text(calling), Reason.DYNAMIC_NAME, calling.lines)
        return found

    def _said(self, handed: HandedOn, place: Place) -> Iterator[tuple[Place, Call, Sequence[str]]]:
        """The callers of a method, and the texts that each gives the parameter that it hands on."""
        evaluator = self._wiring.evaluator
        for there, calling in evaluator.callers.of(place, MOST_CALLERS):
            value = argument(place, handed.name, calling)
            value = ElementOf(value, None) if handed.many and value is not None else value
            yield there, calling, evaluator.texts(value, there) if value is not None else ()

    def _first(self, rule: Rule, match: Match, mention: Mention) -> int:
        """The first meaning that exists counts."""
        for meaning in rule.meanings:
            if meaning.gives:
                outcome = self._registers(meaning, match, mention)
            elif meaning.space:
                kind = DependencyKind.DISPATCHES if self._calls(meaning) else DependencyKind.CLASS_NAME
                said = meaning.wording.said(match.texts)
                outcome = self._named(meaning.space, said, kind, mention) if said else UNRESOLVED
            else:
                outcome = self._text(meaning, match.texts, mention)
            if outcome != UNRESOLVED:
                return outcome
        return UNRESOLVED

    def _calls(self, meaning: Meaning) -> bool:
        return self._wiring.space(meaning.space).holds is Holds.CALLABLE

    def _named(self, space: str, name: str, kind: DependencyKind, mention: Mention) -> int:
        """Edges to what a name of a space means."""
        units = self._wiring.units(space, name, mention.place)
        for unit, rank in sorted(units.items()):
            self._evidence.edge(mention.place, unit, kind.value, mention.support(rank), mention.lines)
        if units:
            return min(units.values())
        known = self._wiring.space(space)
        types = self._wiring.instance(space, name).types if known.holds is Holds.INSTANCE else {}
        if any(
            key in self._symbols.classes or self._linkers.classes.is_foreign(key) or key[-1] == "*" for key in types
        ):
            return EXTERNAL
        return EXTERNAL if self._wiring.is_others(space, name) else UNRESOLVED

    def _registers(self, meaning: Meaning, match: Match, mention: Mention) -> int:
        """Who registers a listener knows it; what other spaces are given, is known where it is used."""
        means = match.values.get(meaning.given)
        if means is None or not self._calls(meaning):
            return INFERRED
        found = dict(self._wiring.called(Given(means, mention.place, mention.via), mention.place))
        for unit, rank in sorted(found.items()):
            self._evidence.edge(mention.place, unit, DependencyKind.LISTENS.value, mention.support(rank), mention.lines)
        if not found and isinstance(means, Text) and means.text.lower() in BUILTIN_FUNCTIONS:
            return EXTERNAL
        return min(found.values()) if found else UNRESOLVED

    def _text(self, meaning: Meaning, texts: Mapping[str, str], mention: Mention) -> int:
        """What a rule makes of a text: a class, a function, a file, a table, a template."""
        said = meaning.wording.said(texts)
        if not said:
            return UNRESOLVED
        place, target = mention.place, ""
        if meaning.head in KINDS:
            symbol = self._wiring.class_meant(meaning, texts)[1]
            target = symbol.id if symbol is not None else ""
            if symbol is None and self._linkers.classes.is_foreign(said.strip("\\").lower()):
                return EXTERNAL
        elif meaning.head == "type":
            return EXTERNAL
        elif meaning.head == "function":
            function = self._symbols.function_named(said.strip("\\"))
            target = function.unit_for(place.file.path) if function is not None else ""
        elif meaning.head == "own":
            names = {text.lower() for capture, text in texts.items() if capture not in ("class", "receiver")}
            return EXTERNAL if names & set(said.split()) else UNRESOLVED
        elif meaning.head in _FILES:
            path = self._file(said, place.file.path, meaning.head == "view")
            target = self._linkers.templates.unit(path) if path else ""
        elif meaning.head == "template":
            return self._linkers.templates.claim(place, said, mention.via, mention.lines)
        else:
            return self._tables(meaning, texts, mention)
        if not target:
            return UNRESOLVED
        kind = _KINDS.get(meaning.head, DependencyKind.CALLS).value
        self._evidence.edge(place, target, kind, mention.support(GUESSED), mention.lines)
        return GUESSED

    def _tables(self, meaning: Meaning, texts: Mapping[str, str], mention: Mention) -> int:
        support, outcome = mention.support(GUESSED), UNRESOLVED
        for name in self._wiring.meant_texts((meaning,), texts):
            written = f"`{name}`" if name.isidentifier() else name  # a table may be called `group`
            made = self._linkers.tables.claim(mention.place, written, MODES[meaning.head], support, mention.lines)
            outcome = min(outcome, made)
        return outcome

    def _file(self, ending: str, including: str, shows: bool) -> str:
        """The nearest file of that ending; what declares classes alone `shows` nothing."""
        wanted = "/" + _UP.sub("", ending).lstrip("/").lower()
        same = self._files.get(wanted.rpartition("/")[2], ())
        found = [p for p in same if ("/" + p.lower()).endswith(wanted) and not (shows and p in self._declaring)]
        return nearest(found, including)[0] if found else ""

    def _class(self, rule: Rule, symbol: ClassSymbol, via: str) -> None:
        """The table of a class that descends from the rule's: one that it names, or one by convention."""
        pattern = rule.pattern
        if not isinstance(pattern, ClassPattern) or symbol.kind is not DeclarationKind.CLASS or symbol.anonymous:
            return
        if symbol.key in pattern.classes or not below(self._symbols, symbol, pattern.classes):
            return
        place = next(iter(symbol.places.values()), None)
        for meaning in rule.meanings if place is not None else ():
            said, line = self._table(meaning, symbol)
            if said == NO_TABLE:
                return
            if said:
                assert place is not None
                for mode in (TableMode.READS, TableMode.WRITES):
                    self._linkers.tables.claim(place, said, mode, Support(GUESSED, via), (line,))
                self._linkers.tables.stands_for(symbol.key, said)
                return

    def _table(self, meaning: Meaning, symbol: ClassSymbol) -> tuple[str, int]:
        if meaning.kept:
            given = self.texts(meaning.kept, meaning.wording.said({"class": symbol.name}) or "")
            return (given[0] if given else ""), symbol.chosen.line
        text = meaning.wording.pieces[0][0]
        if text.endswith("()") and not meaning.wording.captures:
            return self._returned(text[:-2].lower(), symbol)
        if text.startswith("$") and not meaning.wording.captures:
            for ancestor in self._symbols.lineage(symbol):
                field = ancestor.fields.get(text[1:])
                if field is not None and field.default is not None:
                    home = next(iter(ancestor.places.values()), None)
                    texts = self._wiring.evaluator.texts(field.default, home) if home is not None else ()
                    found = texts[0] if texts else NO_TABLE
                    return found, field.line if ancestor is symbol else symbol.chosen.line
            return "", 0
        return ("" if symbol.abstract else meaning.wording.said({"class": symbol.name}) or ""), symbol.chosen.line

    def _returned(self, name: str, symbol: ClassSymbol) -> tuple[str, int]:
        """The table that a method of a class gives; inherited ones speak of other classes."""
        found, place = symbol.methods.get(name), symbol.places.get(name)
        for returned in found[0].returned if found and place else ():
            assert place is not None
            assert found is not None
            for text in self._wiring.evaluator.texts(returned, place):
                return text.strip("{}%"), found[0].line
        return (NO_TABLE if found else ""), symbol.chosen.line


_UP = re.compile(r"(?:\A|(?<=/))(?:[^/]+/)?\.\./")  # `views/users/../shared` is `views/shared`
_FILES = {"file": DependencyKind.INCLUDES, "view": DependencyKind.RENDERS}
_KINDS = {**KINDS, **_FILES}


def _only_declares(file: FileIn) -> bool:
    kinds = {one.kind for one in file.facts.declarations}
    return bool(kinds - {DeclarationKind.FUNCTION}) and not any(call.scope == 0 for call in file.facts.calls)


def _site(call: Call, arguments: Sequence[Expression] | None = None) -> Site:
    return Site(call.receiver, call.name, call.static, call.arguments if arguments is None else arguments)


def _text(call: Call) -> str:
    if call.receiver is None:
        return f"{call.name}(…)"
    return f"{show(call.receiver)}{'::' if call.static else '->'}{call.name}(…)"

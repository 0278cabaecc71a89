"""Frameworks' claims in; edges, entry points and coverage out, resolved like anything PHP says itself."""

from collections.abc import Iterator, Sequence
from dataclasses import replace

from analyzer.frameworks import (
    Claim,
    ClassClaim,
    EntryClaim,
    FunctionClaim,
    MethodClaim,
    Origin,
    TableClaim,
    TemplateClaim,
    Unread,
    Use,
    in_space,
)
from analyzer.link.calls import CallLinker
from analyzer.link.conventions import Linkers, Mention, RuleLinker
from analyzer.link.evidence import RANKS, UNRESOLVED, Support
from analyzer.link.knowledge import Member
from analyzer.link.symbols import FileIn, Place, Symbols
from analyzer.link.tablenames import clean
from analyzer.link.tables import TABLE
from analyzer.link.value import GUESSED
from analyzer.model.linkage import DependencyKind, Entry, Reason
from analyzer.model.location import Location
from analyzer.model.statements import TableMode


class ClaimLinker:
    """Links what frameworks say about a file."""

    def __init__(self, symbols: Symbols, calls: CallLinker, rules: RuleLinker, linkers: Linkers) -> None:
        """Share the run's tables."""
        self._symbols = symbols
        self._calls = calls
        self._evaluator = calls.evaluator
        self._evidence = calls.evidence
        self._rules = rules
        self._linkers = linkers
        self.entries: list[Entry] = []

    def link_file(self, file: FileIn, claims: Sequence[Claim]) -> None:
        """Link what the frameworks say about a file."""
        for claim in claims:
            place = self._place(file, claim.origin)
            if place is None and isinstance(claim, Use):
                place = self._symbols.place(file, claim.origin.scope)  # a foreign class is given what is named here
            if place is None:
                continue
            if isinstance(claim, TableClaim):
                self._table(claim, place)
            elif isinstance(claim, TemplateClaim):
                outcome = self._template(claim, place)
                if outcome != UNRESOLVED:
                    self._evidence.count(place, "template", outcome, len(claim.origin.lines))
            elif isinstance(claim, Use):
                self._rules.use(claim, Mention(place, claim.origin.via, claim.origin.lines))
            elif isinstance(claim, Unread):
                kind = f"{claim.origin.via} {claim.what}"
                self._evidence.unresolved(place, kind, claim.text, Reason.UNREAD_WIRING, claim.origin.lines)
            elif isinstance(claim, EntryClaim):
                self._entry(claim, place)
            else:
                self._code(claim, place)

    def _place(self, file: FileIn, origin: Origin) -> Place | None:
        """Where a claim holds: in the scope, or in the class that a configuration file speaks of."""
        place = self._symbols.place(file, origin.scope)
        if not origin.unit:
            return place
        symbols = self._rules.classes(origin.unit)
        return place.of_class(symbols[0]) if symbols else None

    def _table(self, claim: TableClaim, place: Place) -> None:
        if claim.name.startswith("@"):
            for name in self._rules.texts(*in_space(claim.name)):
                self._table(replace(claim, name=name), place)
            return
        name, tables = clean(claim.name)[1], self._linkers.tables
        if name and (not claim.declared_only or tables.names.is_declared(name)):
            outcome = tables.claim(
                place, claim.name, claim.mode, Support(GUESSED, claim.origin.via), claim.origin.lines
            )
            self._evidence.count(place, TABLE, outcome, len(claim.origin.lines))
            if claim.origin.unit and claim.mode is TableMode.WRITES and place.owner is not None:
                tables.stands_for(place.owner.key, name)

    def _template(self, claim: TemplateClaim, place: Place) -> int:
        templates, via, lines = self._linkers.templates, claim.origin.via, claim.origin.lines
        if not claim.below:
            return templates.claim(place, claim.name, via, lines)
        space, name = in_space(claim.below)
        return templates.claim_below(place, claim.name, (*self._rules.texts(space, name), name), via, lines)

    def _entry(self, claim: EntryClaim, place: Place) -> None:
        targets = [place.unit]
        if claim.unless and self._rules.texts(*in_space(claim.unless)):
            return
        if claim.unit.startswith("@") and self._rules.is_called(*in_space(claim.unit)):
            targets = sorted(self._rules.called(*in_space(claim.unit), place))
        elif claim.unit:
            symbol = next(iter(self._rules.classes(claim.unit)), None)
            bare = claim.unit.rpartition(" ")[2].strip("\\")
            function = self._symbols.function_named(bare) if symbol is None else None
            targets = [symbol.id if symbol else function.unit_for(place.file.path) if function else ""]
        for target in targets if not place.file.test else ():
            if not target:
                continue
            where = Location(place.file.path, min(claim.origin.lines, default=1))
            kind, via = claim.kind.value, claim.origin.via
            for name in self._below(claim):
                self.entries.append(Entry(target, kind, name, claim.verb, claim.member, via, where))

    def _below(self, claim: EntryClaim) -> Sequence[str]:
        """The names of an entry: what configuration files say that it is below, before what is said of it here."""
        if not claim.below:
            return [claim.name]
        return [f"{above}{claim.name}" for above in self._rules.texts(*in_space(claim.below))] or [claim.name]

    def _code(self, claim: Claim, place: Place) -> None:
        match claim:
            case ClassClaim():
                symbol = self._symbols.class_named(claim.name.strip("\\"))
                self._edge(claim, place, symbol.id if symbol else "")
            case FunctionClaim():
                function = self._symbols.function_named(claim.name)
                self._edge(claim, place, function.unit_for(place.file.path) if function else "")
            case MethodClaim():
                for member in self._members(claim, place):
                    if claim.kind is DependencyKind.DISPATCHES:  # a queue runs it for whoever gave it there
                        self._evidence.operation(place, member.owner.id, member.method.name, claim.origin.lines)
                    self._edge(claim, place, member.owner.id)

    def _members(self, claim: MethodClaim, place: Place) -> Iterator[Member]:
        for key in self._evaluator.class_of(claim.of, place).types:
            for member, _ in self._calls.reach(key, claim.name.lower()).members:
                yield member

    def _edge(self, claim: ClassClaim | FunctionClaim | MethodClaim, place: Place, target: str) -> None:
        """A literal that names nothing we know is no callback: no edge, no complaint, and so no coverage either."""
        if target:
            rank = RANKS.index(claim.confidence)
            self._evidence.edge(place, target, claim.kind.value, Support(rank, claim.origin.via), claim.origin.lines)

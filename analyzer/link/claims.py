"""Frameworks' claims in; edges, entry points and coverage out, resolved like anything PHP says itself."""

from collections.abc import Sequence

from analyzer.frameworks import (
    Claim,
    ClassClaim,
    EntryClaim,
    Framework,
    FunctionClaim,
    MethodClaim,
    TableClaim,
    TemplateClaim,
)
from analyzer.link.calls import CallLinker
from analyzer.link.evaluate import Evaluator
from analyzer.link.evidence import RANKS, UNRESOLVED, Evidence, Support
from analyzer.link.symbols import FileIn, Place, Symbols
from analyzer.link.tablenames import clean
from analyzer.link.tables import TABLE, TableLinker
from analyzer.link.templates import TemplateLinker
from analyzer.link.value import GUESSED
from analyzer.model.facts import ReadFile


class ClaimLinker:
    """Links what frameworks say about a file."""

    def __init__(self, symbols: Symbols, calls: CallLinker, evaluator: Evaluator, evidence: Evidence) -> None:
        """Share the run's tables."""
        self._symbols = symbols
        self._calls = calls
        self._evaluator = evaluator
        self._evidence = evidence
        self.entries: dict[str, str] = {}

    def link_file(
        self, file: FileIn, frameworks: Sequence[Framework], tables: TableLinker, templates: TemplateLinker
    ) -> None:
        """Ask every framework about a file and link what it says."""
        read = ReadFile(file.path, file.facts)
        for framework in frameworks:
            for claim in framework.interpret(read):
                place = self._symbols.place(file, claim.origin.scope)
                if isinstance(claim, TableClaim):
                    self._table(claim, place, tables)
                elif isinstance(claim, TemplateClaim):
                    outcome = templates.claim(place, claim.name, claim.origin.via, claim.origin.lines)
                    if outcome != UNRESOLVED:
                        self._evidence.count(place, "template", outcome, len(claim.origin.lines))
                else:
                    self._code(claim, place)

    def _table(self, claim: TableClaim, place: Place, tables: TableLinker) -> None:
        name = clean(claim.name)[1]
        if name and (not claim.declared_only or tables.names.is_declared(name)):
            outcome = tables.claim(
                place, claim.name, claim.mode, Support(GUESSED, claim.origin.via), claim.origin.lines
            )
            self._evidence.count(place, TABLE, outcome, len(claim.origin.lines))

    def _code(self, claim: Claim, place: Place) -> None:
        match claim:
            case ClassClaim():
                symbol = self._symbols.class_named(claim.name)
                self._edge(claim, place, symbol.id if symbol else "")
            case FunctionClaim():
                function = self._symbols.function_named(claim.name)
                self._edge(claim, place, function.unit_for(place.file.path) if function else "")
            case MethodClaim():
                for key in self._evaluator.class_of(claim.of, place).types:
                    for member, _ in self._calls.reach(key, claim.name.lower()).members:
                        self._edge(claim, place, member.owner.id)
            case EntryClaim():
                symbol = self._symbols.class_named(claim.unit) if claim.unit else None
                self.entries.setdefault(symbol.id if symbol else place.unit, claim.kind.value)

    def _edge(self, claim: ClassClaim | FunctionClaim | MethodClaim, place: Place, target: str) -> None:
        """A literal that names nothing we know is no callback: no edge, no complaint, and so no coverage either."""
        if target:
            rank = RANKS.index(claim.confidence)
            self._evidence.edge(place, target, claim.kind.value, Support(rank, claim.origin.via), claim.origin.lines)

"""Class references in; edges to the classes they name, and what is unknown, out."""

from analyzer.link.autoload import Autoloading
from analyzer.link.builtin import BUILTIN_CLASSES
from analyzer.link.evidence import EXTERNAL, Evidence, Support
from analyzer.link.knowledge import Unwired, Wired
from analyzer.link.symbols import FileIn, Symbols
from analyzer.link.value import EXACT, INFERRED
from analyzer.model.facts import ReferenceKind
from analyzer.model.linkage import Reason

KIND = "class-reference"
DECLARED = Support(EXACT, "php")
DOCUMENTED = Support(INFERRED, "docblock")


class ClassLinker:
    """Gives class names their units; an undeclared name is an external unit, and on the ledger when nobody owns it."""

    def __init__(self, symbols: Symbols, autoloading: Autoloading, evidence: Evidence) -> None:
        """Share the run's tables."""
        self._symbols = symbols
        self._autoloading = autoloading
        self._evidence = evidence
        self._targets: dict[str, tuple[str, bool, bool]] = {}
        self.wiring: Wired = Unwired()
        self._generated: dict[str, tuple[list[str], str]] = {}  # units that a class written by a framework stands for
        self.externals: dict[str, str] = {}  # lower-case key → unit id, the first spelling seen wins

    def target(self, name: str) -> tuple[str, bool, bool]:
        """Return (unit id, declared here, known at all) of a class name."""
        found = self._targets.get(name)
        if found is None:
            found = self._targets[name] = self._target(name)
        return found

    def is_foreign(self, key: str) -> bool:
        """Whether a class is PHP's own or a package's."""
        return key in BUILTIN_CLASSES or self._autoloading.is_third_party(key)

    def link_file(self, file: FileIn) -> None:
        """Link every class reference of a file."""
        evidence, symbols = self._evidence, self._symbols
        place, counts, targets = symbols.place(file, 0), evidence.counts(file, KIND), self._targets
        for reference in file.facts.references:
            if place.index != reference.scope:
                place = symbols.place(file, reference.scope)
            lines = reference.lines
            target, declared, known = targets.get(reference.target) or self.target(reference.target)
            documented = reference.kind is ReferenceKind.DOCBLOCK
            said = DOCUMENTED if documented else DECLARED
            if not declared and reference.target in self._generated:
                units, via = self._generated[reference.target]
                for unit in units:
                    evidence.edge(place, unit, reference.kind._value_, Support(INFERRED, via), lines)
                counts[INFERRED] += len(lines)
                continue
            evidence.edge(place, target, reference.kind._value_, said, lines)
            if declared:
                counts[said.rank] += len(lines)
            elif known or documented:
                counts[EXTERNAL] += len(lines)
            else:
                evidence.unresolved(place, KIND, reference.target, Reason.UNKNOWN_CLASS, lines)

    def _target(self, name: str) -> tuple[str, bool, bool]:
        symbol = self._symbols.class_named(name)
        if symbol is not None:
            return symbol.id, True, True
        original = self._symbols.original(name)
        key = original.lower()
        generated = self.wiring.generated(key)
        if generated is not None:
            self._generated[name] = ([self._symbols.classes[one].id for one in generated.names], generated.via)
        return self.externals.setdefault(key, "class:" + original), False, self.is_foreign(key)

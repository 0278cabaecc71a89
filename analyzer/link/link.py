"""All facts in, one `Linkage` out: symbols first, then every kind of reference, then what they add up to."""

import sys
from collections.abc import Callable, Mapping, Sequence

import msgspec

from analyzer.frameworks import Alias, Claim, Framework, Provide
from analyzer.link.autoload import Autoloading
from analyzer.link.calls import CallLinker
from analyzer.link.claims import ClaimLinker
from analyzer.link.configured import NOTHING_SAID, Configured
from analyzer.link.conventions import Linkers, RuleLinker
from analyzer.link.endings import EndingLinker
from analyzer.link.evaluate import Evaluator
from analyzer.link.evidence import Evidence
from analyzer.link.fold import Folder
from analyzer.link.handed import HandedLinker
from analyzer.link.includes import IncludeLinker, learnt
from analyzer.link.joined import JoinLinker
from analyzer.link.matching import Matcher
from analyzer.link.mixed import with_mixins
from analyzer.link.provided import provided
from analyzer.link.references import ClassLinker
from analyzer.link.routed import VIA, Routed
from analyzer.link.state import StateLinker
from analyzer.link.symbols import FileIn, Symbols
from analyzer.link.tableapis import TableApis
from analyzer.link.tablecalls import TableCalls
from analyzer.link.tables import TableLinker
from analyzer.link.templates import TemplateLinker
from analyzer.link.transactions import Transactions
from analyzer.link.units import declared_units, defining, duplicates, external_units, file_units, fixtures, table_units
from analyzer.link.wiring import Wiring
from analyzer.model.config import LinkConfig
from analyzer.model.expression import Constant, Named
from analyzer.model.facts import ReadFile
from analyzer.model.linkage import (
    ColumnUse,
    Entry,
    FileProblem,
    Join,
    Linkage,
    StateAccess,
    Table,
    TransactionScope,
    Unit,
)
from analyzer.model.project import FileKind, FileRole, Project

FRAMES = 20_000  # a chain of 300 evaluations takes a dozen frames each, and a chain of foldings may stand in it


def link(
    project: Project, files: Sequence[ReadFile], frameworks: Sequence[Framework], config: LinkConfig = NOTHING_SAID
) -> Linkage:
    """Return everything the facts of all files say together. Never raises on odd code; everything is sorted."""
    sys.setrecursionlimit(max(sys.getrecursionlimit(), FRAMES))
    roles, kinds = {f.path: f.role for f in project.files}, {f.path: f.kind for f in project.files}
    third_party = frozenset(path for path, role in roles.items() if role is FileRole.THIRD_PARTY)
    autoloading = Autoloading(project, frameworks)
    configured = Configured(config, third_party, autoloading)
    claims = {file.path: [c for framework in frameworks for c in framework.interpret(file)] for file in files}
    files, mixed = with_mixins(files, claims)
    aliases = [*configured.aliases, *_aliases(claims)]
    symbols = _loaded(
        lambda: configured.told(Symbols(_inputs(files, kinds, roles), autoloading, aliases)), autoloading, third_party
    )
    templates = _of_kind(kinds, FileKind.TEMPLATE)
    _name_templates(symbols, templates | _of_kind(kinds, FileKind.CONFIG))
    run = _Run(symbols, autoloading, frameworks, evidence := Evidence(symbols.twins))
    run.calls.mixed = mixed
    run.wire(claims)
    includes = IncludeLinker(symbols, run.folder, third_party, evidence, configured)
    tables = run.link(claims, templates, includes)
    return Linkage(
        units=_units(run, kinds, tables),
        dependencies=evidence.dependencies(),
        tables=tables,
        unresolved=evidence.ledger(),
        coverage=evidence.coverage(),
        problems=tuple(sorted([*_problems(symbols), *configured.problems])),
        frameworks=tuple(sorted(framework.name for framework in frameworks)),
        entries=tuple(sorted(set(run.claimed))),
        columns=run.columns,
        operations=evidence.operations(),
        joins=run.joins,
        scopes=run.scopes,
        state=run.state,
    )


def _loaded(make: Callable[[], Symbols], autoloading: Autoloading, third_party: frozenset[str]) -> Symbols:
    """Make the symbols; again, when the code's own autoloaders mean another declaration of a class."""
    symbols = make()
    loaded = learnt(symbols, Folder(symbols, Evaluator(symbols)), third_party)
    if any(symbols.classes[key].file.path != path for key, path in loaded.items()):
        autoloading.learn(loaded)
        symbols = make()
    return symbols


def _of_kind(kinds: Mapping[str, FileKind], wanted: FileKind) -> frozenset[str]:
    return frozenset(path for path, kind in kinds.items() if kind is wanted)


def _aliases(claims: Mapping[str, Sequence[Claim]]) -> list[tuple[str, str]]:
    return [(claim.name, claim.of) for path in sorted(claims) for claim in claims[path] if isinstance(claim, Alias)]


def _inputs(files: Sequence[ReadFile], kinds: Mapping[str, FileKind], roles: Mapping[str, FileRole]) -> list[FileIn]:
    return [
        FileIn(_declaring(file, kinds), roles.get(file.path) is FileRole.TEST, order)
        for order, file in enumerate(sorted(files, key=lambda file: file.path))
    ]


def _declaring(file: ReadFile, kinds: Mapping[str, FileKind]) -> ReadFile:
    """A `.sql` file declares tables; what its statements do to them is a migration, not code that depends on them."""
    if kinds.get(file.path) is not FileKind.SQL or not file.facts.sql:
        return file
    return ReadFile(file.path, msgspec.structs.replace(file.facts, sql=()))


class _Run:
    """The linkers of one run and their order: what later ones ask about, earlier ones have learned."""

    def __init__(
        self, symbols: Symbols, autoloading: Autoloading, frameworks: Sequence[Framework], evidence: Evidence
    ) -> None:
        self.symbols = symbols
        self.evidence = evidence
        self.frameworks = frameworks
        self.evaluator = Evaluator(symbols)
        self.folder = Folder(symbols, self.evaluator)
        self.classes = ClassLinker(symbols, autoloading, evidence)
        self.calls = CallLinker(symbols, self.folder, self.classes, evidence)
        self.wiring = Wiring(symbols, self.evaluator, frameworks, autoloading.vendors)
        self.claimed: list[Entry] = []
        self.columns: tuple[ColumnUse, ...] = ()
        self.state: tuple[StateAccess, ...] = ()
        self.joins: tuple[Join, ...] = ()
        self.scopes: tuple[TransactionScope, ...] = ()

    def wire(self, claims: Mapping[str, Sequence[Claim]]) -> None:
        """Learn what names mean, before anything is evaluated that may ask for it."""
        wiring = self.wiring
        unwired = Evaluator(self.symbols)  # its answers are forgotten: they do not know of the wiring
        Folder(self.symbols, unwired)
        matcher = Matcher(self.symbols, unwired, self.frameworks)
        for file in self.symbols.files:
            said = [claim for claim in claims[file.path] if isinstance(claim, Provide)]
            for claim in (*said, *provided(matcher, self.frameworks, file, self.symbols)):
                place = self.symbols.place(file, claim.origin.scope)
                owner, colons, constant = claim.name.partition("::")
                known = unwired.texts(Constant(Named(owner), constant), place) if colons else ()
                for name in known or (claim.name,):  # `Events::PAID` stands for what it holds
                    wiring.give(claim, name, place)
        self.evaluator.wiring = self.classes.wiring = wiring
        self.evaluator.callers.learn()

    def link(
        self, claims: Mapping[str, Sequence[Claim]], templates: frozenset[str], includes: IncludeLinker
    ) -> tuple[Table, ...]:
        """Link everything; return the tables."""
        symbols, evidence = self.symbols, self.evidence
        holders = frozenset(name for framework in self.frameworks for name in framework.table_holders)
        tables = TableLinker(symbols, self.folder, holders, evidence)
        joins = JoinLinker(symbols, tables)
        apis = TableApis(self.calls, self.wiring.matcher, tables, joins)
        rendered = TemplateLinker(templates, symbols, evidence)
        linkers = Linkers(self.classes, tables, rendered)
        rules = RuleLinker(symbols, self.wiring, evidence, linkers)
        claimed = ClaimLinker(symbols, self.calls, rules, linkers)
        for file in symbols.files:
            self.classes.link_file(file)
            self.calls.link_file(file)
            includes.link_file(file)
            tables.link_file(file)
            apis.link_file(file, evidence)
            joins.link_file(file)
            rendered.link_file(file, symbols)
            claimed.link_file(file, claims[file.path])
            rules.link_file(file)
        rules.link_classes(self.frameworks)
        handed = HandedLinker(symbols, self.evaluator, evidence)
        endings = EndingLinker(symbols, self.evaluator, evidence)
        for file in symbols.files:
            handed.link_file(file)
            endings.link_file(file)
        TableCalls(symbols, self.calls, self.folder, tables).link(evidence)
        tables.finish()
        tables.link_keys()
        self.state = StateLinker(symbols, self.folder, evidence).link()
        self.joins = joins.joins()
        self.scopes = Transactions(symbols, self.calls, tables).scopes()
        self.claimed = claimed.entries
        wired = {entry.unit for entry in self.claimed}
        if any(framework.name == VIA for framework in self.frameworks):
            self.claimed += [
                one for one in Routed(symbols, self.folder, includes.paths).entries() if one.unit not in wired
            ]
        self.columns = tables.columns.uses()
        return tables.names.tables()


def _name_templates(symbols: Symbols, templates: frozenset[str]) -> None:
    """The code of a template file stands in its template unit; so does what a configuration file says by itself."""
    for file in symbols.files:
        if file.path in templates:
            symbols.place(file, 0).unit = "template:" + file.path


def _units(run: "_Run", kinds: Mapping[str, FileKind], tables: Sequence[Table]) -> tuple[Unit, ...]:
    named = run.evidence.targets()
    entries = _entries(run.symbols, run.claimed)
    units = declared_units(run.symbols, entries)
    units += file_units(run.symbols, kinds, named, entries)
    units += table_units(tables, fixtures(tables, run.symbols, units, run.evidence.edges()))
    units += external_units(named, {unit.id for unit in units})
    schema = defining(run.symbols)
    units = [msgspec.structs.replace(unit, defines=True) if unit.id in schema else unit for unit in units]
    return tuple(sorted(units, key=lambda unit: unit.id))


def _entries(symbols: Symbols, claimed: Sequence[Entry]) -> dict[str, str]:
    entries: dict[str, str] = {}
    for file in symbols.files:
        for point in file.facts.entry_points:
            entries.setdefault(symbols.place(file, point.scope).unit, point.kind.value)
    for entry in sorted(claimed):
        if entry.via == VIA and (entry.member or entry.unit.startswith("function:")):
            continue  # what a `case` calls is the code behind a way in: no front of its own
        if entry.via == VIA and entry.unit == f"script:{entry.place.path}":
            continue  # a `case` that holds its code: whether the script is a front, it says itself
        entries.setdefault(entry.unit, entry.kind)
    return entries


def _problems(symbols: Symbols) -> list[FileProblem]:
    problems = duplicates(symbols)
    for file in symbols.files:
        problems.extend(FileProblem(file.path, p.line, p.kind, p.message) for p in file.facts.problems)
    return problems

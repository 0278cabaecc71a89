"""`Analysis` in, what the data page tells out: the same selection for HTML and Markdown, no markup in it."""

from collections import Counter
from collections.abc import Iterable, Iterator

import msgspec

from analyzer.model.analysis import Analysis
from analyzer.model.data import CutJoin, CutKey, CutState, CutTransaction
from analyzer.model.decomposition import TableVerdict, Verdict
from analyzer.model.linkage import DependencyKind
from analyzer.model.location import Location
from analyzer.report.words import counted

ROWS = 40  # tables that stand open in the matrix; the others are folded
WORST = 15  # joins, transactions, keys, state keys
UNWRITTEN = 0.3  # of the touched tables: with more that nobody was seen to write, the reader is told
SETTLED = frozenset({"constant", "environment"})

QUIET = frozenset({Verdict.OWN, Verdict.UNUSED})


class MatrixRow(msgspec.Struct, frozen=True):
    """A table with the places that read and write it, per service in the order of `DataStory.services`."""

    verdict: TableVerdict
    cells: tuple[tuple[int, int], ...]

    @property
    def name(self) -> str:
        """The table's bare name."""
        return bare(self.verdict.table)


class Missing(msgspec.Struct, frozen=True):
    """A table that code touches and no schema declares, with the first place that names it."""

    table: str
    places: int
    first: Location | None


class DataStory(msgspec.Struct, frozen=True):
    """The data page, selected and sorted. Services stand in the order of extraction."""

    analysis: Analysis
    services: tuple[str, ...]
    rows: tuple[MatrixRow, ...]
    shared: tuple[TableVerdict, ...]
    unused: tuple[TableVerdict, ...]
    missing: tuple[Missing, ...]
    declared: int  # tables that a schema declares
    joins: tuple[CutJoin, ...]
    keys: tuple[CutKey, ...]
    transactions: tuple[CutTransaction, ...]
    state: tuple[CutState, ...]

    @property
    def sentences(self) -> tuple[str, ...]:
        """The page in a few sentences."""
        return tuple(_sentences(self))


def tell_data(analysis: Analysis) -> DataStory:
    """Return what the data page tells of an analysis."""
    services = tuple(step.service for step in analysis.roadmap.steps)
    services += tuple(s.name for s in analysis.decomposition.services if s.name not in set(services))
    verdicts = analysis.decomposition.tables
    rows = [_row(verdict, services) for verdict in verdicts if verdict.verdict is not Verdict.UNUSED]
    rows.sort(key=lambda row: (-row.verdict.cost, -sum(any(cell) for cell in row.cells), row.verdict.table))
    shared = sorted((v for v in verdicts if v.verdict not in QUIET), key=lambda v: (-v.cost, v.table))
    cut = analysis.boundary
    fixtures = {unit.name for unit in analysis.linkage.units if unit.test}
    return DataStory(
        analysis,
        services,
        tuple(rows),
        tuple(shared),
        tuple(v for v in verdicts if v.verdict is Verdict.UNUSED),
        tuple(_missing(analysis)),
        sum(table.place is not None and table.name not in fixtures for table in analysis.linkage.tables),
        cut.joins,
        cut.keys,
        cut.transactions,
        cut.state,
    )


def _row(verdict: TableVerdict, services: Iterable[str]) -> MatrixRow:
    reads, writes = dict(verdict.readers), dict(verdict.writers)
    return MatrixRow(verdict, tuple((reads.get(name, 0), writes.get(name, 0)) for name in services))


def _missing(analysis: Analysis) -> Iterator[Missing]:
    """Yield the tables that code touches and no schema declares; all of them when there is no schema at all."""
    touched: dict[str, set[Location]] = {}
    tests = {unit.id for unit in analysis.linkage.units if unit.test}
    for row in analysis.linkage.dependencies:
        if row.kind in (DependencyKind.READS, DependencyKind.WRITES, DependencyKind.JOINS) and row.source not in tests:
            touched.setdefault(row.target, set()).update(row.occurrences)
    for table in analysis.linkage.tables:
        places = sorted(touched.get("table:" + table.name, ()))
        if table.place is None and places:
            yield Missing(table.name, len(places), places[0])


def _sentences(story: DataStory) -> Iterator[str]:
    counts = Counter(row.verdict.verdict for row in story.rows)
    answers = ", ".join(f"{counts[verdict]} {verdict}" for verdict in Verdict if counts[verdict])
    unwritten = sum(not row.verdict.writers for row in story.rows)
    total = sum(verdict.cost for verdict in story.shared)
    if not story.rows and not story.unused:
        yield "No table was found: neither a schema nor a statement that names one."
        return
    yield (
        f"{counted(len(story.rows), 'table is', 'tables are')} touched by code: {answers or 'none'}. Parting the "
        f"shared ones costs {total:,.4g} points; a point is a plain call that becomes a call of another service."
    )
    if unwritten > UNWRITTEN * len(story.rows):
        yield (
            f"Of {unwritten:,} of these tables no service was seen to write them. Where a class or function writes "
            "through SQL that it builds in pieces, writes are missing, and so owners and verdicts rest on reads alone: "
            "take them as a sketch."
        )
    said = _cut(story)
    if said:
        yield f"Across boundaries: {', '.join(said)}."
    if story.declared:
        unused = (
            f"{len(story.unused):,} of them were not seen to be touched" if story.unused else "code touches all of them"
        )
        missing = counted(len(story.missing), "table") if story.missing else "no table"
        yield (
            f"{counted(story.declared, 'table is', 'tables are')} declared by schemas or migrations in the code: "
            f"{unused}. Code touches {missing} that no schema declares."
        )
    else:
        yield "No schema was found in the code, so columns, declared keys and unused tables are not known."


def _cut(story: DataStory) -> list[str]:
    """What boundaries cut, counted in words."""
    constants = sum(row.kind in SETTLED for row in story.state)
    cut = (
        (len(story.joins), "pair of tables is joined", "pairs of tables are joined"),
        (len(story.keys), "foreign key leads elsewhere", "foreign keys lead elsewhere"),
        (
            len(story.transactions),
            "transaction writes tables of several owners",
            "transactions write tables of several owners",
        ),
        (len(story.state) - constants, "key of shared state is used", "keys of shared state are used"),
        (constants, "constant or environment variable is read", "constants or environment variables are read"),
    )
    return [counted(number, one, several) for number, one, several in cut if number]


def bare(table: str) -> str:
    """Return a table's id without its kind."""
    return table.partition(":")[2]


def answer(verdict: TableVerdict) -> str:
    """Return a verdict with whom it concerns: who keeps a copy, which columns go where."""
    if verdict.verdict is Verdict.REPLICATE:
        return f"{verdict.verdict}; copies in {', '.join(verdict.copies)}"
    if verdict.verdict is Verdict.SPLIT:
        parts = "; ".join(f"{service}: {', '.join(columns)}" for service, columns in verdict.groups)
        return f"{verdict.verdict}; {parts}"
    return str(verdict.verdict)


def compared(verdict: TableVerdict) -> str:
    """Return the answers that were compared, with their costs."""
    return ", ".join(f"{option} {cost:g}" for option, cost in verdict.options)

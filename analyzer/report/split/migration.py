"""One table that leaves with its service in; how it moves, step by step, with the old and the new running side by side,
out. The steps name this table's own writers, readers, columns and keys."""

from collections.abc import Iterable, Iterator, Sequence

from analyzer.model.data import CORE, Boundary, CutKey
from analyzer.model.decomposition import Verdict
from analyzer.model.location import Location
from analyzer.model.split import Access, MigrationStep, TableSplit
from analyzer.report.words import counted

NAMED = 8  # columns, units or services that a step names


def outline(table: TableSplit, boundary: Boundary) -> Iterator[MigrationStep]:
    """Yield the steps for a table of its owner, as its verdict asks."""
    verdict = table.verdict
    if verdict.verdict is Verdict.UNUSED:
        yield MigrationStep(
            "Decide",
            f"No code was seen to touch {table.name}. Look for its name in reports, jobs and other programs; when "
            "nobody misses it, leave it behind.",
        )
        return
    if verdict.verdict is Verdict.KEEP:
        yield from _kept(table)
        return
    yield _create(table, boundary.keys)
    yield _writes_first(table)
    if verdict.verdict is Verdict.SPLIT:
        yield _part(table)
    yield _compare(table)
    yield from _others(table)
    yield _switch(table)


def _kept(table: TableSplit) -> Iterator[MigrationStep]:
    """A table without a clear owner stays where it is until it has one."""
    owner = table.verdict.owner or CORE
    writers = ", ".join(f"{_service(service)} {counted(n, 'place')}" for service, n in table.verdict.writers[:NAMED])
    foreign = _places(table.accesses, lambda row: row.writes and row.service != owner)
    yield MigrationStep(
        "Leave it in the monolith's database",
        f"{table.name} is written by {writers or 'code in no service'}. Until one of them is the only writer, the "
        "service reads and writes it where it is, through one repository class of its own.",
    )
    if foreign:
        yield MigrationStep(
            "Make one writer",
            f"Move these {counted(len(foreign), 'writing place')} of others behind {_service(owner)}, one service "
            "after the other, without moving any data.",
            foreign,
        )
    yield MigrationStep(
        "Judge again", "Analyse again: with one writer left, the verdict and the steps of a move change."
    )


def _create(table: TableSplit, keys: Iterable[CutKey]) -> MigrationStep:
    """A table of its own, without the constraints that would leave the service."""
    name = table.verdict.table
    cut = [key for key in keys if name in (key.table, key.target)]
    has = f" with its {counted(len(table.columns), 'column')} ({_some(table.columns)})" if table.columns else ""
    text = f"Create {table.name}{has} in the service's own database"
    if cut:
        named = dict.fromkeys(_key(key) for key in cut)
        text += f", without the {counted(len(named), 'key')} that would cross: {_some(list(named))}"
    text += ". Copy the rows in ranges of its key, and note the last change that the copy has seen."
    if not table.columns:
        text += " No schema was found in the code: take its columns from the live database."
    return MigrationStep("Create and fill", text, tuple(key.place for key in cut if key.place is not None))


def _key(key: CutKey) -> str:
    columns = f" ({', '.join(key.columns)})" if key.columns else ""
    said = "" if key.declared else ", implied by its name"
    return f"{key.table.partition(':')[2]}{columns} → {key.target.partition(':')[2]}{said}"


def _writes_first(table: TableSplit) -> MigrationStep:
    """Who writes first while both run."""
    owner = table.verdict.owner or CORE
    own = _places(table.accesses, lambda row: row.writes and row.service == owner)
    foreign = _places(table.accesses, lambda row: row.writes and row.service != owner)
    if not own and not foreign:
        return MigrationStep(
            "Follow the old table",
            f"No code was seen to write {table.name}: changes arrive by hand or from elsewhere. Find out how, and let "
            "a job copy what changed until that way leads to the new table.",
        )
    units = _some(sorted({row.unit for row in table.accesses if row.writes}))
    text = (
        f"The monolith's {table.name} is written first and stays the truth; the same code then writes the new one, and "
        f"a failure there is logged and repaired, never shown to a user. It concerns {units}"
    )
    seen = sorted({column for _, columns in table.written for column in columns})
    text += f"; they write {_some(seen)}." if seen else "."
    if foreign:
        are = "is" if len(foreign) == 1 else "are"
        text += f" {len(foreign)} of these places {are} code of others: give them an operation of the service now."
    return MigrationStep("Write to both, the old one first", text, (*own, *foreign))


def _part(table: TableSplit) -> MigrationStep:
    """Columns that go elsewhere."""
    parts = "; ".join(f"{_service(s)} takes {_some(columns)}" for s, columns in table.verdict.groups)
    key = table.columns[0] if table.columns else "its key"
    moved = {s for s, _ in table.verdict.groups}
    return MigrationStep(
        "Part the columns",
        f"{parts}: each into a table of its own with {key} as its key, filled and double-written in the same way; the "
        "rest stays together.",
        _places(table.accesses, lambda row: row.writes and row.service in moved),
    )


def _compare(table: TableSplit) -> MigrationStep:
    """How to know that both are equal."""
    seen = sorted({column for _, columns in table.written for column in columns}) or list(table.columns)
    key = next(iter(table.columns), "the key")
    of = _some(seen) if seen else "all columns"
    return MigrationStep(
        "Compare",
        f"Every night compare the number of rows and, per range of {key}, a checksum over {of}; list rows that "
        "differ by their key, and mend the code that made them before the rows. Switch after two weeks, or one whole "
        "business cycle, without a difference.",
    )


def _others(table: TableSplit) -> Iterator[MigrationStep]:
    """What the other services need before the switch."""
    verdict = table.verdict
    readers = [(service, n) for service, n in verdict.readers if service != verdict.owner]
    if not readers:
        return
    told = _some([f"{_service(service)} {n}" for service, n in readers])
    places = _places(table.accesses, lambda row: not row.writes and row.service not in (verdict.owner, CORE))
    if verdict.verdict is Verdict.REFERENCE:
        text = f"Ship {table.name} as data to everybody who reads it ({told} places): one feed, read-only copies."
        yield MigrationStep("Distribute", text, places)
    elif verdict.verdict is Verdict.REPLICATE:
        callers = [service for service, _ in readers if service not in verdict.copies]
        text = (
            f"Every write puts a row into an outbox in the same transaction; {_some(verdict.copies)} "
            f"keep{'s' * (len(verdict.copies) == 1)} a read-only copy of {table.name} from it, and may join it as now."
        )
        text += f" {_some(callers)} read too seldom for a copy and call the service." if callers else ""
        yield MigrationStep("Feed the copies", text, places)
    else:
        text = f"Give the others operations for what they read of {table.name} ({told} places), and let them use these."
        yield MigrationStep("Serve the readers", text, places)


def _switch(table: TableSplit) -> MigrationStep:
    """When to make the new table the truth, and the way back."""
    owner = table.verdict.owner or CORE
    own = _places(table.accesses, lambda row: not row.writes and row.service == owner)
    core = _places(table.accesses, lambda row: row.service == CORE)
    text = (
        f"Let the service read the new table ({counted(len(own), 'place')}), then turn the order of writing round: the "
        "new one first, the old one follows, so that going back stays possible for one release. Then stop writing the "
        f"old {table.name}, take away the other accounts' rights to it, and drop it."
    )
    if core:
        text += f" {counted(len(core), 'place')} of code in no service must be gone before: see the access list."
    return MigrationStep("Switch", text, (*own, *core))


def _places(rows: Sequence[Access], wanted: object) -> tuple[Location, ...]:
    assert callable(wanted)
    return tuple(sorted({place for row in rows if wanted(row) for place in row.places}))


def _some(names: Sequence[str]) -> str:
    more = f" and {len(names) - NAMED} more" if len(names) > NAMED else ""
    return ", ".join(names[:NAMED]) + more


def _service(name: str) -> str:
    return name or "code in no service"

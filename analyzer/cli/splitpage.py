"""`Split` in, its page for a terminal of 80 columns out."""

from collections.abc import Iterable, Iterator, Sequence
from itertools import islice
from textwrap import wrap

from rich.cells import cell_len

from analyzer.cli.main import printable
from analyzer.model.location import Location
from analyzer.model.split import Operation, Split, TableSplit
from analyzer.report import counted

WIDTH = 80
CUTS, LINES, TABLES, MOVES = 15, 10, 12, 3  # how much of each is shown
SERVICES = 3  # users named of an operation
NOBODY = "no service"


def text_of(split: Split) -> str:
    """Return the page as text; names from the analysed code come without control characters."""
    parts = (_head, _cuts, _contract, _ways, _tables, _shared, _moves, _foot)
    return "\n".join(printable(line).rstrip() for part in parts for line in part(split)) + "\n"


def _head(split: Split) -> Iterator[str]:
    yield _fit(f"Taking {split.service} out of {split.project}")
    leaves = f", number {split.position} in the proposed order" if split.position else ""
    yield from _wrapped(
        f"{counted(split.units, 'unit')}, {counted(split.loc, 'line')}, {counted(len(split.owned), 'table')}{leaves}. "
        f"All cuts together: {split.cost:g} points (1: a plain call that becomes a call of another service)."
    )
    if split.unresolved:
        yield from _wrapped(
            f"{counted(split.unresolved, 'reference')} in its lines could not be resolved: each may be one more cut."
        )
    yield ""


def _cuts(split: Split) -> Iterator[str]:
    yield f"What to cut, the dearest first ({min(CUTS, len(split.cuts))} of {len(split.cuts)})"
    for cut in split.cuts[:CUTS]:
        yield _row(f"{cut.cost:7.1f} {cut.kind:<12} ", cut.what)
        yield _fit(f"        {cut.way_out}: ", cut.places)
    yield ""


def _contract(split: Split) -> Iterator[str]:
    calls = sum(line.count for line in split.inbound)
    yield f"Its contract: {counted(len(split.inbound), 'operation')}, called at {counted(calls, 'place')}"
    yield from _operations(split.inbound, inwards=True)
    if split.types:
        names = ", ".join(dict.fromkeys(line.name for line in split.types))
        yield from _clipped(f"Named by others: {names}")
    calls = sum(line.count for line in split.outbound)
    yield f"It calls {counted(len(split.outbound), 'operation')} of others at {counted(calls, 'place')}"
    yield from _operations(split.outbound, inwards=False)
    library = dict.fromkeys(line.unit.partition(":")[2] for line in split.library)
    if library:
        yield from _clipped(f"Travels along (shared kernel): {', '.join(library)}")
    yield ""


def _operations(lines: Sequence[Operation], inwards: bool) -> Iterator[str]:
    for line in lines[:LINES]:
        users = [f"{service or NOBODY} {len(places)}" for service, places in line.users]
        more = f" and {len(users) - SERVICES} more" if len(users) > SERVICES else ""
        with_whom = ", ".join(users[:SERVICES]) + more if inwards else line.provider or NOBODY
        kind = "" if line.kind in ("calls", "new") else f" ({line.kind})"
        yield _row(f"{line.count:5} ", line.name + kind)
        first = next(iter(line.users))[1]
        yield _fit(f"      {with_whom}: ", first)
    if len(lines) > LINES:
        yield f"      and {len(lines) - LINES} more"


def _ways(split: Split) -> Iterator[str]:
    if split.entries:
        named = [f"{entry.verb} {entry.name}".strip() or entry.unit.partition(":")[2] for entry in split.entries]
        yield f"{counted(len(named), 'way')} in"
        yield from _clipped(", ".join(named))
    if split.events:
        yield f"{counted(len(split.events), 'event')} across the boundary"
        for event in split.events[:LINES]:
            yield _fit(f"  {event.source} {event.kind} {event.target}")
            yield _fit("      ", event.places)
    if split.templates:
        shared = sum(bool(template.others) for template in split.templates)
        names = ", ".join(template.unit.partition(":")[2] for template in split.templates)
        yield f"{counted(len(split.templates), 'template')}, {shared} of them rendered by others too"
        yield from _clipped(names)
    if split.entries or split.events or split.templates:
        yield ""


def _tables(split: Split) -> Iterator[str]:
    yield f"Its tables ({len(split.owned)}), with what it costs to part them"
    for table in split.owned[:TABLES]:
        yield _fit(f"{table.verdict.cost:7.1f} {table.name}: {table.verdict.verdict}")
        yield from wrap(table.verdict.reason, WIDTH, initial_indent=" " * 10, subsequent_indent=" " * 10)
    yield from _more(split.owned)
    if split.used:
        yield f"Tables of others that it uses ({len(split.used)}), with what its own places cost"
        costs = {cut.what: cut.cost for cut in split.cuts if cut.kind == "table out"}
        for table in split.used[:TABLES]:
            owner = table.verdict.owner or NOBODY
            yield _fit(f"{costs.get(table.name, 0.0):7.1f} {table.name} of {owner}: {table.verdict.verdict}")
        yield from _more(split.used)
    yield ""


def _more(tables: Sequence[TableSplit]) -> Iterator[str]:
    if len(tables) > TABLES:
        yield f"        and {len(tables) - TABLES} more"


def _shared(split: Split) -> Iterator[str]:
    if split.joins:
        yield f"{counted(len(split.joins), 'pair')} of tables joined across the boundary"
        for join in split.joins[:LINES]:
            pair = f"{join.left.partition(':')[2]} ⋈ {join.right.partition(':')[2]}"
            on = ", ".join(f"{a} = {b}" for a, b in join.columns[:2])
            yield _fit(f"{join.cost:7.1f} {pair}{' on ' + on if on else ''}: {join.way_out}")
            yield _fit("        ", [place for *_, place in join.places])
    if split.transactions:
        yield f"{counted(len(split.transactions), 'transaction')} that would be distributed"
        for row in split.transactions[:LINES]:
            yield _row(f"{row.cost:7.1f} ", row.unit.partition(":")[2] + (f"::{row.member}()" if row.member else ""))
            sides = "; ".join(
                f"{owner or NOBODY}: {', '.join(t.partition(':')[2] for t in tables)}" for owner, tables in row.owners
            )
            yield from wrap(f"writes {sides}", WIDTH, initial_indent=" " * 8, subsequent_indent=" " * 8)
            yield _fit(f"        {row.way_out}: ", (row.place,))
    if split.keys:
        yield f"{counted(len(split.keys), 'foreign key')} across the boundary"
        keys = [
            f"{key.table.partition(':')[2]} → {key.target.partition(':')[2]}{'' if key.declared else ' (implied)'}"
            for key in split.keys
        ]
        yield from _clipped(", ".join(keys))
    if split.state:
        yield f"{counted(len(split.state), 'key')} of shared state"
        for state in split.state[:LINES]:
            writers = ", ".join(service or NOBODY for service in state.writers)
            yield _fit(f"{state.cost:7.1f} {state.kind} {state.key}, written by {writers}")
            yield _fit(f"        {state.way_out}: ", [place for *_, place in state.places])
    if split.joins or split.transactions or split.keys or split.state:
        yield ""


def _moves(split: Split) -> Iterator[str]:
    for table in split.owned[:MOVES]:
        yield f"Moving {table.name} ({table.verdict.verdict})"
        for number, step in enumerate(table.migration, 1):
            text = f"{number}. {step.title}. {step.text}"
            if step.places:
                text += f" {_places(step.places)}"
            yield from wrap(text, WIDTH, initial_indent="  ", subsequent_indent="     ", break_on_hyphens=False)
        yield ""


def _foot(split: Split) -> Iterator[str]:
    more = len(split.owned) - MOVES
    if more > 0:
        yield f"{counted(more, 'more table')}: --format markdown has their moves, --format json everything."
    else:
        yield "--format markdown has longer lists, --format json everything."


def _places(places: Iterable[Location], most: int = 2) -> str:
    known = list(places)
    shown = ", ".join(f"{place.path}:{place.line}" for place in islice(known, most))
    return shown + (f" and {len(known) - most} more" if len(known) > most else "")


def _row(head: str, name: str) -> str:
    """Return a line with a name that is too long shortened at its beginning: its end says most."""
    room = WIDTH - len(head)
    return head + (name if cell_len(name) <= room else "…" + name[-(room - 1) :])


def _fit(line: str, places: Sequence[Location] = ()) -> str:
    """Return a line with as many of its places as there is room for, shortened when even one is too much."""
    shown = (line + _places(places, most) for most in (3, 2, 1))
    told = next((text for text in shown if cell_len(text) <= WIDTH), line + _places(places, 1))
    return told if cell_len(told) <= WIDTH else told[: WIDTH - 1] + "…"


def _wrapped(text: str) -> Iterator[str]:
    yield from wrap(text, WIDTH)


def _clipped(text: str, lines: int = 3) -> Iterator[str]:
    """Yield at most so many lines of a long list."""
    found = wrap(text, WIDTH - 2, initial_indent="  ", subsequent_indent="  ", break_on_hyphens=False)
    yield from found[:lines]
    if len(found) > lines:
        yield "  …"

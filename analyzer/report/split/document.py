"""`Split` in, one Markdown page out."""

from collections.abc import Iterable, Iterator, Sequence

from analyzer.model.location import Location
from analyzer.model.split import Operation, Split, TableSplit
from analyzer.report.markdown import code, escaped, table
from analyzer.report.split.cuts import bare
from analyzer.report.words import counted

LISTED = 60  # rows of a table; the JSON has all
PLACES = 3  # places shown of a row


def split_document(split: Split) -> bytes:
    """Return the page, UTF-8."""
    parts = (_head, _cuts, _contract, _ways, _tables, _boundary, _migration)
    lines = [line for part in parts for line in part(split)]
    return ("\n".join(lines).rstrip() + "\n").encode("utf-8", "replace")


def where(places: Sequence[Location]) -> str:
    """Return the first places, and how many more there are."""
    shown = ", ".join(code(f"{place.path}:{place.line}") for place in places[:PLACES])
    return shown + (f" and {len(places) - PLACES} more" if len(places) > PLACES else "")


def _head(split: Split) -> Iterator[str]:
    yield f"# Taking {escaped(split.service)} out of {escaped(split.project)}"
    yield ""
    leaves = f", number {split.position} in the proposed order" if split.position else ""
    yield (
        f"{counted(split.units, 'unit')} with {counted(split.loc, 'line')} and {counted(len(split.owned), 'table')}"
        f"{leaves}. Everything to be cut costs {split.cost:g} points (one point: a plain call that becomes a call of "
        "another service)."
    )
    yield ""
    if split.unresolved:
        yield (
            f"{counted(split.unresolved, 'reference')} in its lines could not be resolved: each may be one more line "
            "of this page."
        )
        yield ""


def _cuts(split: Split) -> Iterator[str]:
    yield from ("## What to cut, the dearest first", "")
    rows = ((code(c.what), c.kind, f"{c.cost:g}", escaped(c.way_out), where(c.places)) for c in split.cuts[:LISTED])
    yield from _listed(table(("what", "kind", "cost:", "usual way out", "places"), rows), len(split.cuts))


def _contract(split: Split) -> Iterator[str]:
    sections = (
        ("## Its contract: what others call", split.inbound, False),
        ("## Classes and constants of it that others name", split.types, False),
        ("## What it calls of others", split.outbound, True),
        ("## Classes and constants of others that it names", split.named, True),
        ("## What travels along: the shared kernel", split.library, False),
    )
    for title, lines, outwards in sections:
        if lines:
            yield from (title, "")
            yield from _listed(_operations(lines[:LISTED], outwards), len(lines))


def _operations(lines: Iterable[Operation], outwards: bool) -> Iterator[str]:
    head = ("operation", "kind", "of" if outwards else "used by", "places:", "where")
    rows = (
        (code(line.name), line.kind, escaped(line.provider or "no service") if outwards else _users(line),
         line.count, where([place for _, places in line.users for place in places])) for line in lines
    )  # fmt: skip
    yield from table(head, rows)


def _users(line: Operation) -> str:
    return ", ".join(f"{escaped(service or 'no service')} {len(places)}" for service, places in line.users)


def _ways(split: Split) -> Iterator[str]:
    if split.entries:
        yield from ("## Ways in", "")
        rows = ((e.kind, code(f"{e.verb} {e.name}".strip()), code(e.unit + (f"::{e.member}" if e.member else "")),
                 where((e.place,))) for e in split.entries[:LISTED])  # fmt: skip
        yield from _listed(table(("kind", "route, command or event", "reaches", "said at"), rows), len(split.entries))
    if split.events:
        yield from ("## Events across the boundary", "")
        heard = ((code(e.source), e.kind, code(e.target), where(e.places)) for e in split.events[:LISTED])
        yield from _listed(table(("from", "kind", "to", "places"), heard), len(split.events))
    if split.templates:
        yield from ("## Templates", "")
        shown = (
            (code(bare(t.unit)), escaped(t.service or "no service"), _names(t.others)) for t in split.templates[:LISTED]
        )
        yield from _listed(table(("template", "stands in", "also rendered by"), shown), len(split.templates))


def _tables(split: Split) -> Iterator[str]:
    for title, tables in (("## Its tables", split.owned), ("## Tables of others that it uses", split.used)):
        if tables:
            yield from (title, "")
            yield from _listed(_verdicts(tables[:LISTED]), len(tables))


def _verdicts(tables: Iterable[TableSplit]) -> Iterator[str]:
    rows = (
        (code(t.name), escaped(t.verdict.owner or "nobody"), t.verdict.verdict, f"{t.verdict.cost:g}",
         escaped(t.verdict.reason)) for t in tables
    )  # fmt: skip
    yield from table(("table", "owner", "verdict", "cost:", "why"), rows)


def _boundary(split: Split) -> Iterator[str]:
    if split.joins:
        yield from ("## Joins across the boundary", "")
        for join in split.joins[:LISTED]:
            on = ", ".join(f"{a} = {b}" for a, b in join.columns)
            yield (
                f"- {code(bare(join.left))} ⋈ {code(bare(join.right))}{' on ' + code(on) if on else ''}: "
                f"{counted(len(join.places), 'statement')}, cost {join.cost:g}, {join.way_out}; "
                f"{where([place for *_, place in join.places])}{' ' + code(join.example) if join.example else ''}"
            )
        yield ""
    if split.transactions:
        yield from ("## Transactions that would be distributed", "")
        for row in split.transactions[:LISTED]:
            sides = "; ".join(
                f"{escaped(owner or 'no service')}: {', '.join(code(bare(t)) for t in tables)}"
                for owner, tables in row.owners
            )
            unit = code(row.unit + (f"::{row.member}" if row.member else ""))
            yield f"- {unit} at {where((row.place,))} writes {sides}; cost {row.cost:g}, {row.way_out}"
        yield ""
    if split.state:
        yield from ("## Shared state", "")
        rows = ((s.kind, code(s.key), _names(s.writers), _names(s.readers), f"{s.cost:g}", s.way_out,
                 where([place for *_, place in s.places])) for s in split.state[:LISTED])  # fmt: skip
        head = ("kind", "key", "written by", "read by", "cost:", "usual way out", "places")
        yield from _listed(table(head, rows), len(split.state))


def _names(services: Iterable[str]) -> str:
    return escaped(", ".join(service or "no service" for service in services))


def _migration(split: Split) -> Iterator[str]:
    if split.owned:
        yield from ("## Moving its tables", "")
    for one in split.owned:
        yield from (f"### {escaped(one.name)} ({one.verdict.verdict})", "")
        for number, step in enumerate(one.migration, 1):
            at = f" ({where(step.places)})" if step.places else ""
            yield f"{number}. **{step.title}.** {escaped(step.text)}{at}"
        yield ""


def _listed(lines: Iterable[str], total: int) -> Iterator[str]:
    yield from lines
    if total > LISTED:
        yield from (f"The first {LISTED} of {total}; the JSON form has all.", "")

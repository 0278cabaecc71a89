"""`DataStory` in, `data.md` out: the same content as the page, for a wiki or a review."""

from collections.abc import Iterable, Iterator, Mapping, Sequence

from analyzer.model.location import Location
from analyzer.report import words
from analyzer.report.data.story import ROWS, WORST, DataStory, answer, bare, compared
from analyzer.report.markdown import code, escaped, table

PLACES = 3


def data_document(story: DataStory, pictures: Mapping[str, str]) -> bytes:
    """Return the page as Markdown, UTF-8. `pictures` are paths of figures by service."""
    parts = (_head, _matrix, _verdicts, _joins, _transactions, _keys, _state, _schema)
    lines = [line for part in parts for line in part(story)]
    if pictures:
        lines += ["## Pictures", "", words.TABLES_PICTURE, ""]
        for service, path in pictures.items():
            lines += [f"### {escaped(service)}", "", f"![Tables of {escaped(service)}]({path})", ""]
    return ("\n".join(lines).rstrip() + "\n").encode("utf-8", "replace")


def where(places: Sequence[Location], most: int = PLACES) -> str:
    """Return the first places, and how many more there are."""
    shown = ", ".join(code(f"{place.path}:{place.line}") for place in places[:most])
    return shown + (f" and {len(places) - most} more" if len(places) > most else "")


def _head(story: DataStory) -> Iterator[str]:
    yield from (f"# The data of {escaped(story.analysis.project)}", "")
    for sentence in story.sentences:
        yield from (escaped(sentence), "")


def _matrix(story: DataStory) -> Iterator[str]:
    if not story.rows:
        return
    yield from ("## Who touches which table", "", words.TABLE_MATRIX, "")
    head = ("table", "owner", *(f"{escaped(name)}:" for name in story.services), "no service:")
    rows = (
        (code(row.name), escaped(row.verdict.owner or "nobody"),
         *(_cell(reads, writes) for reads, writes in row.cells), row.verdict.nowhere or "")
        for row in story.rows[:ROWS]
    )  # fmt: skip
    yield from table(head, rows)
    if len(story.rows) > ROWS:
        yield from (f"The {ROWS} dearest of {len(story.rows)}; analysis.json has all.", "")


def _cell(reads: int, writes: int) -> str:
    return " ".join(part for part in (f"r{reads}" if reads else "", f"**w{writes}**" if writes else "") if part)


def _verdicts(story: DataStory) -> Iterator[str]:
    if not story.shared:
        return
    yield from ("## What to do about shared tables", "", words.VERDICTS, "")
    rows = (
        (code(bare(v.table)), escaped(v.owner or "nobody"), f"{v.clarity:.0%}", escaped(answer(v)), f"{v.cost:g}",
         escaped(v.reason), escaped(compared(v))) for v in story.shared
    )  # fmt: skip
    yield from table(("table", "owner", "clarity:", "verdict", "cost:", "why", "compared"), rows)


def _joins(story: DataStory) -> Iterator[str]:
    if not story.joins:
        return
    yield from (f"## The worst joins ({min(WORST, len(story.joins))} of {len(story.joins)})", "", words.JOINS, "")
    rows = (
        (code(bare(j.left)), code(bare(j.right)), _owners(j.owners),
         code(", ".join(f"{a} = {b}" for a, b in j.columns)), len(j.places), f"{j.cost:g}", j.way_out,
         f"{code(f'{j.at.path}:{j.at.line}')} {code(j.example)}") for j in story.joins[:WORST]
    )  # fmt: skip
    head = ("table", "joined with", "owners", "on", "statements:", "cost:", "usual way out", "for example")
    yield from table(head, rows)


def _transactions(story: DataStory) -> Iterator[str]:
    if not story.transactions:
        return
    shown = f"{min(WORST, len(story.transactions))} of {len(story.transactions)}"
    yield from (f"## Transactions that would be distributed ({shown})", "", words.TRANSACTIONS, "")
    rows = (
        (code(bare(t.unit) + (f"::{t.member}()" if t.member else "")), code(f"{t.place.path}:{t.place.line}"),
         "; ".join(f"{escaped(o or 'nobody')}: {', '.join(code(bare(x)) for x in names)}" for o, names in t.owners),
         f"{t.cost:g}", t.way_out, where([place for *_, place in t.writes])) for t in story.transactions[:WORST]
    )  # fmt: skip
    yield from table(("opened by", "at", "writes", "cost:", "usual way out", "where it writes"), rows)


def _keys(story: DataStory) -> Iterator[str]:
    if not story.keys:
        return
    yield from (f"## Foreign keys ({min(WORST, len(story.keys))} of {len(story.keys)})", "")
    rows = (
        (code(bare(k.table)), code(", ".join(k.columns)), code(bare(k.target)), _owners(k.owners),
         "declared" if k.declared else "implied", f"{k.cost:g}", k.way_out,
         where([k.place] if k.place is not None else [])) for k in story.keys[:WORST]
    )  # fmt: skip
    yield from table(("table", "columns", "aims at", "owners", "said", "cost:", "usual way out", "place"), rows)


def _state(story: DataStory) -> Iterator[str]:
    if not story.state:
        return
    yield from (f"## Shared state ({min(WORST, len(story.state))} of {len(story.state)})", "", words.STATE, "")
    rows = (
        (s.kind, code(s.key), _services(s.writers), _services(s.readers), f"{s.cost:g}", s.way_out,
         where([place for *_, place in s.places])) for s in story.state[:WORST]
    )  # fmt: skip
    yield from table(("kind", "key", "written by", "read by", "cost:", "usual way out", "places"), rows)


def _schema(story: DataStory) -> Iterator[str]:
    if story.unused:
        yield from ("## In the schema, touched by nobody", "")
        yield ", ".join(code(bare(v.table)) for v in story.unused)
        yield ""
    if story.missing and story.declared:
        yield from ("## Touched, and missing from the schema", "", words.MISSING, "")
        rows = ((code(m.table), m.places, where([m.first] if m.first else [])) for m in story.missing)
        yield from table(("table", "places:", "first"), rows)


def _owners(owners: tuple[str, str]) -> str:
    return f"{escaped(owners[0] or 'nobody')}, {escaped(owners[1] or 'nobody')}"


def _services(names: Iterable[str]) -> str:
    return escaped(", ".join(name or "no service" for name in names))

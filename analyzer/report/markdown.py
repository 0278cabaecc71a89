"""`Story` in, `report.md` out: the same content as the page, for a wiki or a review."""

from collections.abc import Iterable, Iterator, Sequence

from analyzer.report import contested, hubs, ordering, steered, words
from analyzer.report.advice import Advice
from analyzer.report.html import score_lines
from analyzer.report.story import ServiceStory, Story, at, place, top_cuts

ENTRIES = 40  # routes and the like listed per service
SPECIAL = str.maketrans({c: "\\" + c for c in "\\`*_{}[]<>#|~"} | {"\n": " ", "\r": " ", "&": "&amp;"})


def escaped(text: object) -> str:
    """Return text from the analysed code so that Markdown shows it as it is: no markup, no new cell, one line."""
    return _printable(str(text).translate(SPECIAL))


def code(text: object) -> str:
    """Return a code span; back-ticks, pipes and line breaks cannot leave it."""
    clean = _printable(str(text)).replace("|", "\\|").replace("`", "'")
    return f"`{clean}`" if clean else ""


def _printable(text: str) -> str:
    return text if text.isprintable() else "".join(c if c.isprintable() else "�" for c in text)


def table(head: Sequence[str], rows: Iterable[Sequence[object]]) -> Iterator[str]:
    """Yield the lines of a table whose cells are already escaped; numbers are aligned by their columns' `:` mark."""
    yield "| " + " | ".join(name.rstrip(":") for name in head) + " |"
    yield "|" + "|".join("---:" if name.endswith(":") else "---" for name in head) + "|"
    for row in rows:
        yield "| " + " | ".join(map(str, row)) + " |"
    yield ""


def document(story: Story) -> bytes:
    """Return the report as Markdown, UTF-8."""
    parts = (_head, _services, _constraints, _roadmap, _data, _details, _contested, _scores, _unknown, _method)
    lines = [line for part in parts for line in part(story)]
    return ("\n".join(lines).rstrip() + "\n").encode("utf-8", "replace")


def _head(story: Story) -> Iterator[str]:
    yield f"# Where to cut {escaped(story.analysis.project)}"
    yield ""
    warning = words.warning(story.analysis)
    for sentence in (*([warning] if warning else []), *story.sentences):
        yield escaped(sentence)
        yield ""


def _services(story: Story) -> Iterator[str]:
    yield from ("## The services", "", "![Service map](figures/service-map.svg)", "", words.SERVICE_MAP, "")
    head = ("service", "leaves:", "units:", "lines:", "tables:", "used at:", "uses at:", "cohesion:", "stability:")
    yield from table(head, map(_service_row, story.services))


def _constraints(story: Story) -> Iterator[str]:
    return steered.markdown(story.analysis, code, table)


def _service_row(row: ServiceStory) -> tuple[object, ...]:
    s = row.scores
    stability = "–" if s.stability is None else f"{s.stability:.0%}"
    counts = (row.position, s.units, f"{s.loc:,}", s.tables_owned, s.calls_in, s.calls_out)
    return (escaped(row.service.name), *counts, f"{s.cohesion:.0%}", stability)


def _roadmap(story: Story) -> Iterator[str]:
    roadmap = story.analysis.roadmap
    yield from ("## The order of extraction", "", "![Shrinking monolith](figures/shrinking-monolith.svg)", "")
    yield words.SHRINKING
    yield ""
    yield f"The order {words.how_good(roadmap)}."
    yield ""
    for say in (ordering.asked, ordering.what_pays, ordering.in_waves, ordering.where_to_stop, ordering.texts):
        said = say(roadmap)
        yield from (escaped(said), "") if said else ()
    yield from ("![Where to stop](figures/worth.svg)", "", ordering.CURVE, "") if roadmap.steps else ()
    head = ("step:", "wave:", "service", "calls back:", "cost:", "to cut:", "worth:", "written on both sides",
            "lines left:", "tables left:")  # fmt: skip
    yield from table(
        head,
        (
            (s.position, s.wave or "–", escaped(s.service), f"{s.back_calls:.1f}", f"{s.cost:.1f}", f"{s.cutting:.1f}",
             f"{s.benefit:.1f}", ", ".join(code(t.removeprefix("table:")) for t in s.shared_writes),
             f"{s.remaining.loc:,}", s.remaining.tables)
            for s in roadmap.steps
        ),
    )  # fmt: skip
    yield from (words.rest(story.analysis), "") if roadmap.steps else ()
    for step in roadmap.steps:
        shown, of = top_cuts(step)
        if shown:
            yield from (f"### Cuts for {escaped(step.service)} ({shown} of {of})", "")
            rows = ((code(c.source), c.kind, code(c.target), f"{c.cost:.1f}", code(at(c.occurrences[0])),
                     len(c.occurrences)) for c in step.cuts[:shown])  # fmt: skip
            yield from table(("from", "kind", "to", "cost:", "first place", "places:"), rows)
    yield from ("## Who uses whom", "", "![Dependency matrix](figures/dependency-matrix.svg)", "", words.MATRIX, "")


def _data(story: Story) -> Iterator[str]:
    yield from ("## The data", "", "Tables with more than one user, or whose owner is not clear.",
                "[The data page](data.md) has all tables and what boundaries cut.", "")  # fmt: skip
    rows = (
        (code(v.table.removeprefix("table:")), escaped(v.owner or "nobody"), f"{v.clarity:.0%}", v.verdict,
         f"{v.cost:g}", escaped(v.reason), _users(v.writers), _users(v.readers))
        for v in story.shared_tables
    )  # fmt: skip
    yield from table(("table", "owner", "clarity:", "verdict", "cost:", "why", "written by", "read by"), rows)
    if story.unused_tables:
        yield "No code was seen to touch: " + ", ".join(code(v.table[len("table:") :]) for v in story.unused_tables)
        yield ""


def _users(users: Iterable[tuple[str, int]]) -> str:
    return ", ".join(f"{escaped(service)} {places}" for service, places in users)


def _details(story: Story) -> Iterator[str]:
    yield from ("## Each service", "")
    for row in story.services:
        yield from (f"### {escaped(row.service.name)}", "")
        if row.service.vocabulary:
            yield from ("Words: " + ", ".join(map(escaped, row.service.vocabulary)), "")
        if row.tables:
            yield from ("Tables: " + ", ".join(code(v.table.removeprefix("table:")) for v in row.tables), "")
        named = [entry for entry in row.entries if entry.name]
        if named:
            shown = ", ".join(code(f"{entry.verb} {entry.name}".strip()) for entry in named[:ENTRIES])
            more = f" and {len(named) - ENTRIES} more" if len(named) > ENTRIES else ""
            yield from (f"Ways in: {shown}{more}", "")
        members = ", ".join(code(m.unit.id) + (f" ({m.set_by})" if m.set_by else "") for m in row.members)
        yield from (f"Members: {members}" + (f" and {row.more} more" if row.more else ""), "")
        for crossing in row.uses:
            source, target, kind, where = crossing.examples[0]
            example = f"{code(source)} {kind} {code(target)} at {code(at(where))}"
            yield f"- uses {escaped(crossing.target)} at {crossing.places} places, first of all {example}"
        if row.uses:
            yield ""


def _contested(story: Story) -> Iterator[str]:
    yield from ("## Contested units", "")
    rows = (
        (code(m.unit.id), code(place(m.unit)), escaped(m.membership.service), f"{m.membership.share:.0%}",
         escaped(m.membership.runner_up), f"{m.membership.runner_up_share:.0%}", _tip(story, m.unit.id))
        for m in story.contested if m.membership
    )  # fmt: skip
    yield from table(("unit", "place", "proposed", "share:", "could also be", "share:", "what tips it"), rows)
    yield from _divisible(story)
    yield from _hubs(story)
    for title, units in (("Shared kernel", story.kernel), ("Orphans", story.orphans)):
        yield from (f"{title}: " + (", ".join(code(unit.id) for unit in units) or "none"), "")


def _hubs(story: Story) -> Iterator[str]:
    found = story.analysis.decomposition.hubs
    if not found:
        return
    yield from ("### Hubs told apart", "", escaped(hubs.INTRODUCTION), "")
    yield from (f"Over all units: {hubs.kinds(story.roles)}.", "")
    rows = (
        (code(hub.unit), code(story.places.get(hub.unit, "")), hubs.MEANING[hub.kind], escaped(hub.service or "kernel"),
         hub.users, escaped(hubs.used_from(hub)), escaped(hubs.uses(hub)), code(at(hub.place)))
        for hub in found[:hubs.SHOWN]
    )  # fmt: skip
    head = ("unit", "place", "what it is", "service", "used by:", "from", "uses", "first used at")
    yield from table(head, rows)
    if len(found) > hubs.SHOWN:
        yield from (f"The {hubs.SHOWN} with most users of {len(found)}; analysis.json has all.", "")


def _tip(story: Story, unit: str) -> str:
    tip = story.tips.get(unit)
    said = []
    for name, pulls in (("stays:", tip.own), ("goes:", tip.other)) if tip else ():
        for pull in pulls[:1]:
            before, after = contested.in_words(pull)
            said.append(f"{name} {escaped(before)} {code(pull.other)} {escaped(after)}")
    return "; ".join(said) or contested.NO_LINE


def _divisible(story: Story) -> Iterator[str]:
    if not story.divisible:
        return
    yield from ("### Classes that can be split along their methods", "", contested.DIVISIBLE, "")
    for one in story.divisible:
        many = f"{one.methods} methods, {one.undecided} of which need nobody else"
        yield f"- {code(one.unit.id)} in {escaped(one.service)}, {code(place(one.unit))}: {many}"
        for side in one.sides:
            names = ", ".join(code(f"{name}():{line}") for name, line, _ in side.methods)
            yield f"  - with {escaped(side.service)}: {names}" + (f" and {side.more} more" if side.more else "")
    yield ""


def _scores(story: Story) -> Iterator[str]:
    rows = story.analysis.scores.rows
    yield from ("## Scores beside the sanity rows", "")
    yield from table(
        ("metric", "good", *(f"{row.name}:" for row in rows)),
        [("services", "", *(row.services for row in rows))]
        + [(code(line.id), line.good, *line.cells) for line in score_lines(story.analysis)],
    )


def _unknown(story: Story) -> Iterator[str]:
    yield from ("## What we don't know", "")
    head = ("references", "all:", "external:", "not resolved:", "resolved:", "exact:", "inferred:", "guessed:")
    rows = (
        (words.KIND_NAMES.get(c.kind, escaped(c.kind)), c.total, c.external, c.unresolved, f"{c.followed:.1%}",
         *(f"{n:,} ({c.of_inner(n):.1%})" for n in (c.exact, c.inferred, c.guessed)))
        for c in story.coverage
    )  # fmt: skip
    yield from table(head, rows)
    yield from (words.COVERAGE, "")
    if story.advice:
        yield from ("### What would help most", "", words.ADVICE, "")
        yield from (_advice(one) for one in story.advice)
        yield ""
    for group in story.ledger:
        yield from (f"### {group.reason} ({group.count:,})", "", words.REASONS[group.reason], "")
        yield from ("Most of it in " + ", ".join(f"{code(path)} {count:,}" for path, count in group.places), "")
        yield from (_advice(one) for one in group.advice if one not in story.advice)
        for row in group.examples:
            yield f"- {code(f'{row.path}:{row.line}')} {code(row.text)}"
        yield ""
    if story.analysis.linkage.problems:
        yield from ("### Problems while reading", "")
        for problem in story.analysis.linkage.problems[:50]:
            yield f"- {code(f'{problem.path}:{problem.line}')} {escaped(problem.message)}"
        yield ""


def _advice(advice: Advice) -> str:
    ways = [code(way) for way in (advice.setting, advice.docblock) if way]
    return f"- {code(advice.name)} {advice.sentence}: {' or '.join(ways)}"


def _method(story: Story) -> Iterator[str]:
    analysis = story.analysis
    yield from ("## Method", "")
    yield f"Sécateur {analysis.version}; the code was read and never run. `analysis.json` holds everything shown here."
    yield ""
    rows = ((g.name, len(g.services), f"{g.modularity:.3f}", "–" if g.stability is None else f"{g.stability:.0%}",
             ", ".join(escaped(s.name) for s in g.services)) for g in analysis.decomposition.granularities)  # fmt: skip
    yield from table(("granularity", "services:", "modularity:", "stability:", "names"), rows)

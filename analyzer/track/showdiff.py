"""A `Difference` in; text for a terminal, Markdown for a comment, or JSON out. Names of the code are escaped."""

from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence

import msgspec

from analyzer.model.difference import Changed, Delta, Difference, MovedUnit, SharedTable
from analyzer.model.location import Location

SHOWN = 10  # of each list; JSON has all
NONE = "no service"


def as_json(found: Difference) -> str:
    """Return the whole difference, schema `secateur/diff/1`."""
    return msgspec.json.format(msgspec.json.encode(found), indent=1).decode() + "\n"


def as_text(found: Difference) -> str:
    """Return what a person at a terminal needs; long lists are cut, and say so."""
    return "".join(f"{_plain(line)}\n" for line in _lines(found, _as_is))


def as_markdown(found: Difference) -> str:
    """Return a comment for a pull request."""
    lines = list(_lines(found, _code))
    out = [f"**{lines[0]}**", ""]
    for line in lines[1:]:
        if not line:
            continue
        if line.startswith("  "):
            out.append(f"- {line.strip()}")
        else:
            out += ["", line, ""]
    return "\n".join(_squeezed(out)) + "\n"


FORMATS: Mapping[str, Callable[[Difference], str]] = {"terminal": as_text, "markdown": as_markdown, "json": as_json}


def _lines(found: Difference, code: Callable[[str], str]) -> Iterator[str]:
    """Yield the headline, then headings and, indented, what stands under them."""
    yield _headline(found)
    yield from _list("Dependencies between services that are new", found.added, lambda one: _dependency(one, code))
    yield from _list("Dependencies between services that are gone", found.removed, lambda one: _dependency(one, code))
    yield from _list("Tables that further services use", found.shared, lambda one: _table(one, code))
    yield from _list("Tables that fewer services use", found.unshared, lambda one: _table(one, code))
    yield from _list("Rules of the plan newly broken", found.broken, lambda one: _rule(one, code))
    yield from _list("Rules of the plan mended", found.mended, lambda one: _rule(one, code))
    yield from _list("Moved", found.moved, lambda one: _move(one, code))
    changed = [delta for delta in found.numbers if delta.before != delta.after]
    yield from _list("Numbers", changed, _delta)
    yield from _list(
        "Services",
        found.services,
        lambda one: f"{code(one.service)}: {', '.join(_delta(d) for d in one.deltas if d.before != d.after)}",
    )
    yield from _list("Note", found.remarks, str)


def _headline(found: Difference) -> str:
    pairs = Counter({(one.source_service, one.target_service) for one in found.added})
    if not (found.added or found.removed or found.shared or found.broken):
        return "This change adds no coupling between services, and takes none away."
    parts = [
        f"{len(found.added):,} new and {len(found.removed):,} gone dependencies between services",
        f"{len(found.shared):,} {'table' if len(found.shared) == 1 else 'tables'} newly shared" if found.shared else "",
        f"{len(found.broken):,} {'rule' if len(found.broken) == 1 else 'rules'} newly broken" if found.broken else "",
        f"{len(found.mended):,} mended" if found.mended else "",
    ]
    between = f", between {len(pairs):,} pairs" if len(pairs) > 1 else ""
    parts[0] += between
    return "; ".join(part for part in parts if part) + "."


def _list(title: str, rows: Sequence[object], show: Callable[..., str]) -> Iterator[str]:
    if not rows:
        return
    yield ""
    yield f"{title}: {len(rows):,}"
    yield from (f"  {show(row)}" for row in rows[:SHOWN])
    if len(rows) > SHOWN:
        yield f"  and {len(rows) - SHOWN:,} more (--format json has all)"


def _dependency(one: Changed, code: Callable[[str], str]) -> str:
    guess = " (a guess)" if one.confidence == "guessed" else ""
    ends = f"{one.source_service} → {one.target_service}"
    return f"{code(ends)}: {code(f'{one.source} {one.kind} {one.target}')}{guess} at {_at(one.places, code)}"


def _table(one: SharedTable, code: Callable[[str], str]) -> str:
    said = f"{', '.join(one.before) or 'nobody'} → {', '.join(one.after) or 'nobody'}"
    return f"{code(one.table)}: {code(said)}" + (f" at {_at(one.places, code)}" if one.places else "")


def _rule(one: tuple[str, str, str], code: Callable[[str], str]) -> str:
    return f"{one[0]}: {code(' → '.join(part for part in one[1:] if part))}"


def _move(one: MovedUnit, code: Callable[[str], str]) -> str:
    parts = [code(one.unit if one.unit == one.was else f"{one.was} → {one.unit}")]
    if one.service != one.was_service:
        parts.append(f"from {code(one.was_service or NONE)} to {code(one.service or NONE)}")
    if one.path != one.was_path and one.unit.partition(":")[0] not in {"script", "template"}:
        parts.append(f"({code(one.was_path)} → {code(one.path)})")
    return " ".join(parts)


def _delta(delta: Delta) -> str:
    if delta.name == "coverage":
        return f"{delta.name} {delta.before:.1%} → {delta.after:.1%}"
    return f"{delta.name} {delta.before:,.0f} → {delta.after:,.0f} ({delta.after - delta.before:+,.0f})"


def _at(places: Sequence[Location], code: Callable[[str], str]) -> str:
    more = f" and {len(places) - 1:,} more places" if len(places) > 2 else " and one more" * (len(places) == 2)
    return (code(f"{places[0].path}:{places[0].line}") if places else "no place") + more


def _as_is(text: str) -> str:
    return text


def _code(text: str) -> str:
    """Return text as a code span that no backtick of its own can end (CommonMark 6.1), in one line."""
    clean = _plain(text)
    longest = max((len(run) for run in clean.replace("`", " ` ").split() if set(run) == {"`"}), default=0)
    while "`" * (longest + 1) in clean:
        longest += 1
    fence = "`" * (longest + 1)
    edge = " " if clean[:1] == "`" or clean[-1:] == "`" else ""
    return f"{fence}{edge}{clean}{edge}{fence}"


def _plain(text: str) -> str:
    """Return one line without what could move a terminal's cursor."""
    return "".join(c if c.isprintable() else "\N{REPLACEMENT CHARACTER}" for c in text)


def _squeezed(lines: Sequence[str]) -> Iterator[str]:
    """Yield lines without a second empty one in a row."""
    before = None
    for line in lines:
        if line or before:
            yield line
        before = line

"""What an edit of the proposal would change, on the terminal, before anything is written."""

from __future__ import annotations

import re
from collections.abc import Sequence

from rich.console import Console
from rich.table import Table
from rich.text import Text

from analyzer.cli.main import printable
from analyzer.cli.summary import console
from analyzer.model.analysis import Analysis
from analyzer.model.config import SETTINGS_FILE, Edit
from analyzer.model.scores import ServiceScores
from analyzer.report import Changes, changes, counted, said_at

ROWS = 12  # of a kind that are listed
SIZES = 3  # figures of a service that say how large it is
NAME = 20  # columns of the terminal for the name of a service
KERNEL = "kernel"  # moving there sets aside
_PLAIN = re.compile(r"(?!(?:yes|no|on|off|true|false|null|y|n)$)[a-z][\w-]*", re.IGNORECASE)  # no quotes needed


def tell_changes(before: Analysis, after: Analysis, edits: Sequence[Edit]) -> None:
    """Print every score that changes, then how to keep it."""
    out, found = console(), changes(before, after)
    _moved(out, before, found)
    _metrics(out, found)
    _services(out, found)
    _crossings(out, found)
    _tables(out, found)
    _roadmap(out, found)
    _keeping(out, edits, bool(before.config.plan.services))


def _table(*columns: str, words: int = 1) -> Table:
    table = Table(box=None, pad_edge=False, padding=(0, 1, 0, 0))
    for i, name in enumerate(columns):
        right = i >= words
        table.add_column(name, justify="right" if right else "left", no_wrap=True, overflow="ellipsis")
    return table


def _moved(out: Console, before: Analysis, found: Changes) -> None:
    for old, new in found.renamed:
        out.print(printable(f"{old} would become {new}, with all that it has."))
    if not found.moved:
        out.print("No unit changes its service otherwise." if found.renamed else "No unit changes its service.")
    else:
        out.print(f"{counted(len(found.moved), 'unit')} would change the service:")
    for unit, was, now in found.moved[:ROWS]:
        out.print(printable(f"  {unit}: {was or 'no service'} → {now or 'no service'}"), soft_wrap=True)
    _rest(out, len(found.moved))
    moved = {unit for unit, _, _ in found.moved}
    for rule in before.decomposition.constraints:
        for unit in sorted(moved & set(rule.units)):
            out.print(printable(f"  {unit} is set by you, {said_at(rule.line)} ({rule.rule}): change that line too"))
    out.print()


def _metrics(out: Console, found: Changes) -> None:
    table = _table("metric", "good", "before", "after", "change", "", words=2)
    for row in found.metrics:
        change = row.after - row.before
        mark = Text(row.verdict, style={"better": "green", "worse": "red"}.get(row.verdict, ""))
        table.add_row(
            row.id,
            row.good,
            _number(row.before),
            _number(row.after),
            ("+" if change > 0 else "") + _number(change),
            mark,
        )
    out.print(table)
    out.print("up, down: where better is; docs/metrics.md says what each metric is.")
    out.print()


def _services(out: Console, found: Changes) -> None:
    heads = ("units", "lines", "tables", "in", "out", "cohesion", "instab.")
    rows = {row.name: [_pair(*pair) for pair in zip(_figures(row.before), _figures(row.after), strict=True)]
            for row in found.services[: 2 * ROWS]}  # fmt: skip
    for columns in fitting(heads, list(rows.values()), out.width - NAME) if rows else ():
        table = _table("service", *(heads[i] for i in columns))
        for name, figures in rows.items():
            table.add_row(Text(printable(name)), *(figures[i] for i in columns))
        out.print(table)
        out.print()
    if not rows:
        out.print("No service's figures change.\n")
    _rest(out, len(found.services), 2 * ROWS)


def fitting(heads: Sequence[str], rows: Sequence[Sequence[str]], room: int) -> Sequence[Sequence[int]]:
    """Return the columns of one table or, where they are too wide to be read whole, of two: size, then coupling."""
    widths = (1 + max(len(head), *(len(row[i]) for row in rows)) for i, head in enumerate(heads))
    whole = range(len(heads))
    return (whole,) if sum(widths) <= room else (whole[:SIZES], whole[SIZES:])


def _figures(row: ServiceScores | None) -> tuple[str, ...]:
    if row is None:
        return ("–",) * 7
    counts = (row.units, row.loc, row.tables_owned, row.calls_in, row.calls_out)
    return (*(f"{n:,}" for n in counts), f"{row.cohesion:.0%}", f"{row.instability:.2f}")


def _pair(before: str, after: str) -> str:
    return before if before == after else f"{before}→{after}"


def _crossings(out: Console, found: Changes) -> None:
    before, after = found.places
    out.print(f"Places that cross between services: {before:,} → {after:,} ({after - before:+,}).")
    for source, target, was, now in found.crossings[:ROWS]:
        out.print(printable(f"  {source} → {target}: {was} → {now}"))
    _rest(out, len(found.crossings))
    out.print()


def _tables(out: Console, found: Changes) -> None:
    if not found.tables:
        out.print("No table changes its owner or verdict.")
    for row in found.tables[:ROWS]:
        was, now = row.before, row.after
        name = row.table.removeprefix("table:")
        out.print(printable(f"{name}: {was.owner}, {was.verdict} → {now.owner}, {now.verdict} ({now.reason})"))
    _rest(out, len(found.tables))
    out.print()


def _roadmap(out: Console, found: Changes) -> None:
    (before, after), (cuts, cuts_after) = found.cost, found.cuts
    share = f" ({(after - before) / before:+.1%})" if before else ""
    out.print(f"Roadmap: cost {before:,.1f} → {after:,.1f}{share}, dependencies to cut {cuts:,} → {cuts_after:,}.")
    if found.order[0] != found.order[1]:
        out.print(printable("Order afterwards: " + ", ".join(found.order[1])))
    out.print()


def _keeping(out: Console, edits: Sequence[Edit], planned: bool) -> None:
    """Print the lines of the file that would keep the edits: in the plan, when there is one, else as constraints."""
    lines = _lines([edit for edit in edits if edit.kind in ("move", "split")], planned)
    if lines:
        out.print(f"To keep it, in {SETTINGS_FILE}:")
    for line in lines:
        out.print(printable(line), soft_wrap=True)
    if any(edit.kind in ("rename", "merge") for edit in edits):
        plan = f"The plan says what services are called: rename or merge them in {SETTINGS_FILE} to keep it."
        free = "Renamed and merged services keep their name in later runs when this is written (--write or -o)."
        out.print(plan if planned else free)


def _lines(edits: Sequence[Edit], planned: bool) -> list[str]:
    """Return YAML: a key once, whatever number of edits speak of it."""
    kept: dict[str, list[str]] = {}
    for edit in edits:
        kept.setdefault(edit.target, []).extend(edit.patterns)
    aside = kept.pop(KERNEL, [])
    deeper = "" if planned else "  "
    lines = [f"{deeper}{'services' if planned else 'pin'}:"] if kept else []
    for target, patterns in kept.items():
        lines.append(f"{deeper}  {target if _PLAIN.fullmatch(target) else _quoted(target)}:")
        lines[-1] += f" {_listed(patterns)}" if not planned else ""
        lines += [f"    includes: {_listed(patterns)}"] if planned else []
    lines += [f"{deeper}{KERNEL}: {_listed(aside)}"] if aside else []
    return ["constraints:", *lines] if lines and not planned else lines


def _listed(patterns: Sequence[str]) -> str:
    return "[" + ", ".join(map(_quoted, dict.fromkeys(patterns))) + "]"


def _quoted(text: str) -> str:
    return "'" + text.replace("'", "''") + "'"


def _rest(out: Console, number: int, shown: int = ROWS) -> None:
    if number > shown:
        out.print(f"  and {number - shown:,} more")


def _number(value: float) -> str:
    return f"{value:,.0f}" if abs(value) >= 100 or value == round(value) else f"{value:.3f}"

"""What the user has set in an `Analysis` in, how the report tells of it and of its cost out."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence

import msgspec

from analyzer.model.analysis import Analysis
from analyzer.model.config import SETTINGS_FILE
from analyzer.model.decomposition import Obeyed
from analyzer.report.words import counted

Code = Callable[[object], str]
Table = Callable[[Sequence[str], Iterable[Sequence[object]]], Iterator[str]]

UNITS = 6  # named per rule; analysis.json has all
TELLING = ("modularity@newman04", "icp@cargo", "cohesion@cargo")  # metrics by which the whole cost is told
SAYS = {
    "pin": "is in {service}",
    "predefined": "is {service}, with nothing else",
    "together": "stays together",
    "apart": "is kept apart",
    "kernel": "is shared kernel",
    "not_kernel": "is no shared kernel",
    "leave_out": "is left out",
}


class RuleStory(msgspec.Struct, frozen=True):
    """One pattern of the user's constraints, as the report tells it."""

    place: str
    pattern: str
    says: str
    units: tuple[str, ...]
    more: int
    crossing: float
    modularity: float


def said_at(line: int) -> str:
    """Return where the user said something."""
    return f"{SETTINGS_FILE}:{line}" if line else "a flag"


def rules(analysis: Analysis) -> tuple[RuleStory, ...]:
    """Return the constraints in the order of their lines."""
    return tuple(_rule(row) for row in analysis.decomposition.constraints)


def _rule(row: Obeyed) -> RuleStory:
    says = SAYS.get(row.rule, row.rule).format(service=row.service)
    more = max(0, len(row.units) - UNITS)
    return RuleStory(said_at(row.line), row.pattern, says, row.units[:UNITS], more, row.crossing, row.modularity)


def set_by(analysis: Analysis) -> dict[str, str]:
    """Return unit id → where the user has set it."""
    found: dict[str, list[int]] = {}
    for row in analysis.decomposition.constraints:
        for unit in row.units:
            found.setdefault(unit, []).append(row.line)
    return {unit: "set by you, " + ", ".join(map(said_at, dict.fromkeys(lines))) for unit, lines in found.items()}


def what_it_cost(analysis: Analysis) -> str:
    """Return what all constraints together changed, or "" when there are none."""
    rows = {row.name: row for row in analysis.scores.rows}
    given = analysis.decomposition.constraints
    if not given:
        return ""
    units = len({unit for row in given for unit in row.units})
    said = f"{counted(len(given), 'pattern')} of yours {'decides' if len(given) == 1 else 'decide'} on "
    said += f"{counted(units, 'unit')}; every one holds."
    if "unconstrained" not in rows or "proposed" not in rows:
        return said + " Without them the same services would be proposed."
    now = {score.id: score.value for score in rows["proposed"].scores}
    free = {score.id: score.value for score in rows["unconstrained"].scores}
    changes = ", ".join(f"{id} {free[id]:.3f} → {now[id]:.3f}" for id in TELLING if id in now and id in free)
    return f"{said} Against what would be proposed without them: {changes}."


def markdown(analysis: Analysis, code: Code, table: Table) -> Iterator[str]:
    """Yield the section as Markdown, nothing without constraints."""
    given = rules(analysis)
    if not given:
        return
    yield from ("## What you have set", "", what_it_cost(analysis), "", COSTS, "")
    rows = (
        (r.place, code(r.pattern), r.says.replace("|", "\\|"), ", ".join(map(code, r.units)) + _more(r.more),
         f"{r.crossing:.1f}", f"{r.modularity:.4f}")
        for r in given
    )  # fmt: skip
    yield from table(("said at", "pattern", "rule", "units", "crosses more:", "modularity lost:"), rows)


def _more(number: int) -> str:
    return f" and {number} more" if number else ""


COSTS = (
    "The cost of a line compares the proposal with the one in which each of its units is where most of its ties are: "
    "how much more weight crosses (the mean tie weighs 1), and how much modularity is lost. A line that costs much "
    "says that the code is not yet as you want it; one that costs nothing only confirms what the code says."
)

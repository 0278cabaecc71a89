"""An analysis under an accepted plan and its baseline in; what is new, what is known, and what is mended, out."""

from collections.abc import Iterable, Mapping

from analyzer.check.guard import COMPARING, FINDERS
from analyzer.check.renamed import carried, renamed_units
from analyzer.check.standing import Standing
from analyzer.model.analysis import Analysis
from analyzer.model.violation import Baseline, Outcome, Violation


def judge(analysis: Analysis, baseline: Baseline | None, renames: Mapping[str, str]) -> Outcome:
    """Return what the plan of the analysis forbids, against a baseline or against nothing.

    `renames` are the files that git says were renamed since the baseline, old path → new path: entries of units that
    were declared there are taken along.
    """
    names = renamed_units(baseline, analysis.linkage.units, renames) if baseline else {}
    known = carried(baseline, names, renames) if baseline else None
    standing = Standing(analysis, known, {**renames, **names})
    found = sorted(violation for find in FINDERS for violation in find(standing))
    if known is None:
        found = [violation for violation in found if violation.rule not in COMPARING]
    entries = frozenset(known.entries) if known else frozenset()
    today = {violation.entry for violation in found}
    return Outcome(
        new=tuple(violation for violation in found if violation.entry not in entries),
        known=tuple(violation for violation in found if violation.entry in entries),
        stale=tuple(sorted(entries - today)),
    )


def baseline_of(analysis: Analysis, violations: Iterable[Violation], revision: str) -> Baseline:
    """Return a baseline that knows these violations and how the code stands today."""
    standing = Standing(analysis, None)
    entries = tuple(sorted({violation.entry for violation in violations if violation.rule not in COMPARING}))
    named = {name for entry in entries for name in (entry.source, entry.target)}
    paths = {unit.id: unit.path for unit in analysis.linkage.units if unit.path and unit.id in named}
    kernel = analysis.decomposition.kernel if analysis.config.plan.kernel else ()
    paths |= {unit: standing.units[unit].path for unit in kernel if standing.units[unit].path}
    return Baseline(
        revision=revision,
        entries=entries,
        paths={unit: path for unit, path in sorted(paths.items()) if not unit.startswith("table:")},
        dependencies={service: tuple(targets) for service, targets in standing.needs.items()},
        kernel=kernel,
        coverage={row.kind: round(row.share, 4) for row in analysis.linkage.coverage if row.total},
    )

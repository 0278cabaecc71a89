"""An analysis under an accepted plan and its baseline in; what is new, what is known, and what is mended, out."""

from collections.abc import Iterable, Mapping

import msgspec

from analyzer.check.guard import COMPARING, FINDERS
from analyzer.check.renamed import carried, renamed_units
from analyzer.check.standing import Standing
from analyzer.model.analysis import Analysis
from analyzer.model.violation import Baseline, Entry, Outcome, Violation


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
        dependencies={service: tuple(standing.needs.get(service, ())) for service in sorted(standing.planned)},
        kernel=kernel,
        coverage={row.kind: round(row.share, 4) for row in analysis.linkage.coverage if row.total},
    )


def pruned(
    analysis: Analysis, baseline: Baseline, renames: Mapping[str, str], stale: Iterable[Entry]
) -> Baseline | None:
    """Return a baseline in today's names without what is mended, None when nothing is; it knows nothing new.

    Besides the `stale` entries these are dependencies between services and units of the kernel that are no more.
    """
    known = carried(baseline, renamed_units(baseline, analysis.linkage.units, renames), renames)
    needs = Standing(analysis, None).needs
    kernel = frozenset(analysis.decomposition.kernel)
    entries = tuple(sorted({*known.entries} - {*stale}))
    left = msgspec.structs.replace(
        known,
        entries=entries,
        dependencies={
            a: tuple(b for b in targets if b in needs.get(a, ())) for a, targets in known.dependencies.items()
        },
        kernel=tuple(unit for unit in known.kernel if unit in kernel),
    )
    if left == known:
        return None
    named = {*left.kernel, *(name for entry in entries for name in (entry.source, entry.target))}
    return msgspec.structs.replace(left, paths={unit: path for unit, path in left.paths.items() if unit in named})

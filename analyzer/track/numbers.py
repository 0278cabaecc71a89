"""An `Analysis` in, one `Snapshot` out."""

from analyzer.model.analysis import Analysis
from analyzer.model.linkage import UnitKind
from analyzer.model.snapshot import Snapshot


def snapshot(analysis: Analysis, date: str, revision: str) -> Snapshot:
    """Return the numbers of an analysis; `date` (ISO 8601) and `revision` are the caller's to know.

    Units are own ones without tables; a table is shared when more than one service reads or writes it; coverage is
    the share of all references that are known, 0..1.
    """
    linkage = analysis.linkage
    own = [u for u in linkage.units if not u.test and u.kind not in {UnitKind.TABLE, UnitKind.EXTERNAL}]
    total = sum(row.total for row in linkage.coverage)
    unresolved = sum(row.unresolved for row in linkage.coverage)
    users = [{name for name, _ in (*t.readers, *t.writers)} for t in analysis.decomposition.tables]
    return Snapshot(
        date=date,
        revision=revision,
        project=analysis.project,
        loc=analysis.inventory.loc,
        units=len(own),
        services=len(analysis.decomposition.services),
        crossing_places=sum(crossing.places for crossing in analysis.scores.crossings),
        shared_tables=sum(len(names) > 1 for names in users),
        kernel_units=len(analysis.decomposition.kernel),
        unresolved=unresolved,
        coverage=round(1 - unresolved / total, 6) if total else 1.0,
    )

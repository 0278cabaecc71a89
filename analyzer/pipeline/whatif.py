"""An `Analysis` and edits in, the analysis as it would be after them out: nothing is read or searched again."""

from collections.abc import Sequence

import msgspec

from analyzer.measure import measure
from analyzer.model.analysis import Analysis
from analyzer.model.config import Edit
from analyzer.order import order
from analyzer.propose import boundary, edited, given_owners, judge, typed


def what_if(analysis: Analysis, edits: Sequence[Edit], first: tuple[str, ...] = ()) -> Analysis:
    """Return the analysis with services moved, merged, split and renamed, measured and ordered.

    `first` are services that are to leave first, in this order. Raises EditError, UnknownServiceError.
    """
    config = analysis.config
    proposal, moved = edited(analysis.linkage, analysis.graph, analysis.decomposition, edits)
    given = given_owners(analysis.linkage, proposal, config.plan, moved)
    decomposition = typed(analysis.linkage, judge(analysis.linkage, proposal, config.data, given))
    cut = boundary(analysis.linkage, decomposition, config.data)
    scores = measure(analysis.linkage, decomposition, config.weights.kinds)
    if first:
        config = msgspec.structs.replace(config, order=msgspec.structs.replace(config.order, first=first))
    roadmap = order(analysis.linkage, decomposition, config.weights.kinds, config.order, analysis.activity)
    known = {name: service for service in decomposition.services for name in service.members}
    calls = tuple(one for one in analysis.boundary.calls if known.get(one.source) != known.get(one.target))
    return msgspec.structs.replace(
        analysis,
        decomposition=decomposition,
        scores=scores,
        roadmap=roadmap,
        config=config,
        boundary=msgspec.structs.replace(cut, calls=calls),
    )

"""An `Analysis` and edits in, the analysis as it would be after them out: nothing is read or searched again."""

from collections.abc import Sequence

import msgspec

from analyzer.measure import measure
from analyzer.model.analysis import Analysis
from analyzer.model.config import Edit
from analyzer.order import order
from analyzer.propose import edited


def what_if(analysis: Analysis, edits: Sequence[Edit], first: tuple[str, ...] = ()) -> Analysis:
    """Return the analysis with services moved, merged, split and renamed, measured and ordered.

    `first` are services that are to leave first, in this order. Raises EditError, UnknownServiceError.
    """
    config = analysis.config
    decomposition = edited(analysis.linkage, analysis.graph, analysis.decomposition, edits)
    scores = measure(analysis.linkage, decomposition, config.weights.kinds)
    if first:
        config = msgspec.structs.replace(config, order=msgspec.structs.replace(config.order, first=first))
    roadmap = order(analysis.linkage, decomposition, config.weights.kinds, config.order, analysis.activity)
    return msgspec.structs.replace(analysis, decomposition=decomposition, scores=scores, roadmap=roadmap, config=config)

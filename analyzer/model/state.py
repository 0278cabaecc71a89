"""One revision under a plan: what is compared over time."""

import msgspec

from analyzer.model.decomposition import Decomposition
from analyzer.model.linkage import Linkage
from analyzer.model.plan import Plan
from analyzer.model.scores import Crossing, ServiceScores


class State(msgspec.Struct, frozen=True):
    """The code base as the services of a plan; the plan is empty when they are a proposal."""

    project: str
    plan: Plan
    linkage: Linkage
    decomposition: Decomposition
    services: tuple[ServiceScores, ...]
    crossings: tuple[Crossing, ...]

"""The whole way from a linkage and constraints to a proposal, without the command line."""

from analyzer.model.config import Config, Constraints, Group, Limit, Pattern
from analyzer.model.decomposition import Decomposition
from analyzer.model.linkage import Linkage
from analyzer.pipeline import analyze_linkage, inventory_of


def group(*patterns: str, service: str = "", line: int = 1) -> Group:
    """A rule whose patterns stand on consecutive lines."""
    return Group(tuple(Pattern(text, line + i) for i, text in enumerate(patterns)), service, line)


def limit(number: int, line: int = 90) -> Limit:
    return Limit(number, line)


def steered(link: Linkage, constraints: Constraints) -> Decomposition:
    config = Config(constraints=constraints)
    return analyze_linkage(link, config, inventory_of(link), lambda *_: None, name="shop").decomposition

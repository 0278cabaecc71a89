"""What is bound, as the clustering sees it."""

import msgspec

from analyzer.model.config import Constraints
from analyzer.propose import bind, contracted
from tests.propose.monolith import graph_of, linkage, needs, unit
from tests.propose.steered import group


def test_contracted__units_that_stay_together__speak_with_all_their_words() -> None:
    terms = {"class:A": ("rate", "tax"), "class:B": ("parcel",), "class:C": ("rate", "vat")}
    units = [msgspec.structs.replace(unit(name), terms=words) for name, words in terms.items()]
    link = linkage(units, [needs("class:A", "class:B"), needs("class:B", "class:C")])
    graph = graph_of(link)
    bound = bind(link, graph.nodes, Constraints(together=(group("class:A", "class:C"),)))
    assert graph.words == tuple(terms.values())
    assert contracted(bound, graph).words == (("rate", "tax", "vat"), ("parcel",), ())

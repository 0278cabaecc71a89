"""Scores per service and between services, on a monolith that can be read in one look."""

from msgspec.structs import replace

from analyzer.measure import measure
from analyzer.model.config import KINDS
from analyzer.model.linkage import DependencyKind
from analyzer.model.location import Location
from analyzer.model.scores import ServiceScores
from tests.order.test_roadmap import DECOMPOSITION, LINKAGE


def test_measure__when_cart_needs_order__then_coupling_is_places_times_kind_weight() -> None:
    scores = measure(LINKAGE, DECOMPOSITION, KINDS)
    cart, order = scores.services
    assert (cart.service, cart.units, cart.tables_owned, cart.entry_points) == ("cart", 1, 1, 1)
    assert cart.calls_out == order.calls_in == 3
    assert cart.internal == KINDS["writes"]
    assert cart.efferent == KINDS["calls"] * 3 + KINDS["writes"]  # two to order, one to the kernel, one foreign write
    assert cart.tables_shared == order.tables_shared == 1
    assert order.afferent == KINDS["calls"] * 2 + KINDS["writes"]  # the test's write is not counted


def test_measure__when_services_cross__then_the_crossing_names_its_heaviest_places() -> None:
    (crossing,) = measure(LINKAGE, DECOMPOSITION, KINDS).crossings
    assert (crossing.source, crossing.target, crossing.places) == ("cart", "order", 3)
    source, target, kind, place = crossing.examples[0]
    assert (source, target, kind, place.line) == ("class:Cart", "table:orders", "writes", 5)


def test_measure__when_a_table_is_read_and_joined_on_one_line__then_that_is_one_place() -> None:
    rows = []
    for row in LINKAGE.dependencies:
        rows.append(row)
        if (row.source, row.target) == ("class:Cart", "table:orders"):
            twice = (*row.occurrences, Location("elsewhere.php", 9))
            rows.append(replace(row, kind=DependencyKind.JOINS, occurrences=twice))
    scores = measure(replace(LINKAGE, dependencies=tuple(sorted(rows))), DECOMPOSITION, KINDS)
    assert scores.services[0].calls_out == scores.crossings[0].places == 3 + 1


def test_measure__when_rows_are_scored__then_the_sanity_rows_stand_beside_the_proposal() -> None:
    rows = {row.name: row for row in measure(LINKAGE, DECOMPOSITION, KINDS).rows}
    assert list(rows) == ["proposed", "one box", "singletons", "directories", "random"]
    assert [row.services for row in rows.values()] == [2, 1, 2, 1, 2]
    assert {score.id for score in rows["proposed"].scores} >= {"sm@fse21", "icp@cargo", "bcp@fse21"}


def test_service_scores__when_nothing_crosses__then_ratios_are_zero_and_not_an_error() -> None:
    empty = ServiceScores("x", 0, 0, 0, 0, 0.0, 0.0, 0.0, 0, 0, 0, 0, 0)
    assert (empty.instability, empty.cohesion, empty.abstractness, empty.distance) == (0, 0, 0, 1)

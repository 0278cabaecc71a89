"""What can leave side by side, where to stop, and what a departure is worth."""

import pytest

from analyzer.model.decomposition import Decomposition, Service
from analyzer.model.linkage import Confidence, Dependency, DependencyKind, Linkage, Unit, UnitKind
from analyzer.model.project import Activity, Commit
from analyzer.order.benefits import activity_of, benefits, texts
from analyzer.order.coexistence import Coexistence
from analyzer.order.stages import stopping, waves


def test_waves__only_what_is_tied__keeps_its_order() -> None:
    calls = ((0.0, 2.0, 0.0, 0.0), (0.0,) * 4, (0.0,) * 4, (0.0, 0.0, 1.0, 0.0))
    costs = Coexistence(("a", "b", "c", "d"), calls, (0.0,) * 4, (), 5.0)
    assert waves(costs, (1, 2, 0, 3)) == [1, 1, 2, 2]
    torn = Coexistence(("a", "b", "c", "d"), calls, (0.0,) * 4, ((0b0011, False, 1), (0b1100, True, 1)), 5.0)
    assert waves(torn, (2, 3, 1, 0)) == [1, 2, 1, 2]
    shared = Coexistence(("a", "b"), ((0.0, 0.0),) * 2, (0.0,) * 2, ((0b11, False, 1),), 5.0)
    assert waves(shared, (0, 1)) == [1, 2]


@pytest.mark.parametrize(
    ("standing", "freed", "stop"),
    [
        ([1, 2, 10, 4], [5, 4, 1, 1], 2),  # much for little, then the dearest
        ([9, 10, 5, 0], [1, 1, 5, 5], 0),  # nothing for much
        ([10, 1, 1], [1, 5, 5], 0),  # the top is first: whoever begins goes on
        ([1, 2, 3], [1, 1, 1], 0),  # as dear as it frees
        ([0, 0], [1, 1], 0),
        ([], [], 0),
    ],
)
def test_stopping__a_first_part_that_frees_much_for_little(
    standing: list[float], freed: list[float], stop: int
) -> None:
    assert stopping(standing, freed) == stop


UNITS = (
    Unit("class:A", UnitKind.CLASS, "A", "a.php", 1, 9, 30),
    Unit("class:B", UnitKind.CLASS, "B", "b.php", 1, 9, 10),
)
SERVICES = (Service("a", ("class:A",), (), 0.5), Service("b", ("class:B",), (), 1.0))


def _found() -> Decomposition:
    return Decomposition(SERVICES, (), (), (), (), ())


def test_benefits__shares_of_what_is_known__weighted_and_added() -> None:
    activity = activity_of(
        [Commit("1", "x", "", ("a.php", "b.php")), Commit("2", "y", "", ("a.php",)), Commit("3", "x", "", ("a.php",))]
    )
    assert activity == (Activity("a.php", 3, (0, 1)), Activity("b.php", 1, (0,)))
    weights = {"size": 1.0, "churn": 2.0, "authors": 3.0, "stability": 0.0}
    found = benefits(Linkage(units=UNITS), _found(), activity, weights, 100.0)
    assert found.worth == pytest.approx((100 * (0.75 + 2 * 0.75 + 3 * 2 / 3), 100 * (0.25 + 2 * 0.25 + 3 / 3)))
    assert (found.terms, found.absent) == (("authors", "churn", "size"), ())


def test_benefits__language_files__bring_nothing_but_scripts_that_run_or_are_needed_do() -> None:
    scripts = [
        Unit(f"script:{name}.php", UnitKind.SCRIPT, name, f"{name}.php", 1, 90, loc, entry=entry)
        for name, loc, entry in (("fr", 90, ""), ("page", 20, "web"), ("used", 40, ""))
    ]
    needs = Dependency("class:A", "script:used.php", DependencyKind.INCLUDES, Confidence.EXACT, "php", ())
    linkage = Linkage(units=(*UNITS, *scripts), dependencies=(needs,))
    services = (
        Service("a", ("class:A", "script:page.php", "script:used.php")),
        Service("b", ("class:B", "script:fr.php")),
    )
    found = Decomposition(services, (), (), (), (), ())
    activity = activity_of([Commit("1", "x", "", ("a.php", "fr.php")), Commit("2", "y", "", ("fr.php", "b.php"))])
    assert texts(linkage) == {"script:fr.php"}
    assert benefits(linkage, found, activity, {"size": 1.0}, 100.0).worth == pytest.approx((90.0, 10.0))
    assert benefits(linkage, found, activity, {"churn": 1.0}, 100.0).worth == pytest.approx((50.0, 50.0))
    assert benefits(linkage, found, activity, {"authors": 1.0}, 100.0).worth == pytest.approx((50.0, 50.0))


def test_benefits__without_a_history__say_what_is_absent() -> None:
    found = benefits(Linkage(units=UNITS), _found(), (), {"size": 0.0, "churn": 1.0, "stability": 3.0}, 10.0)
    assert found.worth == pytest.approx((10.0, 20.0))
    assert (found.terms, found.absent) == (("stability",), ("churn",))

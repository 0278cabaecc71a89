"""What is said of an order of extraction: how sure it is, what a wish costs, where to stop."""

import msgspec
import pytest

from analyzer.model.roadmap import Remaining, Roadmap, Step
from analyzer.report.ordering import asked, freed, how_sure, lines_freed, texts, where_to_stop
from analyzer.report.words import how_good


def _left(lines: int) -> Remaining:
    return Remaining(lines, 1, 0, 0)


STEPS = (
    Step(1, "mail", 1.0, 1.0, (), (), _left(60)),
    Step(2, "shop", 10.0, 9.0, (), (), _left(50)),
    Step(3, "stock", 0.0, 0.0, (), (), _left(10)),
)
ROADMAP = Roadmap(_left(100), STEPS, 110.0, 110.0, True, stop=1)


@pytest.mark.parametrize(
    ("cost", "unasked", "bound", "said"),
    [
        (110.0, 100.0, 110.0, "costs 10% more than the best that was found without that wish."),
        (100.5, 100.0, 100.5, "costs 0.5% more than the best that was found without that wish."),
        (100.0, 100.0, 100.0, "costs no more than the best that was found without that wish."),
        (110.0, 100.0, 90.0, "costs 10% more than the best that was found without that wish."),
    ],
)
def test_asked__a_wish__says_what_it_costs(cost: float, unasked: float, bound: float, said: str) -> None:
    one = msgspec.structs.replace(
        ROADMAP, first=("shop", "mail"), cost=cost, unasked=unasked, lower_bound=bound, optimal=cost == bound
    )
    assert asked(one) == f"Asked to leave first: shop, mail. This order {said}"
    assert asked(ROADMAP) == ""


def test_how_good__a_wish__judges_only_the_orders_that_begin_so() -> None:
    one = msgspec.structs.replace(ROADMAP, first=("shop",))
    assert how_good(ROADMAP) == "is optimal"
    assert how_good(one) == "is optimal among those that begin as asked"
    assert how_sure(one).startswith("None of the orders that begin as asked is cheaper")
    far = msgspec.structs.replace(ROADMAP, lower_bound=99.0, optimal=False)
    assert how_good(far) == "can be beaten by at most 10% of its cost"
    assert "none can cost less than 99.0, this one costs 110.0 (gap 10%)" in how_sure(far)


def test_where_to_stop__a_first_part__says_what_the_next_costs_and_frees() -> None:
    said = where_to_stop(ROADMAP)
    assert "after step 1 (mail) 44% of the lines that services take have left, and the period costs 1.0 (10%" in said
    assert "The next, shop, frees 10 lines and brings it to 10.0." in said


def test_freed__texts__are_not_counted_and_said_so() -> None:
    full = msgspec.structs.replace(ROADMAP, start=Remaining(1100, 1, 0, 0, 1000))
    assert list(lines_freed(full)) == [40, 10, 40]
    assert list(freed(full)) == pytest.approx([40 / 90, 50 / 90, 1])
    assert texts(full).startswith("Not counted as freed: 1,000 lines of scripts that need nothing")
    assert texts(ROADMAP) == ""


def test_where_to_stop__nothing_costs_anything__says_so() -> None:
    free = tuple(msgspec.structs.replace(step, cost=0.0) for step in STEPS)
    said = where_to_stop(msgspec.structs.replace(ROADMAP, steps=free, stop=0))
    assert said == "No period of this order costs anything: after each step it can stop."

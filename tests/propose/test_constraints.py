"""Constraints: every one holds, over random graphs too; contradictions name both lines."""

import random

import pytest

from analyzer.model.config import Config, Constraints, Group, Pattern
from analyzer.model.decomposition import Decomposition
from analyzer.model.linkage import Linkage
from analyzer.pipeline import analyze_linkage, inventory_of
from analyzer.propose import ContradictionError
from tests.propose.monolith import linkage, modules, needs, unit
from tests.propose.steered import group, limit, steered

SHOP = linkage(*modules(6, 8))


def _place(found: Decomposition, unit_id: str) -> str | None:
    return found.service_of().get(unit_id)


def test_pin__to_a_proposed_service__moves_the_unit_there() -> None:
    found = steered(SHOP, Constraints(pin=(group("class:M0x1", service="word3"),)))
    assert _place(found, "class:M0x1") == "word3"
    assert {_place(found, f"class:M3x{i}") for i in range(8)} == {"word3"}
    assert len(found.services) == 6


def test_pin__most_of_a_service__names_it() -> None:
    found = steered(SHOP, Constraints(pin=(group("m2/**", service="billing"),)))
    assert {_place(found, u.id) for u in SHOP.units if u.path.startswith("m2")} == {"billing"}
    assert [s.name for s in found.services] == ["billing", "word0", "word1", "word3", "word4", "word5"]
    assert _place(found, "table:t2") == "billing"


def test_pin__a_name_that_another_service_had__takes_it_over() -> None:
    found = steered(SHOP, Constraints(pin=(group("m2/**", service="word0"),)))
    assert _place(found, "class:M2x0") == "word0"
    assert _place(found, "class:M0x0") not in (None, "word0")


def test_pin__a_few_units_to_a_new_name__found_a_service() -> None:
    found = steered(SHOP, Constraints(pin=(group("class:M1x2", "class:M1x3", "table:t1", service="stock"),)))
    assert {_place(found, u) for u in ("class:M1x2", "class:M1x3", "table:t1")} == {"stock"}


def test_pin__the_more_specific_pattern__wins() -> None:
    rules = (group("m2/**", service="billing"), group("class:M2x7", service="word0", line=5))
    found = steered(SHOP, Constraints(pin=rules))
    assert _place(found, "class:M2x7") == "word0"
    assert _place(found, "class:M2x6") == "billing"


def test_predefined__nothing_joins_it() -> None:
    found = steered(SHOP, Constraints(predefined=(group("class:M1x*", service="word4"),)))
    (service,) = (s for s in found.services if s.name == "word4")
    assert service.members == tuple(f"class:M1x{i}" for i in range(8))


def test_together_and_apart__hold_over_services() -> None:
    found = steered(
        SHOP,
        Constraints(
            together=(group("class:M0x0", "class:M5x0"), group("class:M5x0", "table:t3", line=3)),
            apart=(group("class:M2x0", "class:M2x1", line=7),),
        ),
    )
    assert len({_place(found, u) for u in ("class:M0x0", "class:M5x0", "table:t3")}) == 1
    assert _place(found, "class:M2x0") != _place(found, "class:M2x1")


def test_kernel__forced_in_kept_out_and_left_out() -> None:
    units, dependencies = modules(5, 9)
    units += [unit("function:escape")]
    dependencies += [needs(u.id, "function:escape", "calls") for u in units if u.id.startswith("class:M")]
    link = linkage(units, dependencies)
    found = steered(
        link,
        Constraints(
            kernel=(Pattern("class:M0x4", 1),),
            not_kernel=(Pattern("function:escape", 2),),
            leave_out=(Pattern("m3/**", 3),),
        ),
    )
    assert found.kernel == ("class:M0x4",)
    assert _place(found, "function:escape") is not None
    assert {f"class:M3x{i}" for i in range(9)} <= set(found.orphans)


@pytest.mark.parametrize(
    ("constraints", "smallest", "largest"),
    [
        (Constraints(largest=limit(5)), 1, 5),
        (Constraints(smallest=limit(12)), 12, 99),
        (Constraints(smallest=limit(3), largest=limit(7), services=limit(9)), 3, 7),
        (Constraints(services=limit(2), largest=limit(30)), 1, 30),
    ],
)
def test_sizes__limits__hold(constraints: Constraints, smallest: int, largest: int) -> None:
    found = steered(SHOP, constraints)
    sizes = [len(s.members) for s in found.services]
    assert smallest <= min(sizes)
    assert max(sizes) <= largest
    assert sum(sizes) == 54
    if constraints.services:
        assert len(sizes) == constraints.services.number


CONTRADICTIONS = [
    (
        Constraints(pin=(group("class:M0x0", service="a", line=3), group("class:M0x0", service="b", line=4))),
        (3, "class:M0x0 is pinned to a here, and is pinned to b on line 4"),
    ),
    (
        Constraints(predefined=(group("m0/**", service="a", line=3),), leave_out=(Pattern("m0/1.php", 8),)),
        (3, "is predefined in a here, and is left out on line 8"),
    ),
    (
        Constraints(
            together=(group("class:M0x0", "class:M1x0", line=3), group("class:M1x0", "class:M2x0", line=5)),
            apart=(group("class:M0x0", "class:M2x0", line=9),),
        ),
        (10, "class:M0x0 and class:M2x0 are kept apart here, but together by line 3 and line 5"),
    ),
    (
        Constraints(
            pin=(group("class:M0x0", service="a", line=3), group("class:M1x0", service="b", line=4)),
            together=(group("class:M0x0", "class:M1x0", line=7),),
        ),
        (3, "class:M0x0 is pinned to a here, and class:M1x0 is pinned to b on line 4, but line 7 keeps them together"),
    ),
    (
        Constraints(together=(group("m0/**", line=2),), largest=limit(5, 6)),
        (2, "8 units and tables must be together here, but largest is 5 on line 6"),
    ),
    (
        Constraints(smallest=limit(9, 2), largest=limit(5, 6)),
        (2, "smallest is 9 here, but largest 5 on line 6"),
    ),
    (
        Constraints(predefined=(group("class:M0x0", service="a", line=2),), smallest=limit(3, 6)),
        (2, "a is predefined with 1, fewer than smallest: 3 on line 6 asks for"),
    ),
    (
        Constraints(
            predefined=(group("class:M0x0", service="a", line=2),),
            together=(group("class:M0x0", "class:M0x1", line=6),),
        ),
        (2, "a is predefined here and nothing may join it, but line 6 would add class:M0x1"),
    ),
    (
        Constraints(
            predefined=(group("class:M0x0", service="a", line=2),), pin=(group("class:M0x1", service="a", line=6),)
        ),
        (2, "a is predefined here and nothing may join it, but line 6 would add class:M0x1"),
    ),
    (
        Constraints(kernel=(Pattern("class:M0x0", 2),), not_kernel=(Pattern("class:M0x0", 6),)),
        (2, "class:M0x0 is forced into the kernel here, and is kept out of the kernel on line 6"),
    ),
    (
        Constraints(together=(group("class:M0x0", "class:M0x1", line=2),), leave_out=(Pattern("class:M0x0", 6),)),
        (2, "class:M0x0 is kept together here, and is left out on line 6"),
    ),
    (
        Constraints(
            pin=(group("class:M0x0", service="a"), group("class:M1x0", service="b", line=4)), services=limit(1, 6)
        ),
        (6, "services is 1 here, but 2 are named, the last on line 4"),
    ),
    (
        Constraints(apart=(group("class:M0x0", "class:M1x0", "class:M2x0", line=4),), services=limit(2, 9)),
        (9, "services is 2 here, but 3 patterns are kept apart on line 4"),
    ),
    (
        Constraints(apart=(group("class:M0x*", "class:M0x?", line=4),)),
        (4, "class:M0x0 is meant by 'class:M0x*' here and by 'class:M0x?' on line 5"),
    ),
    (
        Constraints(services=limit(60, 9)),
        (9, "services is 60 here, but only 54 units, tables or groups of them can be placed; relax one"),
    ),
    (
        Constraints(services=limit(2, 9), leave_out=(Pattern("**", 3), Pattern("table:*", 4))),
        (
            9,
            "services is 2 here, but only 0 units, tables or groups of them can be placed; line 3 and line 4",
        ),
    ),
    (
        Constraints(smallest=limit(20, 2), services=limit(4, 3)),
        (3, "no split was found that holds this and line 2"),
    ),
]


@pytest.mark.parametrize(("constraints", "said"), CONTRADICTIONS)
def test_contradiction__names_both_lines(constraints: Constraints, said: tuple[int, str]) -> None:
    with pytest.raises(ContradictionError) as caught:
        steered(SHOP, constraints)
    assert (caught.value.line, str(caught.value)[: len(said[1])]) == said or said[1] in str(caught.value)
    assert caught.value.line == said[0]


def _random(seed: int) -> tuple[Linkage, Constraints]:
    """A random graph, and constraints that a random hidden split obeys."""
    dice = random.Random(seed)
    names = [f"class:C{i}" for i in range(dice.randint(12, 50))] + [f"table:t{i}" for i in range(dice.randint(0, 6))]
    units = [unit(name) for name in names]
    dependencies = {
        needs(a, b, "writes" if b.startswith("table:") else "new")
        for a, b in (dice.sample(names, 2) for _ in range(3 * len(names)))
        if not a.startswith("table:")
    }
    count = dice.randint(2, 5)
    hidden = {name: i % count for i, name in enumerate(dice.sample(names, len(names)))}
    sides = [[name for name in names if hidden[name] == side] for side in range(count)]
    picked = [dice.sample(side, min(len(side), dice.randint(1, 4))) for side in sides]
    rules = Constraints(
        pin=tuple(group(*some, service=f"s{i}") for i, some in enumerate(picked) if dice.random() < 0.5),
        together=tuple(group(*dice.sample(side, min(3, len(side)))) for side in sides if dice.random() < 0.7),
        apart=(group(*(some[0] for some in picked)),),
        leave_out=(Pattern("class:C11"),) if dice.random() < 0.3 and not _used("class:C11", picked, sides) else (),
        largest=limit(max(map(len, sides)) + dice.randint(0, 6)) if dice.random() < 0.7 else None,
        smallest=limit(dice.randint(1, 3)) if dice.random() < 0.5 else None,
        services=limit(count + dice.randint(0, 1)) if dice.random() < 0.4 else None,
    )
    return linkage(units, dependencies), rules


def _used(name: str, *where: list[list[str]]) -> bool:
    return any(name in some for lists in where for some in lists)


def _holds(found: Decomposition, rules: Constraints) -> None:
    place = found.service_of()
    sizes = [len(service.members) for service in found.services]
    for rule in rules.pin:
        assert {place.get(p.text) for p in rule.patterns} == {rule.service}
    for rule in rules.together:
        assert len({place.get(p.text) for p in rule.patterns}) == 1
    for rule in rules.apart:
        placed = [place[p.text] for p in rule.patterns if p.text in place]
        assert len(placed) == len(set(placed))
    assert all(p.text not in place for p in rules.leave_out)
    assert not rules.largest or max(sizes) <= rules.largest.number
    assert not rules.smallest or min(sizes) >= rules.smallest.number
    assert not rules.services or len(sizes) == rules.services.number
    assert len(place) == sum(sizes)


@pytest.mark.parametrize("seed", range(20))
def test_constraints__random_graphs__every_one_holds_and_the_answer_stays(seed: int) -> None:
    link, rules = _random(seed)
    found = steered(link, rules)
    _holds(found, rules)
    assert steered(link, rules) == found


def test_pattern__that_matches_nothing__is_a_problem_with_its_line() -> None:
    rules = Constraints(pin=(Group((Pattern("class:M0xx", 7),), "word1"),), leave_out=(Pattern("old/**", 9),))
    analysis = analyze_linkage(SHOP, Config(constraints=rules), inventory_of(SHOP), lambda *_: None, name="shop")
    assert [(p.line, p.message) for p in analysis.linkage.problems] == [
        (7, "constraints.pin.word1: 'class:M0xx' matches nothing; did you mean 'class:M0x7'?"),
        (9, "constraints.leave_out: 'old/**' matches nothing"),
    ]


def test_obeyed__a_pin_against_the_ties__says_its_cost() -> None:
    found = steered(SHOP, Constraints(pin=(group("class:M0x4", service="word3", line=4),)))
    (rule,) = found.constraints
    assert (rule.line, rule.rule, rule.service, rule.units) == (4, "pin", "word3", ("class:M0x4",))
    assert rule.crossing > 0
    assert rule.modularity > 0
    assert found.granularities[-1].name == "unconstrained"


def test_obeyed__a_pin_that_changes_nothing__is_free() -> None:
    found = steered(SHOP, Constraints(pin=(group("class:M3x4", service="word3", line=4),)))
    assert [(rule.crossing, rule.modularity) for rule in found.constraints] == [(0.0, 0.0)]

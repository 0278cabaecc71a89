"""The analysis before this one has a say in close calls: what it does to a run, and what it must not do."""

import random

import pytest

from analyzer.export import analysis_json
from analyzer.model.analysis import Analysis
from analyzer.model.config import Config, Constraints, WeightConfig
from analyzer.model.earlier import NOTHING_EARLIER, Earlier
from analyzer.model.linkage import Linkage
from analyzer.pipeline import Past, analyze_linkage, inventory_of
from tests.propose.monolith import linkage, modules, needs, unit
from tests.propose.steered import group

PINNED = Config(constraints=Constraints(pin=(group("class:C00[0-3]", service="pinned"),)))


def mixed(seed: int, size: int = 60, groups: int = 6) -> Linkage:
    """Classes whose ties lead out of their group nearly as often as not: many calls are close."""
    dice = random.Random(seed)
    names = [f"class:C{i:03}" for i in range(size)]
    ties = {
        (a, dice.choice([b for b in range(size) if b != a and (b % groups == a % groups or dice.random() < 0.12)]))
        for a in range(size)
        for _ in range(3)
    }
    units = [unit(name, words=(f"word{i % groups}",)) for i, name in enumerate(names)]
    return linkage(units, [needs(names[a], names[b]) for a, b in sorted(ties)])


def without(whole: Linkage, seed: int) -> Linkage:
    """The linkage as it was before some classes came."""
    gone = set(random.Random(seed).sample([one.id for one in whole.units], 9))
    return linkage(
        [one for one in whole.units if one.id not in gone],
        [row for row in whole.dependencies if not {row.source, row.target} & gone],
    )


def places_of(analysis: Analysis) -> dict[str, tuple[str, ...]]:
    return {service.name: service.members for service in analysis.decomposition.services}


def run(link: Linkage, config: Config, before: Analysis | None = None) -> Analysis:
    earlier = NOTHING_EARLIER
    if before is not None:
        earlier = Earlier.of(before.decomposition, before.config)
    return analyze_linkage(link, config, inventory_of(link), lambda *_: None, "shop", Past(earlier))


@pytest.mark.parametrize("seed", range(6))
def test_analyze__code_has_not_changed_since__every_further_run_is_the_same(seed: int) -> None:
    first = run(mixed(seed), Config())
    assert analysis_json(run(mixed(seed), Config(), first)) == analysis_json(first)


@pytest.mark.parametrize("seed", range(6))
def test_analyze__code_has_changed_before__the_run_after_the_next_is_the_same(seed: int) -> None:
    whole = mixed(seed)
    second = run(whole, Config(), run(without(whole, seed), Config()))
    assert analysis_json(run(whole, Config(), second)) == analysis_json(second)


@pytest.mark.parametrize("seed", [0, 1, 3, 7])
def test_analyze__constraints_and_unchanged_code__services_stay_and_what_they_cost_too(seed: int) -> None:
    whole = mixed(seed)
    first = run(whole, PINNED)
    second = run(whole, PINNED, first)
    assert places_of(second) == places_of(first)
    assert second.decomposition.granularities[-1] == first.decomposition.granularities[-1]  # without constraints
    grown = run(whole, PINNED, run(without(whole, seed), PINNED))
    assert places_of(run(whole, PINNED, grown)) == places_of(grown)


@pytest.mark.parametrize(
    "other",
    [run(mixed(3), Config(weights=WeightConfig(fan_in_discount=0.1))), run(linkage(*modules(3, 6)), Config())],
    ids=["question", "code"],
)
def test_analyze__an_answer_to_another_question_or_of_other_code__has_no_say(other: Analysis) -> None:
    held, free = run(mixed(3), Config(), other), run(mixed(3), Config())
    assert {one.members for one in held.decomposition.services} == {one.members for one in free.decomposition.services}

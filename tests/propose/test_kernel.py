"""The kernel: hubs by measured position, never by name."""

import pytest

from analyzer.model.earlier import NO_LEANING, Leaning
from analyzer.propose import find_kernel
from tests.propose.monolith import graph_of, linkage, modules, needs, unit


def kernel(units: list, dependencies: list) -> list[str]:
    found = linkage(units, dependencies)
    graph = graph_of(found)
    return [graph.nodes[i] for i in find_kernel(found, graph)]


def test_find_kernel__nothing__nothing() -> None:
    assert kernel([], []) == []
    assert kernel([unit("class:A")], []) == []


def test_find_kernel__modules_without_hub__nobody() -> None:
    assert kernel(*modules(4, 8)) == []


def test_find_kernel__used_by_all__is_kernel_with_what_only_it_uses() -> None:
    units, dependencies = modules(4, 8)
    everybody = [u.id for u in units if u.id.startswith("class:")]
    units += [unit("function:escape"), unit("function:charset")]
    dependencies += [needs(name, "function:escape", "calls") for name in everybody]
    dependencies.append(needs("function:escape", "function:charset", "calls"))
    assert kernel(units, dependencies) == ["function:charset", "function:escape"]


def test_find_kernel__facade_that_uses_many__is_not() -> None:
    units, dependencies = modules(4, 8)
    everybody = [u.id for u in units if u.id.startswith("class:")]
    units.append(unit("class:Front"))
    dependencies += [needs("class:Front", name) for name in everybody]
    assert kernel(units, dependencies) == []


def test_find_kernel__mediator_used_by_many_that_uses_as_many__is_not() -> None:
    units, dependencies = modules(4, 8)
    everybody = [u.id for u in units if u.id.startswith("class:")]
    units.append(unit("class:Mediator"))
    dependencies += [needs(name, "class:Mediator") for name in everybody]
    dependencies += [needs("class:Mediator", name) for name in everybody]
    assert kernel(units, dependencies) == []


def test_find_kernel__centre_of_one_module__is_not() -> None:
    units, dependencies = modules(4, 12)
    inside = [u.id for u in units if u.id.startswith("class:M1")]
    units.append(unit("class:Base"))
    dependencies += [needs(name, "class:Base") for name in inside]
    assert kernel(units, dependencies) == []


def test_find_kernel__base_class_that_is_all_its_children_have__is_not() -> None:
    units, dependencies = modules(4, 8)
    children = [f"class:Migration{i}" for i in range(20)]
    units += [unit("class:Migration"), *(unit(child) for child in children)]
    dependencies += [needs(child, "class:Migration", "extends") for child in children]
    assert kernel(units, dependencies) == []


def bounded(used: int) -> tuple[list, list]:
    """A hub of twenty users in four modules that uses so many classes itself, all of one of them."""
    units, dependencies = modules(4, 12)
    units.append(unit("class:Entity"))
    dependencies += [needs(f"class:M{m}x{i}", "class:Entity") for m in range(4) for i in range(5)]
    dependencies += [needs("class:Entity", f"class:M0x{i}") for i in range(5, 5 + used)]
    return units, dependencies


@pytest.mark.parametrize(
    ("used", "before", "inside"),
    [
        (5, "", True),
        (5, "inside", True),
        (5, "outside", False),
        (6, "", False),
        (6, "inside", True),
        (7, "inside", False),
    ],
)
def test_find_kernel__near_a_limit__stays_where_an_earlier_analysis_had_it(
    used: int, before: str, inside: bool
) -> None:
    found = linkage(*bounded(used))
    graph = graph_of(found)
    leaning = Leaning(**{before: frozenset({"class:Entity"})}) if before else NO_LEANING
    assert (graph.nodes.index("class:Entity") in find_kernel(found, graph, leaning)) is inside

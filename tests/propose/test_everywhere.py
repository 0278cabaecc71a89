"""The kernel seen from the communities: what most of them use, though no hub."""

import pytest

from analyzer.cluster import cluster
from analyzer.model.config import ClusterConfig, Constraints, Pattern
from analyzer.model.earlier import NO_LEANING, Leaning
from analyzer.model.linkage import Dependency, Unit
from analyzer.propose import everywhere, find_kernel, with_used_everywhere
from tests.propose.monolith import graph_of, linkage, modules, needs, proposal, unit
from tests.propose.steered import group, steered

MODULES = 12
USERS = [f"class:M{m}x{i}" for m in range(0, MODULES, 2) for i in (2, 3)][:8]  # two in each of four modules


def kernel(units: list[Unit], dependencies: list[Dependency]) -> list[str]:
    found = linkage(units, dependencies)
    graph = graph_of(found)
    hubs = find_kernel(found, graph)
    assert hubs == ()
    communities = cluster(graph, hubs, ClusterConfig())
    return [graph.nodes[i] for i in with_used_everywhere(found, graph, communities, hubs)]


def monolith(*more: str) -> tuple[list[Unit], list[Dependency]]:
    units, dependencies = modules(MODULES, 8)
    units += [unit(name) for name in more]
    return units, dependencies


def test_everywhere__nothing__nothing() -> None:
    assert kernel([], []) == []
    assert kernel(*monolith()) == []


def test_everywhere__used_by_a_few_units_of_a_third_of_the_modules__is_kernel_and_in_no_service() -> None:
    units, dependencies = monolith("class:Clock")
    dependencies += [needs(name, "class:Clock") for name in USERS]
    assert kernel(units, dependencies) == ["class:Clock"]
    found = proposal(linkage(units, dependencies))
    assert found.kernel == ("class:Clock",)
    assert "class:Clock" not in found.service_of()


def test_everywhere__used_by_as_many_units_of_two_modules__is_not() -> None:
    units, dependencies = monolith("class:Clock")
    dependencies += [needs(f"class:M{m}x{i}", "class:Clock") for m in (0, 2) for i in (2, 3, 4, 5)]
    assert kernel(units, dependencies) == []


def test_everywhere__most_users_in_one_module__is_not() -> None:
    units, dependencies = monolith("class:Clock")
    dependencies += [needs(name, "class:Clock") for name in USERS[::2]]
    dependencies += [needs(f"class:M0x{i}", "class:Clock") for i in (3, 4, 5, 6)]
    assert kernel(units, dependencies) == []


def test_everywhere__uses_as_much_as_it_is_used__is_not() -> None:
    units, dependencies = monolith("class:Front")
    dependencies += [needs(name, "class:Front") for name in USERS]
    dependencies += [needs("class:Front", f"class:M{m}x4") for m in range(MODULES)]
    assert kernel(units, dependencies) == []


def test_everywhere__entity_that_keeps_data__is_not() -> None:
    units, dependencies = monolith("class:Customer", "table:customers")
    dependencies += [needs(name, "class:Customer") for name in USERS]
    dependencies.append(needs("class:Customer", "table:customers", "writes"))
    assert kernel(units, dependencies) == []


def test_everywhere__entity_whose_rows_another_class_keeps__is_not() -> None:
    units, dependencies = monolith("class:Customer", "class:CustomerRows", "table:customers")
    dependencies += [needs(name, "class:Customer") for name in USERS]
    dependencies.append(needs("class:Customer", "class:CustomerRows"))
    dependencies.append(needs("class:CustomerRows", "table:customers", "writes"))
    assert kernel(units, dependencies) == []


def test_everywhere__interface_of_an_entity__is_not() -> None:
    units, dependencies = monolith("class:Party", "class:Customer", "table:customers")
    dependencies += [needs(name, "class:Party") for name in USERS]
    dependencies.append(needs("class:Customer", "class:Party", "implements"))
    dependencies.append(needs("class:Customer", "table:customers", "writes"))
    assert kernel(units, dependencies) == []


def test_everywhere__included_file_whose_functions_keep_data__is_not() -> None:
    units, dependencies = monolith("table:stock")
    units += [unit("script:stock.php", "stock.php"), unit("function:take", "stock.php")]
    dependencies += [needs(name, "script:stock.php", "includes") for name in USERS]
    dependencies += [needs("class:M1x1", "function:take", "calls"), needs("function:take", "table:stock", "writes")]
    assert kernel(units, dependencies) == []


def test_everywhere__included_file_of_plain_functions__is_kernel() -> None:
    units, dependencies = monolith()
    units += [unit("script:text.php", "text.php"), unit("function:slug", "text.php")]
    dependencies += [needs(name, "script:text.php", "includes") for name in USERS]
    dependencies.append(needs("class:M1x1", "function:slug", "calls"))
    assert kernel(units, dependencies) == ["script:text.php"]


def test_everywhere__parent_of_entities_of_many_modules__is_kernel() -> None:
    units, dependencies = monolith("class:Record")
    rows = [f"class:M{m}x{i}" for m in range(0, 8, 2) for i in (0, 1)]  # write their module's table
    dependencies += [needs(name, "class:Record", "extends") for name in rows]
    assert kernel(units, dependencies) == ["class:Record"]


def test_everywhere__what_only_hangs_on_it__goes_with_it() -> None:
    units, dependencies = monolith("class:Clock", "class:Zone")
    dependencies += [needs(name, "class:Clock") for name in USERS]
    dependencies += [needs("class:Clock", "class:Zone"), needs("class:M5x2", "class:Zone")]
    assert kernel(units, dependencies) == ["class:Clock", "class:Zone"]


@pytest.mark.parametrize(
    "constraints",
    [
        Constraints(not_kernel=(Pattern("class:Clock", 2),)),
        Constraints(pin=(group("class:Clock", service="time"),)),
    ],
)
def test_everywhere__what_the_user_keeps_out__is_in_a_service(constraints: Constraints) -> None:
    units, dependencies = monolith("class:Clock")
    dependencies += [needs(name, "class:Clock") for name in USERS]
    found = steered(linkage(units, dependencies), constraints)
    assert found.kernel == ()
    assert "class:Clock" in found.service_of()


@pytest.mark.parametrize(
    ("users", "before", "inside"),
    [
        (3, NO_LEANING, True),
        (3, Leaning(outside=frozenset({"class:Clock"})), False),
        (3, Leaning(inside=frozenset({"class:Clock"})), True),
        (1, Leaning(inside=frozenset({"class:Clock"})), False),
    ],
    ids=["anew", "in a service before", "in the kernel before", "no close call any more"],
)
def test_everywhere__at_the_limit__stays_where_an_earlier_analysis_had_it(
    users: int, before: Leaning, inside: bool
) -> None:
    units, dependencies = monolith("class:Clock")
    dependencies += [needs(f"class:M{m}x{i}", "class:Clock") for m in range(users) for i in (2, 3, 4)]
    found = linkage(units, dependencies)
    graph = graph_of(found)
    communities = cluster(graph, (), ClusterConfig())
    position = graph.nodes.index("class:Clock")
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(everywhere, "FEWEST", 1)  # else four of twelve: no share near the limit
        assert (position in with_used_everywhere(found, graph, communities, (), before)) is inside

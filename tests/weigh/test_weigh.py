"""Weighing: which units take part, what discounts, how layers combine."""

from math import log, sqrt

import pytest

from analyzer.model.config import LAYERS, WeightConfig
from analyzer.model.graph import CodeGraph, Edge
from analyzer.model.linkage import Confidence, Dependency, DependencyKind, Linkage, Unit, UnitKind
from analyzer.model.location import Location
from analyzer.weigh import weigh


def unit(name: str, kind: UnitKind = UnitKind.CLASS, test: bool = False) -> Unit:
    prefix = kind.value if kind in {UnitKind.TABLE, UnitKind.TEMPLATE, UnitKind.FUNCTION} else "class"
    return Unit(f"{prefix}:{name}", kind, name, f"{name}.php", 1, 9, 9, test)


def needs(
    source: str,
    target: str,
    kind: DependencyKind = DependencyKind.NEW,
    confidence: Confidence = Confidence.EXACT,
    places: int = 1,
) -> Dependency:
    lines = tuple(Location("a.php", line + 1) for line in range(places))
    return Dependency(source, target, kind, confidence, "php", lines)


def graph(units: list[Unit], *dependencies: Dependency, config: WeightConfig | None = None) -> CodeGraph:
    return weigh(Linkage(units=tuple(units), dependencies=dependencies), config or WeightConfig())


def weight(found: CodeGraph, a: str, b: str) -> float:
    names = {found.nodes.index(f"class:{a}"), found.nodes.index(f"class:{b}")}
    return next((e.weight for e in found.combined if {e.source, e.target} == names), 0.0)


A, B, C, D = (unit(name) for name in "ABCD")


def test_weigh__nothing__is_an_empty_graph() -> None:
    assert graph([]) == CodeGraph((), (), ())


def test_weigh__external_and_test_units__are_left_out_with_their_edges() -> None:
    units = [B, A, unit("X", UnitKind.EXTERNAL), unit("T", test=True), unit("v", UnitKind.TEMPLATE)]
    found = graph(units, needs("class:T", "class:A"), needs("class:A", "class:X"), needs("class:A", "class:B"))
    assert found.nodes == ("class:A", "class:B", "template:v")
    assert found.combined == (Edge(0, 1, 1.0),)


def test_weigh__both_directions__are_one_undirected_edge_with_mean_one() -> None:
    found = graph([A, B, C], needs("class:A", "class:B"), needs("class:B", "class:A"), needs("class:C", "class:B"))
    assert [(e.source, e.target) for e in found.combined] == [(0, 1), (1, 2)]
    assert sum(e.weight for e in found.combined) == pytest.approx(2.0)


def test_weigh__many_places__count_sublinearly() -> None:
    found = graph([A, B, C, D], needs("class:A", "class:B", places=20), needs("class:C", "class:D"))
    assert weight(found, "A", "B") / weight(found, "C", "D") == pytest.approx(1 + log(20), rel=1e-4)


def test_weigh__guessed__counts_half_of_exact() -> None:
    found = graph([A, B, C, D], needs("class:A", "class:B", confidence=Confidence.GUESSED), needs("class:C", "class:D"))
    assert weight(found, "A", "B") / weight(found, "C", "D") == pytest.approx(0.5, rel=1e-4)


def test_weigh__popular_target__is_discounted_by_the_root_of_its_users() -> None:
    users = [unit(f"U{i}") for i in range(4)]
    calls = [needs(u.id, "class:A") for u in users]
    found = graph([A, B, C, *users], *calls, needs("class:C", "class:B"))
    assert weight(found, "U0", "A") / weight(found, "C", "B") == pytest.approx(1 / sqrt(4), rel=1e-4)


def test_weigh__kinds__add_up_with_their_weights() -> None:
    found = graph(
        [A, B, C, D],
        needs("class:A", "class:B", DependencyKind.EXTENDS),
        needs("class:A", "class:B", DependencyKind.CALLS),
        needs("class:C", "class:D", DependencyKind.CALLS),
    )
    assert weight(found, "A", "B") / weight(found, "C", "D") == pytest.approx(5.0, rel=1e-4)


def test_weigh__kind_or_layer_of_weight_zero__is_switched_off() -> None:
    table = unit("orders", UnitKind.TABLE)
    config = WeightConfig(kinds={"new": 1.0, "writes": 1.0}, layers={"structure": 1.0})
    dependencies = (
        needs("class:A", "class:B"),
        needs("class:A", "class:C", DependencyKind.CALLS),
        needs("class:A", "table:orders", DependencyKind.WRITES),
    )
    found = graph([A, B, C, table], *dependencies, config=config)
    assert found.combined == (Edge(0, 1, 1.0),)


def test_weigh__layers__sum_to_one_and_weigh_by_what_they_touch() -> None:
    table = unit("orders", UnitKind.TABLE)
    calls = [needs("class:A", "class:B"), needs("class:B", "class:C"), needs("class:C", "class:D")]
    found = graph([A, B, C, D, table], *calls, needs("class:D", "table:orders", DependencyKind.WRITES))
    assert [layer.name for layer in found.layers] == ["data", "structure"]
    assert [sum(e.weight for e in layer.edges) for layer in found.layers] == pytest.approx([1.0, 1.0], rel=1e-5)
    wished = [LAYERS["data"] * 2 / 5, LAYERS["structure"] * 4 / 5]
    assert [layer.weight for layer in found.layers] == pytest.approx(wished)


def test_weigh__order_of_the_linkage__does_not_matter() -> None:
    calls = [needs("class:A", "class:B"), needs("class:C", "class:B", places=3), needs("class:D", "class:A")]
    assert graph([A, B, C, D], *calls) == graph([D, C, B, A], *reversed(calls))

"""The roadmap of a small, readable monolith."""

import msgspec
import pytest

from analyzer.model.config import KINDS, OrderConfig
from analyzer.model.decomposition import Decomposition, Service
from analyzer.model.linkage import Confidence, Dependency, DependencyKind, Linkage, Unit, UnitKind
from analyzer.model.location import Location
from analyzer.order import order


def unit(id: str, **more: object) -> Unit:
    kind = UnitKind.TABLE if id.startswith("table:") else UnitKind.CLASS
    return Unit(id, kind, id, **({"path": "a.php", "loc": 10} | more))  # type: ignore[arg-type]


def needs(source: str, target: str, kind: DependencyKind, *lines: int) -> Dependency:
    return Dependency(source, target, kind, Confidence.EXACT, "php", tuple(Location("a.php", n) for n in lines))


CALLS, WRITES, READS = DependencyKind.CALLS, DependencyKind.WRITES, DependencyKind.READS
LINKAGE = Linkage(
    units=(
        unit("class:Cart", entry="web"),
        unit("class:Db"),
        unit("class:Order"),
        unit("class:Test", test=True),
        unit("table:carts", loc=0),
        unit("table:orders", loc=0),
        unit("table:settings", loc=0),
    ),
    dependencies=(
        needs("class:Cart", "class:Db", CALLS, 1),
        needs("class:Cart", "class:Order", CALLS, 2, 3),
        needs("class:Cart", "table:carts", WRITES, 4),
        needs("class:Cart", "table:orders", WRITES, 5),
        needs("class:Order", "class:Db", CALLS, 6),
        needs("class:Order", "table:orders", WRITES, 7),
        needs("class:Order", "table:settings", READS, 8),
        needs("class:Test", "table:orders", WRITES, 9),
    ),
)
DECOMPOSITION = Decomposition(
    services=(
        Service("cart", ("class:Cart", "table:carts")),
        Service("order", ("class:Order", "table:orders")),
    ),
    kernel=("class:Db", "table:settings"),
    orphans=(),
    memberships=(),
    tables=(),
    granularities=(),
)


def test_order__when_cart_calls_order__then_order_leaves_first_and_the_sums_can_be_recounted() -> None:
    roadmap = order(LINKAGE, DECOMPOSITION, KINDS, OrderConfig())
    assert [step.service for step in roadmap.steps] == ["order", "cart"]
    first, second = roadmap.steps
    assert first.back_calls == KINDS["reads"]  # settings stay behind; the kernel's code travels along
    assert first.shared_writes == ("table:orders",)  # the cart, still inside, writes it too
    assert first.cost == KINDS["reads"] + 5.0
    assert second.cost == KINDS["reads"]
    assert roadmap.cost == pytest.approx(first.cost + second.cost + roadmap.waiting)
    assert second.benefit == pytest.approx(0.25 * 0.5 * (first.cost + second.cost) / 2)
    assert roadmap.waiting == second.benefit  # it waits while the first has left; a weight of .25, half of the lines
    assert (roadmap.benefits, roadmap.absent) == (("size",), ("authors", "churn", "stability"))
    assert roadmap.optimal
    assert roadmap.gap == 0


@pytest.mark.parametrize("how", [{"path": "install/Patcher.php"}, {"defines": True}])
def test_order__when_the_writer_only_migrates__then_it_neither_shares_the_table_nor_is_cut(
    how: dict[str, object],
) -> None:
    linkage = Linkage(
        units=(*LINKAGE.units, unit("class:Patcher", **how)),
        dependencies=(*LINKAGE.dependencies, needs("class:Patcher", "table:carts", WRITES, 10, 11)),
    )
    cart = Service("cart", ("class:Cart", "table:carts"))
    other = Service("order", ("class:Order", "class:Patcher", "table:orders"))
    roadmap = order(linkage, msgspec.structs.replace(DECOMPOSITION, services=(cart, other)), KINDS, OrderConfig())
    assert all("table:carts" not in step.shared_writes for step in roadmap.steps)
    assert all(cut.source != "class:Patcher" for step in roadmap.steps for cut in step.cuts)


def test_order__when_a_service_leaves__then_its_cuts_carry_their_places_dearest_first() -> None:
    cuts = order(LINKAGE, DECOMPOSITION, KINDS, OrderConfig()).steps[0].cuts
    assert [(cut.source, cut.target, cut.kind, cut.cost) for cut in cuts] == [
        ("class:Cart", "table:orders", "writes", KINDS["writes"]),
        ("class:Order", "table:settings", "reads", KINDS["reads"]),
    ]
    assert cuts[0].occurrences == (Location("a.php", 5),)


def test_order__when_a_service_is_asked_for__then_it_leaves_first_and_the_wish_has_a_price() -> None:
    free = order(LINKAGE, DECOMPOSITION, KINDS, OrderConfig())
    asked = order(LINKAGE, DECOMPOSITION, KINDS, OrderConfig(first=("cart",)))
    assert (free.first, free.unasked) == ((), 0.0)
    assert [step.service for step in asked.steps] == ["cart", "order"]
    assert (asked.first, asked.unasked) == (("cart",), free.cost)
    assert asked.cost > asked.unasked
    assert asked.optimal


def test_order__when_a_service_is_full_of_texts__then_they_are_told_apart_from_its_code() -> None:
    texts = Unit("script:fr.php", UnitKind.SCRIPT, "fr", "fr.php", 1, 500, 500)
    linkage = Linkage(units=(*LINKAGE.units, texts), dependencies=LINKAGE.dependencies)
    one, other = DECOMPOSITION.services
    cart = Service("cart", (*one.members, "script:fr.php"))
    roadmap = order(linkage, msgspec.structs.replace(DECOMPOSITION, services=(cart, other)), KINDS, OrderConfig())
    assert [(s.service, s.remaining.loc, s.remaining.texts) for s in roadmap.steps] == [
        ("order", 520, 500),
        ("cart", 10, 0),
    ]
    assert (roadmap.start.loc, roadmap.start.code) == (530, 30)


def test_order__when_services_leave__then_what_remains_shrinks_and_tests_never_count() -> None:
    roadmap = order(LINKAGE, DECOMPOSITION, KINDS, OrderConfig())
    assert (roadmap.start.units, roadmap.start.loc, roadmap.start.tables, roadmap.start.entry_points) == (3, 30, 3, 1)
    rests = [(s.remaining.units, s.remaining.tables, s.remaining.entry_points) for s in roadmap.steps]
    assert rests == [(2, 2, 1), (1, 1, 0)]

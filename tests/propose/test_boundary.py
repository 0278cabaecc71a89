"""What the boundaries of given services cut."""

from collections.abc import Sequence

import msgspec

from analyzer.model.config import DataConfig
from analyzer.model.data import Boundary, WayOut
from analyzer.model.decomposition import Decomposition, Service
from analyzer.model.linkage import (
    Confidence,
    Dependency,
    DependencyKind,
    Join,
    Linkage,
    Operation,
    StateAccess,
    Table,
    TransactionScope,
)
from analyzer.model.location import Location
from analyzer.model.statements import ForeignKey
from analyzer.propose import boundary, judge
from tests.propose.monolith import needs, unit

SHOP, MAIL, CORE = "class:Shop", "class:Mail", "class:Core"
PRICES = DataConfig()


def at(line: int) -> Location:
    return Location("a.php", line)


def cut(more: Linkage, dependencies: Sequence[Dependency] = ()) -> Boundary:
    """Shop owns orders, Mail owns letters, Core is in no service."""
    units = tuple(sorted(unit(id) for id in (SHOP, MAIL, CORE, "table:orders", "table:letters")))
    owned = (needs(SHOP, "table:orders", "writes", 9), needs(MAIL, "table:letters", "writes", 9))
    linkage = msgspec.structs.replace(more, units=units, dependencies=tuple(sorted((*owned, *dependencies))))
    services = (Service("mail", (MAIL, "table:letters")), Service("shop", (SHOP, "table:orders")))
    return boundary(linkage, judge(linkage, Decomposition(services, (), (), (), (), ()), PRICES), PRICES)


def test_boundary__nothing_crosses__then_it_is_empty() -> None:
    assert cut(Linkage(joins=(Join(SHOP, at(1), "table:orders", "table:orders"),))) == Boundary()


def test_boundary__a_statement_joins_two_owners__then_its_place_columns_and_text_are_kept() -> None:
    pair = ("table:letters", "table:orders")
    joins = (
        Join(SHOP, at(4), *pair, (("order_id", "id"),), "SELECT 1 FROM orders o JOIN letters l ON l.order_id = o.id"),
        Join(SHOP, at(4), *pair, (("{0}", "id"),)),
        Join(MAIL, at(9), *pair),
    )
    (found,) = cut(Linkage(joins=joins)).joins
    assert (found.left, found.right, found.owners) == (*pair, ("mail", "shop"))
    assert found.columns == (("order_id", "id"),)
    assert found.places == ((MAIL, "mail", at(9)), (SHOP, "shop", at(4)))
    assert found.cost == 2 * PRICES.join
    assert (found.at, found.example[:8], found.way_out) == (at(4), "SELECT 1", WayOut.COMPOSITION)


def test_boundary__who_joins_keeps_a_copy__then_the_join_stays_local() -> None:
    joins = tuple(Join(SHOP, at(n), "table:letters", "table:orders", text="SELECT") for n in range(12))
    (found,) = cut(Linkage(joins=joins), [needs(SHOP, "table:letters", "reads", 20)]).joins
    assert found.way_out is WayOut.LOCAL_COPY
    assert found.cost == round(12 * PRICES.copied_read, 4)


def test_boundary__a_statement_sums_up__then_a_read_model() -> None:
    join = Join(SHOP, at(4), "table:letters", "table:orders", (), "SELECT COUNT(*) FROM letters, orders GROUP BY x")
    assert cut(Linkage(joins=(join,))).joins[0].way_out is WayOut.READ_MODEL


def test_boundary__keys_cross__then_declared_and_implied_are_told_apart() -> None:
    tables = (
        Table("letters", at(1), ("id",), (ForeignKey("letters", ("order_id",), "orders", ("id",), 3),) * 2),
        Table("orders", at(2)),
    )
    places = (Location("s.sql", 3),)
    key = Dependency("table:letters", "table:orders", DependencyKind.FOREIGN_KEY, Confidence.EXACT, "sql", places)
    implied = msgspec.structs.replace(key, source="table:orders", target="table:letters", confidence=Confidence.GUESSED)
    found = cut(Linkage(tables=tables), [key, implied]).keys
    assert [(k.table, k.columns, k.target_columns, k.declared, k.place) for k in found] == [
        ("table:letters", ("order_id",), ("id",), True, places[0]),
        ("table:orders", (), (), False, places[0]),
    ]
    assert {k.way_out for k in found} == {WayOut.BY_ID}


def test_boundary__a_transaction_writes_tables_of_two_owners__then_it_would_be_distributed() -> None:
    writes = (("table:letters", MAIL, at(7)), ("table:orders", SHOP, at(5)))
    scopes = (
        TransactionScope(SHOP, at(4), "pay", True, writes),
        TransactionScope(SHOP, at(8), "local", True, writes[1:]),
        TransactionScope(CORE, at(9), "", False, writes),
    )
    found = cut(Linkage(scopes=scopes)).transactions
    assert [(row.unit, row.member, row.cost, row.way_out) for row in found] == [
        (CORE, "", PRICES.transaction, WayOut.SAGA),
        (SHOP, "pay", PRICES.transaction, WayOut.OUTBOX),
    ]
    assert found[1].owners == (("mail", ("table:letters",)), ("shop", ("table:orders",)))
    assert found[1].writes == writes


def state(kind: str, key: str, unit: str, writes: bool, line: int) -> StateAccess:
    return StateAccess(kind, key, unit, writes, (at(line),))


def test_boundary__state_is_written_here_and_read_there__then_each_kind_has_its_way_out() -> None:
    rows = (
        state("session", "customer_id", SHOP, True, 1),
        state("session", "customer_id", MAIL, False, 2),
        state("session", "cart", SHOP, True, 3),
        state("session", "cart", CORE, False, 4),
        state("global", "title", SHOP, True, 5),
        state("global", "title", MAIL, True, 6),  # two names that never meet
        state("global", "db", CORE, True, 7),  # a library may set it in each process
        state("global", "db", SHOP, False, 8),
        state("session", "own", SHOP, True, 9),
        state("session", "own", SHOP, False, 10),
        state("request", "id", SHOP, True, 11),
        state("request", "id", MAIL, False, 12),
        state("constant", "HOST", SHOP, True, 13),
        state("constant", "HOST", MAIL, False, 14),
    )
    found = cut(Linkage(state=rows)).state
    assert [(row.kind, row.key, row.cost, row.way_out) for row in found] == [
        ("session", "cart", 1.2, WayOut.SESSION_STORE),
        ("session", "customer_id", 1.2, WayOut.TOKEN),
        ("constant", "HOST", 0.2, WayOut.SETTINGS),
    ]
    assert found[1].places == ((MAIL, "mail", False, at(2)), (SHOP, "shop", True, at(1)))


def test_boundary__methods_are_called_across__then_the_calls_are_kept_by_method() -> None:
    operations = (
        Operation(MAIL, "send", CORE, (at(1),)),
        Operation(MAIL, "send", MAIL, (at(2),)),
        Operation(MAIL, "send", SHOP, (at(3), at(4))),
        Operation(CORE, "log", SHOP, (at(5),)),  # travels along or stays: no service offers it
    )
    found = cut(Linkage(operations=operations)).calls
    assert [(call.target, call.member, call.source, len(call.places)) for call in found] == [
        (MAIL, "send", CORE, 1),
        (MAIL, "send", SHOP, 2),
    ]

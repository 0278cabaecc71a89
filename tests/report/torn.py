"""A small shop torn into two services by hand, so that everything that a boundary can cut is there; its names may try
to break out of what shows them."""

from functools import cache

from msgspec.structs import replace

from analyzer.model.analysis import Analysis
from analyzer.model.config import Config
from analyzer.model.decomposition import Decomposition, Service
from analyzer.model.linkage import (
    ColumnUse,
    Confidence,
    Dependency,
    DependencyKind,
    Entry,
    Join,
    Linkage,
    Operation,
    Reason,
    StateAccess,
    Table,
    TransactionScope,
    Unit,
    UnitKind,
    Unresolved,
)
from analyzer.model.location import Location
from analyzer.model.statements import ForeignKey
from analyzer.pipeline import analyze_linkage, inventory_of
from analyzer.propose import boundary, judge


def unit(id: str, line: int, loc: int = 40) -> Unit:
    prefix, _, name = id.partition(":")
    return Unit(id, UnitKind(prefix), name, f"{name}.php" if prefix != "table" else "s.sql", line, line + loc, loc)


@cache
def torn(evil: str = "") -> Analysis:
    """`mail` sends letters, `shop` takes orders; Core is shared kernel."""
    shop, mail, core, page = f"class:Shop{evil}", f"class:Mail{evil}", "class:Core", f"template:page{evil}"
    orders, letters, spare, log = f"table:orders{evil}", f"table:letters{evil}", "table:spare", "table:log"
    path = f"shop{evil}.php"

    def needs(source: str, target: str, kind: str, *lines: int) -> Dependency:
        places = tuple(Location(path, line) for line in lines)
        return Dependency(source, target, DependencyKind(kind), Confidence.EXACT, "php", places)

    def at(line: int) -> Location:
        return Location(path, line)

    name = orders.partition(":")[2]
    key = ForeignKey(letters.partition(":")[2], ("order_id",), name, ("id",), 3)
    linkage = Linkage(
        units=tuple(
            sorted((unit(id, n) for n, id in enumerate((shop, mail, core, page, orders, letters, spare, log), 1)))
        ),
        dependencies=tuple(
            sorted(
                (
                    needs(shop, mail, "calls", 11, 12),
                    needs(shop, mail, "new", 10),
                    needs(shop, core, "calls", 13),
                    needs(mail, shop, "parameter-type", 30),
                    needs(mail, shop, "listens", 31),
                    needs(mail, page, "renders", 32),
                    needs(shop, page, "renders", 14),
                    needs(shop, orders, "writes", 15, 16, 17),
                    needs(mail, orders, "reads", 33, 34),
                    needs(mail, letters, "writes", 35),
                    needs(core, letters, "reads", 60),
                    needs(core, log, "writes", 61),
                    needs(letters, orders, "foreign-key", 3),
                )
            )
        ),
        tables=(
            Table(letters.partition(":")[2], at(2), ("id", "order_id", "text"), (key,)),
            Table(name, at(1), ("id", "total" + evil)),
            Table("log", None),
            Table("spare", at(4), ("id",)),
        ),
        entries=(Entry(mail, "controller", f"/letters{evil}", "GET", "show", "laravel", at(40)),),
        unresolved=(Unresolved(f"Mail{evil}.php", 3, "method-call", "$x->y()", Reason.UNTYPED_RECEIVER),),
        joins=(Join(mail, at(33), letters, orders, (("order_id", "id"),), f"SELECT {evil} FROM letters"),),
        scopes=(TransactionScope(shop, at(18), "pay", True, ((letters, mail, at(35)), (orders, shop, at(16)))),),
        state=(
            StateAccess("session", f"user{evil}", shop, True, (at(19),)),
            StateAccess("session", f"user{evil}", mail, False, (at(36),)),
        ),
        columns=(
            ColumnUse(letters, "text", mail, True, (at(35),)),
            ColumnUse(orders, "total" + evil, shop, True, (at(15), at(16))),
        ),
        operations=(Operation(mail, "send", shop, (at(11),)),),
    )
    analysis = analyze_linkage(linkage, Config(), inventory_of(linkage), lambda *_: None, "torn" + evil)
    services = (
        Service("mail" + evil, tuple(sorted((letters, mail, page)))),
        Service("shop" + evil, tuple(sorted((orders, shop)))),
    )
    found = judge(linkage, Decomposition(services, (core,), (), (), (), ()), Config().data)
    return replace(analysis, decomposition=found, boundary=boundary(linkage, found, Config().data))

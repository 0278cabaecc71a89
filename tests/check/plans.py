"""The little shop of the other tests, under an accepted plan."""

import msgspec

from analyzer.model.analysis import Analysis
from analyzer.model.config import Config
from analyzer.model.linkage import Coverage, Dependency, Join, Linkage, TransactionScope, Unit
from analyzer.model.plan import Plan, PlannedService
from analyzer.pipeline import analyze_linkage, inventory_of
from tests.check.shop import needs, unit

BILLING = PlannedService("billing", ("class:Invoice", "class:Pdf"), ("invoices",), uses=("catalog",), line=2)
CATALOG = PlannedService("catalog", ("class:Product", "class:Brand"), ("products",), uses=(), line=5)
OLD = (
    needs("class:Invoice", "class:Pdf", "new", 1, 2, 3, 4),
    needs("class:Invoice", "class:Product"),
    needs("class:Invoice", "table:invoices", "writes"),
    needs("class:Product", "class:Brand", "new", 1, 2, 3),
    needs("class:Product", "table:products", "writes"),
)
UNITS = ("class:Invoice", "class:Pdf", "class:Product", "class:Brand", "table:invoices", "table:products")


def planned(
    *new: Dependency,
    services: tuple[PlannedService, ...] = (BILLING, CATALOG),
    kernel: tuple[str, ...] = (),
    units: tuple[Unit, ...] = (),
    joins: tuple[Join, ...] = (),
    scopes: tuple[TransactionScope, ...] = (),
    coverage: tuple[Coverage, ...] = (),
) -> Analysis:
    """The shop with more dependencies and units, analysed under a plan."""
    linkage = Linkage(
        units=tuple(sorted((*map(unit, UNITS), *units))),
        dependencies=tuple(sorted((*OLD, *new))),
        joins=joins,
        scopes=scopes,
        coverage=coverage,
    )
    config = msgspec.structs.replace(Config(), plan=Plan(services, kernel))
    return analyze_linkage(linkage, config, inventory_of(linkage), lambda *_: None, "shop")

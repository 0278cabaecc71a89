"""A small analysis to be changed by the tests: billing and catalog with a table each."""

import msgspec

from analyzer.model.analysis import SCHEMA, Analysis, Inventory
from analyzer.model.config import Config
from analyzer.model.decomposition import Decomposition, Service
from analyzer.model.graph import CodeGraph
from analyzer.model.linkage import (
    Confidence,
    Coverage,
    Dependency,
    DependencyKind,
    Linkage,
    Reason,
    Unit,
    UnitKind,
    Unresolved,
)
from analyzer.model.location import Location
from analyzer.model.roadmap import Remaining, Roadmap
from analyzer.model.scores import Scores

BILLING = ("class:Invoice", "class:Pdf", "table:invoices")
CATALOG = ("class:Product", "table:products")


def unit(unit_id: str, test: bool = False) -> Unit:
    """A unit by its id, in a file of its name."""
    prefix, _, name = unit_id.partition(":")
    path = "" if prefix in {"table", "external"} else f"{name}.php"
    return Unit(unit_id, UnitKind(prefix), name, path, 3 if path else 0, test=test)


def needs(source: str, target: str, kind: str = "new", *lines: int) -> Dependency:
    """A dependency with its lines, in the source's file."""
    path = f"{source.partition(':')[2]}.php"
    places = tuple(Location(path, line) for line in lines or (1,))
    return Dependency(source, target, DependencyKind(kind), Confidence.EXACT, "php", places)


def coverage(kind: str, total: int, unresolved: int) -> Coverage:
    """A kind of reference, so many of which are unresolved."""
    return Coverage(kind, total, total - unresolved, 0, 0, 0, unresolved)


def gap(line: int, kind: str = "include", path: str = "a.php") -> Unresolved:
    """A line of the ledger; its text is unlike all others."""
    return Unresolved(path, line, kind, f"$f{line}", Reason.DYNAMIC_PATH)


def shop(
    *new: Dependency,
    units: tuple[Unit, ...] = (),
    rows: tuple[Coverage, ...] = (),
    unresolved: tuple[Unresolved, ...] = (),
    decomposition: Decomposition | None = None,
) -> Analysis:
    """The shop with more dependencies and units than it has always had."""
    old = (
        needs("class:Invoice", "class:Product"),
        needs("class:Invoice", "table:invoices", "writes"),
        needs("class:Product", "table:products", "reads"),
    )
    services = (Service("billing", BILLING), Service("catalog", CATALOG))
    linkage = Linkage(
        units=tuple(sorted((*map(unit, (*BILLING, *CATALOG)), *units))),
        dependencies=tuple(sorted((*old, *new))),
        coverage=rows,
        unresolved=unresolved,
    )
    nothing = Remaining(0, 0, 0, 0)
    return Analysis(
        schema=SCHEMA,
        project="shop",
        version="0",
        inventory=Inventory(2, 100, 0, 0, 0, (), ()),
        linkage=linkage,
        graph=CodeGraph((), (), ()),
        decomposition=decomposition or Decomposition(services, (), (), (), (), ()),
        scores=Scores((), (), ()),
        roadmap=Roadmap(nothing, (), 0.0, 0.0, True),
        config=Config(),
    )


def decomposed(*services: Service, kernel: tuple[str, ...] = (), orphans: tuple[str, ...] = ()) -> Decomposition:
    """Another proposal for the same shop."""
    return msgspec.structs.replace(shop().decomposition, services=services, kernel=kernel, orphans=orphans)

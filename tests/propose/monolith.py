"""Small invented monoliths: linkages built from a few lines."""

from collections.abc import Iterable, Sequence

from analyzer.cluster import cluster
from analyzer.model.config import ClusterConfig, DataConfig, WeightConfig
from analyzer.model.decomposition import Decomposition
from analyzer.model.graph import CodeGraph
from analyzer.model.linkage import Confidence, Dependency, DependencyKind, Linkage, Unit, UnitKind
from analyzer.model.location import Location
from analyzer.propose import find_kernel, judge, propose, with_used_everywhere
from analyzer.weigh import weigh


def unit(unit_id: str, path: str = "", words: Sequence[str] = ()) -> Unit:
    """A unit by its id; the path defaults to its name."""
    prefix, _, name = unit_id.partition(":")
    return Unit(unit_id, UnitKind(prefix), name, path or f"{name}.php", 1, 20, 20, words=tuple(words))


def needs(source: str, target: str, kind: str = "new", places: int = 1) -> Dependency:
    """A dependency with so many places."""
    lines = tuple(Location("a.php", line + 1) for line in range(places))
    return Dependency(source, target, DependencyKind(kind), Confidence.EXACT, "php", lines)


def linkage(units: Iterable[Unit], dependencies: Iterable[Dependency]) -> Linkage:
    """Sorted, as `link` gives it."""
    return Linkage(units=tuple(sorted(units)), dependencies=tuple(sorted(dependencies)))


def modules(count: int, size: int) -> tuple[list[Unit], list[Dependency]]:
    """Modules `m0`, `m1`, … of densely connected classes, joined in a chain by one call each, a table per module."""
    units, dependencies = [], []
    for m in range(count):
        names = [f"class:M{m}x{i}" for i in range(size)]
        units += [unit(name, f"m{m}/{i}.php", (f"word{m}", "shared")) for i, name in enumerate(names)]
        dependencies += [needs(a, b) for i, a in enumerate(names) for b in names[i + 1 : i + 4]]
        units.append(unit(f"table:t{m}", words=(f"word{m}",)))
        dependencies += [needs(name, f"table:t{m}", "writes") for name in names[:2]]
        if m:
            dependencies.append(needs(f"class:M{m - 1}x0", names[0]))
    return units, dependencies


def graph_of(link: Linkage, weights: WeightConfig | None = None) -> CodeGraph:
    """Weighed with the defaults, unless said otherwise."""
    return weigh(link, weights or WeightConfig())


def proposal(link: Linkage, services: int | None = None, weights: WeightConfig | None = None) -> Decomposition:
    """The whole way from a linkage to a proposal."""
    config = ClusterConfig(services=services)
    graph = graph_of(link, weights)
    hubs = find_kernel(link, graph)
    found = cluster(graph, hubs, config)
    kernel = with_used_everywhere(link, graph, found, hubs)
    return judge(link, propose(link, graph, found, kernel, config), DataConfig())

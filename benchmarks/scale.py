"""What a run costs from `weigh` to `order`, on invented code bases of growing size and of degenerate shapes.

`modules`: modules of about 40 units; some twenty different dependencies per unit (28 draws), four in five of them
inside of the module, the targets drawn so that few are used by many, as in real code. The other shapes are those that
ruin algorithms which are quick on such a graph: see `SHAPES`. Each is measured in a process of its own: CPU and wall
seconds of the clustering (weigh, kernel, cluster, propose), microseconds per unit, CPU seconds of measuring and of the
order, and the most memory that the process held. Wall time says something on an idle machine only: the load is printed.

Usage: python benchmarks/scale.py [UNITS or SHAPE[:UNITS] ...]   (default: 1000 10000 100000)
       python benchmarks/scale.py --shapes [UNITS]                every shape with so many units (default: 10000)
"""

import os
import random
import resource
import sys
import time
from collections.abc import Callable, Iterator
from concurrent.futures import ProcessPoolExecutor
from multiprocessing import get_context

from analyzer.cluster import cluster
from analyzer.measure import measure
from analyzer.model.config import Config
from analyzer.model.linkage import Confidence, Dependency, DependencyKind, Linkage, Unit, UnitKind
from analyzer.model.location import Location
from analyzer.order import order
from analyzer.pipeline.pipeline import without_collection
from analyzer.propose import find_kernel, propose
from analyzer.weigh import weigh

MODULE, TIES, INSIDE = 40, 28, 0.8
Pairs = Iterator[tuple[int, int]]


def _modules(units: int) -> Pairs:
    dice = random.Random(units)
    for i in range(units):
        start = i - i % MODULE
        for _ in range(TIES):
            size, first = (MODULE, start) if dice.random() < INSIDE else (units, 0)
            yield i, min(units - 1, first + int(size * dice.random() ** 2))


def _star(units: int) -> Pairs:
    return ((i, 0) for i in range(1, units))


def _hubs(units: int) -> Pairs:
    """Ten that everybody uses, and that use each other."""
    return ((i, hub) for i in range(units) for hub in range(10))


def _stars(units: int) -> Pairs:
    """√n hubs that all use each other, everyone else on one of them."""
    hubs = int(units**0.5)
    yield from ((a, b) for a in range(hubs) for b in range(a))
    yield from ((i, i % hubs) for i in range(hubs, units))


def _parts(units: int) -> Pairs:
    """Threes that know nobody else."""
    return ((i, i - i % 3 + (i + 1) % 3) for i in range(units - units % 3))


def _chain(units: int) -> Pairs:
    return ((i, i + 1) for i in range(units - 1))


def _tree(units: int) -> Pairs:
    """Everyone on somebody who came before."""
    dice = random.Random(units)
    return ((i, dice.randrange(i)) for i in range(1, units))


def _anybody(units: int) -> Pairs:
    """Five each, of no structure at all."""
    dice = random.Random(units)
    return ((i, dice.randrange(units)) for i in range(units) for _ in range(5))


SHAPES: dict[str, Callable[[int], Pairs]] = {
    "modules": _modules,
    "star": _star,
    "hubs": _hubs,
    "stars": _stars,
    "parts": _parts,
    "chain": _chain,
    "tree": _tree,
    "anybody": _anybody,
}


def invented(units: int, shape: str = "modules") -> Linkage:
    """Return a linkage with so many classes; in `modules` each module is a namespace, elsewhere there is none."""
    names = [f"class:M{i // MODULE}\\C{i}" if shape == "modules" else f"class:C{i}" for i in range(units)]
    place = (Location("a.php", 1),)
    pairs = {(names[i], names[target]) for i, target in SHAPES[shape](units) if target != i}
    rows = (Dependency(a, b, DependencyKind.CALLS, Confidence.EXACT, "php", place) for a, b in pairs)
    found = [Unit(name, UnitKind.CLASS, name[6:], f"{name[6:]}.php", 1, 9, 9) for name in sorted(names)]
    return Linkage(units=tuple(found), dependencies=tuple(sorted(rows)))


def measured(shape: str, units: int) -> str:
    """Return the row of one code base."""
    config = Config()
    linkage = invented(units, shape)
    with without_collection():
        began, cpu = time.perf_counter(), time.process_time()
        graph = weigh(linkage, config.weights)
        kernel = find_kernel(linkage, graph)
        found = propose(linkage, graph, cluster(graph, kernel, config.clustering), kernel, config.clustering)
        wall, spent = time.perf_counter() - began, time.process_time() - cpu
        cpu = time.process_time()
        measure(linkage, found, config.weights.kinds)
        scored, cpu = time.process_time() - cpu, time.process_time()
        order(linkage, found, config.weights.kinds, config.order)
        ordered = time.process_time() - cpu
    memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    extent = f"{shape:8}{units:8,} {len(linkage.dependencies):10,}"
    return (
        f"{extent} {spent:7.1f} s {wall:7.1f} s {spent / units * 1e6:6.0f} µs"
        f"{scored:8.1f} s{ordered:7.1f} s {memory:6.0f} MB {len(found.services):7}"
    )


def main(arguments: list[str]) -> None:
    """Measure each."""
    wished = arguments or ["1000", "10000", "100000"]
    if arguments[:1] == ["--shapes"]:
        wished = [f"{shape}:{arguments[1] if arguments[1:] else 10_000}" for shape in SHAPES]
    print(f"load {os.getloadavg()[0]:.1f} on {os.cpu_count()} cores", flush=True)
    print("shape      units      edges       CPU      wall  per unit   scores  order  memory services")
    for text in wished:
        shape, _, units = text.rpartition(":")
        with ProcessPoolExecutor(1, get_context("spawn")) as alone:
            print(alone.submit(measured, shape or "modules", int(units)).result(), flush=True)


if __name__ == "__main__":
    main(sys.argv[1:])

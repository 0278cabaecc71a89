"""What clustering and proposing cost per unit, on invented code bases of growing size.

Modules of about 40 units; some twenty different dependencies per unit (28 draws), four in five of them inside of the
module, the targets drawn so that few are used by many, as in real code. Prints CPU seconds, microseconds per unit, and
the peak memory so far.

Usage: python benchmarks/scale.py [UNITS ...]   (default: 1000 10000 100000)
"""

import random
import resource
import sys
import time

from analyzer.cluster import cluster
from analyzer.model.config import Config
from analyzer.model.linkage import Confidence, Dependency, DependencyKind, Linkage, Unit, UnitKind
from analyzer.model.location import Location
from analyzer.propose import find_kernel, propose
from analyzer.weigh import weigh

MODULE, TIES, INSIDE = 40, 28, 0.8


def invented(units: int) -> Linkage:
    """Return a linkage with so many classes and twenty times as many dependencies."""
    dice = random.Random(units)
    names = [f"class:M{i // MODULE}\\C{i}" for i in range(units)]
    place = (Location("a.php", 1),)
    pairs = set()
    for i in range(units):
        start = i - i % MODULE
        for _ in range(TIES):
            size, first = (MODULE, start) if dice.random() < INSIDE else (units, 0)
            target = min(units - 1, first + int(size * dice.random() ** 2))
            if target != i:
                pairs.add((names[i], names[target]))
    rows = (Dependency(a, b, DependencyKind.CALLS, Confidence.EXACT, "php", place) for a, b in pairs)
    found = [Unit(name, UnitKind.CLASS, name[6:], f"{name[6:]}.php", 1, 9, 9) for name in sorted(names)]
    return Linkage(units=tuple(found), dependencies=tuple(sorted(rows)))


def main() -> None:
    """Measure each size."""
    config = Config()
    for units in [int(text) for text in sys.argv[1:]] or [1_000, 10_000, 100_000]:
        linkage = invented(units)
        begun = time.process_time()
        graph = weigh(linkage, config.weights)
        kernel = find_kernel(linkage, graph)
        found = propose(linkage, graph, cluster(graph, kernel, config.clustering), kernel, config.clustering)
        spent = time.process_time() - begun
        memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
        print(
            f"{units:8,} units {len(linkage.dependencies):10,} edges {spent:8.1f} s {spent / units * 1e6:8.0f} µs/unit "
            f"{memory:6.0f} MB {len(found.services):5} services",
            flush=True,
        )


if __name__ == "__main__":
    main()

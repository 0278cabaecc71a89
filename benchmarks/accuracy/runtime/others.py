"""Pairs of a traced run, analysis.json and other tools' output in; how much of what ran each tool holds, out.

The pairs are runtime.py's: unrelated classes of the analysed code of which one called the other. A tool holds a pair
*exactly* when it lists caller → callee, *by family* when it lists the caller with an ancestor or descendant of the
callee. `edges` is how many pairs of own, unrelated classes a tool lists at all. Names are compared without case.

The tools are no part of the project. Each is a composer package; measured were deptrac 3.0.0 (the last release that
brings its vendor folder), dephpend at 8162045 (after 0.9.0) and PhpMetrics 2.11.0, the last two from their
repositories with PHP-Parser 5.8.0. Each is run with `php -d memory_limit=-1`, without xdebug:

    deptrac/deptrac        php deptrac_pairs.php vendor/deptrac/deptrac PROGRAM > deptrac.txt
    dephpend/dephpend      php vendor/bin/dephpend text PROGRAM > dephpend.txt
    phpmetrics/phpmetrics  php vendor/bin/phpmetrics --composer=false --exclude=, --report-json=phpmetrics.json PROGRAM

(`--exclude=,`: PhpMetrics otherwise leaves out every path with vendor, cache, test … in it, some of which ran.)

Usage: python others.py PAIRS --analysis analysis.json [--source PROGRAM]
           [--deptrac deptrac.txt] [--dephpend dephpend.txt] [--phpmetrics phpmetrics.json]
"""

import argparse
import json
import sys
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path

from causes import Causes
from graph import CALLS, STRUCTURAL, SYNTAX, Graph, load
from runtime import CLASSES, Pair, group_of, pairs, read_rows

Names = Iterator[tuple[str, str]]
Targets = dict[str, set[str]]  # caller -> what it depends on, both as unit ids


def deptrac_direct(text: str) -> Names:
    """Yield what deptrac finds in the class itself."""
    for line in text.splitlines():
        how, source, target = line.split("\t")
        if how == "direct":
            yield source, target


def deptrac_all(text: str) -> Names:
    """Yield what deptrac finds in the class and in its ancestors."""
    for line in text.splitlines():
        _, source, target = line.split("\t")
        yield source, target


def dephpend(text: str) -> Names:
    """Yield the lines "A --> B" of `dephpend text`."""
    for line in text.splitlines():
        source, arrow, target = line.partition(" --> ")
        if arrow:
            yield source, target


def phpmetrics(text: str) -> Names:
    """Yield the externals, parents and interfaces of every class in PhpMetrics' JSON report."""
    for each in json.loads(text).values():
        if isinstance(each, dict):
            for key in ("externals", "parents", "implements"):
                for target in each.get(key) or ():
                    yield each["name"], str(target)


def read(path: Path, names: Callable[[str], Names], graph: Graph) -> Targets:
    """Turn a tool's names into units of the graph; what the graph does not know is left out."""
    found: Targets = {}
    for source, target in names(path.read_text(encoding="utf-8", errors="replace")):
        units = [graph.by_name.get(f"class:{name.lstrip(chr(92))}".lower(), "") for name in (source, target)]
        if all(units):
            found.setdefault(units[0], set()).add(units[1])
    return found


def ours(kinds: frozenset[str], surest: bool, graph: Graph) -> Targets:
    """Return our own edges of these kinds in the same form; `surest`: only exact ones."""
    found: Targets = {}
    for (source, target), edges in graph.edges.items():
        if any(kind in kinds and (not surest or level == "exact") for kind, level in edges):
            found.setdefault(source, set()).add(target)
    return found


def edges_of(targets: Targets, graph: Graph) -> int:
    """Count pairs of own, unrelated classes."""

    def is_class(unit: str) -> bool:
        return graph.kind_of.get(unit) in CLASSES

    return sum(
        is_class(source) and is_class(target) and not graph.related(source, target)
        for source, some in targets.items()
        for target in some
    )


def share(some: Iterable[Pair], targets: Targets, family: dict[str, set[str]] | None) -> str:
    """Return the percentage of pairs that are held; `family`: callee -> its relatives, which then count as well."""
    held = [bool((family[p.callee] if family else {p.callee}) & targets.get(p.caller, set())) for p in some]
    return f"{100 * sum(held) / len(held):.1f}" if held else "-"


def main() -> int:
    """Compare and print one table."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else "")
    parser.add_argument("pairs", type=Path)
    parser.add_argument("--analysis", type=Path, required=True)
    parser.add_argument("--source", type=Path, help="the traced program: tells calls that are written from others")
    for tool in ("deptrac", "dephpend", "phpmetrics"):
        parser.add_argument(f"--{tool}", type=Path)
    arguments = parser.parse_args()
    graph = load(arguments.analysis)
    plain = pairs(read_rows(arguments.pairs), graph).plain.values()
    classes = [pair for pair in plain if group_of(pair, graph) == "class → class"]
    causes = Causes(graph, arguments.source)
    written = [p for p in classes if any(causes.written(row) for row in p.rows)] if arguments.source else []
    family = {pair.callee: graph.family(pair.callee) for pair in classes}
    lines = [
        ("sécateur", ours(STRUCTURAL, False, graph)),
        ("sécateur, exact edges only", ours(STRUCTURAL, True, graph)),
        ("sécateur, call edges only", ours(CALLS, False, graph)),
        ("sécateur, syntax only", ours(SYNTAX, True, graph)),
    ]
    for title, path, names in (
        ("deptrac", arguments.deptrac, deptrac_direct),
        ("deptrac, inherited too", arguments.deptrac, deptrac_all),
        ("dephpend", arguments.dephpend, dephpend),
        ("PhpMetrics", arguments.phpmetrics, phpmetrics),
    ):
        if path:
            lines.append((title, read(path, names, graph)))
    print(f"{'':32}{f'all {len(classes)}':>10}{'':8} | {f'written {len(written)}':>16} |")
    print(f"{'tool':32}{'exactly':>10}{'family':>8} | {'exactly':>8}{'family':>8} | {'edges':>7}")
    for title, targets in lines:
        shares = [share(some, targets, kin) for some in (classes, written) for kin in (None, family)]
        print(f"{title:32}{shares[0]:>10}{shares[1]:>8} | {shares[2]:>8}{shares[3]:>8} |", end="")
        print(f" {edges_of(targets, graph):>7}")
    return 0


if __name__ == "__main__":
    sys.exit(main())

"""Quality of the proposal on code bases whose modules are known: agreement with what their authors declared.

For each row of quality.yaml that lies below the corpora's directory: modules with at least five units are the truth;
our three granularities are compared with it. `ari` is over the units that we placed, `strict` counts every unit that we
left in the kernel or as an orphan as a service of its own. Nothing here is a test: it is how weights are chosen.

Usage: python benchmarks/quality.py [--corpora DIR] [--config secateur.yaml] [NAME ...]
"""

import argparse
import os
import re
from collections import Counter
from collections.abc import Iterable
from pathlib import Path

from ruamel.yaml import YAML

from analyzer.graphs import ari
from analyzer.measure.partition import renumber
from analyzer.model.analysis import Analysis
from analyzer.model.project import Source
from analyzer.pipeline import Work, analyze
from analyzer.read import FACTS_VERSION
from analyzer.settings import load_config
from analyzer.store import FactCache

HERE = Path(__file__).parent
DEFAULT = Path(os.environ.get("SECATEUR_CORPORA", Path.home() / ".cache/secateur/corpora"))
LEAST = 5  # units of a module


def modules_of(analysis: Analysis, patterns: Iterable[str]) -> dict[str, str]:
    """Return unit → module for the code units of all modules that are large enough."""
    rules = [re.compile(pattern) for pattern in patterns]
    found: dict[str, str] = {}
    for unit in analysis.linkage.units:
        match = next(filter(None, (rule.match(unit.path) for rule in rules)), None)
        if match and not unit.id.startswith("table:"):
            found[unit.id] = match.group(1).lower()
    sizes = Counter(found.values())
    return {unit: module for unit, module in found.items() if sizes[module] >= LEAST}


def agreement(ours: dict[str, str], truth: dict[str, str]) -> tuple[float, float]:
    """Return the ARI over what we placed, and over everything with the rest as singletons."""
    placed = [unit for unit in truth if unit in ours]
    among = ari(renumber([ours[unit] for unit in placed]), renumber([truth[unit] for unit in placed])) if placed else 0
    strict = ari(renumber([ours.get(unit, f"\0{unit}") for unit in truth]), renumber(list(truth.values())))
    return among, strict


def measure(name: str, root: Path, patterns: Iterable[str], config: str | None) -> tuple[float, float]:
    """Print one row, and return (ari, strict) of the recommended granularity."""
    settings = load_config(Path(config).read_text() if config else None, config or "")
    with FactCache(DEFAULT.parent / "quality.sqlite", FACTS_VERSION) as cache:
        analysis = analyze(Source(str(root)), settings, Work(2, cache))
    truth = modules_of(analysis, patterns)
    ours = analysis.decomposition.service_of()
    among, strict = agreement(ours, truth)
    others = []
    for other in analysis.decomposition.granularities:
        labels = {member: service.name for service in other.services for member in service.members}
        others.append(f"{other.name} {len(other.services)}: {agreement(labels, truth)[0]:.2f}")
    placed = sum(unit in ours for unit in truth) / max(1, len(truth))
    modules, services = len(set(truth.values())), len(analysis.decomposition.services)
    print(
        f"{name:11} {len(truth):5} units {modules:3} modules | {services:3} services, placed {placed:4.0%}, "
        f"ari {among:.2f}, strict {strict:.2f} | {', '.join(others)}",
        flush=True,
    )
    return among, strict


def main() -> None:
    """Measure the code bases that are named, or all that are there."""
    rows = YAML(typ="safe").load(HERE / "quality.yaml")
    arguments = argparse.ArgumentParser(description=__doc__)
    arguments.add_argument("names", nargs="*", default=list(rows))
    arguments.add_argument("--corpora", type=Path, default=DEFAULT)
    arguments.add_argument("--config", help="settings to try, e.g. other weights")
    options = arguments.parse_args()
    results = []
    for name in options.names:
        root = options.corpora / rows[name]["root"]
        if root.is_dir():
            results.append(measure(name, root, rows[name]["modules"], options.config))
        else:
            print(f"{name:11} not there: {rows[name]['bring']} -> {root}")
    if results:
        mean, strict = (sum(column) / len(results) for column in zip(*results, strict=True))
        print(f"mean of {len(results)}: ari {mean:.3f}, strict {strict:.3f}")


if __name__ == "__main__":
    main()

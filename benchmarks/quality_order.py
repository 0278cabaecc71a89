"""The extraction order of Horde's declared packages against their `Depends:`: Kendall's tau.

The packages' own modules are the services here, so that the order alone is judged. Of every pair of packages of which
one needs the other (through others, too; Debian's control files), the one that is needed should be there before the one
that needs it: nothing then calls back into the monolith. tau = (pairs that way − pairs the other way) / pairs; packages
that do not depend on each other may leave in any order and are not counted (Kendall's tau over a partial order).

Usage: python benchmarks/quality_order.py [--corpora DIR]
"""

import argparse
import re
import subprocess
from collections.abc import Iterator, Mapping, Sequence, Set
from pathlib import Path

from quality_corpora import DEFAULT, Corpus, every

from analyzer.model.config import OrderConfig, WeightConfig
from analyzer.model.decomposition import Decomposition, Service
from analyzer.order import order

PREFIX = "php-horde-"


def depends(folder: Path, modules: Set[str]) -> dict[str, set[str]]:
    """Return module → modules that its packages depend on, by the control files of the archives in a folder."""
    found: dict[str, set[str]] = {}
    for archive in sorted(folder.glob(f"{PREFIX}*.deb")):
        command = ["dpkg-deb", "-f", str(archive), "Package", "Depends"]
        said = subprocess.run(command, capture_output=True, text=True, check=True).stdout
        fields = dict(line.split(": ", 1) for line in said.splitlines() if ": " in line)
        names = re.findall(rf"\b{PREFIX}([\w-]+)", fields.get("Depends", ""))
        module = _module(fields["Package"].removeprefix(PREFIX), modules)
        found.setdefault(module, set()).update(_module(name, modules) for name in names)
    return found


def closed(needs: Mapping[str, set[str]]) -> dict[str, set[str]]:
    """Return package → everything that it depends on, directly or through others."""
    whole = {name: set(direct) for name, direct in needs.items()}
    grown = True
    while grown:
        grown = False
        for reached in whole.values():
            more = set().union(*(whole.get(name, set()) for name in reached)) - reached
            reached |= more
            grown = grown or bool(more)
    return whole


def tau(sequence: Sequence[str], needs: Mapping[str, set[str]]) -> tuple[float, int]:
    """Return Kendall's tau over the ordered pairs, and how many those are; needed before needing is 1."""
    place = {name: position for position, name in enumerate(sequence)}
    pairs = [(need, name) for name in place for need in needs.get(name, ()) if need in place and need != name]
    pairs = [(need, name) for need, name in pairs if need not in needs or name not in needs[need]]
    right = sum(place[need] < place[name] for need, name in pairs)
    return (2 * right - len(pairs)) / max(1, len(pairs)), len(pairs)


def measured(corpus: Corpus, packages: Path) -> Iterator[str]:
    """Yield the lines that say how the order of the declared modules agrees with what they need."""
    members: dict[str, list[str]] = {}
    for unit, module in corpus.truth.items():
        members.setdefault(module, []).append(unit)
    services = tuple(Service(name, tuple(sorted(units))) for name, units in sorted(members.items()))
    direct = depends(packages, members.keys())
    needs = closed(direct)
    declared = Decomposition(services, (), (), (), (), ())
    found = order(corpus.linkage, declared, WeightConfig().kinds, OrderConfig())
    value, pairs = tau([step.service for step in found.steps], needs)
    yield f"{corpus.name}: {len(members.keys() & direct.keys())} of {len(members)} modules are packages, {pairs} pairs"
    yield f"  extraction order      tau {value:6.3f} (.8 wanted; the order may be {found.gap:.0%} from the cheapest)"
    yield f"  by name               tau {tau(sorted(members), needs)[0]:6.3f}"


def _module(package: str, modules: Set[str]) -> str:
    """Return the directory that a package lies in: `imap-client` in Imap, `css-parser` in Css or Cssparser."""
    whole, first = package.replace("-", ""), package.split("-", maxsplit=1)[0]
    return first if whole not in modules and first in modules else whole


def main() -> None:
    """Measure Horde."""
    arguments = argparse.ArgumentParser(description=__doc__)
    arguments.add_argument("--corpora", type=Path, default=DEFAULT)
    options = arguments.parse_args()
    packages = options.corpora / "packages"
    if not any(packages.glob(f"{PREFIX}*.deb")):
        raise SystemExit(f"no archives of {PREFIX}* in {packages}: benchmarks/corpora.sh brings them")
    for corpus in every(["horde"], options.corpora):
        for line in measured(corpus, packages):
            print(line, flush=True)


if __name__ == "__main__":
    main()

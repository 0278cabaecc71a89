"""Quality of the proposal on code bases whose modules are known: agreement with what their authors declared.

For each row of quality.yaml below the corpora's directory: modules with at least five units are the truth. We
and the baselines get the same graph, in which layout weighs 0; what has no tie in it is scored by nobody (`tied`).
Every score is given over all labels (our kernel counts as one service) and over the domain, kernel and layers left out.
Nothing here is a test: it is how weights are chosen (--leave-one-out), and what each layer is worth (--ablation).

Usage: python benchmarks/quality.py [--corpora DIR] [--ablation] [--stability] [--brief] [NAME ...]
"""

import argparse
from collections.abc import Hashable, Iterable, Iterator, Mapping, Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from statistics import mean

import msgspec
import numpy as np
from quality_baselines import NOT_TOLD, labelings
from quality_corpora import DEFAULT, Corpus, every, load, rows
from quality_scores import HEAD, Agreement, agreement, detection

from analyzer.cluster import persistence, search, speaking
from analyzer.graphs import Network, connected, cut_out, network
from analyzer.model.config import LAYERS, ClusterConfig, WeightConfig
from analyzer.model.graph import CodeGraph
from analyzer.propose import find_kernel, propose, with_used_everywhere
from analyzer.weigh import weigh

KERNEL = "the kernel"
FRAMEWORKS = ("symfony", "illuminate")
LAYERS_TRIED = {
    "without data": {"data": 0.0},
    "data 1.0": {"data": 1.0},
    "without state": {"state": 0.0},
    "without history": {"history": 0.0},
    "history 0.5": {"history": 0.5},
    "history 2.0": {"history": 2.0},
    "contributors 0.3": {"contributors": 0.3},
    "co-use 0.3": {"co-use": 0.3},
    "vocabulary 0.2": {"vocabulary": 0.2},
    "vocabulary 0.5": {"vocabulary": 0.5},
    "layout 0.1": {"layout": 0.1},
}
OTHERS_TRIED = {
    "no fan-in discount": {"fan_in_discount": 0.0},
    "fan-in discount 1": {"fan_in_discount": 1.0},
    "commits up to 30": {"largest_commit": 30},
    "commits up to 300": {"largest_commit": 300},
}
STEPS_TRIED = {  # what is set in which room
    "words of groups 0": (speaking, "NEARER", 0.0),
    "words of groups 4": (speaking, "NEARER", 4.0),
    "no vote for modularity": (persistence, "SILENT", 1),
    "leaves at 8": (persistence, "FINEST", 8.0),
    "least size √N": (persistence, "LEAST", 1.0),
}
AS_IT_IS = ClusterConfig()
WORKERS = 2


@dataclass(frozen=True)
class Case:
    """A code base as a graph: `tied` are the units with a tie, which everybody is scored on."""

    corpus: Corpus
    graph: CodeGraph
    net: Network
    tied: frozenset[str]

    def truths(self) -> tuple[dict[str, str], dict[str, str]]:
        """Return the truth over all labels and over the domain, for tied units."""
        whole, domain = self.corpus.truth, self.corpus.domain()
        return ({u: m for u, m in whole.items() if u in self.tied}, {u: m for u, m in domain.items() if u in self.tied})


def weights(**changes: object) -> WeightConfig:
    """Return the default weights, layout 0, with changes."""
    layers = {**LAYERS, "layout": 0.0, **changes.pop("layers", {})}  # type: ignore[dict-item]
    return msgspec.structs.replace(WeightConfig(), layers=layers, **changes)


def case(corpus: Corpus, config: WeightConfig, tied: frozenset[str] | None = None) -> Case:
    """Return the graph of a code base under some weights."""
    graph = weigh(corpus.linkage, config, corpus.commits)
    net = network(len(graph.nodes), graph.combined)
    return Case(corpus, graph, net, tied or frozenset(graph.nodes[i] for i in connected(net).tolist()))


def ours(
    here: Case,
    number: int | None = None,
    quick: bool = False,
    earlier: Mapping[str, Hashable] | None = None,
    config: ClusterConfig = AS_IT_IS,
) -> tuple[dict[str, Hashable], set[str]]:
    """Return our label of every unit, and the kernel that we set aside; `earlier` labels have a say in close calls."""
    hubs = find_kernel(here.corpus.linkage, here.graph)
    config = msgspec.structs.replace(config, services=number, resolutions=(1.0,) if quick else config.resolutions)
    searched = search(here.graph, hubs, config)
    communities = searched.holding(_numbers(here.graph.nodes, earlier)) if earlier else searched.communities
    kernel = with_used_everywhere(here.corpus.linkage, here.graph, communities, hubs)
    found = propose(here.corpus.linkage, here.graph, communities, kernel, config)
    aside = {here.graph.nodes[i] for i in kernel}
    labels: dict[str, Hashable] = {**found.service_of()}
    return labels | {unit: KERNEL for unit in aside if unit not in labels}, aside


def _numbers(nodes: Sequence[str], labels: Mapping[str, Hashable]) -> list[int]:
    """Return the label of every node as a number, −1 for none and for the kernel."""
    number = {label: i for i, label in enumerate(sorted({str(label) for label in labels.values()} - {KERNEL}))}
    return [number.get(str(labels.get(node, KERNEL)), -1) for node in nodes]


def baselines(here: Case, number: int) -> Iterator[tuple[str, dict[str, Hashable]]]:
    """Yield the labelings of others on the same graph."""
    nodes = connected(here.net)
    path_of = {unit.id: unit.path for unit in here.corpus.linkage.units}
    names = [here.graph.nodes[i] for i in nodes.tolist()]
    for name, labels in labelings(cut_out(here.net, nodes), [path_of[n] for n in names], number).items():
        yield name, dict(zip(names, labels.tolist(), strict=True))


def report(corpus: Corpus) -> dict[str, tuple[Agreement, Agreement]]:
    """Print and return every labeling's agreement, over all labels and over the domain."""
    here = case(corpus, weights())
    whole, domain = here.truths()
    number = len(set(whole.values()))
    labels, aside = ours(here)
    rows: dict[str, Mapping[str, Hashable]] = {"recommended": labels}
    if corpus.commits:
        rows["without history"] = ours(case(corpus, weights(layers={"history": 0.0}), here.tied))[0]
    rows["told: recommended"] = ours(here, number)[0]
    rows |= dict(baselines(here, number))
    share = len(whole) / max(1, len(corpus.truth))
    print(
        f"\n{corpus.name}: {len(corpus.truth)} units in {number} modules ({len(set(domain.values()))} of the domain), ",
        end="",
    )
    print(f"{share:.0%} tied, {len(corpus.commits):,} commits")
    print(f"  {'':20} all labels {HEAD} | domain {HEAD}")
    found = {}
    for name, row in rows.items():
        found[name] = agreement(row, whole), agreement(row, domain)
        print(f"  {name:20}            {found[name][0]} |        {found[name][1]}", flush=True)
    truth = {unit for unit, module in whole.items() if module in corpus.kernel}
    precision, recall = detection({unit for unit in aside if unit in whole}, truth)
    said = ["none" if value is None else f"{value:.2f}" for value in (precision, recall)]
    print(f"  kernel: {len(aside)} units set aside, precision {said[0]}, recall {said[1]}")
    return found


def summary(results: Mapping[str, Mapping[str, tuple[Agreement, Agreement]]]) -> None:
    """Print the means and the bars."""
    names = dict.fromkeys(name for rows in results.values() for name in rows)
    print(f"\n  mean ari of {len(results)}         all labels   domain")
    for name in names:
        have = [rows.get(name) or rows["recommended"] for rows in results.values()]
        print(f"  {name:20}       {mean(a.ari for a, _ in have):.3f}    {mean(d.ari for _, d in have):.3f}")
    own = {name: rows["recommended"][1].ari for name, rows in results.items()}
    best = {b: mean(rows[b][1].ari for rows in results.values()) for b in NOT_TOLD}
    top = max(best, key=lambda b: best[b])
    print(
        f"  bar: {mean(own.values()):.3f} / {best[top]:.3f} of {top} = {mean(own.values()) / best[top]:.2f}"
        " (1.25 wanted)"
    )
    below = [n for n, rows in results.items() if own[n] < max(rows[b][1].ari for b in NOT_TOLD)]
    print(f"  below their own best baseline: {', '.join(below) or 'none'}")
    if set(FRAMEWORKS) <= set(results):
        without = mean(results[n].get("without history", results[n]["recommended"])[1].ari for n in FRAMEWORKS)
        print(
            f"  frameworks: {mean(own[n] for n in FRAMEWORKS):.3f} with history (.72 wanted), "
            f"{without:.3f} without (.65 wanted)"
        )


def ablation(names: Sequence[str], corpora: Path) -> None:
    """Print what each change does to the domain's ari, and whether choosing among the weights holds when left out."""
    with ProcessPoolExecutor(WORKERS) as pool:
        columns = dict(zip(names, pool.map(partial(_changed, corpora=corpora), names), strict=True))
    tried = list(next(iter(columns.values())))
    print(f"\n  {'':22} " + " ".join(f"{name[:6]:>6}" for name in names) + "   mean")
    for change in tried:
        row = [columns[name][change] for name in names]
        print(f"  {change:22} " + " ".join(f"{value:6.2f}" for value in row) + f"  {mean(row):.3f}")
    kept = []
    for name in names:
        others = {change: mean(columns[n][change] for n in names if n != name) for change in tried}
        best = max((change for change in tried if change != "layout 0.1"), key=lambda change: others[change])
        kept.append(columns[name][best])
        print(f"  chosen without {name:11} {best:22} gives it {kept[-1]:.2f}")
    print(f"  mean on code bases that took no part in the choice: {mean(kept):.3f}")


def _changed(name: str, corpora: Path) -> dict[str, float]:
    """Return change → the domain's ari of one code base."""
    corpus = load(name, rows()[name], corpora)
    assert corpus is not None, name
    plain = case(corpus, weights())
    figures = {"as it is": _domain(plain)}
    tried = {change: weights(layers=layers) for change, layers in LAYERS_TRIED.items()}
    tried |= {change: weights(**settings) for change, settings in OTHERS_TRIED.items()}
    for change, config in tried.items():
        figures[change] = _domain(case(corpus, config, plain.tied))
    for change, (room, constant, value) in STEPS_TRIED.items():
        before = getattr(room, constant)
        setattr(room, constant, value)
        figures[change] = _domain(plain)
        setattr(room, constant, before)
    figures["one run of twenty"] = _domain(plain, ClusterConfig(seeds=1))
    return figures


def _domain(here: Case, config: ClusterConfig = AS_IT_IS) -> float:
    return agreement(ours(here, quick=True, config=config)[0], here.truths()[1]).ari


def stability(corpora: Iterable[Corpus]) -> None:
    """Print the share of units that move when a random hundredth of the edges is dropped, mean and worst of three.

    Found anew, and with the first answer as the earlier analysis, as a second run has it.
    """
    for corpus in corpora:
        here = case(corpus, weights())
        before, _ = ours(here, quick=True)
        anew, held = [], []
        for seed in (1, 2, 3):
            kept = np.random.default_rng(seed).random(len(here.graph.combined)) >= 0.01
            fewer = tuple(edge for edge, keep in zip(here.graph.combined, kept.tolist(), strict=True) if keep)
            graph = msgspec.structs.replace(here.graph, combined=fewer)
            less = Case(corpus, graph, here.net, here.tied)
            anew.append(_moved(before, ours(less, quick=True)[0]))
            held.append(_moved(before, ours(less, quick=True, earlier=before)[0]))
        print(
            f"  {corpus.name:11} found anew {mean(anew):5.1%} of the units move, {max(anew):5.1%} at worst; "
            f"after an earlier analysis {mean(held):5.1%}, {max(held):5.1%} at worst",
            flush=True,
        )


def _moved(before: Mapping[str, Hashable], after: Mapping[str, Hashable]) -> float:
    """Return the share of units outside of the best matching of services (the largest overlap first)."""
    units = sorted(before.keys() & after.keys())
    overlap: dict[tuple[Hashable, Hashable], int] = {}
    for unit in units:
        pair = before[unit], after[unit]
        overlap[pair] = overlap.get(pair, 0) + 1
    taken: set[tuple[int, Hashable]] = set()
    kept = 0
    for (a, b), size in sorted(overlap.items(), key=lambda item: (-item[1], str(item[0]))):
        if (0, a) not in taken and (1, b) not in taken:
            taken |= {(0, a), (1, b)}
            kept += size
    return 1 - kept / max(1, len(before.keys() | after.keys()))


def main() -> None:
    """Measure the code bases that are named, or all that are there."""
    arguments = argparse.ArgumentParser(description=__doc__)
    arguments.add_argument("names", nargs="*")
    arguments.add_argument("--corpora", type=Path, default=DEFAULT)
    arguments.add_argument("--ablation", action="store_true", help="what each layer and setting is worth")
    arguments.add_argument("--stability", action="store_true", help="how many units move when edges are dropped")
    options = arguments.parse_args()
    corpora = every(options.names, options.corpora)
    if options.ablation:
        there = [name for name, row in rows().items() if (options.corpora / row.root).is_dir()]
        ablation([name for name in there if name in (options.names or there)], options.corpora)
    elif options.stability:
        stability(corpora)
    else:
        summary({corpus.name: report(corpus) for corpus in corpora})


if __name__ == "__main__":
    main()

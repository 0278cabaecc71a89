"""Which unit is in which service in, a whole `Decomposition` of exactly that out: for constraints, moves and names."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import msgspec
import numpy as np

from analyzer.graphs import Network, modularity, network
from analyzer.model.decomposition import Decomposition, Granularity, Service
from analyzer.model.graph import CodeGraph
from analyzer.model.linkage import Linkage
from analyzer.propose.granularity import coarser, finer, services_of
from analyzer.propose.memberships import memberships
from analyzer.propose.naming import Vocabulary
from analyzer.propose.propose import RECOMMENDED
from analyzer.propose.tables import Accesses, owner_of, uses

SMALLEST = 3  # part of a finer granularity


def rebuilt(
    linkage: Linkage, graph: CodeGraph, old: Decomposition, service_of: Mapping[str, str], kernel: Sequence[str]
) -> Decomposition:
    """Return the decomposition in which each unit is where `service_of` says and the rest is kernel or orphan.

    Names that begin with `\\0` are given by the vocabulary. Coarse and fine nest with the result; stability stays what
    the runs said of each unit.
    """
    net = network(len(graph.nodes), graph.combined)
    keys, labels = _labelled(graph.nodes, service_of)
    unit_of = {unit.id: unit for unit in linkage.units}
    units = [unit_of[node] for node in graph.nodes]
    words = Vocabulary(units)
    names = _names(keys, words.names(labels), old)
    stability = _steady(graph.nodes, old)
    levels = {"coarse": coarser(net, labels), "fine": finer(net, labels, [_labels(graph, old, "fine")], SMALLEST)}
    voted = any(service.stability is not None for service in old.services)
    services = services_of(graph.nodes, labels, names, stability if voted else None)
    resolution = next((g.resolution for g in old.granularities if g.name == RECOMMENDED), 1.0)
    found = {
        name: _granularity(name, resolution, services_of(graph.nodes, level, words.names(level)), _quality(net, level))
        for name, level in levels.items()
    }
    found[RECOMMENDED] = _granularity(RECOMMENDED, resolution, services, _quality(net, labels))
    kept = [row for row in old.granularities if row.name not in found]
    aside = set(kernel) - set(service_of)
    placed = {member: service.name for service in services for member in service.members}
    core = tuple(node for node in old.core if node not in aside and node not in placed)
    outside = {*aside, *core}
    return msgspec.structs.replace(
        old,
        services=services,
        kernel=tuple(node for node in graph.nodes if node in aside),
        orphans=tuple(node for node in graph.nodes if node not in outside and node not in placed),
        memberships=memberships(units, net, labels, [name for name, _ in names], stability),
        tables=(),  # `judge` fills them in
        granularities=(found["coarse"], found[RECOMMENDED], found["fine"], *kept),
        unplanned=tuple(node for node in old.unplanned if node in placed),
        core=core,
    )


def _labelled(nodes: Sequence[str], service_of: Mapping[str, str]) -> tuple[list[str], list[int]]:
    """Return the services, sorted, and the position of its service for every node, −1 for none."""
    keys = sorted(set(service_of.values()))
    label_of = {key: i for i, key in enumerate(keys)}
    return keys, [label_of[service_of[node]] if node in service_of else -1 for node in nodes]


def _steady(nodes: Sequence[str], old: Decomposition) -> list[float]:
    steady = {row.unit: row.stability for row in old.memberships}
    return [steady.get(node, 0.0) for node in nodes]


def owners(found: Accesses, nodes: Sequence[str], placed: Mapping[int, str]) -> dict[int, str]:
    """Return table node → the service that does most of its writes (reads when nobody writes)."""
    service_of = {nodes[i]: service for i, service in placed.items()}
    position = {node: i for i, node in enumerate(nodes) if node.startswith("table:")}
    rows = uses(found, service_of)
    named = {table: owner_of(use, service_of.get(table))[0] for table, use in rows.items() if table in position}
    return {position[table]: owner for table, owner in named.items() if owner is not None}


def _names(
    keys: Sequence[str], automatic: Sequence[tuple[str, tuple[str, ...]]], old: Decomposition
) -> list[tuple[str, tuple[str, ...]]]:
    """Return (name, vocabulary) per key: known names stay, new services take what the vocabulary says, uniquely."""
    taken = {key for key in keys if not key.startswith("\0")}
    vocabulary = {service.name: service.vocabulary for service in old.services}
    found = []
    for key, (name, words) in zip(keys, automatic, strict=True):
        if not key.startswith("\0"):
            found.append((key, vocabulary.get(key) or words))
            continue
        options = [name, *(f"{name}-{word}" for word in words[1:]), *(f"{name}-{n}" for n in range(2, len(keys) + 3))]
        chosen = next(option for option in options if option not in taken)
        taken.add(chosen)
        found.append((chosen, words))
    return found


def _labels(graph: CodeGraph, old: Decomposition, name: str) -> list[int]:
    level = next((g for g in old.granularities if g.name == name), None)
    of = {m: i for i, s in enumerate(level.services) for m in s.members} if level else {}
    return [of.get(node, -1) for node in graph.nodes]


def _granularity(name: str, resolution: float, services: tuple[Service, ...], quality: float) -> Granularity:
    units = sum(len(service.members) for service in services)
    steady = [s.stability * len(s.members) for s in services if s.stability is not None]
    stability = round(sum(steady) / units, 4) if steady and units else None
    return Granularity(name, resolution, services, quality, stability)


def _quality(net: Network, labels: Sequence[int]) -> float:
    return round(modularity(net, np.array(labels, dtype=np.int64)), 6)

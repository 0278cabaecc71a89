"""Blocks and services: who is where, who pulls whom, and what would break a constraint."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

import numpy as np

from analyzer.graphs import Network, contract
from analyzer.propose.binding import Bound


class Board:
    """Blocks on services, by name; every placement keeps the counts that the rules need."""

    def __init__(self, bound: Bound, net: Network) -> None:
        """Prepare empty services; `net` is the network of the graph's nodes."""
        self.bound = bound
        blocks = sorted(set(bound.block_of))
        number = {block: i for i, block in enumerate(blocks)}
        self.number, self.blocks = number, blocks
        self.net = contract(net, np.array([number[block] for block in bound.block_of], dtype=np.int64))
        self.weight: dict[int, int] = dict.fromkeys(blocks, 0)  # nodes of a block
        for block in bound.block_of:
            self.weight[block] += 1
        self.near: dict[int, dict[int, float]] = {block: {} for block in blocks}
        columns = (self.net.sources.tolist(), self.net.targets.tolist(), self.net.weights.tolist())
        for a, b, weight in zip(*columns, strict=True):
            self.near[blocks[a]][blocks[b]] = self.near[blocks[b]][blocks[a]] = weight
        self.sides: dict[int, list[tuple[int, int]]] = {}  # block → (rule, side) of what keeps it apart
        for rule, parts in enumerate(bound.apart):
            for side, part in enumerate(parts):
                for block in part:
                    self.sides.setdefault(block, []).append((rule, side))
        self.where: dict[int, str] = {}
        self.members: dict[str, set[int]] = {}
        self.size: dict[str, int] = {}
        self._fresh = 0

    def put(self, block: int, service: str) -> None:
        """Place a block, wherever it was."""
        self.take(block)
        self.where[block] = service
        self.members.setdefault(service, set()).add(block)
        self.size[service] = self.size.get(service, 0) + self.weight[block]

    def take(self, block: int) -> None:
        """Take a block from its service; a service without blocks is gone."""
        service = self.where.pop(block, None)
        if service is not None:
            self.members[service].remove(block)
            self.size[service] -= self.weight[block]
            if not self.members[service]:
                del self.members[service], self.size[service]

    def fresh(self) -> str:
        """Return the key of a service that has no name yet."""
        self._fresh += 1
        return f"\0{self._fresh}"

    def free(self, block: int) -> bool:
        """Say whether no rule says in which service a block must be."""
        return block not in self.bound.home

    def open(self, service: str) -> bool:
        """Say whether others may join a service."""
        return service not in self.bound.closed

    def homes(self, service: str) -> set[str]:
        """Return the services that blocks of this one are bound to."""
        return {self.bound.home[block] for block in self.members.get(service, ()) if block in self.bound.home}

    def allowed(self, block: int, service: str) -> bool:
        """Say whether a block may be placed in a service as it stands."""
        home = self.bound.home.get(block)
        if (home is not None and home != service) or (home is None and not self.open(service)):
            return False
        largest = self.bound.limits.largest
        if largest and self.size.get(service, 0) + self.weight[block] > largest.number:
            return False
        return not self.clash([block], self.members.get(service, ()))

    def clash(self, some: Iterable[int], others: Iterable[int]) -> bool:
        """Say whether a rule keeps any of some blocks from any of others."""
        mine: dict[int, set[int]] = {}
        for block in some:
            for rule, side in self.sides.get(block, ()):
                mine.setdefault(rule, set()).add(side)
        if not mine:
            return False
        return any(
            rule in mine and mine[rule] != {side} for other in others for rule, side in self.sides.get(other, ())
        )

    def mergeable(self, a: str, b: str) -> bool:
        """Say whether two services may become one."""
        largest = self.bound.limits.largest
        if not (self.open(a) and self.open(b)) or len(self.homes(a) | self.homes(b)) > 1:
            return False
        if largest and self.size[a] + self.size[b] > largest.number:
            return False
        return not self.clash(self.members[a], self.members[b])

    def merge(self, a: str, b: str) -> str:
        """Make two services one; the one that a rule names, else the larger, keeps its name, which is returned."""
        named = self.homes(a) or self.homes(b)
        kept = next(iter(named)) if named else min((a, b), key=lambda name: (-self.size[name], name))
        for block in sorted(self.members[a] | self.members[b]):
            self.put(block, kept)
        return kept

    def pulls(self, block: int) -> dict[str, float]:
        """Return the weight of a block's ties to every service."""
        found: dict[str, float] = {}
        for other, weight in self.near[block].items():
            service = self.where.get(other)
            if service is not None:
                found[service] = found.get(service, 0.0) + weight
        return found

    def between(self, service: str) -> dict[str, float]:
        """Return the weight of a service's ties to every other."""
        found: dict[str, float] = {}
        for block in sorted(self.members[service]):
            for other, weight in self.pulls(block).items():
                if other != service:
                    found[other] = found.get(other, 0.0) + weight
        return found

    def best(self, block: int, but: Sequence[str] = ()) -> str | None:
        """Return the service that may take a block and pulls it most; of equals the smaller, then the first by name."""
        pulls = self.pulls(block)
        found = [name for name in self.members if name not in but and self.allowed(block, name)]
        return min(found, key=lambda name: (-pulls.get(name, 0.0), self.size[name], name), default=None)

    def placed(self) -> Mapping[int, str]:
        """Return node → service for every node in one."""
        return {i: self.where[block] for i, block in enumerate(self.bound.block_of) if block in self.where}

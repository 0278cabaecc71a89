"""Claims on units and the nodes of the graph in, blocks of nodes that move as one and what binds each of them out."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from analyzer.model.config import Constraints, Limit
from analyzer.model.linkage import FileProblem, Linkage
from analyzer.patterns import Units
from analyzer.propose.claims import (
    Claim,
    Claims,
    ContradictionError,
    Kind,
    chain,
    exempt,
    homes,
    in_words,
    linking,
    read_claims,
    where,
)


@dataclass(frozen=True, slots=True)
class Bound:
    """Constraints over the nodes of a graph, free of contradictions that can be seen without searching.

    `block_of[i]` is the first node of the block of node i: a block moves as one. `home`: block → the service that it
    must be in. `closed`: services that nothing may join. `apart`: per rule, per pattern, the blocks that it means.
    """

    nodes: tuple[str, ...] = ()
    block_of: tuple[int, ...] = ()
    home: Mapping[int, str] = field(default_factory=dict)
    closed: frozenset[str] = frozenset()
    apart: tuple[tuple[frozenset[int], ...], ...] = ()
    kernel: frozenset[int] = frozenset()
    not_kernel: frozenset[int] = frozenset()
    left_out: frozenset[int] = frozenset()
    limits: Constraints = field(default_factory=Constraints)  # largest, smallest, services
    claims: tuple[Claim, ...] = ()
    problems: tuple[FileProblem, ...] = ()

    @property
    def idle(self) -> bool:
        """Whether nothing is bound at all."""
        return self.limits == Constraints()

    @property
    def linked(self) -> frozenset[int]:
        """The blocks of several nodes."""
        return frozenset(block for block, size in Counter(self.block_of).items() if size > 1)


def bind(linkage: Linkage, nodes: Sequence[str], constraints: Constraints) -> Bound:
    """Return what the constraints say of the nodes. Raises ContradictionError with both lines."""
    if constraints == Constraints():
        return Bound(tuple(nodes), tuple(range(len(nodes))))
    found = read_claims(constraints, Units(linkage.units), frozenset(nodes))
    placed = homes(found)
    links = _links(found, placed)
    place = {node: i for i, node in enumerate(nodes)}
    block_of = _blocks(links, place)
    bound = Bound(
        tuple(nodes),
        tuple(block_of),
        _homes(placed, links, place, block_of),
        frozenset(group.service for group in constraints.predefined),
        tuple(_apart(found, group, (links, place, block_of)) for group in found.apart),
        frozenset(place[unit] for unit, claim in found.placing.items() if claim.kind is Kind.KERNEL),
        frozenset(place[unit] for unit in found.not_kernel),
        frozenset(place[unit] for unit, claim in found.placing.items() if claim.kind is Kind.LEAVE_OUT),
        constraints,
        tuple(found.every),
        tuple(found.problems),
    )
    _closed(bound, found, placed, links)
    _sizes(bound, placed, links)
    return bound


Links = list[tuple[tuple[int, ...], tuple[str, ...]]]


def _links(found: Claims, placed: Mapping[str, Claim]) -> Links:
    """Return the sets of units that must share a service, with their lines: groups, and what one service was given."""
    links: Links = list(linking(found))
    given: dict[str, dict[str, int]] = {}
    for unit, claim in placed.items():
        given.setdefault(claim.service, {})[unit] = claim.pattern.line
    for units in given.values():
        lines = tuple(dict.fromkeys(units.values()))
        links.append((lines, tuple(sorted(units))))
    return links


def _blocks(links: Links, place: Mapping[str, int]) -> list[int]:
    """Return node → first node of its block, by union-find."""
    parent = list(range(len(place)))

    def root(i: int) -> int:
        while parent[i] != i:
            parent[i] = parent[parent[i]]
            i = parent[i]
        return i

    for _, units in links:
        for unit in units[1:]:
            a, b = sorted((root(place[units[0]]), root(place[unit])))
            parent[b] = a
    return [root(i) for i in range(len(parent))]


def _homes(
    placed: Mapping[str, Claim], links: Links, place: Mapping[str, int], block_of: Sequence[int]
) -> dict[int, str]:
    """Return block → service. Raises ContradictionError when a block must be in two."""
    first: dict[int, str] = {}
    for unit in sorted(placed):
        block = block_of[place[unit]]
        other = first.setdefault(block, unit)
        if placed[other].service != placed[unit].service:
            ours, theirs = placed[other], placed[unit]
            lines = chain(links, other, [unit])
            message = (
                f"{other} {ours.says} here, and {unit} {theirs.says} on {where(theirs.pattern.line)}, but "
                f"{in_words(lines)} keep{'s' * (len(set(lines)) == 1)} them together; remove one"
            )
            raise ContradictionError(ours.pattern.line, message)
    return {block: placed[unit].service for block, unit in first.items()}


def _apart(
    found: Claims,
    group: Sequence[Claim],
    known: tuple[Links, Mapping[str, int], Sequence[int]],
) -> tuple[frozenset[int], ...]:
    """Return the blocks of each pattern that is kept apart from the others. Raises ContradictionError."""
    links, place, block_of = known
    side: dict[str, int] = {}
    for number in sorted(range(len(group)), key=lambda i: -group[i].rank):
        for unit in group[number].units:
            other = side.setdefault(unit, number)
            if other != number and group[other].rank == group[number].rank:
                message = (
                    f"{unit} is meant by '{group[other].pattern.text}' here and by '{group[number].pattern.text}' on "
                    f"{where(group[number].pattern.line)}, which are kept apart: it cannot be kept from itself"
                )
                raise ContradictionError(group[other].pattern.line, message)
    blocks: list[dict[int, str]] = [{} for _ in group]
    seen: dict[int, str] = {}
    for unit in sorted(side):
        if exempt(found, unit, group[side[unit]]):
            continue
        block = block_of[place[unit]]
        other_unit = seen.setdefault(block, unit)
        if side[other_unit] != side[unit]:
            ours = group[side[unit]].pattern.line
            lines = [line for line in chain(links, other_unit, [unit]) if line != ours]
            message = f"{other_unit} and {unit} are kept apart here, but together by {in_words(lines)}; remove one"
            raise ContradictionError(ours, message)
        blocks[side[unit]][block] = unit
    return tuple(frozenset(found_blocks) for found_blocks in blocks)


def _closed(bound: Bound, found: Claims, placed: Mapping[str, Claim], links: Links) -> None:
    """Refuse what would add to a predefined service."""
    first = {claim.service: claim for claim in found.every if claim.kind is Kind.PREDEFINED}
    own = {unit for claim in found.every if claim.kind is Kind.PREDEFINED for unit in claim.units}
    for i, unit in enumerate(bound.nodes):
        service = bound.home.get(bound.block_of[i])
        if service not in bound.closed or (unit in own and unit in placed):
            continue
        rule = first.get(str(service))
        if rule is None:
            continue
        lines = [placed[unit].pattern.line] if unit in placed else chain(links, unit, rule.units)
        message = (
            f"{service} is predefined here and nothing may join it, but {in_words(lines)} would add {unit}; "
            "add it here, or pin instead of predefine"
        )
        raise ContradictionError(rule.pattern.line, message)


def _sizes(bound: Bound, placed: Mapping[str, Claim], links: Links) -> None:
    """Refuse limits that what must be together, or their own numbers, rule out."""
    largest, smallest, services = bound.limits.largest, bound.limits.smallest, bound.limits.services
    if largest and smallest and smallest.number > largest.number:
        message = f"smallest is {smallest.number} here, but largest {largest.number} on {where(largest.line)}"
        raise ContradictionError(smallest.line, message)
    members: dict[int, list[str]] = {}
    for i, block in enumerate(bound.block_of):
        members.setdefault(block, []).append(bound.nodes[i])
    for block, units in members.items():
        if largest and len(units) > largest.number and len(units) > 1:
            lines = [placed[u].pattern.line for u in units if u in placed]
            lines += [rule[0] for rule, linked in links if units[0] in linked]
            _too_large(len(units), lines, largest)
        if smallest and bound.home.get(block) in bound.closed and len(units) < smallest.number:
            lines = [placed[u].pattern.line for u in units if u in placed]
            message = f"{bound.home[block]} is predefined with {len(units)}, fewer than smallest: {smallest.number}"
            raise ContradictionError(lines[0], f"{message} on {where(smallest.line)} asks for")
    named = list(dict.fromkeys(bound.home.values()))
    if services and len(named) > services.number:
        line = next(claim.pattern.line for claim in bound.claims if claim.service == named[-1])
        message = f"services is {services.number} here, but {len(named)} are named, the last on {where(line)}"
        raise ContradictionError(services.line, message)
    for rule in bound.apart if services else ():
        sides = sum(bool(blocks) for blocks in rule)
        if services and sides > services.number:
            line = _line_of_apart(bound, rule)
            message = f"services is {services.number} here, but {sides} patterns are kept apart on {where(line)}"
            raise ContradictionError(services.line, message)


def _too_large(size: int, lines: Sequence[int], largest: Limit) -> None:
    message = f"{size} units and tables must be together here, but largest is {largest.number} on {where(largest.line)}"
    raise ContradictionError(lines[0] if lines else 0, message)


def _line_of_apart(bound: Bound, rule: tuple[frozenset[int], ...]) -> int:
    claims = [claim for claim in bound.claims if claim.kind is Kind.APART]
    units = {bound.nodes[i] for i, block in enumerate(bound.block_of) if any(block in side for side in rule)}
    return next((claim.pattern.line for claim in claims if units & set(claim.units)), 0)

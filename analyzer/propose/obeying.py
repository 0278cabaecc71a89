"""A proposal and what is bound in, node → service so that every constraint holds out; or an error that names lines.

The proposal is followed wherever it may be. What is bound goes first, the rest follows in the order of how surely it
belongs where it was proposed; what may not stay goes where it is pulled most and may be. Then services that a rule has
founded attract what is theirs, and limits of size and number are met by parting, joining and growing. At last every
rule is checked: finding an answer is as hard as colouring a graph, so that a few sets of rules are given up aloud.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

from analyzer.graphs import Network
from analyzer.model.config import Limit
from analyzer.propose.binding import Bound
from analyzer.propose.board import Board
from analyzer.propose.claims import ContradictionError, Kind, in_words
from analyzer.propose.parting import parts

SWEEPS = 3  # over the neighbours of a founded service
DUST = 5  # nodes of a part below which it goes elsewhere
HALF = 0.5  # of a service's nodes: a block that holds more of them is what it is about


Owners = Callable[
    [Mapping[int, str]], Mapping[int, str]
]  # node → service in, table node → the service that owns it out


def obedient(bound: Bound, net: Network, proposed: Mapping[int, str], owners: Owners) -> dict[int, str]:
    """Return node → service; `proposed` says where each node was.

    Services without a name of their own yet are called `\\0` and a number. Raises ContradictionError.
    """
    board = Board(bound, net)
    start, founded = _named(board, _blocks(board, proposed))
    _place(board, start)
    _attract(board, founded)
    _follow(board, owners)
    _grow(board)
    _count(board)
    _verify(board)
    return dict(board.placed())


def _blocks(board: Board, proposed: Mapping[int, str]) -> dict[int, str]:
    """Return block → the service that most of its nodes were proposed for."""
    votes: dict[int, dict[str, int]] = {}
    for i, service in sorted(proposed.items()):
        if i not in board.bound.left_out:
            ballot = votes.setdefault(board.bound.block_of[i], {})
            ballot[service] = ballot.get(service, 0) + 1
    return {block: min(ballot, key=lambda name: (-ballot[name], name)) for block, ballot in votes.items()}


def _named(board: Board, start: dict[int, str]) -> tuple[dict[int, str], list[str]]:
    """Return the start with the services that rules name under their names, and those of them that are new.

    A named service is the proposed one of that name, or the one of which its block is most; else it is new.
    """
    sizes: dict[str, int] = {}
    for block, service in start.items():
        sizes[service] = sizes.get(service, 0) + board.weight[block]
    renamed: dict[str, str] = {}
    founded: list[str] = []
    for block, home in sorted(board.bound.home.items()):
        around = start.get(block)
        own = around is not None and board.weight[block] > HALF * sizes[around]
        if home in board.bound.closed or (not own and home not in sizes):
            founded.append(home)
        elif own and around is not None and around != home and around not in renamed:
            renamed[around] = home
    taken = set(founded) | set(renamed.values())
    for service in sorted(sizes):
        if service in taken and service not in renamed:
            renamed[service] = board.fresh()
    return {block: renamed.get(service, service) for block, service in start.items()}, founded


def _place(board: Board, start: Mapping[int, str]) -> None:
    """Place what is bound, then the rest as proposed, surest first; what may not stay goes where it may."""
    for block, home in sorted(board.bound.home.items()):
        board.put(block, home)
    loose: dict[str, list[int]] = {}
    for block, service in sorted(start.items()):
        if board.free(block):
            loose.setdefault(service, []).append(block)
    waiting: list[int] = []
    for service in sorted(loose):
        waiting += _settle(board, service, loose[service], start)
    for block in waiting:
        board.put(block, board.best(block) or board.fresh())


def _settle(board: Board, service: str, blocks: Sequence[int], start: Mapping[int, str]) -> list[int]:
    """Place the blocks of one proposed service; return those that may not stay. One that is too large is parted."""
    limit = board.bound.limits.largest
    bound_here = sorted(board.members.get(service, ()))
    everything = [*bound_here, *blocks]
    groups = [everything]
    if limit and sum(board.weight[block] for block in everything) > limit.number:
        groups = parts(board, everything, limit.number)
    names = {}
    for i, group in enumerate(groups):
        here = any(block in bound_here for block in group) or (i == 0 and not bound_here)
        names[i] = service if here else board.fresh()
    waiting = []
    for i, group in enumerate(groups):
        if len(groups) > 1 and names[i] != service and sum(board.weight[b] for b in group) < DUST:
            waiting += group  # a splinter: better with another service
            continue
        own = {b: sum(w for o, w in board.near[b].items() if start.get(o) == service) for b in group}
        for block in sorted((b for b in group if board.free(b)), key=lambda b: (-own[b], b)):
            if board.allowed(block, names[i]):
                board.put(block, names[i])
            else:
                waiting.append(block)
    return waiting


def _attract(board: Board, founded: Sequence[str]) -> None:
    """Let services that a rule has founded take what they pull more than its present service does."""
    for service in founded:
        for _ in range(SWEEPS if board.open(service) else 0):
            near = {other for block in board.members.get(service, ()) for other in board.near[block]}
            moved = False
            for block in sorted(near):
                now = board.where.get(block)
                if now is None or now in founded or not board.free(block) or not board.allowed(block, service):
                    continue
                pulls = board.pulls(block)
                if pulls.get(service, 0.0) > pulls.get(now, 0.0):
                    board.put(block, service)
                    moved = True
            if not moved:
                break


def _follow(board: Board, owners: Owners) -> None:
    """Let tables that no rule speaks of go where most of their writers are now."""
    for i, owner in sorted(owners(board.placed()).items()):
        block = board.bound.block_of[i]
        now = board.where.get(block)
        if board.weight[block] > 1 or not board.free(block) or now == owner or i in board.bound.left_out:
            continue
        alone = now is not None and len(board.members[now]) == 1
        if not alone and owner in board.members and board.allowed(block, owner):
            board.put(block, owner)


def _grow(board: Board) -> None:
    """Join services that are too small with the one that pulls most; where that may not be, let them grow."""
    limit = board.bound.limits.smallest
    tried: set[str] = set()
    while limit:
        small = [n for n, size in board.size.items() if size < limit.number and board.open(n) and n not in tried]
        if not small:
            return
        service = min(small, key=lambda name: (board.size[name], name))
        partner = _partner(board, service)
        if partner is not None:
            board.merge(service, partner)
        elif not _fed(board, service, limit.number):
            tried.add(service)
            _dissolved(board, service)


def _partner(board: Board, service: str) -> str | None:
    """Return the service that may be joined and pulls most for what it weighs."""
    pulls = board.between(service)
    found = [name for name in board.members if name != service and board.mergeable(service, name)]
    return min(
        found, key=lambda name: (-pulls.get(name, 0.0) / board.size[name] ** 0.5, board.size[name], name), default=None
    )


def _fed(board: Board, service: str, wanted: int) -> bool:
    """Let a service take what it pulls most from services that can spare it, until it is large enough."""
    while board.size[service] < wanted:
        ties: dict[int, float] = {}
        for block in sorted(board.members[service]):
            for other, weight in board.near[block].items():
                ties[other] = ties.get(other, 0.0) + weight
        spare = [
            block
            for block, name in board.where.items()
            if name != service
            and board.open(name)
            and board.free(block)
            and board.size[name] - board.weight[block] >= wanted
            and board.allowed(block, service)
        ]
        if not spare:
            return False
        board.put(min(spare, key=lambda block: (-ties.get(block, 0.0), block)), service)
    return True


def _dissolved(board: Board, service: str) -> bool:
    """Give the blocks of a service away, largest first, each where it is pulled most; all or none."""
    before = sorted(board.members[service], key=lambda block: (-board.weight[block], block))
    if not board.open(service) or not all(board.free(block) for block in before):
        return False
    for block in before:
        home = board.best(block, (service,))
        if home is None:
            for moved in before:
                board.put(moved, service)
            return False
        board.put(block, home)
    return True


def _count(board: Board) -> None:
    """Join or part services until there are as many as asked for."""
    limit = board.bound.limits.services
    while limit and len(board.members) > limit.number:
        for service in sorted(board.members, key=lambda name: (board.size[name], name)):
            partner = _partner(board, service) if board.open(service) else None
            if partner is not None:
                board.merge(service, partner)
                break
        else:
            if not any(_dissolved(board, name) for name in sorted(board.members, key=lambda n: (board.size[n], n))):
                return
    while limit and 0 < len(board.members) < limit.number:
        if not any(_parted(board, name) for name in sorted(board.members, key=lambda n: (-board.size[n], n))):
            return


def _parted(board: Board, service: str) -> bool:
    """Make two of a service, if its blocks and the least size allow it."""
    blocks = sorted(board.members[service])
    size, limit = board.size[service], board.bound.limits.smallest
    least = limit.number if limit else 1
    if len(blocks) < 2 or not board.open(service):
        return False
    for most in dict.fromkeys((max(size // 2, least), max(2 * size // 3, least), size - least)):
        for part in reversed(parts(board, blocks, most)):
            if _moved_out(board, part, (least, size - least)):
                return True
    row = [block for part in parts(board, blocks, max(size // 2, least)) for block in part if board.free(block)]
    return any(_moved_out(board, row[:i], (least, size - least)) for i in range(1, len(row) + 1))


def _moved_out(board: Board, part: Sequence[int], sizes: tuple[int, int]) -> bool:
    """Make a part of a service one of its own, when it is free to leave and of a size between two."""
    weight = sum(board.weight[block] for block in part)
    if not all(board.free(block) for block in part) or not sizes[0] <= weight <= sizes[1]:
        return False
    fresh = board.fresh()
    for block in part:
        board.put(block, fresh)
    return True


def _verify(board: Board) -> None:
    """Refuse a result that breaks a rule, with the lines of the rules that could not be brought together."""
    limits, broken = board.bound.limits, list[int]()
    size = list(board.size.values())
    if limits.services and limits.services.number > len(board.where):
        _too_few(board, limits.services)
    if limits.largest and max(size, default=0) > limits.largest.number:
        broken.append(limits.largest.line)
    if limits.smallest and min(size, default=limits.smallest.number) < limits.smallest.number:
        broken.append(limits.smallest.line)
    if limits.services and len(size) != limits.services.number:
        broken.append(limits.services.line)
    if broken:
        others = [limit.line for limit in (limits.smallest, limits.largest, limits.services) if limit]
        others += [claim.pattern.line for claim in board.bound.claims if claim.kind in _BINDING]
        rest = [line for line in dict.fromkeys(others) if line not in broken][:MOST_LINES]
        message = "no split was found that holds this" + (f" and {in_words([*broken[1:], *rest])}" if rest else "")
        plural = "s" * (len(size) != 1)
        raise ContradictionError(broken[0], f"{message}: {len(size)} service{plural} of {min(size, default=0)} to "
                                            f"{max(size, default=0)} units came nearest; relax one")  # fmt: skip


def _too_few(board: Board, wanted: Limit) -> None:
    """Refuse more services than there is anything for, with the lines that set units aside."""
    out = [claim.pattern.line for claim in board.bound.claims if claim.units and claim.kind in _SETTING_ASIDE]
    aside = f"; {in_words(list(dict.fromkeys(out))[:MOST_LINES])} set others aside" if out else ""
    message = (
        f"services is {wanted.number} here, but only {len(board.where)} units, tables or groups of them can be placed"
    )
    raise ContradictionError(wanted.line, f"{message}{aside}; relax one")


_SETTING_ASIDE = (Kind.KERNEL, Kind.LEAVE_OUT)
_BINDING = (Kind.PIN, Kind.PREDEFINED, Kind.TOGETHER, Kind.APART)
MOST_LINES = 4  # named in a message

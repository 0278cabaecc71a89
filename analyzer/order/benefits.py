"""Services, and what a history says of their files, in; what it is worth that each has left out.

Whoever waits for an extraction pays for what is still in the monolith: everything that is deployed and tested together,
the changes that go through it, the people who meet in it. So each service brings a benefit per step from its departure
on, by the shares that it takes along: of the lines (`size`), of the changes (`churn`), of the people (`authors`), and
how sure its boundary is (`stability`): one that may still move is better left for later. Texts bring nothing. A weight
of 1 says that waiting with everything to the end costs as much as coexistence does in a good order, so that weights
which add up to w make coexistence dearer by a share of w at most.
"""

from collections.abc import Iterable, Mapping, Sequence, Set

import msgspec

from analyzer.model.decomposition import Decomposition, Service
from analyzer.model.linkage import Linkage, UnitKind
from analyzer.model.project import Activity, Commit

HISTORY = ("churn", "authors")


class Benefits(msgspec.Struct, frozen=True):
    """What each service is worth per step, sorted by name; which terms entered it, and which could not be known."""

    worth: tuple[float, ...]
    terms: tuple[str, ...]
    absent: tuple[str, ...]


def benefits(
    linkage: Linkage,
    decomposition: Decomposition,
    activity: Sequence[Activity],
    weights: Mapping[str, float],
    scale: float,
) -> Benefits:
    """Return the benefits in units of edge weight; `scale` is what a weight of 1 and a share of 1 are worth."""
    services = sorted(decomposition.services, key=lambda service: service.name)
    idle = texts(linkage)
    paths = _paths(linkage, services, idle)
    told = {row.path: row for row in activity}
    amounts = {
        "size": _sizes(linkage, services, idle),
        "churn": [float(sum(told[p].revisions for p in mine if p in told)) for mine in paths],
        "authors": [float(len({a for p in mine if p in told for a in told[p].authors})) for mine in paths],
        "stability": [service.stability or 0.0 for service in services],
    }
    wanted = [name for name in sorted(weights) if weights[name] > 0 and name in amounts]
    terms = tuple(name for name in wanted if sum(amounts[name]) > 0)
    worth = [0.0] * len(services)
    for name in terms:
        total = sum(amounts[name])
        worth = [w + scale * weights[name] * n / total for w, n in zip(worth, amounts[name], strict=True)]
    return Benefits(tuple(worth), terms, tuple(name for name in wanted if name not in terms))


def texts(linkage: Linkage) -> frozenset[str]:
    """Return the scripts that need nothing, that nothing needs and with which nothing begins: language files, lists."""
    tied = {end for dependency in linkage.dependencies for end in (dependency.source, dependency.target)}
    return frozenset(
        unit.id for unit in linkage.units if unit.kind is UnitKind.SCRIPT and not unit.entry and unit.id not in tied
    )


def _paths(linkage: Linkage, services: Sequence[Service], idle: Set[str]) -> list[list[str]]:
    """Return the files in which code of each service is declared."""
    own = (unit for unit in linkage.units if unit.path and unit.id not in idle)
    path_of = {unit.id: unit.path for unit in own if unit.kind is not UnitKind.TABLE}
    return [sorted({path_of[m] for m in service.members if m in path_of}) for service in services]


def _sizes(linkage: Linkage, services: Sequence[Service], idle: Set[str]) -> list[float]:
    own = (unit for unit in linkage.units if unit.id not in idle)
    loc = {unit.id: unit.loc for unit in own if unit.kind is not UnitKind.TABLE}
    return [float(sum(loc.get(member, 0) for member in service.members)) for service in services]


def activity_of(commits: Iterable[Commit]) -> tuple[Activity, ...]:
    """Return the revisions and authors of every path in a history; authors are numbered in the order of their names."""
    revisions: dict[str, int] = {}
    names: dict[str, set[str]] = {}
    for commit in commits:
        for path in set(commit.paths):
            revisions[path] = revisions.get(path, 0) + 1
            names.setdefault(path, set()).add(commit.author)
    number = {name: i for i, name in enumerate(sorted(set().union(*names.values())))}
    return tuple(
        Activity(path, n, tuple(sorted(number[a] for a in names[path]))) for path, n in sorted(revisions.items())
    )

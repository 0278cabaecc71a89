r"""Services to be accepted in, few patterns for each out: also for directories and files that are only mostly theirs.

`Cover` finds patterns that match nothing but a service's units. Where communities follow no directories these are long
lists. A plan can say more in fewer lines, because the more specific of two patterns wins: `src/Billing/**` is
billing's, but for the few units that others name more exactly. From the deepest place upwards, a place of which one
service has more than half is given to it where that saves lines; the patterns of the others inside of it are ids, or
deeper paths, and so still hold.
"""

from collections import Counter
from collections.abc import Collection, Mapping, Sequence, Set
from dataclasses import dataclass, field

from analyzer.propose.cover import Cover

SAVES = 2  # lines: a place with exceptions is harder to read than one without


@dataclass(slots=True)
class _Place:
    """A directory or a file that is given to a service."""

    parts: tuple[str, ...]
    pattern: str
    service: str

    def holds(self, parts: tuple[str, ...]) -> bool:
        """Say whether another place is in this one."""
        return len(parts) > len(self.parts) and parts[: len(self.parts)] == self.parts


@dataclass(slots=True)
class _Painting:
    """What is decided so far."""

    home: Mapping[str, str]  # unit → service
    lists: dict[str, dict[str, Set[str]]]  # service → pattern → its units
    painted: dict[str, str] = field(default_factory=dict)  # unit → the service that has the deepest place around it
    right: dict[str, set[str]] = field(default_factory=dict)  # service → its own units of these
    places: list[_Place] = field(default_factory=list)


def plan_patterns(
    cover: Cover, services: Mapping[str, Sequence[str]], untied: Collection[str] = ()
) -> dict[str, tuple[str, ...]]:
    """Return service → patterns, sorted, that together give each service its units.

    Units in no service are given to none, but for the `untied` ones, which nothing ties to anything: these may come
    along with their surroundings.
    """
    home = {unit: name for name, members in services.items() for unit in members}
    free = frozenset(untied) - home.keys()
    lists = {name: cover.matched(cover.patterns(members, free)) for name, members in services.items()}
    painting = _Painting(home, lists)
    for pattern, parts, units in cover.places():
        tied = [unit for unit in units if unit not in free]
        if all(unit in home for unit in tied):
            _paint(painting, pattern, parts, tied)
    found = {}
    for name, members in services.items():
        left = [unit for unit in members if painting.painted.get(unit) != name]
        mine = {place.pattern for place in painting.places if place.service == name}
        found[name] = tuple(sorted({*cover.patterns(members, free, left), *mine}))
    return found


def _paint(painting: _Painting, pattern: str, parts: tuple[str, ...], units: Sequence[str]) -> None:
    """Give a place to the service that has more than half of it, when that saves lines."""
    counts = Counter(painting.home[unit] for unit in units)
    most = min(counts, key=lambda name: (-counts[name], name), default="")
    if len(counts) < 2 or 2 * counts[most] <= len(units):
        return
    place = _Place(parts, pattern, most)
    fresh = [unit for unit in units if unit not in painting.painted]
    new = {unit for unit in fresh if painting.home[unit] == most}
    right = painting.right.setdefault(most, set())
    patterns = painting.lists[most]
    needless = [one for one, matched in patterns.items() if matched & new and matched <= new | right]
    inner = [one for one in painting.places if one.service == most and _swallowed(painting, one, place)]
    if len(needless) + len(inner) < SAVES + 1:
        return
    for one in needless:
        del patterns[one]
    painting.places = [*(one for one in painting.places if one not in inner), place]
    painting.painted.update(dict.fromkeys(fresh, most))
    right |= new


def _swallowed(painting: _Painting, inner: _Place, outer: _Place) -> bool:
    """Say whether a place says nothing more once one around it is of the same service."""
    between = (one for one in painting.places if one.service != inner.service)
    return outer.holds(inner.parts) and not any(one.holds(inner.parts) and outer.holds(one.parts) for one in between)

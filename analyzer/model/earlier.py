"""What the analysis before this one proposed, and what it was asked."""

from collections.abc import Iterable, Set
from typing import Any, Self

import msgspec

from analyzer.model.config import Config
from analyzer.model.decomposition import Decomposition, Service


class Leaning(msgspec.Struct, frozen=True):
    """Which units an earlier analysis had in the kernel, and which it knew and had not."""

    inside: frozenset[str] = frozenset()
    outside: frozenset[str] = frozenset()

    @classmethod
    def of(cls, inside: Iterable[str], known: Set[str]) -> Self:
        """Return the leaning of what was inside, and of what else was known; none where nothing was inside."""
        within = frozenset(inside)
        return cls(within, frozenset(known - within)) if within else cls()

    def __call__(self, unit: str) -> int:
        """Return 1 for a unit that was inside, −1 for one that was not, 0 for one that was not known."""
        return (unit in self.inside) - (unit in self.outside)


NO_LEANING = Leaning()


class Earlier(msgspec.Struct, frozen=True):
    """The services of an earlier analysis, and the names of those that a rule had `founded`; `config` is None where it
    cannot be read. Of its kernel, `set_aside` are the hubs that took no part in the search for communities."""

    services: tuple[Service, ...] = ()
    config: Config | None = None
    founded: tuple[str, ...] = ()
    kernel: tuple[str, ...] = ()
    set_aside: tuple[str, ...] = ()

    @classmethod
    def of(cls, found: Decomposition, config: Config | None) -> Self:
        """Return what the next analysis is to know of this one."""
        return cls(found.services, config, found.founded, found.kernel, found.set_aside)

    def hubs(self) -> Leaning:
        """Return which units were set aside as hubs, and which were not."""
        return Leaning.of(self.set_aside, {*self.kernel, *self._placed()})

    def shared(self) -> Leaning:
        """Return which units were in the kernel, and which in a service."""
        return Leaning.of(self.kernel, self._placed())

    def _placed(self) -> set[str]:
        return {member for service in self.services for member in service.members}

    def named(self, homes: Set[str]) -> tuple[Service, ...]:
        """Return the services whose names may be kept by what is found, before rules send units to `homes`.

        A service that a rule has founded is founded again: had what is found its name, the rule would send its units
        there.
        """
        again = homes & set(self.founded)
        return tuple(service for service in self.services if service.name not in again)

    def answers(self, config: Config) -> bool:
        """Say whether it is an answer to the same question: found, not accepted, with the same weights, clustering and
        constraints. Only then is where it had a unit a reason to leave the unit there."""
        before = self.config
        if before is None or not self.services or before.plan.services or config.plan.services:
            return False
        same: bool = _question(before) == _question(config)
        return same


NOTHING_EARLIER = Earlier()


def _question(config: Config) -> Any:
    asked = (config.weights, config.clustering, config.constraints)
    return _without_lines(msgspec.to_builtins(asked))


def _without_lines(value: Any) -> Any:
    """Return a value without the lines of the file that says it: a comment more changes no question."""
    if isinstance(value, dict):
        return {key: _without_lines(item) for key, item in value.items() if key != "line"}
    return [_without_lines(item) for item in value] if isinstance(value, list | tuple) else value

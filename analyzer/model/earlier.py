"""What the analysis before this one proposed, and what it was asked."""

from collections.abc import Set
from typing import Any

import msgspec

from analyzer.model.config import Config
from analyzer.model.decomposition import Service


class Earlier(msgspec.Struct, frozen=True):
    """The services of an earlier analysis, and the names of those that a rule had `founded`; `config` is None where it
    cannot be read."""

    services: tuple[Service, ...] = ()
    config: Config | None = None
    founded: tuple[str, ...] = ()

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

"""A project and its configuration in, the analysis that was made of exactly these before out, if any."""

import hashlib
from typing import Protocol

import msgspec

from analyzer.model.analysis import Analysis
from analyzer.model.config import Config, Constraints
from analyzer.model.earlier import NOTHING_EARLIER, Earlier
from analyzer.model.facts import PASSING
from analyzer.model.project import Project

ALIAS = b"as "  # before the key under which the content is


class Memory(Protocol):
    """Remembers results by what they depend on."""

    def get(self, key: str) -> bytes | None:
        """Return what was remembered under a key, or None."""
        ...

    def put(self, key: str, content: bytes) -> None:
        """Remember a content."""
        ...


class Remembered:
    """The analysis of one input. `version` names the program: whatever of it can change a result."""

    def __init__(
        self,
        memory: Memory | None,
        version: str,
        project: Project,
        config: Config,
        previous: Earlier = NOTHING_EARLIER,
    ) -> None:
        """Name the input: files by the digest of their content, packages, rules, configuration, earlier services."""
        self._memory = memory
        self._given = (version, project, config)
        self._heeded = previous.answers(config)
        self._key = "" if memory is None else self._named(previous)

    def _named(self, previous: Earlier) -> str:
        known = [(service.name, service.members) for service in previous.services], previous.founded
        aside = (previous.kernel, previous.set_aside)
        content = msgspec.msgpack.encode((*self._given, known, aside, previous.answers(self._given[2])))
        return "analysis " + hashlib.sha256(content).hexdigest()

    def recall(self) -> Analysis | None:
        """Return the remembered analysis; one that cannot be decoded is made again."""
        if self._memory is None:
            return None
        content = self._memory.get(self._key)
        if content is not None and content.startswith(ALIAS):
            content = self._memory.get(content[len(ALIAS) :].decode())
        if content is None:
            return None
        try:
            return msgspec.msgpack.decode(content, type=Analysis)
        except msgspec.MsgspecError:
            return None

    def keep(self, analysis: Analysis) -> Analysis:
        """Remember an analysis unless reading the same files again may give another."""
        if self._memory is not None and not any(problem.kind in PASSING for problem in analysis.linkage.problems):
            self._memory.put(self._key, msgspec.msgpack.encode(analysis))
            # The next run knows these services as the previous ones, and finds the same, unless close calls were held.
            found = analysis.decomposition
            again = self._named(Earlier.of(found, analysis.config))
            if again != self._key and analysis.config.constraints == Constraints() and not self._heeded:
                self._memory.put(again, ALIAS + self._key.encode())
        return analysis

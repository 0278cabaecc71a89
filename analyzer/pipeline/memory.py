"""A project and its configuration in, the analysis that was made of exactly these before out, if any."""

import hashlib
from typing import Protocol

import msgspec

from analyzer.model.analysis import Analysis
from analyzer.model.config import Config
from analyzer.model.facts import PASSING
from analyzer.model.project import Project


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

    def __init__(self, memory: Memory | None, version: str, project: Project, config: Config) -> None:
        """Name the input: files by the digest of their content, packages, rules and configuration."""
        self._memory = memory
        self._key = ""
        if memory is not None:
            content = msgspec.msgpack.encode((version, project, config))
            self._key = "analysis " + hashlib.sha256(content).hexdigest()

    def recall(self) -> Analysis | None:
        """Return the remembered analysis; one that cannot be decoded is made again."""
        content = self._memory.get(self._key) if self._memory is not None else None
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
        return analysis

"""The accepted boundaries: what `services:` and `kernel:` of `secateur.yaml` say."""

from enum import StrEnum

import msgspec


class State(StrEnum):
    """How far the extraction of a service is."""

    PLANNED = "planned"
    IN_PROGRESS = "in progress"
    EXTRACTED = "extracted"


class PlannedService(msgspec.Struct, frozen=True):
    """One accepted service, as patterns that people read and edit.

    `includes` and `public` are patterns as in expected.yaml: of ids (`class:App\\Billing\\*`) or globs of paths;
    `tables` names of tables, `*` allowed. `public` None: others may use everything; otherwise only what it names.
    `uses` None: every other service may be used; otherwise only these. `owner` is a team, "" when nobody is named.
    """

    name: str
    includes: tuple[str, ...] = ()
    tables: tuple[str, ...] = ()
    owner: str = ""
    state: State = State.PLANNED
    uses: tuple[str, ...] | None = None
    public: tuple[str, ...] | None = None
    line: int = 0  # of the file that says it


class Plan(msgspec.Struct, frozen=True):
    """All accepted services in file order, and the patterns of the shared kernel. Empty: nothing is accepted."""

    services: tuple[PlannedService, ...] = ()
    kernel: tuple[str, ...] = ()

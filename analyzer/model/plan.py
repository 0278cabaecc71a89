"""The accepted boundaries: what `services:` and `kernel:` of `secateur.yaml` say."""

from enum import StrEnum

import msgspec


class State(StrEnum):
    """How far the extraction of a service is."""

    PLANNED = "planned"
    IN_PROGRESS = "in progress"
    EXTRACTED = "extracted"


RESERVED = ("kernel", "core")  # names that no service may have: what is in none is called so

# What may be limited per service: own units, lines and tables, and the places at which dependencies arrive and leave.
LIMITS = ("units", "lines", "tables", "in", "out")


class PlannedService(msgspec.Struct, frozen=True):
    """One accepted service, as patterns that people read and edit.

    `includes` and `public` are patterns as in expected.yaml: of ids (`class:App\\Billing\\*`) or globs of paths;
    `tables` names of tables, `*` allowed. `public` None: others may use everything; otherwise only what it names.
    `uses` None: every other service may be used; otherwise only these. `owner` is a team, "" when nobody is named.
    `limits` are of LIMITS; `lines` says on which line of the file a pattern stands.
    """

    name: str
    includes: tuple[str, ...] = ()
    tables: tuple[str, ...] = ()
    owner: str = ""
    state: State = State.PLANNED
    uses: tuple[str, ...] | None = None
    public: tuple[str, ...] | None = None
    line: int = 0  # of the file that says it
    limits: dict[str, int] = {}
    lines: dict[str, int] = {}


class Plan(msgspec.Struct, frozen=True):
    """All accepted services in file order, and the patterns of the shared kernel. Empty: nothing is accepted.

    Without patterns of a kernel, what is shared is detected among the units that no service's pattern covers.
    """

    services: tuple[PlannedService, ...] = ()
    kernel: tuple[str, ...] = ()
    kernel_lines: dict[str, int] = {}  # pattern → line

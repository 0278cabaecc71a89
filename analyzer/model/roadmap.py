"""The order in which services leave the monolith, and what each departure costs."""

import msgspec

from analyzer.model.location import Location


class Cut(msgspec.Struct, frozen=True, order=True):
    """A dependency to be cut before a service can leave; `cost` in edge weight units."""

    source: str
    target: str
    kind: str
    cost: float
    occurrences: tuple[Location, ...]


class Remaining(msgspec.Struct, frozen=True, order=True):
    """What is still the monolith. Of the lines, `texts` are of scripts that need nothing and that nothing needs:
    language files, lists of settings. They tie nobody, so that nothing is won when they leave.
    """

    loc: int
    units: int
    tables: int
    entry_points: int
    texts: int = 0

    @property
    def code(self) -> int:
        """The lines of what is tied to something, or runs."""
        return self.loc - self.texts


class Step(msgspec.Struct, frozen=True):
    """One extraction. `back_calls` is the weight of calls that this service must make back into what remains,
    `shared_writes` the tables written on both sides from now until the other writer leaves too; `cost` is that of the
    period that begins. Services of one `wave` (from 1) need nothing of each other and write no table together: they can
    leave side by side. `benefit` is what it is worth per period that it has left, by what it takes along.
    """

    position: int  # from 1
    service: str
    cost: float
    back_calls: float
    shared_writes: tuple[str, ...]
    cuts: tuple[Cut, ...]
    remaining: Remaining
    wave: int = 0  # 0: unknown
    benefit: float = 0.0

    @property
    def cutting(self) -> float:
        """The weight of what must be cut for it."""
        return sum(cut.cost for cut in self.cuts)


class Roadmap(msgspec.Struct, frozen=True):
    """The sequence. `cost` is what was minimised, `lower_bound` what no order can beat; equal when `optimal`.

    Of the cost, `waiting` is the benefit of services that is missed while they have not left; `benefits` are what
    entered it, `absent` what could not be known. The first `stop` steps (0: none) are worth having by themselves: much
    has left, and what runs side by side costs little yet. `first`: what was asked to leave first; then
    `unasked` is what the best order costs that was found without that wish.
    """

    start: Remaining
    steps: tuple[Step, ...]
    cost: float
    lower_bound: float
    optimal: bool
    waiting: float = 0.0
    benefits: tuple[str, ...] = ()
    absent: tuple[str, ...] = ()
    stop: int = 0
    first: tuple[str, ...] = ()
    unasked: float = 0.0

    @property
    def gap(self) -> float:
        """How far the order may be from the best one, as a share of its cost, 0..1."""
        return (self.cost - self.lower_bound) / self.cost if self.cost else 0.0

"""How good the proposal is: per service, between services, and for the whole beside its sanity rows."""

import msgspec

from analyzer.model.location import Location


class ServiceScores(msgspec.Struct, frozen=True, order=True):
    """How one service stands among the others; weights are unitless edge weights of the combined graph."""

    service: str
    units: int
    loc: int
    abstract: int  # abstract class-likes and interfaces
    class_likes: int
    afferent: float  # arriving from other services and the kernel
    efferent: float  # leaving to other services and the kernel
    internal: float  # staying inside
    calls_in: int  # places in other services that use this one
    calls_out: int
    tables_owned: int
    tables_shared: int  # owned or used here, and used by another service
    entry_points: int
    stability: float | None = None

    @property
    def instability(self) -> float:
        """Martin's I = Ce / (Ca + Ce), 0..1: 0 is depended upon, 1 depends on others (Martin 1994)."""
        crossing = self.afferent + self.efferent
        return self.efferent / crossing if crossing else 0.0

    @property
    def cohesion(self) -> float:
        """Share of the service's weight that stays inside, 2·int / (2·int + ext), 0..1 (CARGO, ASE 2022)."""
        touched = 2 * self.internal + self.afferent + self.efferent
        return 2 * self.internal / touched if touched else 0.0

    @property
    def abstractness(self) -> float:
        """Martin's A = abstract / all class-likes, 0..1 (Martin 1994)."""
        return self.abstract / self.class_likes if self.class_likes else 0.0

    @property
    def distance(self) -> float:
        """Martin's D = |A + I − 1|, 0..1: distance from the main sequence (Martin 1994)."""
        return abs(self.abstractness + self.instability - 1)


class Crossing(msgspec.Struct, frozen=True, order=True):
    """What one service needs of another: total weight, number of places, and the heaviest dependencies behind it."""

    source: str
    target: str
    weight: float
    places: int
    examples: tuple[tuple[str, str, str, Location], ...] = ()  # source unit, target unit, kind, first place


class Score(msgspec.Struct, frozen=True, order=True):
    """One metric value by variant name (`sm@fse21`), see docs/metrics.md; `good` is up, down or "" (no direction)."""

    id: str
    value: float
    good: str


class DecompositionScores(msgspec.Struct, frozen=True):
    """All scores of one way to split the same code base."""

    name: str  # proposed, coarse, fine, one box, singletons, directories, random
    services: int
    scores: tuple[Score, ...]


class Scores(msgspec.Struct, frozen=True):
    """Per service, between services, and the proposal beside its alternatives and sanity rows."""

    services: tuple[ServiceScores, ...]
    crossings: tuple[Crossing, ...]
    rows: tuple[DecompositionScores, ...]


class Agreement(msgspec.Struct, frozen=True):
    """How a decomposition compares with an expected one, over the units (or tables) that both place."""

    over: str  # units, tables, all
    compared: int
    services: int
    expected: int
    ari: float  # adjusted Rand index, −1..1
    nmi: float  # normalised mutual information, arithmetic mean, 0..1
    mojofm: float  # 0..100
    c2c: tuple[tuple[float, float], ...]  # (threshold, coverage 0..1)

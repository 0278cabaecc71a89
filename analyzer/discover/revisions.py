"""A repository and a wish in; the commits to look at, oldest first, out."""

from collections.abc import Iterator, Sequence

import msgspec

from analyzer.discover.failure import SourceError
from analyzer.discover.git import ask

_DAYS = {"month": "%Y-%m", "week": "%G-%V"}


class Wish(msgspec.Struct, frozen=True):
    """Which revisions: the last one of every month or week, or every n-th commit, counted from the newest.

    `tags`: only commits that have a tag; `first_parent`: only the main line, not what was merged into it; `since`: not
    before that day (ISO 8601, "" for no limit); `last`: only so many of the newest.
    """

    until: str = "HEAD"
    every: str = "month"  # month, week or a number of commits
    since: str = ""
    tags: bool = False
    first_parent: bool = True
    last: int | None = None


class Dated(msgspec.Struct, frozen=True, order=True):
    """A commit: the day on which it was committed (ISO 8601) and its id."""

    date: str
    id: str


def revisions(root: str, wish: Wish) -> tuple[Dated, ...]:
    """Return the commits that a wish means, oldest first. Raises SourceError: no repository, no such revision."""
    try:
        until = ask(root, "rev-parse", "--verify", "--quiet", "--end-of-options", f"{wish.until}^{{commit}}")
    except SourceError as error:
        if not str(error).startswith("git rev-parse failed"):
            raise
        raise SourceError(f"{root}: unknown revision '{wish.until}'") from None
    chosen = _tagged(root, wish.until) if wish.tags else _spaced(root, until.decode("ascii").strip(), wish)
    found = [commit for commit in chosen if commit.date >= wish.since]
    found = list(dict.fromkeys(found))
    if wish.last is not None:
        found = found[: wish.last]
    return tuple(reversed(found))


def _spaced(root: str, until: str, wish: Wish) -> Iterator[Dated]:
    """Yield every n-th commit, or the last one of each month or week, newest first."""
    named = _DAYS.get(wish.every)
    arguments = ["log", "--format=%H %cs %cd", f"--date=format:{named or ''}"]
    if wish.first_parent:
        arguments.append("--first-parent")
    lines = ask(root, *arguments, "--end-of-options", until, "--").decode("ascii", "replace").splitlines()
    before = ""
    for number, line in enumerate(lines):
        commit, day, *period = line.split(" ")
        if named is None:
            if number % int(wish.every) == 0:
                yield Dated(day, commit)
        elif not before or period[0] < before:  # clocks of committers differ: a period never comes twice
            before = period[0]
            yield Dated(day, commit)


def _tagged(root: str, until: str) -> Sequence[Dated]:
    form = "%(objectname) %(*objectname) %(committerdate:short)%(*committerdate:short)"
    said = ask(root, "for-each-ref", "refs/tags", f"--merged={until}", f"--format={form}")
    found = []
    for line in said.decode("ascii", "replace").splitlines():
        *ids, day = line.split(" ")
        if day:
            found.append(Dated(day, ids[-1] or ids[0]))  # of an annotated tag, the commit that it names
    return sorted(found, reverse=True)

"""A repository and a wish in; the commits to look at, oldest first, out."""

from collections.abc import Iterator, Sequence
from datetime import UTC, datetime

import msgspec

from analyzer.discover.failure import SourceError
from analyzer.discover.git import ask

_PERIODS = {"month": "%Y-%m", "week": "%G-%V"}


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
    """A commit: the day (ISO 8601) and the time at which it was committed, in UTC, and its id."""

    date: str
    time: str
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


def committed(root: str, rev: str) -> Dated | None:
    """Return a revision with its day and time, None outside of git or when there is no such revision."""
    try:
        said = ask(root, "log", "-1", "--format=%ct %H", "--end-of-options", rev, "--").decode("ascii", "replace")
    except SourceError:
        return None
    seconds, _, commit = said.strip().partition(" ")
    return _dated(seconds, commit) if commit else None


def _dated(seconds: str, commit: str) -> Dated:
    moment = datetime.fromtimestamp(int(seconds), UTC)
    return Dated(moment.date().isoformat(), moment.time().isoformat(), commit)


def _spaced(root: str, until: str, wish: Wish) -> Iterator[Dated]:
    """Yield every n-th commit, or the last one of each month or week, newest first."""
    period = _PERIODS.get(wish.every)
    arguments = ["log", "--format=%ct %H", *(["--first-parent"] if wish.first_parent else [])]
    lines = ask(root, *arguments, "--end-of-options", until, "--").decode("ascii", "replace").splitlines()
    before = ""
    for number, line in enumerate(lines):
        seconds, _, commit = line.partition(" ")
        if period is None:
            if number % int(wish.every) == 0:
                yield _dated(seconds, commit)
            continue
        named = datetime.fromtimestamp(int(seconds), UTC).strftime(period)
        if not before or named < before:  # clocks of committers differ: a period never comes twice
            before = named
            yield _dated(seconds, commit)


def _tagged(root: str, until: str) -> Sequence[Dated]:
    form = "%(objectname) %(*objectname) %(committerdate:unix)%(*committerdate:unix)"
    said = ask(root, "for-each-ref", "refs/tags", f"--merged={until}", f"--format={form}")
    found = []
    for line in said.decode("ascii", "replace").splitlines():
        *ids, seconds = line.split(" ")
        if seconds:
            found.append(_dated(seconds, ids[-1] or ids[0]))  # of an annotated tag, the commit that it names
    return sorted(found, reverse=True)

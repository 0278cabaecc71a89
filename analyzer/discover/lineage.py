"""A directory in git in; what was renamed since a revision, and who wrote a line, out; without git nothing."""

from collections.abc import Iterable
from datetime import UTC, datetime, timedelta

from analyzer.discover.failure import SourceError
from analyzer.discover.git import ask
from analyzer.discover.volume import printable
from analyzer.model.location import Location
from analyzer.model.violation import Introduced

SHORT = 10  # digits of a commit's id
NOT_YET = "0" * 40  # what blame calls a line that is not committed


def prefix_of(root: str) -> str:
    """Return the way from the top of the repository to a directory, with a final `/`; "" at the top and outside."""
    try:
        return _text(ask(root, "rev-parse", "--show-prefix"))
    except SourceError:
        return ""


def renamed_since(root: str, base: str, rev: str | None, touched: str = "") -> dict[str, str] | None:
    """Return old path → new path below a directory, from a revision to another, or to the work tree.

    Where `base` is not in the clone, the last commit that changed the file `touched` stands in. None: neither is known.
    """
    begun = _commit(root, base) or _last(root, touched, rev)
    if not begun:
        return None
    command = ("diff", "-M", "-l5000", "--diff-filter=R", "--name-status", "-z", "--relative", "--no-ext-diff")
    try:
        fields = ask(root, *command, begun, *([rev] if rev else []), "--").split(b"\0")
    except SourceError:
        return None
    return {_path(fields[i + 1]): _path(fields[i + 2]) for i in range(0, len(fields) - 2, 3)}


def introduced(root: str, rev: str | None, places: Iterable[Location]) -> dict[Location, Introduced]:
    """Return who wrote the line of each place, as far as git knows; lines that are not committed are left out."""
    found = {}
    for place in places:
        line = f"{place.line},{place.line}"
        try:
            said = ask(root, "blame", "--porcelain", "-L", line, *([rev] if rev else []), "--", place.path)
        except SourceError:
            continue
        one = _read(said.decode("utf-8", "replace"))
        if one is not None:
            found[place] = one
    return found


def _read(porcelain: str) -> Introduced | None:
    lines = porcelain.splitlines()
    commit = lines[0].partition(" ")[0] if lines else NOT_YET
    if commit == NOT_YET:
        return None
    said = dict(line.partition(" ")[::2] for line in lines[1:] if not line.startswith("\t"))
    try:
        seconds, zone = int(said["author-time"]), int(said["author-tz"])
    except (KeyError, ValueError):
        return None
    minutes = (abs(zone) // 100 * 60 + abs(zone) % 100) * (1 if zone >= 0 else -1)
    day = datetime.fromtimestamp(seconds, UTC) + timedelta(minutes=minutes)
    return Introduced(commit[:SHORT], said.get("author", ""), day.date().isoformat())


def _commit(root: str, rev: str) -> str:
    if not rev:
        return ""
    try:
        name = rev.removesuffix("-dirty")
        return _text(ask(root, "rev-parse", "--verify", "--quiet", "--end-of-options", f"{name}^{{commit}}"))
    except SourceError:
        return ""


def _last(root: str, touched: str, rev: str | None) -> str:
    if not touched:
        return ""
    try:
        return _text(ask(root, "log", "-1", "--format=%H", *([rev] if rev else []), "--", touched))
    except SourceError:
        return ""


def _text(said: bytes) -> str:
    return said.decode("utf-8", "surrogateescape").strip()


def _path(raw: bytes) -> str:
    return printable(raw.decode("utf-8", "surrogateescape"))

"""What changed together in: git's own commits, or a `git log` that was saved; `Commit`s with today's paths out."""

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Set
from pathlib import Path

import msgspec

from analyzer.discover import git
from analyzer.discover.failure import SourceError
from analyzer.model.project import Commit, History

MOST_COMMITS = 10_000  # the newest ones of a repository
SAMPLE = 2_000  # commits of a log that say which directory its paths begin with
SAME_CONTENT = "-M100%"  # renames by content that is exactly the same: needs no file's content

_HEADER = re.compile(r"^--([0-9a-fA-F]+)--(\d{4}-\d\d-\d\d)[^-]*--(.*)$")
_NUMBERS = re.compile(r"^(?:\d+|-)\t(?:\d+|-)\t(.+)$")
_BRACES = re.compile(r"^(.*)\{(.*) => (.*)\}(.*)$")


class _Change(msgspec.Struct, frozen=True):
    """One commit as it was made: (path, path before, "" if the same)."""

    id: str
    date: str
    author: str
    files: tuple[tuple[str, str], ...]


def of_repository(root: str, rev: str | None, known: Set[str]) -> History:
    """Return the history that git has of a directory up to a revision (default: the one checked out).

    Nothing is fetched. Where there is none, or only a part, `note` says so.
    """
    try:
        shallow = git.ask(root, "rev-parse", "--is-shallow-repository").strip() == b"true"
        log = git.ask(root, *_LOG, f"--max-count={MOST_COMMITS + 1}", rev or "HEAD", "--", ".")
    except SourceError:
        return History(note="there is no git history here, so nothing is known of what changes together")
    changes = list(_from_git(log.decode("utf-8", "surrogateescape").split("\n")))
    note = ""
    if len(changes) > MOST_COMMITS:
        note = f"the newest {MOST_COMMITS:,} commits of the history were read"
    elif shallow:
        note = f"the clone is shallow: only its {len(changes):,} commits are known"
    commits = _today(changes[:MOST_COMMITS], "", known)
    return History(commits, note or ("" if commits or not known else "no commit of the history touches a file here"))


_LOG = (
    *("-c", "core.quotePath=off", "log", "--no-merges", "--no-color", "--no-show-signature", "--relative"),
    *("--name-status", SAME_CONTENT, "--format=%x01%H%x02%as%x02%aN"),
)


def _from_git(lines: Iterable[str]) -> Iterator[_Change]:
    header: tuple[str, str, str] = ("", "", "")
    files: list[tuple[str, str]] = []
    for line in lines:
        if line.startswith("\x01"):
            if header[0] and files:
                yield _Change(*header, tuple(files))
            commit, date, author = line[1:].split("\x02", 2)
            header, files = (commit, date, author), []
        elif line:
            status, *paths = line.split("\t")
            files.append((paths[-1], paths[0] if status[:1] == "R" else ""))
    if header[0] and files:
        yield _Change(*header, tuple(files))


def of_log(path: str, known: Set[str]) -> History:
    """Return the history in a file: `git log --no-merges --numstat --date=short --pretty=format:--%h--%ad--%aN`.

    That is code-maat's format git2. Paths may begin with directories that lie above the code base: those are found by
    what most paths have in front of a known one. Raises SourceError when the file cannot be read or holds no commit.
    """
    try:
        text = Path(path).read_text("utf-8", "surrogateescape")
    except OSError as error:
        raise SourceError(f"{path}: {(error.strerror or 'cannot be read').lower()}") from error
    changes = list(_from_log(text.splitlines(), path))
    if not changes:
        raise SourceError(
            f"{path}: holds no commit; expected lines as `--1a2b3c--2026-01-31--author`, then `3\\t1\\tpath`"
        )
    front = _front(changes, known)
    commits = _today(changes, front, known)
    note = "" if commits else f"no path of {Path(path).name} is a file of the code base"
    return History(commits, note)


def _from_log(lines: Iterable[str], name: str) -> Iterator[_Change]:
    header: tuple[str, str, str] = ("", "", "")
    files: list[tuple[str, str]] = []
    for number, line in enumerate(lines, 1):
        if found := _HEADER.match(line):
            if header[0]:
                yield _Change(*header, tuple(files))
            header, files = (found[1], found[2], found[3]), []
        elif (found := _NUMBERS.match(line)) and header[0]:
            files.append(_renamed(found[1]))
        elif line.strip():
            raise SourceError(f"{name}:{number}: neither a commit as `--1a2b3c--2026-01-31--author` nor `3\\t1\\tpath`")
    if header[0]:
        yield _Change(*header, tuple(files))


def _renamed(text: str) -> tuple[str, str]:
    """Return the path and what it was before: `src/{a => b}/c.php`, `a.php => b.php`."""
    if found := _BRACES.match(text):
        before, old, new, after = found.groups()
        return (before + new + after).replace("//", "/"), (before + old + after).replace("//", "/")
    old, arrow, new = text.partition(" => ")
    return (new, old) if arrow else (text, "")


def _front(changes: Iterable[_Change], known: Set[str]) -> str:
    """Return what most paths have in front of a known one, "" or with `/` at its end."""
    votes: Counter[str] = Counter()
    for change in list(changes)[:SAMPLE]:
        for path, _ in change.files:
            parts = path.split("/")
            place = next((i for i in range(len(parts)) if "/".join(parts[i:]) in known), None)
            if place is not None:
                votes["".join(f"{part}/" for part in parts[:place])] += 1
    return min(votes, key=lambda front: (-votes[front], len(front), front)) if votes else ""


def _today(changes: Iterable[_Change], front: str, known: Set[str]) -> tuple[Commit, ...]:
    """Return the commits, newest first, with the files that still exist under today's names; `size` counts all."""
    now: dict[str, str] = {}
    commits = []
    for change in changes:
        paths = {now.get(path, path) for path, _ in change.files}
        here = sorted(p[len(front) :] for p in paths if p.startswith(front) and p[len(front) :] in known)
        for path, before in change.files:
            if before:
                now[before] = now.get(path, path)
        if here:
            commits.append(Commit(change.id, change.author, change.date, tuple(here), len(change.files)))
    return tuple(commits)

"""The ledger in; the lines of configuration or docblocks that would resolve most of it, most rewarding first, out."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

import msgspec

from analyzer.model.linkage import Reason, Unresolved

_PLAIN = re.compile(r"[\w$\\]+(?:::[\w$]+)?(?:\(\))?")
_CONSTANT = re.compile(r"\b(?!__)[A-Z][A-Z0-9_]+\b")
_QUOTED = re.compile(r"'[^']*'|\"[^\"]*\"")
_OWN = frozenset({"DIRECTORY_SEPARATOR", "DS", "PATH_SEPARATOR"})  # constants that are known
_CANDIDATES = re.compile(r" \(\d+ candidates\)$")


class Advice(msgspec.Struct, frozen=True):
    """What one line could resolve: the name it speaks of, how many references hang on it, and where to write it."""

    reason: Reason
    name: str
    count: int
    setting: str = ""  # the line of secateur.yaml, "" when there is none
    docblock: str = ""  # a tag, and where to put it

    @property
    def sentence(self) -> str:
        """What the count counts, with the name in front."""
        many = self.count != 1
        match self.reason:
            case Reason.UNTYPED_RECEIVER:
                return f"stands before {self.count:,} unresolved {'calls' if many else 'call'}"
            case Reason.UNKNOWN_CLASS:
                return f"is named at {self.count:,} {'places' if many else 'place'}"
        return f"decides on {self.count:,} unresolved {'includes' if many else 'include'}"


def advise(ledger: Iterable[Unresolved]) -> tuple[Advice, ...]:
    """Return what would help, the most references first."""
    counts: dict[tuple[Reason, str], int] = {}
    for row in ledger:
        name = _subject(row)
        if name:
            counts[row.reason, name] = counts.get((row.reason, name), 0) + 1
    found = [_advice(reason, name, count) for (reason, name), count in counts.items()]
    return tuple(sorted(found, key=lambda one: (-one.count, one.reason, one.name)))


def rewarding(advice: Iterable[Advice], most: int, least: int = 2) -> tuple[Advice, ...]:
    """Return the first of those that resolve several references; an unknown class is mostly a missing package."""
    return tuple(one for one in advice if one.count >= least and one.reason is not Reason.UNKNOWN_CLASS)[:most]


def _subject(row: Unresolved) -> str:
    """The one name on which a reference hangs, "" when nothing that can be written down would help."""
    match row.reason:
        case Reason.UNTYPED_RECEIVER:
            return row.missing
        case Reason.UNKNOWN_CLASS:
            return row.text
        case Reason.DYNAMIC_PATH:
            text = _CANDIDATES.sub("", row.text)
            bare = _QUOTED.sub("", text)
            names = [name for name in dict.fromkeys(_CONSTANT.findall(bare)) if name not in _OWN]
            return names[0] if len(names) == 1 and "$" not in text and "(" not in bare else text
    return ""


def _advice(reason: Reason, name: str, count: int) -> Advice:
    if reason is Reason.UNKNOWN_CLASS:
        return Advice(reason, name, count, _line("aliases", name, "Real\\Class"))
    if reason is Reason.DYNAMIC_PATH:
        whole = _CONSTANT.fullmatch(name) is None
        return Advice(reason, name, count, _line("includes", name, "path/*.php" if whole else "path"))
    bare = name.rstrip("[]")
    wanted = "Class" + name[len(bare) :]
    if "($" in bare:
        holder, _, parameter = bare[:-1].partition("(")
        return Advice(reason, name, count, "", f"@param {wanted} {parameter} of {holder}()")
    tag = "@return" if bare.endswith("()") else "@global" if bare[0] == "$" else "@var"
    what = f"{tag} {wanted} {bare}" if tag == "@global" else f"{tag} {wanted} of {bare}"
    return Advice(reason, name, count, _line("types", bare, wanted), what)


def _line(key: str, name: str, meaning: str) -> str:
    """Return a setting as one line of YAML."""
    quoted = name if _PLAIN.fullmatch(name) else "'" + name.replace("'", "''") + "'"
    return f"{key}: {{{quoted}: {meaning if _PLAIN.fullmatch(meaning) else repr(meaning)}}}"


def where(rows: Sequence[Unresolved], most: int) -> tuple[tuple[str, int], ...]:
    """Return the directories with most of these references, each with their number; a lone file stands for itself."""
    files: dict[str, dict[str, int]] = {}
    for row in rows:
        below = files.setdefault(row.path.rpartition("/")[0], {})
        below[row.path] = below.get(row.path, 0) + 1
    named = [
        (next(iter(paths)) if len(paths) == 1 else f"{directory}/" if directory else "./", sum(paths.values()))
        for directory, paths in files.items()
    ]
    return tuple(sorted(named, key=lambda pair: (-pair[1], pair[0]))[:most])

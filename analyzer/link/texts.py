"""The name of one of PHP's own functions on strings and the texts it is given in; the text it returns out.

Texts may hold `HOLE`, for what nobody can tell, `ENTRY`, for the name of some entry of a directory, and begin with
`ROOT`, the analysed root as an absolute directory.
"""

import re
from collections.abc import Callable, Mapping
from typing import Final

ROOT: Final = "\x00"
HOLE: Final = "\x01"
ENTRY: Final = HOLE + "\x02"  # a hole within one directory
_BLANKS = " \t\n\r\0\x0b"
_FORMAT = re.compile(r"%(?:(\d+)\$)?[-+0-9.']*([a-zA-Z%])")
_CLASS = re.compile(r"[/#~@]\[((?:[^][\\]|\\[^a-z]|\\[wds])+)\](\+?)[/#~@]([a-z]*)")
_PARTS = ("1", "2", "4", "8")  # PATHINFO_DIRNAME, _BASENAME, _EXTENSION, _FILENAME


def dirname(path: str, levels: int = 1) -> str:
    """Return PHP's dirname; above the analysed root it is `ROOT/..`."""
    for _ in range(levels):
        trimmed = path.rstrip("/")
        if trimmed == ROOT or trimmed.endswith("/.."):
            path = trimmed + "/.."
        elif "/" in trimmed:
            path = trimmed.rpartition("/")[0].rstrip("/") or "/"
        else:
            path = HOLE if HOLE in trimmed else "."
    return path


def _dirname(path: str, levels: str = "1") -> str:
    return dirname(path, int(levels) if levels.isdecimal() and len(levels) < 3 else 1)


def _basename(path: str, suffix: str = "") -> str:
    name = path.rstrip("/").rpartition("/")[2]
    return name.removesuffix(suffix) if name != suffix else name


def _pathinfo(path: str, part: str = "") -> str:
    name = _basename(path)
    stem, dot, extension = name.rpartition(".")
    parts = (dirname(path), name, extension if dot else "", stem if dot else name)
    return parts[_PARTS.index(part)] if part in _PARTS else HOLE


def _replace(search: str, by: str, subject: str) -> str:
    if HOLE in search or not search:
        return HOLE if HOLE in search else subject
    return subject.replace(search, by)


def _translate(text: str, search: str, by: str) -> str:
    changed = dict(zip(search, by, strict=False))
    return HOLE if HOLE in search + by else "".join(changed.get(letter, letter) for letter in text)


def _trim(left: bool, right: bool) -> Callable[..., str]:
    def trim(text: str, letters: str = _BLANKS) -> str:
        letters = letters.replace(HOLE, "").replace("..", ".") if letters != _BLANKS else " \t\n\r"
        text = text.lstrip(letters) if left else text
        return text.rstrip(letters) if right else text

    return trim


def _substr(text: str, start: str, length: str = "") -> str:
    if not _is_number(start) or (length and not _is_number(length)):
        return HOLE
    begin, end = int(start), int(length) if length else None
    if end is not None and end >= 0:
        end = (begin if begin >= 0 else max(0, len(text) + begin)) + end
    if HOLE not in text:
        return text[begin:end]
    if begin >= 0 and HOLE not in text[:begin] and (end is None or (end < 0 and HOLE not in text[end:])):
        return text[begin:end]
    return HOLE


def _from_last(text: str, sought: str) -> str:
    at = text.rfind(sought[:1]) if sought else -1
    return text[at:] if at >= 0 and HOLE not in text[at:] + sought else HOLE


def _words(text: str, ends: str = _BLANKS) -> str:
    """`ucwords`: what follows a hole may be anything."""
    if HOLE in ends:
        return HOLE
    found = re.split(f"([{re.escape(ends)}])", text)
    return "".join(piece[:1].upper() + piece[1:] for piece in found)


def _without(pattern: str, by: str, subject: str, *_: str) -> str:
    """`preg_replace` of one class of characters."""
    found = _CLASS.fullmatch(pattern)
    if found is None or HOLE in pattern + by or "$" in by or "\\" in by:
        return HOLE
    try:
        letters = re.compile(f"[{found[1]}]{found[2]}", re.IGNORECASE if "i" in found[3] else 0)
    except re.error:
        return HOLE
    return HOLE.join(letters.sub(by, piece) for piece in subject.split(HOLE))


def _position(find: Callable[[str, str], int]) -> Callable[..., str]:
    def position(text: str, sought: str) -> str:
        at = find(text, sought)
        return str(at) if at >= 0 and HOLE not in text + sought else HOLE

    return position


def _sprintf(form: str, *given: str) -> str:
    waiting = iter(given)

    def one(found: re.Match[str]) -> str:
        number, letter = found.groups()
        if letter == "%":
            return "%"
        if number:
            return given[int(number) - 1] if 0 < int(number) <= len(given) else HOLE
        value = next(waiting, HOLE)
        return value if letter == "s" or (letter == "d" and found.group() == "%d") else HOLE

    return _FORMAT.sub(one, form)


def _is_number(text: str) -> bool:
    return text.removeprefix("-").isdecimal() and len(text) < 8


def _by_piece(change: Callable[[str], str]) -> Callable[..., str]:
    return lambda text, *_: HOLE.join(change(piece) for piece in text.split(HOLE))


def _same(text: str, *_: str) -> str:
    return text


TEXTS: Mapping[str, Callable[..., str]] = {
    "dirname": _dirname,
    "basename": _basename,
    "pathinfo": _pathinfo,
    "realpath": _same,
    "stream_resolve_include_path": _same,
    "strval": _same,
    "str_replace": _replace,
    "str_ireplace": _replace,
    "strtr": _translate,
    "trim": _trim(True, True),
    "ltrim": _trim(True, False),
    "rtrim": _trim(False, True),
    "chop": _trim(False, True),
    "substr": _substr,
    "strrchr": _from_last,
    "strpos": _position(str.find),
    "strrpos": _position(str.rfind),
    "strlen": lambda text: HOLE if HOLE in text else str(len(text)),
    "sprintf": _sprintf,
    "strtolower": _by_piece(str.lower),
    "mb_strtolower": _by_piece(str.lower),
    "strtoupper": _by_piece(str.upper),
    "mb_strtoupper": _by_piece(str.upper),
    "ucfirst": lambda text: text[:1].upper() + text[1:],
    "ucwords": _words,
    "preg_replace": _without,
    "lcfirst": lambda text: text[:1].lower() + text[1:],
    "untrailingslashit": lambda text: text.rstrip("/"),
    "trailingslashit": lambda text: text.rstrip("/") + "/",
    "plugin_dir_path": lambda text: dirname(text) + "/",
    "sys_get_temp_dir": lambda: "/tmp",
    "get_include_path": lambda: HOLE,
    "tempnam": lambda directory="", *_: directory.rstrip("/") + "/" + HOLE,
}


def text_of(name: str, given: tuple[str, ...]) -> str:
    """Return what a function returns for these texts; a hole when it does not take so many."""
    try:
        return TEXTS[name](*given)
    except TypeError:
        return HOLE
